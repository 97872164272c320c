import assert from 'node:assert/strict';
import os from 'node:os';
import { accountName } from '../../../src/ui/workspace/accountName';

/** A user id that no system has a name for. */
const nameless = 54_321;

describe('the name of the account', () => {
  it('is the system’s', () => {
    assert.equal(accountName(), os.userInfo().username);
  });

  it('is its number where the system has no name for it', function () {
    // Only root can become somebody else.
    if (process.geteuid?.() !== 0) return this.skip();
    process.seteuid?.(nameless);
    try {
      assert.throws(() => os.userInfo());
      assert.equal(accountName(), `uid ${nameless}`);
    } finally {
      process.seteuid?.(0);
    }
  });
});
