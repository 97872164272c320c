import { deepEqual, rejects } from 'node:assert/strict';
import { SharedRuns } from '../../../src/base/sharedRuns';

/** Runs that end when they are told to. */
class Work {
  begun = 0;
  private readonly ends: ((error?: Error) => void)[] = [];

  readonly run = (): Promise<void> => {
    this.begun++;
    return new Promise((resolve, reject) => {
      this.ends.push(error => {
        if (error) reject(error);
        else resolve();
      });
    });
  };

  async end(error?: Error): Promise<void> {
    this.ends.shift()?.(error);
    await new Promise(setImmediate);
  }
}

describe('work that many ask for at a time', () => {
  let runs: SharedRuns;
  let work: Work;
  let ended: string[];
  beforeEach(() => {
    [runs, work, ended] = [new SharedRuns(), new Work(), []];
  });
  const ask = (who: string, name = 'a'): void => {
    runs.run(name, work.run).then(
      () => ended.push(who),
      () => ended.push(`${who} failed`),
    );
  };

  it('is done once more for all who ask while it goes on, and begins behind that', async () => {
    for (const who of ['first', 'second', 'third']) ask(who);
    deepEqual([work.begun, ended], [1, []]);
    await work.end();
    deepEqual([work.begun, ended], [2, ['first']]);
    ask('fourth');
    await work.end();
    deepEqual([work.begun, ended], [3, ['first', 'second', 'third']]);
    await work.end();
    ask('fifth');
    deepEqual([work.begun, ended.at(-1)], [4, 'fourth']);
    await work.end();
  });

  it('fails for those alone who share the run that failed', async () => {
    for (const who of ['first', 'second', 'third']) ask(who);
    await work.end(new Error('disk'));
    deepEqual([work.begun, ended], [2, ['first failed']]);
    await work.end();
    deepEqual(ended, ['first failed', 'second', 'third']);
    const failing = runs.run('a', () => Promise.reject(new Error('gone')));
    await rejects(failing, /gone/);
  });

  it('waits for nothing of another name', () => {
    ask('one', 'a');
    ask('other', 'b');
    deepEqual(work.begun, 2);
  });
});
