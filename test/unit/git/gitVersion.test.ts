import assert from 'node:assert/strict';
import { isAtLeast } from '../../../src/git/gitVersion';

describe('the version of git', () => {
  it('is compared by its numbers, the first one first', () => {
    for (const enough of ['2.31', '2.31.0', '2.100.1', '3.0']) assert.equal(isAtLeast(enough, '2.31'), true, enough);
    for (const tooOld of ['2.30.9', '2.4', '1.99', '']) assert.equal(isAtLeast(tooOld, '2.31'), false, tooOld);
  });
});
