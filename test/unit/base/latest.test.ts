import assert from 'node:assert/strict';
import { Latest } from '../../../src/base/latest';

describe('answers to questions that follow one another', () => {
  const taken: string[] = [];
  const take = (answer: string): void => {
    taken.push(answer);
  };
  /** A question whose answer comes when the test says so. */
  function asked(latest: Latest): {
    answer(text: string): void;
    fail(error: Error): void;
    readonly done: Promise<void>;
    signal: AbortSignal;
  } {
    let answer: (text: string) => void = () => undefined;
    let fail: (error: Error) => void = () => undefined;
    let signal = AbortSignal.abort();
    const done = latest.run(given => {
      signal = given;
      return new Promise<string>((resolve, reject) => ([answer, fail] = [resolve, reject]));
    }, take);
    return { answer, fail, done, signal };
  }

  beforeEach(() => {
    taken.length = 0;
  });

  it('an older one never overwrites a newer one, whichever comes first', async () => {
    const latest = new Latest();
    const [first, second] = [asked(latest), asked(latest)];
    assert.deepEqual([first.signal.aborted, second.signal.aborted], [true, false]);
    second.answer('new');
    first.answer('old');
    await Promise.all([first.done, second.done]);
    assert.deepEqual(taken, ['new']);
    const [third, fourth] = [asked(latest), asked(latest)];
    third.answer('old');
    fourth.answer('newer');
    await Promise.all([third.done, fourth.done]);
    assert.deepEqual(taken, ['new', 'newer']);
  });

  it('a failure counts like an answer: of an old question nobody hears', async () => {
    const latest = new Latest();
    const [first, second] = [asked(latest), asked(latest)];
    first.fail(new Error('old'));
    await first.done;
    second.fail(new Error('new'));
    await assert.rejects(second.done, /new/);
  });

  it('cancelled or disposed of nothing is taken, and what begins later has ended', async () => {
    const latest = new Latest();
    const first = asked(latest);
    latest.cancel();
    const second = asked(latest);
    first.answer('cancelled');
    second.answer('after it');
    await Promise.all([first.done, second.done]);
    assert.deepEqual(taken, ['after it']);
    latest.dispose();
    const third = asked(latest);
    assert.equal(third.signal.aborted, true);
    third.answer('too late');
    await third.done;
    assert.deepEqual(taken, ['after it']);
  });
});
