import { linkId } from '../../src/domain/record/link';
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withoutEscapes } from '../../src/domain/errors/reportText';
import type { RecordId } from '../../src/domain/records';
import type { IncidentCommand } from '../../src/domain/incident/command';
import { isReviewField } from '../../src/domain/incident/review';
import { formOf } from '../../src/domain/incident/relevance';
import type { Patch } from '../../src/domain/forms/field';
import { headsOf } from '../../src/domain/record/log';
import { stepIds, type StepId } from '../../src/domain/vocabulary/steps';
import { runGit } from '../../src/git/runGit';
import { seal } from '../../src/store/chain';
import { formatLog, parseLog } from '../../src/store/codec';
import { hostilePatch, hostileRecord, hostileTexts, longest, megabyte } from '../support/hostile';
import { person } from '../support/incidents';
import { openRepository } from '../support/repositories';
import { openStore } from '../support/stores';
import { inWorkbench } from './suite';

const hostileFile = '<img src=x onerror="window.owned=1">$(alert).js';
const hostileSubject = hostileTexts.join(' ').replace(/\0/g, '').slice(0, 900);

/** Fields that name another record: a save takes only one that there is, a hand that writes into the file anything. */
const naming = ['duplicateOf', 'carriedOnBy'];

function namesNone(step: StepId): Patch {
  return step === 'complete' ? Object.fromEntries(naming.map(field => [field, null])) : {};
}

async function byHand(file: string): Promise<void> {
  const parsed = parseLog(await readFile(file, 'utf8'));
  assert.ok(parsed.ok);
  const { record, events } = parsed.value;
  const all = hostilePatch('complete');
  const patch = Object.fromEntries(naming.map(field => [field, all[field]]));
  const draft = { type: 'record.updated', data: { step: 'complete', patch } };
  const entry = seal(draft, headsOf(events), new Date().toISOString(), person('itManager'));
  await writeFile(file, formatLog({ record, events: [...events, entry] }));
}

