import assert from 'node:assert/strict';
import * as z from 'zod';
import type { PageMessage } from '../../../src/protocol/recordPage';
import { Drafts } from '../../../src/ui/panel/drafts';
import { done, FormHost, type Answer } from '../../../src/ui/panel/formHost';
import { OpenPanels } from '../../../src/ui/panel/openPanels';
import { Folds } from '../../../src/ui/panel/folds';
import { PageWindow, type EditorPanel } from '../../../src/ui/panel/pageWindow';
import { UserError } from '../../../src/ui/editor/userError';
import { english } from '../../../src/words/english';
import { testId } from '../../support/incidents';

/** A window of the editor as VS Code has it: once it is closed, every touch throws. */
class TestWindow implements EditorPanel {
  readonly sent: unknown[] = [];
  private name = '';
  private isClosed = false;
  private readonly closing: (() => void)[] = [];
  private readonly listeners: ((message: unknown) => unknown)[] = [];
  private readonly content = {
    postMessage: (message: unknown) => Promise.resolve(this.sent.push(message) > 0),
    onDidReceiveMessage: (listener: (message: unknown) => unknown) => {
      this.listeners.push(listener);
      return { dispose: () => undefined };
    },
  };
  readonly revealed: string[] = [];

  get webview(): EditorPanel['webview'] {
    this.check();
    return this.content;
  }

  get title(): string {
    return this.name;
  }

  set title(title: string) {
    this.check();
    this.name = title;
  }

  readonly reveal = (): void => {
    this.check();
    this.revealed.push(this.name);
  };

  readonly onDidDispose = (listener: () => void): { dispose(): undefined } => {
    this.closing.push(listener);
    return { dispose: () => undefined };
  };

  readonly dispose = (): void => {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const listener of this.closing) listener();
  };

  /** The page says something. */
  receive(message: unknown): void {
    for (const listener of this.listeners) listener(message);
  }

  private check(): void {
    if (this.isClosed) throw new Error('Webview is disposed');
  }
}

