import assert from 'node:assert/strict';
import path from 'node:path';
import { addDays } from '../../src/domain/foundation/time';
import type { RecordId } from '../../src/domain/records';
import { openStore } from '../support/stores';
import { fulfilled, person } from '../support/incidents';
import { findings } from './axe';
import { inWorkbench } from './suite';
import { activityBar } from './workbench';

/** Incidents besides those of the sample. */
const tickets = 40;

/** The read-only panel with many incidents in it, beside the side bar and as narrow as an editor gets. */
describe('the read-only panel over many incidents', () => {
  const here = inWorkbench('readOnly', { sample: true });

  before(async () => {
    const at = addDays(new Date().toISOString(), -20);
    const store = openStore(path.join(here.workbench.workspace, '.faultline'), { now: () => at, actor: () => Promise.resolve(person()) });
    const ids: RecordId[] = [];
    for (let ticket = 0; ticket < tickets; ticket++) {
      const created = await store.create('incident', {
        ...fulfilled.detect,
        detectedAt: at,
        title: `Ticket ${ticket}`,
        components: ['Ring road'],
      });
      assert.ok(created.ok);
      ids.push(created.value);
    }
    const [first, second, third, fourth] = ids;
    assert.ok(first && second && third && fourth);
    for (const [from, to] of [
      [first, second],
      [second, third],
      [second, fourth],
    ] as const) {
      const link = { kind: 'causes', state: 'confirmed', target: { type: 'record', id: to } } as const;
      assert.ok((await store.execute(from, { type: 'link', link })).ok);
    }
    const late = { serviceState: 'restricted', workaroundReviewAt: addDays(at, 3) };
    assert.ok((await store.execute(fourth, { type: 'save', step: 'remedy', patch: late })).ok);
    store.dispose();
    await here.workbench.command('Faultline: Open Read-only Panel');
    await here.workbench.page.locator('.editor-actions .action-label[aria-label^="Verify Everything"]').first().waitFor();
    await here.form.find('[data-incident]').nth(tickets).waitFor();
  });

  /** The id of the record whose row has the focus. */
  async function focusedRow(): Promise<string | undefined> {
    return here.form.find('#root').evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['incident']);
  }

  async function isWideEnough(selector: string, least: number): Promise<void> {
    const width = await here.form
      .find(selector)
      .first()
      .evaluate(element => element.getBoundingClientRect().width);
    assert.ok(width >= least, `${selector} is ${Math.round(width)} px wide`);
  }

  async function nothingIsCutOff(): Promise<void> {
    const cut = await here.form.find('#root').evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(cut <= 0, `${cut} px are cut off`);
  }

  /** Opens a row with Enter: the head of the record is in sight and has the focus, and Escape leads back to the row. */
  async function opensAndCloses(row: number): Promise<void> {
    const { form, workbench } = here;
    const button = form.find('[data-incident]').nth(row);
    const id = await button.getAttribute('data-incident');
    await button.focus();
    await workbench.page.keyboard.press('Enter');
    await form.find('.document .verified').waitFor();
    const head = await form
      .find('.document h2')
      .first()
      .evaluate(element => {
        const { top, bottom } = element.getBoundingClientRect();
        return { isFocused: element === document.activeElement, isInSight: top >= 0 && bottom <= window.innerHeight };
      });
    assert.deepEqual(head, { isFocused: true, isInSight: true }, `row ${row}`);
    if ((workbench.page.viewportSize()?.width ?? 0) >= 1280) {
      const chosen = await form.find('tr.chosen').evaluate(element => element.getBoundingClientRect().bottom <= window.innerHeight);
      assert.ok(chosen, `row ${row} is out of sight`);
    }
    await workbench.screenshot(`read-only ${here.workbench.page.viewportSize()?.width} row ${row}`);
    await workbench.page.keyboard.press('Escape');
    await form.find('.document').waitFor({ state: 'detached' });
    assert.equal(await focusedRow(), id);
  }

  it('beside the side bar the list is legible, and a record far down opens at its head', async () => {
    await here.workbench.screenshot('read-only 1280 list');
    await isWideEnough('td.column-title', 300);
    const last = (await here.form.find('[data-incident]').count()) - 1;
    for (const row of [0, last]) await opensAndCloses(row);
    await here.form.find('[data-incident]').first().click();
    await here.form.find('.document .verified').waitFor();
    await isWideEnough('td.column-title', 180);
    await here.form.press('[data-back]');
  });

  it('a tile lists what it counts, and the patterns lead to the incidents behind them', async () => {
    const { form, workbench } = here;
    await form.press('[data-tile="gaps"]');
    await form.find('.particulars li').first().waitFor();
    await workbench.screenshot('read-only tile');
    await form.press('[data-tile="gaps"]');
    await form.tab('tab-patterns');
    await form.find('[data-pattern="days"] .burst').waitFor();
    const chain = form.find('[data-finding^="chain"]');
    assert.equal(await chain.locator('[data-chain]').count(), 4);
    await form.find('[data-pattern="reviews"] tbody').filter({ hasText: 'Ticket 3' }).waitFor();
    for (const theme of ['light', 'dark'] as const) {
      await workbench.setTheme(theme);
      assert.deepEqual(await findings(form), [], theme);
      await workbench.screenshot(`read-only patterns ${theme}`);
    }
    await form.press(chain.locator('[data-only]'));
    await form.find('[data-incident]').nth(4).waitFor({ state: 'detached' });
    assert.equal(await form.find('[data-incident]').count(), 4);
    await form.press('[data-to-finding]');
    assert.ok(await chain.locator('[data-only]').evaluate(element => element === document.activeElement));
    await form.press(chain.locator('[data-chain]').nth(1));
    await form.find('.document .verified').waitFor();
    await workbench.screenshot('read-only patterns and record');
    await workbench.page.keyboard.press('Escape');
    assert.ok(
      await chain
        .locator('[data-chain]')
        .nth(1)
        .evaluate(element => element === document.activeElement),
    );
    await form.press('[data-only="Ring road"]');
    await form.find('[data-incident]').nth(tickets).waitFor({ state: 'detached' });
    assert.equal(await form.find('[data-incident]').count(), tickets);
    assert.ok(await form.find('[data-all]').evaluate(element => element === document.activeElement));
    assert.deepEqual(await findings(form), []);
    await form.press('[data-all]');
    await form.find('[data-incident]').nth(tickets).waitFor();
  });

  it('every head sorts, a tile is a filter by step and priority, and each kind has its columns', async () => {
    const { form, workbench } = here;
    await form.press('[data-sort="title"]');
    assert.equal(
      await form
        .find('th[aria-sort="ascending"]')
        .textContent()
        .then(text => text?.trim()),
      'Title',
    );
    const titles = (await form.find('tbody .column-title').allTextContents()).map(title => title.trim());
    assert.ok(titles.indexOf('Ticket 9') < titles.indexOf('Ticket 10'), titles.join(', '));
    await form.press('[data-sort="title"]');
    await form.find('th.column-title[aria-sort="descending"]').waitFor();
    await form.press('[data-sort="age"]');
    await form.press('[data-tile="detect"]');
    await workbench.screenshot('read-only tile of a step');
    const [count] = ((await form.find('[role="status"]').first().textContent()) ?? '').split(' ');
    assert.equal(Number(count), Number(await form.find('[data-tile="detect"] .count').textContent()));
    assert.equal(await form.find('[data-filter="step"]').evaluate(element => (element as HTMLInputElement).value), 'detect');
    await form.press('[data-tile="detect"]');
    await form.tab('tab-change');
    await form.press('[data-sort="when"]');
    await form.find('th.column-when[aria-sort="ascending"]').waitFor();
    await form.tab('tab-incident');
    for (const theme of ['light', 'contrast', 'dark'] as const) {
      await workbench.setTheme(theme);
      assert.deepEqual(await findings(form), [], theme);
      await workbench.screenshot(`read-only overview ${theme}`);
    }
  });

  it('a view is kept on the reader’s side, chosen and deleted, and what is listed is copied or opened as CSV', async () => {
    const { form, workbench } = here;
    await form.press('[data-tile="gaps"]');
    await form.press('[data-sort="title"]');
    await form.press('[data-do="keepView"]');
    await workbench.answerTo('Name of the view', 'Gaps first');
    await form.find('[data-view-name]').waitFor();
    const chosen = (): Promise<string> => form.find('[data-view-name]').evaluate(element => (element as HTMLSelectElement).value);
    assert.equal(await chosen(), 'Gaps first');
    await workbench.screenshot('read-only view');
    await form.press('[data-tile="gaps"]');
    assert.equal(await chosen(), '');
    await form.find('[data-incident]').nth(tickets).waitFor();
    await form.find('[data-view-name]').selectOption('Gaps first');
    await form.find('[data-incident]').nth(1).waitFor({ state: 'detached' });
    assert.equal(await form.find('th.column-title').getAttribute('aria-sort'), 'ascending');
    assert.deepEqual(await findings(form), []);
    await form.press('[data-do="copy"]');
    await workbench.page.locator('.statusbar-item', { hasText: '1 record copied' }).waitFor();
    const copied = await workbench.clipboard();
    assert.match(copied, /^Priority: P1\nId: INC-\w+\nTitle: Mail is not delivered\n/);
    await form.press('[data-do="csv"]');
    await workbench.page.locator('.view-line', { hasText: '"Priority","Id","Title"' }).first().waitFor();
    await workbench.page.locator('.view-line', { hasText: '"Mail is not delivered"' }).first().waitFor();
    await workbench.screenshot('read-only csv');
    await workbench.command('View: Revert and Close Editor');
    await form.press('[data-do="forgetView"]');
    await form.find('[data-view-name]').waitFor({ state: 'detached' });
    await form.press('[data-tile="gaps"]');
    await form.press('[data-sort="age"]');
    await form.find('[data-incident]').nth(tickets).waitFor();
  });

  it('is where it was left after something else was looked at', async () => {
    const { form, workbench } = here;
    await form.find('[data-do="csv"]').focus();
    const left = await form.find('#root').evaluate(() => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      return Math.round(window.scrollY);
    });
    assert.ok(left > 300, `${left}`);
    // It is kept once the page has been at rest.
    await workbench.page.waitForTimeout(1_000);
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.view-line', { hasText: '"Priority","Id","Title"' }).first().waitFor();
    await workbench.command('View: Revert and Close Editor');
    await form.find('[data-incident]').nth(tickets).waitFor();
    await form.find('#root').evaluate(async (_, top) => {
      while (Math.abs(window.scrollY - top) > 1) await new Promise(requestAnimationFrame);
    }, left);
    await workbench.screenshot('read-only where it was left');
    await form.find('#root').evaluate(() => {
      window.scrollTo(0, 0);
    });
  });

  it('interfaces show whom to reach, how and when', async () => {
    await here.form.tab('tab-interface');
    await here.form.find('th').filter({ hasText: 'reachable' }).waitFor();
    await here.workbench.screenshot('read-only interfaces');
    await here.form.tab('tab-incident');
  });

  for (const [width, height] of [
    [400, 900],
    [220, 900],
  ] as const) {
    it(`works in ${width} px: no tab is cut off, and a record far down opens at its head`, async () => {
      const { form, workbench } = here;
      await workbench.page.setViewportSize({ width: width + activityBar, height });
      await workbench.hideSideBars();
      await workbench.screenshot(`read-only ${width} list`);
      await nothingIsCutOff();
      await isWideEnough('td.column-title', 180);
      for (const row of [0, (await form.find('[data-incident]').count()) - 1]) await opensAndCloses(row);
      await form.tab('tab-patterns');
      await form.find('[data-pattern="days"] .burst').waitFor();
      await nothingIsCutOff();
      assert.deepEqual(await findings(form), []);
      await workbench.screenshot(`read-only ${width} patterns`);
      await form.tab('tab-incident');
    });
  }
});
