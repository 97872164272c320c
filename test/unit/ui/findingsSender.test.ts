import assert from 'node:assert/strict';
import { setTimeout as after } from 'node:timers/promises';
import type { PatternSource } from '../../../src/app/patterns';
import type { ReadOnlyHostMessage } from '../../../src/protocol/readOnlyPage';
import { AsideNotes } from '../../../src/ui/panel/asideNotes';
import { FindingsSender } from '../../../src/ui/panel/findingsSender';

describe('the patterns of failure that a page has asked for', () => {
  it('are not looked for any more once the page is gone: git is told so, too', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const repository: PatternSource['repository'] = {
      head: () => Promise.resolve('a'),
      history: (_, limits) => {
        signals.push(limits?.signal);
        return new Promise(() => undefined);
      },
    };
    const sent: ReadOnlyHostMessage[] = [];
    const sender = new FindingsSender({
      source: () => Promise.resolve({ entries: [], repository }),
      aside: new AsideNotes({ get: () => undefined, update: () => Promise.resolve() }),
      post: message => sent.push(message),
      mistake: String,
    });
    void sender.start();
    while (signals.length === 0) await after(5);
    assert.equal(signals[0]?.aborted, false);
    sender.stop();
    assert.equal(signals[0].aborted, true);
    assert.deepEqual(sent, []);
    sender.dispose();
  });
});
