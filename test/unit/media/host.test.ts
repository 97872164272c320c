import { deepEqual } from 'node:assert/strict';
import * as z from 'zod';

describe('a page’s line to its host', () => {
  it('is open before the page listens, loses nothing, hears no other page, and takes nothing before the words: it was meant for the page before a reload', async () => {
    const origin = 'vscode-webview://here';
    const line = Object.assign(new EventTarget(), { origin });
    const say = (type: string, n: number, from = origin): unknown =>
      line.dispatchEvent(new MessageEvent('message', { data: { type, n }, origin: from }));
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
    await import('../../../media/line');
    say('record', 0);
    say('words', 7, 'https://attacker.example');
    say('words', 1);
    const { Host } = await import('../../../media/shared/host');
    const taken: string[] = [];
    new Host(z.object({ type: z.enum(['words', 'record']), n: z.number() })).listen(({ type, n }) => taken.push(`${type} ${n}`));
    const before = [...taken];
    await Promise.resolve();
    say('record', 8, 'null');
    say('record', 2);
    for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name);
    deepEqual([posted, before, taken], [[{ type: 'ready' }], [], ['words 1', 'record 2']]);
    deepEqual('hostLine' in line, false);
  });
});
