import { deepEqual } from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { mock } from 'node:test';
import { AskedSender } from '../../../src/ui/panel/askedSender';

/** Longer than changes are waited for. */
const aWhile = 3_000;

describe('what the read-only panel asks for and takes a while to find', () => {
  let searches: {
    readonly asked: string;
    readonly signal: AbortSignal;
    answer(found: string | undefined): void;
    fail(error: unknown): void;
  }[];
  let sent: string[];
  let failed: unknown[];
  let sender: AskedSender<string, string>;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    [searches, sent, failed] = [[], [], []];
    sender = new AskedSender({
      find: (asked, signal) => new Promise((answer, fail) => searches.push({ asked, signal, answer, fail })),
      post: answer => sent.push(answer),
      fail: error => failed.push(error),
    });
  });
  afterEach(() => {
    sender.dispose();
    mock.timers.reset();
  });
  const asked = (): readonly string[] => searches.map(search => search.asked);
  /** Answers the search that began last. */
  async function answer(found: string | undefined): Promise<void> {
    searches.at(-1)?.answer(found);
    await setImmediate();
  }

  it('is sent when it is asked for, and again a while after the last of several changes', async () => {
    void sender.ask('by month');
    await answer('one');
    sender.follow();
    mock.timers.tick(1_500);
    sender.follow();
    mock.timers.tick(1_500);
    deepEqual(asked(), ['by month'], 'changes still come');
    mock.timers.tick(aWhile);
    await answer('two');
    deepEqual(
      [asked(), sent],
      [
        ['by month', 'by month'],
        ['one', 'two'],
      ],
    );
  });

  it('is not looked for where no page has asked, nor where there is none any more', async () => {
    sender.follow();
    mock.timers.tick(aWhile);
    void sender.ask('by month');
    sender.follow();
    sender.stop();
    mock.timers.tick(aWhile);
    sender.follow();
    mock.timers.tick(aWhile);
    await answer('one');
    deepEqual([asked(), sent], [['by month'], []]);
  });

  it('is what was asked for last: older answers do not come, and what has just been asked for is not looked for twice', async () => {
    void sender.ask('by month');
    sender.follow();
    void sender.ask('by priority');
    await answer('by priority');
    searches[0]?.answer('by month');
    await setImmediate();
    mock.timers.tick(aWhile);
    deepEqual([asked(), sent], [['by month', 'by priority'], ['by priority']]);
    sender.follow();
    mock.timers.tick(aWhile);
    deepEqual(asked().at(-1), 'by priority');
  });

  it('that cannot be found is told, and followed all the same', async () => {
    void sender.ask('by month');
    searches[0]?.fail('broken');
    await setImmediate();
    sender.follow();
    mock.timers.tick(aWhile);
    await answer(undefined);
    sender.follow();
    mock.timers.tick(aWhile);
    await answer('three');
    deepEqual([failed, sent], [['broken'], ['three']]);
  });
});