/** Whatever stands in a record, a commit or a file name is shown as text: in the tree, the hover, pickers, forms and panels. */
describe('hostile text', () => {
  const here = inWorkbench('hostile', { sample: true });
  let id: RecordId;
  let sha: string;
  let links: { readonly commit: string; readonly file: string };
  let known: RecordId;

  async function git(...args: string[]): Promise<string> {
    const env = { GIT_AUTHOR_NAME: '$(alert) [a](command:x) javascript:1', GIT_AUTHOR_EMAIL: 'a@example.org' };
    const output = await runGit(here.workbench.workspace, args, { env });
    assert.ok(output.ok, JSON.stringify(output));
    return output.value.trim();
  }

  before(async () => {
    const { workspace } = here.workbench;
    await writeFile(path.join(workspace, hostileFile), 'one\n');
    await git('add', '--all');
    await git('commit', '--quiet', `--message=${hostileSubject}`);
    sha = (await (await openRepository(workspace)).head()) ?? '';
    const store = openStore(path.join(workspace, '.faultline'), { role: 'itManager' });
    const created = await store.create('incident', hostilePatch('detect'));
    assert.ok(created.ok, JSON.stringify(created));
    id = created.value;
    const commit = { kind: 'causedBy', state: 'suspected', target: { type: 'commit', sha, subject: hostileSubject } } as const;
    const file = { kind: 'causedBy', state: 'suspected', target: { type: 'file', path: hostileFile } } as const;
    links = { commit: linkId(commit), file: linkId(file) };
    const commands: readonly IncidentCommand[] = [
      ...stepIds.slice(1).map((step): IncidentCommand => ({ type: 'save', step, patch: { ...hostilePatch(step), ...namesNone(step) } })),
      { type: 'link', link: commit },
      { type: 'link', link: file },
      { type: 'comment', text: hostileTexts.join('\n') },
      { type: 'comment', text: longest },
      { type: 'save', step: 'detect', patch: { errorText: longest } },
    ];
    const knownError = await store.create('knownError', hostileRecord('knownError'));
    const component = await store.create('component', { ...hostileRecord('component'), paths: ['**'] });
    assert.ok(knownError.ok && component.ok, JSON.stringify([knownError, component]));
    known = knownError.value;
    const candidates = [
      {
        id: known,
        title: hostileTexts[0] ?? '',
        reasons: [{ code: 'terms' as const, values: hostileTexts.slice(0, 8).map(text => text.slice(0, 300)) }],
      },
    ];
    for (const command of [
      ...commands,
      { type: 'review', source: 'knownError', outcome: 'matches', match: { id: known, title: hostileTexts[1] ?? '' }, candidates },
    ] satisfies readonly IncidentCommand[]) {
      const outcome = await store.execute(id, command);
      assert.ok(outcome.ok, JSON.stringify([command.type, outcome]));
    }
    store.dispose();
    await byHand(path.join(workspace, '.faultline/incidents', `${id}.json`));
  });

  /** Nothing in any page of the window has run, and the panel in front holds no element that a text could have brought. */
  async function nothingRan(): Promise<void> {
    for (const frame of here.workbench.page.frames()) {
      const owned = await frame.evaluate(() => (window as unknown as { owned?: unknown }).owned).catch(() => undefined);
      assert.equal(owned, undefined, frame.url());
    }
    const odd = await here.form.find('#root').evaluate(root => {
      // The arrows beside a chain and the bars of the suspects are the page’s own.
      const foreign =
        'script, style, link, img, svg:not(.chain > svg, .suspects .sure > svg), iframe, object, embed, base, meta, a[href], form, video, audio, math';
      const handlers = [...root.querySelectorAll('*')].filter(element =>
        [...element.attributes].some(({ name }) => /^on|^autofocus$/i.test(name)),
      );
      return [...root.querySelectorAll(foreign), ...handlers].map(element => element.outerHTML.slice(0, 200));
    });
    assert.deepEqual(odd, []);
    assert.deepEqual(here.workbench.violations, []);
  }

  /** Clicks one after another until none is left. */
  async function unfold(selector: string): Promise<void> {
    for (const closed = here.form.find(selector); (await closed.count()) > 0;) await closed.first().click();
  }

  it('in every field of every step, and beside the form', async () => {
    await here.workbench.choose('Faultline: Open Incident…', id);
    await here.form.find('h1').waitFor();
    const reader = openStore(path.join(here.workbench.workspace, '.faultline'), { mayWrite: false });
    const loaded = await reader.load(id);
    reader.dispose();
    assert.ok(loaded.ok);
    const { values } = loaded.value.record;
    assert.ok(((await here.form.find('h1').textContent()) ?? '').endsWith(values.title ?? '?'));
    for (const step of stepIds) {
      await here.form.find(`[data-step="${step}"]`).click();
      await here.form.find(`[data-step="${step}"][aria-current="step"]`).waitFor();
      for (const { id: field, field: definition } of formOf(step, values).flatMap(group => group.fields)) {
        if ((definition.kind !== 'line' && definition.kind !== 'text') || isReviewField(field)) continue;
        const shown = await here.form.valueOf(field);
        const stored = (values as Readonly<Record<string, string>>)[field] ?? '';
        // What colours a terminal would stand there as boxes.
        const plain = withoutEscapes(stored);
        assert.equal(shown, definition.kind === 'line' ? plain.replace(/[\r\n]/g, '') : plain, field);
      }
      if (step === 'analyse')
        await here.form
          .find('.outcome')
          .filter({ hasText: hostileTexts[1] ?? '?' })
          .waitFor();
      await here.workbench.screenshot(`hostile-${step}`);
      await nothingRan();
    }
    assert.ok(((await here.form.find('.links').textContent()) ?? '').includes(hostileFile));
  });

  it('in rows that are being edited, and in dialogs', async () => {
    for (const step of ['detect', 'analyse'] as const) {
      await here.form.find(`[data-step="${step}"]`).click();
      await here.form.edit();
      await unfold('.row vscode-button[aria-expanded="false"]');
      await nothingRan();
    }
    await here.form.press('[data-action="restoreGap"]');
    await here.form.type('[data-question="note"]', hostileTexts[1] ?? '');
    await nothingRan();
    await here.workbench.page.keyboard.press('Escape');
  });

  it('in the form of another record, its links, its chain and its dialog', async () => {
    await here.workbench.choose('Faultline: Open Record…', known);
    await here.form.find('h1').filter({ hasText: known }).waitFor();
    await here.form.find('.timeline > li').first().waitFor();
    await nothingRan();
    await here.form.press('[data-apply="workaround"]');
    await nothingRan();
    await here.workbench.page.keyboard.press('Escape');
    await here.workbench.page.keyboard.press('Control+w');
    await here.form.find('h1').filter({ hasText: id }).waitFor();
    await here.workbench.search('Faultline: Search Problems, Known Errors, Procedures and Changes…', known, known);
    assert.equal(await here.workbench.page.locator('.quick-input-list .monaco-list-row .codicon-alert').count(), 0);
    await here.workbench.page.keyboard.press('Escape');
  });

  it('in the tree and its hover', async () => {
    const row = here.workbench.treeRow('<script>').first();
    const hover = here.workbench.page.locator('.monaco-hover').filter({ hasText: id });
    // A hover waits for the mouse to come from somewhere else in the workbench.
    for (let attempt = 0; attempt < 10 && !(await hover.isVisible()); attempt++) {
      await here.workbench.treeRow('Search in').first().hover();
      await row.locator('.label-name').hover();
      await hover.waitFor({ timeout: 2000 }).catch(() => undefined);
    }
    await hover.waitFor({ timeout: 1000 });
    assert.equal(await hover.locator('a, img, svg, script, .codicon-alert').count(), 0);
    assert.equal(await row.locator('.label-name img, .label-name a, .label-name .codicon').count(), 0);
    // Not by key: a click on the row opens the panel, which takes the focus a moment later.
    await row.locator('.monaco-tl-twistie').click();
    await here.workbench.treeRow(hostileFile).waitFor();
    await here.workbench.screenshot('hostile-tree');
    await nothingRan();
  });

  it('in the commit picker: message, author and file name', async () => {
    await here.form.press('[data-action="linkCommit"]');
    const row = here.workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: '<script>' }).first();
    await row.waitFor();
    assert.ok(((await row.textContent()) ?? '').includes(hostileFile));
    assert.equal(await row.locator('.label-name a, .label-name img, .codicon-alert, .codicon-sync').count(), 0);
    await here.workbench.screenshot('hostile-picker');
    await here.workbench.page.keyboard.press('Escape');
  });

  it('in the incident picker', async () => {
    await here.workbench.command('Faultline: Open Incident…');
    const row = here.workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: id }).first();
    await row.waitFor();
    assert.equal(await row.locator('.label-name a, .label-name img, .codicon-alert, .codicon-sync').count(), 0);
    await here.workbench.page.keyboard.press('Escape');
  });

  it('in links that are opened: the file and the diff', async () => {
    await here.form.press(`[data-link="${links.file}"]`);
    await here.workbench.page.locator('.tab', { hasText: hostileFile }).waitFor();
    await here.workbench.page.keyboard.press('Control+w');
    await here.form.press(`[data-link="${links.commit}"]`);
    await here.workbench.page.locator('.tab', { hasText: sha.slice(0, 8) }).waitFor();
    assert.equal(await here.workbench.page.locator('.tab img').count(), 0);
    await here.workbench.page.keyboard.press('Control+w');
    await here.form.find('h1').waitFor();
    await nothingRan();
  });

  it('in the read-only panel: list, document and timeline', async () => {
    await here.workbench.command('Faultline: Open Read-only Panel');
    await here.form.find(`[data-incident="${id}"]`).click();
    await here.form.find('.verified').waitFor();
    await unfold('details.folded:not([open]) > summary');
    await here.workbench.screenshot('hostile-read-only');
    const text = (await here.form.find('.document').textContent()) ?? '';
    for (const hostile of hostileTexts.map(part => part.toWellFormed())) assert.ok(text.includes(hostile), hostile);
    await nothingRan();
  });

  it('a record made by hand with texts of a megabyte, and entries of a version to come, can be looked at', async () => {
    const { workspace } = here.workbench;
    const record = 'INC-22ZZ0B';
    const first = seal(
      { type: 'record.captured', data: { record, patch: { title: megabyte, symptoms: 'Handmade' } } },
      [],
      '2026-11-22T08:00:00.000Z',
      person(),
    );
    const second = seal({ type: 'incident.yetToCome', data: { text: megabyte } }, [first.id], '2026-11-22T09:00:00.000Z', person());
    await writeFile(path.join(workspace, '.faultline/incidents', `${record}.json`), formatLog({ record, events: [first, second] }));
    await here.form.find(`[data-incident="${record}"]`).click();
    await here.form.find('.document dd').filter({ hasText: 'Handmade' }).waitFor();
    await here.workbench.openFromTree('Untitled');
    await here.form.find('[data-quiet="symptoms"]').waitFor();
    assert.equal(await here.form.valueOf('symptoms'), 'Handmade');
    await nothingRan();
  });

  it('a megabyte in a field is refused by name, and stays in the form', async () => {
    await here.form.find('[data-path="symptoms"]').evaluate((element, text) => {
      Object.assign(element, { value: text });
      element.dispatchEvent(new Event('input', { bubbles: true }));
    }, megabyte);
    await here.form.press('[data-action="save"]');
    await here.form.find('.notice.error').filter({ hasText: 'Not saved' }).waitFor();
    await here.form.find('.field .error').filter({ hasText: '1050000 characters, at most 200000' }).waitFor();
    assert.equal(
      await here.form.find('[data-path="symptoms"]').evaluate(element => (element as HTMLInputElement).value.length),
      megabyte.length,
    );
    await here.workbench.screenshot('hostile-megabyte');
  });
});
