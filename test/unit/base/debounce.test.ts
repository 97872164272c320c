import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Debounce } from '../../../src/base/debounce';
import { Disposables } from '../../../src/base/disposables';

describe('work that is done once for many calls', () => {
  let done = 0;
  let work: Debounce;
  const pass = (milliseconds: number): void => {
    mock.timers.tick(milliseconds);
  };

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    done = 0;
    work = new Debounce(() => (done += 1), 100);
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it('waits until no other call has come for a while', () => {
    work.soon();
    pass(60);
    work.soon();
    pass(60);
    assert.deepEqual([done, work.isWaiting], [0, true]);
    pass(40);
    assert.deepEqual([done, work.isWaiting], [1, false]);
    pass(1000);
    assert.equal(done, 1);
    work.soon(500);
    pass(499);
    assert.equal(done, 1);
    pass(1);
    assert.equal(done, 2);
  });

  it('at the latest: a stream of calls does not put it off for good', () => {
    for (let call = 0; call < 10; call++) {
      work.atLatest();
      pass(30);
    }
    assert.equal(done, 2);
  });

  it('cancelled it is left out; disposed of it stays so', () => {
    work.soon();
    work.cancel();
    pass(1000);
    assert.equal(done, 0);
    work.soon();
    work.dispose();
    work.soon();
    work.atLatest();
    pass(1000);
    assert.deepEqual([done, work.isWaiting], [0, false]);
  });

  it('a beat ends with what it belongs to', () => {
    const begun = new Disposables();
    let beats = 0;
    begun.every(10, () => (beats += 1));
    pass(35);
    begun.dispose();
    pass(100);
    assert.equal(beats, 3);
  });
});