/** Resolves when what was begun has had its turns. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise(resolve => setImmediate(resolve));
}

describe('panels', () => {
  it('a restored window beside an open one goes, and the open one stays the one', () => {
    const open = new OpenPanels<string, { reveal(): void; dispose(): void }>();
    const [first, restored] = [new TestWindow(), new TestWindow()];
    const log: string[] = [];
    const panel = (name: string): { reveal(): void; dispose(): void } => ({
      reveal: () => log.push(`${name} to the front`),
      dispose: () => log.push(`${name} ended`),
    });
    let isRestoredClosed = false;
    restored.onDidDispose(() => (isRestoredClosed = true));
    const one = panel('one');
    open.add('INC', first, () => one);
    open.add('INC', restored, () => panel('two'));
    assert.equal(isRestoredClosed, true);
    assert.equal(open.of('INC'), one);
    assert.deepEqual(log, ['one to the front']);
    first.dispose();
    assert.equal(open.of('INC'), undefined);
    assert.deepEqual(log, ['one to the front', 'one ended']);
  });

  describe('a page with a form', () => {
    const errors: unknown[] = [];
    const drafts = new Drafts(
      undefined,
      { get: () => undefined, update: () => Promise.resolve() },
      () => Promise.resolve('Ada'),
      error => errors.push(error),
    );
    const schema: z.ZodType<PageMessage<string>> = z.custom<PageMessage<string>>();
    let answer: (answer: Answer) => void = () => undefined;
    let fail: (error: Error) => void = () => undefined;
    let window: TestWindow;
    let host: FormHost<string>;
    const kept = new Map<string, unknown>();
    const folds = new Folds({ get: key => kept.get(key), update: (key, value) => Promise.resolve(void kept.set(key, value)) });
    /** What reading the state waits for. */
    let reading = Promise.resolve();
    /** False while the page gets something else than its record. */
    let isShown = true;
    const wanted: string[] = [];

    beforeEach(() => {
      [reading, isShown] = [Promise.resolve(), true];
      errors.length = 0;
      window = new TestWindow();
      const page = new PageWindow(window);
      host = new FormHost<string>(
        testId,
        page,
        { drafts, folds, words: english, log: { error: error => errors.push(error), warn: text => errors.push(text) } },
        {
          schema,
          answer: () => new Promise((resolve, reject) => ([answer, fail] = [resolve, reject])),
          workHere: () => Promise.resolve(void wanted.push('work here')),
          state: async ({ draft }) => {
            await reading;
            return () => {
              page.name('INC-7K3QF2 Mail');
              page.post({ type: 'state', ...(draft && { draft: draft.patch }) });
              return isShown;
            };
          },
        },
      );
    });
    afterEach(() => {
      host.dispose();
    });

    it('gets words and what was unfolded once, then the state, then an answer to each request', async () => {
      window.receive({ type: 'ready' });
      await turns();
      window.receive({ type: 'request', id: 7, request: 'save' });
      await turns();
      answer(done);
      await turns();
      assert.deepEqual(
        window.sent.map(message => (message as { type: string }).type),
        ['words', 'folds', 'state', 'answer'],
      );
      assert.deepEqual([window.title, errors], ['INC-7K3QF2 Mail', []]);
    });

    it('a request that fails is answered: in words where it is meant for people, else by a mistake of ours that is logged', async () => {
      window.receive({ type: 'ready' });
      await turns();
      window.sent.length = 0;
      for (const [id, error] of [new UserError('Not now'), new Error('lost')].entries()) {
        window.receive({ type: 'request', id, request: 'save' });
        await turns();
        fail(error);
        await turns();
      }
      const answers = window.sent as readonly { id: number; ok: boolean; message: string }[];
      assert.deepEqual(
        answers.map(({ id, ok }) => [id, ok]),
        [
          [0, false],
          [1, false],
        ],
      );
      assert.equal(answers[0]?.message, 'Not now');
      assert.ok(answers[1]?.message);
      assert.deepEqual(errors.map(String), ['Error: lost']);
    });

    it('marks its tab while something is typed and not saved, also one that comes back with it', async () => {
      const draft = { patch: { title: 'Typed' }, typed: {}, base: {}, at: '2026-11-22T07:00:00.000Z' };
      const nothing = { ...draft, patch: {}, at: '2026-11-22T07:00:01.000Z' };
      window.receive({ type: 'ready' });
      await turns();
      window.receive({ type: 'draft', draft });
      assert.equal(window.title, '● INC-7K3QF2 Mail');
      window.receive({ type: 'draft', draft: nothing });
      assert.equal(window.title, 'INC-7K3QF2 Mail');
      window.receive({ type: 'draft', draft: { ...nothing, typed: { detectedAt: 'yesterd' } } });
      window.receive({ type: 'ready' });
      await turns();
      assert.equal(window.title, '● INC-7K3QF2 Mail');
      window.receive({ type: 'draft', draft: nothing });
      await turns();
      assert.equal(window.title, 'INC-7K3QF2 Mail');
    });

    it('that is closed during a request or while a state is on its way is told nothing more, and nothing fails', async () => {
      window.receive({ type: 'ready' });
      await turns();
      window.receive({ type: 'request', id: 7, request: 'save' });
      await turns();
      const sent = window.sent.length;
      window.dispose();
      answer(done);
      void host.sendState();
      window.receive({ type: 'ready' });
      await turns();
      assert.deepEqual([window.sent.length, errors], [sent, []]);
    });

    it('that is loaded anew while states are on their way gets none without its draft', async () => {
      window.receive({ type: 'ready' });
      await turns();
      window.sent.length = 0;
      let read: () => void = () => undefined;
      reading = new Promise(resolve => (read = resolve));
      void host.sendState();
      void host.sendState();
      await turns();
      const draft = { patch: { title: 'Typed' }, typed: {}, base: {}, at: '2026-11-22T08:00:00.000Z' };
      window.receive({ type: 'ready', kept: { id: testId, window: '', draft } });
      await turns();
      read();
      await turns();
      void host.sendState();
      await turns();
      assert.deepEqual(window.sent.slice(2), [{ type: 'state', draft: { title: 'Typed' } }, { type: 'state' }]);
    });

    it('that is loaded anew once more while its draft is read gets its own alone', async () => {
      const draft = { patch: { title: 'Typed' }, typed: {}, base: {}, at: '2026-11-22T09:00:00.000Z' };
      window.receive({ type: 'ready' });
      window.receive({ type: 'ready', kept: { id: testId, window: '', draft } });
      await turns();
      assert.deepEqual(
        window.sent.filter(message => (message as { type: string }).type === 'state'),
        [{ type: 'state', draft: { title: 'Typed' } }],
      );
    });

    it('that gets something else than its record at first gets its draft with the record', async () => {
      const draft = { patch: { title: 'Typed' }, typed: {}, base: {}, at: '2026-11-22T10:00:00.000Z' };
      isShown = false;
      window.receive({ type: 'ready', kept: { id: testId, window: '', draft } });
      await turns();
      isShown = true;
      void host.sendState();
      void host.sendState();
      await turns();
      assert.deepEqual(window.sent.slice(-2), [{ type: 'state', draft: { title: 'Typed' } }, { type: 'state' }]);
    });

    it('may ask for the folder of its record to be at work', () => {
      window.receive({ type: 'workHere' });
      assert.deepEqual(wanted, ['work here']);
    });

    it('what was opened once is known to the next page; what is no name of a part is not', async () => {
      const told = (): unknown => window.sent.findLast(message => (message as { type: string }).type === 'folds');
      window.receive({ type: 'folds', folds: ['detect:effect/+'] });
      window.receive({ type: 'ready' });
      await new Promise(setImmediate);
      assert.deepEqual(told(), { type: 'folds', folds: ['detect:effect/+'] });
      kept.set('faultline.folds', ['Mail is not delivered']);
      window.receive({ type: 'ready' });
      assert.deepEqual(told(), { type: 'folds', folds: [] });
    });

    it('a mistake of ours is logged, not thrown past everybody', async () => {
      const broken = new FormHost<string>(
        testId,
        new PageWindow(window),
        { drafts, folds, words: english, log: { error: error => errors.push(error), warn: () => undefined } },
        {
          schema,
          answer: () => Promise.resolve(done),
          state: () => Promise.resolve(() => true),
          workHere: () => Promise.resolve(),
          typed: () => {
            throw new Error('broken');
          },
        },
      );
      window.receive({ type: 'draft', draft: { patch: {}, typed: {}, base: {}, at: '2026-11-22T08:00:00.000Z' } });
      await turns();
      broken.dispose();
      assert.match(String(errors[0]), /broken/);
    });
  });
});
