import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import type { Frame } from 'playwright-core';
import type { ZodType } from 'zod';
import { readOnlyPageMessageSchema } from '../../src/protocol/readOnlyPage';
import { pageMessageSchema } from '../../src/protocol/recordPage';
import { formRequestSchema, incidentRequestSchema } from '../../src/protocol/requests';
import { incidentRequest, wildMessage } from '../support/requests';
import { inWorkbench } from './suite';

const messages = 10_000;
const atOnce = 500;

/** Keeps the page's line to its host within reach of the test, as code that had got into the page would have it. */
const tapTheLine = `
  let given;
  Object.defineProperty(window, 'acquireVsCodeApi', {
    configurable: true,
    get: () => given && (() => {
      window.addEventListener('message', ({ data }) => { if (data && typeof data.type === 'string') window.answers.push(data); });
      window.answers = [];
      return (window.line = given());
    }),
    set: acquire => { given = acquire; },
  });
`;

interface Tapped {
  readonly line: { postMessage(message: unknown): void };
  answers: { readonly type: string; readonly ok?: boolean; readonly id?: number }[];
}

/** Messages that are not requests of this view, as they arrive: through JSON. */
function forged(arbitrary: fc.Arbitrary<unknown>, schema: ZodType): readonly unknown[] {
  const wire = fc
    .sample(arbitrary, { numRuns: messages * 2 })
    .flatMap(message => (message === undefined ? [] : [JSON.parse(JSON.stringify(message)) as unknown]));
  const invalid = wire.filter(message => !schema.safeParse(message).success).slice(0, messages);
  assert.equal(invalid.length, messages);
  return invalid;
}

describe('forged messages to the hosts of the pages', () => {
  const here = inWorkbench('forged', { sample: true, script: tapTheLine });

  async function storeContents(): Promise<readonly string[]> {
    const folder = path.join(here.workbench.workspace, '.faultline');
    const files = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.json')).sort();
    return Promise.all(files.map(async file => `${file} ${await readFile(path.join(folder, file), 'utf8')}`));
  }

  /** Posts the messages, then `ready`, and returns what came back when that was answered. */
  async function post(list: readonly unknown[], last: 'record' | 'list'): Promise<Tapped['answers']> {
    const root = here.form.find('#root');
    await root.evaluate(() => {
      (window as unknown as Tapped).answers = [];
    });
    for (let from = 0; from < list.length; from += atOnce) {
      // As text: a key such as __proto__ must arrive.
      await root.evaluate(
        (_, text) => {
          for (const message of JSON.parse(text) as unknown[]) (window as unknown as Tapped).line.postMessage(message);
        },
        JSON.stringify(list.slice(from, from + atOnce)),
      );
    }
    return root.evaluate(async (_, type) => {
      const tapped = window as unknown as Tapped;
      const known = tapped.answers.length;
      tapped.line.postMessage({ type: 'ready' });
      while (!tapped.answers.slice(known).some(answer => answer.type === type)) await new Promise(resolve => setTimeout(resolve, 50));
      return tapped.answers;
    }, last);
  }

  it(`${messages} to the incident panel: each request is answered with an error, nothing is written`, async () => {
    await here.workbench.openFromTree('Mail is not');
    await here.form.find('h1').waitFor();
    const before = await storeContents();
    const list = forged(wildMessage(), pageMessageSchema(incidentRequestSchema));
    const answers = (await post(list, 'record')).filter(({ type }) => type === 'answer');
    const asked = list.filter(message => typeof (message as { id?: unknown } | null)?.id === 'number');
    assert.ok(asked.length > messages / 10, `only ${asked.length} looked like requests`);
    assert.equal(answers.length, asked.length);
    assert.deepEqual(
      answers.filter(({ ok }) => ok !== false),
      [],
    );
    assert.deepEqual(await storeContents(), before);
    await here.workbench.page.keyboard.press('Control+w');
  });

  it(`${messages} to the panel of another record: each request is answered with an error, nothing is written`, async () => {
    await here.workbench.choose('Faultline: Open Record…', 'A relay that does not');
    await here.form.find('h1').waitFor();
    const before = await storeContents();
    const list = forged(
      fc.oneof(wildMessage(), fc.record({ type: fc.constant('request'), id: fc.nat(), request: incidentRequest() })),
      pageMessageSchema(formRequestSchema),
    );
    const answers = (await post(list, 'record')).filter(({ type }) => type === 'answer');
    const asked = list.filter(message => typeof (message as { id?: unknown } | null)?.id === 'number');
    assert.equal(answers.length, asked.length);
    assert.deepEqual(
      answers.filter(({ ok }) => ok !== false),
      [],
    );
    assert.deepEqual(await storeContents(), before);
    await here.workbench.page.keyboard.press('Control+w');
  });

  it(`${messages} to the read-only panel, the whole writing protocol among them: no answer, nothing is written`, async () => {
    await here.workbench.command('Faultline: Open Read-only Panel');
    await here.form.find('[data-incident]').first().waitFor();
    const before = await storeContents();
    const request = fc.record({ type: fc.constant('request'), id: fc.nat(), request: incidentRequest() });
    const list = forged(fc.oneof(wildMessage(), incidentRequest(), request), readOnlyPageMessageSchema);
    const answers = await post(list, 'list');
    assert.deepEqual([...new Set(answers.map(({ type }) => type))].sort(), ['list', 'views', 'words']);
    assert.deepEqual(await storeContents(), before);
  });

  it('a web page in the editor beside it is not heard as the host', async () => {
    const { workbench } = here;
    const forgery = JSON.stringify({ type: 'gone', message: 'forged by a web page' });
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html').end(`<!doctype html><title>A web page</title><output>0</output><script>
        const walk = frame => {
          frame.postMessage(${forgery}, '*');
          for (let at = 0; at < frame.length; at++) walk(frame[at]);
        };
        setInterval(() => { walk(top); document.querySelector('output').textContent++; }, 200);
      </script>`);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    try {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const { page } = workbench;
      const isThere = (frame: Frame): boolean => frame.url().startsWith(address);
      await workbench.command('Simple Browser: Show');
      await workbench.answer(address);
      // Moved before it is there, another editor would be.
      await page.locator('.tab.active', { hasText: 'Simple Browser' }).waitFor();
      await workbench.command('View: Move Editor into Next Group');
      await page.locator('.editor-group-container').nth(1).waitFor();
      await workbench.command('View: Focus First Editor Group');
      await workbench.openFromTree('Mail is not');
      await here.form.find('h1').waitFor();
      const attacker = page.frames().find(isThere) ?? (await page.waitForEvent('framenavigated', isThere));
      const posted = Number(await attacker.locator('output').textContent());
      await attacker.waitForFunction(least => Number(document.querySelector('output')?.textContent) >= least, posted + 5);
      assert.ok(!(await here.form.find('#root').innerText()).includes('forged by a web page'));
    } finally {
      server.close();
    }
  });
});
