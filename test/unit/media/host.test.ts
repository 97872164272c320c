import { deepEqual } from 'node:assert/strict';
import * as z from 'zod';

describe('a page’s line to its host', () => {
  it('takes nothing before the words: it was meant for the page before a reload', async () => {
    const line = new EventTarget();
    const posted: unknown[] = [];
    const globals = {
      window: line,
      document: { body: { dataset: {} } },
      acquireVsCodeApi: () => ({
        postMessage: (message: unknown) => posted.push(message),
        getState: () => undefined,
        setState: () => undefined,
      }),
    };
    Object.assign(globalThis, globals);
    const { Host } = await import('../../../media/shared/host');
    const taken: string[] = [];
    new Host(z.object({ type: z.enum(['words', 'record']), n: z.number() })).listen(({ type, n }) => taken.push(`${type} ${n}`));
    for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name);
    for (const data of [
      { type: 'record', n: 1 },
      { type: 'words', n: 2 },
      { type: 'record', n: 3 },
    ])
      line.dispatchEvent(new MessageEvent('message', { data }));
    deepEqual([posted, taken], [[{ type: 'ready' }], ['words 2', 'record 3']]);
  });
});
