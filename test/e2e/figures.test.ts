import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { addDays, addHours } from '../../src/domain/foundation/time';
import { hostileTexts } from '../support/hostile';
import { fulfilled, person } from '../support/incidents';
import { openStore } from '../support/stores';
import { findings } from './axe';
import { inWorkbench } from './suite';
import { activityBar } from './workbench';

const command = 'Faultline: Management Report…';
const hostile = hostileTexts.join(' ').slice(0, 900);

/** The process in figures in the read-only panel, and the report for the management, over incidents of some weeks. */
describe('the process in figures', () => {
  const here = inWorkbench('figures', { sample: true });

  before(async () => {
    const now = new Date().toISOString();
    let at = now;
    const store = openStore(path.join(here.workbench.workspace, '.faultline'), {
      now: () => at,
      actor: () => Promise.resolve(person('itManager')),
    });
    for (let ticket = 0; ticket < 16; ticket++) {
      const detectedAt = addDays(now, -5 * ticket - 3);
      at = detectedAt;
      const isConfined = ticket === 4;
      const created = await store.create('incident', {
        ...fulfilled.detect,
        detectedAt,
        title: isConfined ? 'The board is blackmailed' : ticket === 5 ? hostile : `Ticket ${ticket}`,
        components: isConfined ? ['Vault'] : [ticket % 3 === 0 ? 'Relay' : hostile],
        ...(isConfined && { tlp: 'RED' }),
      });
      assert.ok(created.ok);
      at = addHours(detectedAt, 1);
      assert.ok((await store.execute(created.value, { type: 'save', step: 'qualify', patch: fulfilled.qualify })).ok);
      if (ticket % 4 === 1) continue;
      at = addHours(detectedAt, 3 * ticket + 2);
      const answers = { closureCode: 'solved', solution: 'Switched over', serviceState: 'normal', restoredAt: at } as const;
      const done = await store.execute(created.value, { type: 'completeShortly', patch: answers });
      assert.ok(done.ok, JSON.stringify(done));
    }
    store.dispose();
    await here.workbench.command('Faultline: Open Read-only Panel');
    await here.form.find('[data-incident]').nth(16).waitFor();
  });

  async function nothingIsCutOff(): Promise<void> {
    const cut = await here.form.find('#root').evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(cut <= 0, `${cut} px are cut off`);
  }

  /** Words of the product in the heads of the tables that are broken within. */
  async function brokenWords(): Promise<readonly string[]> {
    return here.form
      .find('[data-figure="durations"] th, [data-figure="groups"] th[scope="col"], [data-figure="ageing"] th')
      .evaluateAll(heads =>
        heads.flatMap(({ firstChild, textContent }) => {
          if (!(firstChild instanceof Text || firstChild?.nextSibling instanceof Text)) return [];
          const text = firstChild instanceof Text && firstChild.data.trim() !== '' ? firstChild : (firstChild.nextSibling as Text);
          return [...text.data.matchAll(/\p{L}+/gu)].flatMap(({ 0: word, index }) => {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            return range.getClientRects().length > 1 ? [`${word} of ${textContent}`] : [];
          });
        }),
      );
  }

  async function nothingRan(): Promise<void> {
    for (const frame of here.workbench.page
      .context()
      .pages()
      .flatMap(page => page.frames())) {
      const owned = await frame.evaluate(() => (window as unknown as { owned?: unknown }).owned).catch(() => undefined);
      assert.equal(owned, undefined, frame.url());
    }
    assert.deepEqual(here.workbench.violations, []);
  }

  it('stand in the panel in words, pictures and tables, told apart by what one chooses', async () => {
    const { form, workbench } = here;
    await form.tab('tab-figures');
    await form.find('[data-figure="months"] svg[role="img"][aria-label*="recorded"]').waitFor();
    for (const figure of ['durations', 'left', 'groups', 'shares', 'ageing']) await form.find(`[data-figure="${figure}"] table`).waitFor();
    assert.equal(await form.find('[data-figure] svg').count(), 3);
    const point = form.find('[data-figure="left"] circle').last();
    await point.hover();
    assert.match((await point.locator('title').textContent()) ?? '', /^\d+ [hd]: (?:\d+ % not restored, )?\d+ % not completed$/);
    for (const theme of ['light', 'contrast', 'dark'] as const) {
      await workbench.setTheme(theme);
      assert.deepEqual(await findings(form), [], theme);
      await workbench.screenshot(`figures ${theme}`);
    }
    await form.select('[data-figures="by"]', 'component');
    await form.find('[data-figure="groups"] th[scope="row"]').filter({ hasText: 'Vault' }).waitFor();
    await form.select('[data-figures="period"]', 'lastYear');
    await form
      .find('[role="status"]')
      .filter({ hasText: `from ${new Date().getUTCFullYear() - 1}-01-01` })
      .waitFor();
    await form.select('[data-figures="period"]', 'last90Days');
    await form.find('[data-figure="groups"] th[scope="row"]').filter({ hasText: 'Vault' }).waitFor();
    await form.find('[data-figure="ageing"]').scrollIntoViewIfNeeded();
    await workbench.screenshot('figures by component');
    await nothingRan();
  });

  it('follow what is recorded while they are in sight', async () => {
    const { form, workbench } = here;
    const count = async (): Promise<number> => Number(/Of the (\d+)/.exec((await form.find('[role="status"]').textContent()) ?? '')?.[1]);
    const before = await count();
    const store = openStore(path.join(workbench.workspace, '.faultline'), { actor: () => Promise.resolve(person('itManager')) });
    const created = await store.create('incident', { ...fulfilled.detect, detectedAt: new Date().toISOString(), title: 'Just now' });
    assert.ok(created.ok);
    store.dispose();
    await form
      .find('[role="status"]')
      .filter({ hasText: `Of the ${before + 1} ` })
      .waitFor();
  });

  it('work in 400 px: what is wider scrolls by itself', async () => {
    const { form, workbench } = here;
    await workbench.page.setViewportSize({ width: 400 + activityBar, height: 900 });
    await workbench.hideSideBars();
    await nothingIsCutOff();
    assert.deepEqual(await findings(form), []);
    assert.deepEqual(await brokenWords(), []);
    await form.find('[data-figure="left"]').scrollIntoViewIfNeeded();
    await workbench.screenshot('figures 400');
    await workbench.page.setViewportSize({ width: 1280, height: 900 });
  });

  it('are reported to the management from a button above them, and what is confined is not named', async () => {
    const { workbench, form } = here;
    await form.press('[data-report]');
    await workbench.pick('The last 90 days');
    await workbench.pick('Open it, to be read');
    const preview = workbench.panel();
    await preview.locator('h1', { hasText: 'Incident management' }).waitFor();
    const text = (await preview.locator('body').textContent()) ?? '';
    assert.match(text, /marked RED or AMBER\+STRICT counts? in every figure/);
    assert.doesNotMatch(text, /blackmailed|Vault/);
    await workbench.screenshot('management report');
    await nothingRan();
  });

  it('are saved as one HTML file, in which nothing of a record runs and nothing is loaded', async () => {
    const { workbench } = here;
    await workbench.choose(command, 'The last 90 days');
    await workbench.pick('Save it');
    const file = path.join(workbench.workspace, 'management.html');
    await workbench.saveTo('Save Management Report', file);
    assert.doesNotMatch(await readFile(file, 'utf8'), /blackmailed|Vault/);
    const page = await workbench.page.context().newPage();
    const asked: string[] = [];
    page.on('request', request => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    await page.locator('h1', { hasText: 'Incident management' }).waitFor();
    assert.equal(await page.locator('svg[role="img"]').count(), 3);
    assert.equal(await page.locator('script, img, iframe, a, link, form, svg svg, style:not(head > style)').count(), 0);
    assert.ok((await page.locator('main').textContent())?.includes(hostileTexts[0] ?? '?'));
    assert.deepEqual(asked, [pathToFileURL(file).href]);
    await page.screenshot({ path: path.join('out/screenshots', 'management report html.png'), fullPage: true });
    await nothingRan();
    await page.close();
  });
});
