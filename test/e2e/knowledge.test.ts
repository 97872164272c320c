import assert from 'node:assert/strict';
import path from 'node:path';
import type { IncidentCommand } from '../../src/domain/incident/command';
import { foldIncident } from '../../src/domain/incident/fold';
import type { Incident, IncidentId } from '../../src/domain/incident/incident';
import { emptyReviews, fulfilled } from '../support/incidents';
import { openStore, storedLog } from '../support/stores';
import { inWorkbench } from './suite';

const [invoices, notes] = ['Invoices are not printed', 'Delivery notes are not printed'];
const errorText = (job: number): string => `Error: printer spool refused job ${job}\n    at sendJob (/srv/print/lib/spool.js:12:9)`;

/** Two incidents with one cause, from the second that finds the first to the solution that ends both. */
describe('has this happened before?', () => {
  const here = inWorkbench('knowledge', { sample: false });
  const folder = (): string => path.join(here.workbench.workspace, '.faultline');

  async function stored(title: string): Promise<Incident> {
    const { record, events } = await storedLog(folder(), title);
    return foldIncident(record, events);
  }

  /** What every incident goes through and the other story shows in the forms. */
  async function answer(id: IncidentId, commands: readonly IncidentCommand[]): Promise<void> {
    const store = openStore(folder(), { role: 'itManager' });
    for (const command of commands) {
      const outcome = await store.execute(id, command);
      assert.ok(outcome.ok, JSON.stringify([command.type, outcome]));
    }
    store.dispose();
  }

  async function record(title: string, job: number): Promise<void> {
    await here.workbench.command('Faultline: Record Incident…');
    await here.workbench.answer(title);
    await here.form.find('h1').filter({ hasText: title }).waitFor();
    await here.form.fill('symptoms', 'Nothing comes out of the printers of the warehouse.');
    await here.form.fill('errorText', errorText(job));
  }

  async function open(title: string): Promise<void> {
    await here.workbench.choose('Faultline: Open Incident…', title);
    await here.form.find('h1').filter({ hasText: title }).waitFor();
  }

  it('while the second incident is typed, the first one appears beside it, with the reason', async () => {
    await record(invoices, 4711);
    await here.form.save();
    await record(notes, 4712);
    const similar = here.form.find('[data-similar]').filter({ hasText: invoices });
    await similar.filter({ hasText: 'same error' }).waitFor();
    assert.equal((await stored(notes)).values.errorText, undefined, 'nothing was saved yet');
    await here.workbench.screenshot('knowledge-similar');
    await here.form.save();
    await here.form.press(similar.locator('[data-similar-action="linkChild"]'));
    await here.form.find('.links').filter({ hasText: 'child of' }).filter({ hasText: invoices }).waitFor();
    await here.form.find('[data-chain]').filter({ hasText: invoices }).waitFor();
  });

  it('a problem is raised from both and carries what they tell', async () => {
    await here.workbench.command('Faultline: Raise Problem…');
    for (const title of [invoices, notes])
      await here.workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).click();
    await here.workbench.accept();
    await here.form.find('h1').filter({ hasText: 'PRB-' }).waitFor();
    const card = here.form.find('[data-card="incidents"]');
    for (const title of [invoices, notes]) await card.filter({ hasText: title }).waitFor();
    assert.match(await here.form.find('[data-path="errorText"]').evaluate(area => (area as HTMLInputElement).value), /spool refused job/);
    await here.workbench.screenshot('knowledge-problem');
  });

  it('the incident waits for the problem until a solution is applied', async () => {
    await open(notes);
    await here.form.press('[data-wait]');
    await here.form.find('.waiting').filter({ hasText: 'PRB-' }).waitFor();
    assert.match((await stored(notes)).waitsFor ?? '', /^PRB-/);
  });

  it('its root cause known, it becomes a known error', async () => {
    await here.workbench.choose('Faultline: Open Record…', invoices);
    await here.form.find('h1').filter({ hasText: 'PRB-' }).waitFor();
    await here.form.press('[data-action="makeKnownError"]');
    await here.form.find('.notice.error').filter({ hasText: 'root cause' }).waitFor();
    await here.form.fill('rootCause', 'The spool takes no job without a signature.');
    await here.form.save();
    await here.form.press('[data-action="makeKnownError"]');
    await here.form.find('h1').filter({ hasText: 'KE-' }).waitFor();
    await here.form.find('[data-card="incidents"]').filter({ hasText: notes }).waitFor();
    await here.form.fill('workaround', 'Switch the check of signatures off.');
    await here.form.choose('workaroundWeakens', 'yes');
    await here.form.fill('workaroundSafeguard', 'Signature of print jobs');
    await here.form.fill('workaroundComponent', 'Print spool');
    await here.form.save();
    await here.workbench.screenshot('knowledge-known-error');
  });

  it('its workaround is applied to both in one action: restricted operation, a review date, and a safeguard gap each', async () => {
    await here.form.press('[data-apply="workaround"]');
    await here.form.find('.dialog').waitFor();
    await here.workbench.screenshot('knowledge-apply');
    await here.form.press('[data-dialog="ok"]');
    await here.form.find('.notice').filter({ hasText: 'Applied to 2 of 2 incidents.' }).waitFor();
    for (const title of [invoices, notes]) {
      const { values, gaps, timeline } = await stored(title);
      assert.equal(values.serviceState, 'restricted');
      assert.ok(values.workaroundReviewAt);
      assert.deepEqual(
        gaps.map(({ safeguard, component }) => [safeguard, component]),
        [['Signature of print jobs', 'Print spool']],
      );
      assert.ok(timeline.some(({ type }) => type === 'incident.workaroundApplied'));
      await here.workbench.treeRow(title.slice(0, 12)).filter({ hasText: '1 gap' }).waitFor();
    }
    const status = here.workbench.page.locator('.statusbar-item[id="faultline.faultline.faultline.status"], .statusbar-item', {
      hasText: '2 open',
    });
    assert.match((await status.first().getAttribute('aria-label')) ?? '', /Signature of print jobs on Print spool/);
  });

  it('the final solution of what is urgent waits for its release; released and applied, it ends the workaround in both', async () => {
    for (const title of [invoices, notes])
      await answer((await stored(title)).id, [{ type: 'save', step: 'qualify', patch: { impact: '1', urgency: '1' } }]);
    await here.form.fill('solution', 'Sign print jobs again: new certificate for the spool.');
    await here.form.choose('solutionWeakens', 'no');
    await here.form.save();
    await here.form.press('[data-apply="final"]');
    await here.form.press('[data-dialog="ok"]');
    // The question stays, with the reason, until the solution is released.
    await here.form.find('.dialog [role="alert"]').filter({ hasText: 'waits for the release' }).waitFor();
    await here.workbench.setRole('itManager');
    await here.form.press('[data-action="releaseSolution"]');
    await here.form.find('.head').filter({ hasText: 'released by' }).waitFor();
    await here.form.press('[data-apply="final"]');
    await here.form.press('[data-dialog="ok"]');
    await here.form.find('.notice').filter({ hasText: 'Applied to 2 of 2 incidents.' }).waitFor();
    for (const title of [invoices, notes]) {
      const { values, waitsFor, releases } = await stored(title);
      assert.deepEqual([values.serviceState, values.workaroundReviewAt, waitsFor], ['normal', undefined, undefined]);
      assert.deepEqual(
        values.measures?.map(({ type, state }) => [type, state]),
        [
          ['workaround', 'ended'],
          ['final', 'done'],
        ],
      );
      const solution = values.measures.find(({ type }) => type === 'final')?.id ?? '';
      assert.equal(releases.get(solution)?.by.role, 'itManager');
    }
  });

  it('the reviews offer what is known, and the candidates are stored with the outcome', async () => {
    const { id } = await stored(invoices);
    const step1 = { ...fulfilled.detect, title: invoices, symptoms: 'Nothing comes out of the printers of the warehouse.' };
    await answer(id, [
      { type: 'save', step: 'detect', patch: step1 },
      { type: 'advance', from: 'detect' },
      { type: 'save', step: 'qualify', patch: fulfilled.qualify },
      { type: 'advance', from: 'qualify' },
    ]);
    await open(invoices);
    await here.form.find('.rail .stepCurrent [data-step="analyse"]').waitFor();
    await here.form.press('[data-step="analyse"]');
    const knownError = here.form.find('[data-path="knownErrorReview"] [data-candidate]').first();
    await knownError.filter({ hasText: 'linked' }).filter({ hasText: 'same error' }).waitFor();
    await here.workbench.screenshot('knowledge-reviews');
    await here.form.press(knownError.locator('[data-review]'));
    await here.form.find('[data-review="knownError:again"]').waitFor();
    for (const source of ['problem', 'change']) {
      await here.form.press(`[data-review="${source}:none"]`);
      await here.form.find(`[data-review="${source}:again"]`).waitFor();
    }
    const { reviews } = await stored(invoices);
    assert.deepEqual([reviews.problem?.outcome, reviews.knownError?.outcome, reviews.change?.outcome], ['none', 'matches', 'none']);
    assert.match(reviews.problem?.candidates[0]?.id ?? '', /^PRB-/);
  });

  it('the gap closed, the parent is completed, and its child is offered and completed as well', async () => {
    const rest = (title: string): readonly IncidentCommand[] => [
      { type: 'save', step: 'analyse', patch: { causeKnown: 'known', cause: 'A signature is asked for' } },
      { type: 'advance', from: 'analyse' },
      { type: 'save', step: 'remedy', patch: { ...fulfilled.remedy, measures: { m1: null }, restoredAt: new Date().toISOString() } },
      // The gap is still open: the checklist cannot say that the safeguards are back.
      {
        type: 'save',
        step: 'remedy',
        patch: { restoration: { safeguardsInForce: { answer: 'notApplicable', reason: 'The check of signatures follows' } } },
      },
      { type: 'advance', from: 'remedy' },
      { type: 'save', step: 'monitor', patch: { ...fulfilled.monitor, endedEarlyReason: `${title}: seen to work` } },
    ];
    const parent = await stored(invoices);
    const child = await stored(notes);
    const release = (incident: Incident): IncidentCommand => ({
      type: 'release',
      part: incident.values.measures?.find(({ type }) => type === 'workaround')?.id ?? '',
    });
    await answer(parent.id, [release(parent), ...rest(invoices), { type: 'advance', from: 'monitor' }]);
    await answer(child.id, [
      {
        type: 'save',
        step: 'detect',
        patch: { ...fulfilled.detect, title: notes, symptoms: 'Nothing comes out of the printers of the warehouse.' },
      },
      { type: 'advance', from: 'detect' },
      { type: 'save', step: 'qualify', patch: fulfilled.qualify },
      { type: 'advance', from: 'qualify' },
      ...emptyReviews,
      release(child),
      ...rest(notes),
      { type: 'advance', from: 'monitor' },
    ]);
    for (const title of [invoices, notes]) {
      if (title === invoices) await open(title);
      await here.form.find('.rail .stepCurrent [data-step="complete"]').waitFor();
      await here.form.press('[data-step="complete"]');
      // That it was solved is proposed.
      await here.form.find('[data-quiet="closureCode"]').filter({ hasText: 'Solved' }).waitFor();
      await here.form.find('[data-condition="gapsClosed"]').waitFor();
      assert.deepEqual(await here.form.missing(), ['gapsClosed']);
      await here.form.press('[data-action="restoreGap"]');
      await here.form.type('[data-question="note"]', 'Signatures are checked again');
      await here.form.press('[data-dialog="ok"]');
      await here.form.find('.card').filter({ hasText: 'restored' }).first().waitFor();
      await here.form.press('[data-action="goOn"]');
      await here.form.find('[data-action="reopen"]').waitFor();
      await here.form.find('.hash').waitFor();
      if (title === notes) break;
      await here.form.press('[data-follower]');
      await here.form.find('h1').filter({ hasText: notes }).waitFor();
    }
    assert.deepEqual([(await stored(invoices)).open, (await stored(notes)).open], [false, false]);
  });

  it('everything that is known is found by words, and in the tree of knowledge', async () => {
    await here.workbench.search('Faultline: Search Problems, Known Errors, Procedures and Changes…', 'spool sig', 'KE-');
    await here.workbench.page.keyboard.press('Escape');
    await here.workbench.search('Faultline: Search Incidents…', 'warehouse', notes);
    await here.workbench.page.keyboard.press('Escape');
    await here.workbench.unfold('Knowledge');
    await here.workbench.treeRow('in force · solution').waitFor();
    await here.workbench.screenshot('knowledge-tree');
  });
});

/** What a newcomer meets in the sample: an incident that has just been recorded, and everything that is known about it. */
describe('what an incident names', () => {
  const here = inWorkbench('names', { sample: true });

  it('frames of its stack trace lead to the file and line in the workspace', async () => {
    await here.workbench.openFromTree('Order confirmations');
    await here.form.press('[data-frame="lib/queue.js:7"]');
    await here.workbench.page.locator('.tab.active', { hasText: 'queue.js' }).waitFor();
    await here.workbench.page.locator('.statusbar', { hasText: 'Ln 7' }).waitFor();
    await here.workbench.page.keyboard.press('Control+w');
  });

  it('the components of the files it names are offered; their protection need and safeguards come along', async () => {
    await here.form.press('[data-offer="Mail queue"]');
    assert.equal(await here.form.find('[data-path="components"]').evaluate(area => (area as HTMLInputElement).value), 'Mail queue');
    await here.form.save();
    await here.form.press('[data-step="qualify"]');
    await here.form.reach('[data-path="protectionNeed"]');
    await here.form.find('.inherited').filter({ hasText: 'At least Very high, from Mail queue.' }).waitFor();
    const handOver = await here.form.addRow('handOvers');
    await here.form.choose(`${handOver}/interface`, 'securityManagement');
    await here.form.find(`[data-path="handOvers"]`).filter({ hasText: 'Dana Weiss, ext. 112' }).waitFor();
    await here.form.press('[data-step="analyse"]');
    const measure = await here.form.addRow('measures');
    await here.form.choose(`${measure}/weakensSafeguard`, 'yes');
    await here.form.press('[data-safeguard="Transport encryption"]');
    const cell = async (column: string): Promise<string> =>
      here.form.find(`[data-path="${measure}/${column}"]`).evaluate(field => (field as HTMLInputElement).value);
    assert.deepEqual([await cell('safeguard'), await cell('component')], ['Transport encryption', 'Mail queue']);
    await here.form.press('[data-action="discard"]');
  });

  it('one click takes over the solution of a past incident, unsaved', async () => {
    const past = here.form.find('[data-similar]').filter({ hasText: 'Mail to a branch office' });
    await here.form.press(past.locator('[data-similar-action="takeOver"]'));
    const what = here.form.find('[data-path="measures"] [data-path$="/what"]');
    assert.match(await what.evaluate(field => (field as HTMLInputElement).value), /never waits longer than ten minutes.*as in INC-/);
    await here.form.press('[data-action="discard"]');
  });

  it('one click applies the workaround of the known error', async () => {
    const known = here.form.find('[data-similar]').filter({ hasText: 'A relay that does not speak TLS' });
    await here.form.press(known.locator('[data-similar-action="applyItsWorkaround"]'));
    await here.form.press('[data-dialog="ok"]');
    await here.form.find('.badges').filter({ hasText: 'Restricted operation' }).waitFor();
    await here.form.find('.card').filter({ hasText: 'Transport encryption on Mail queue' }).first().waitFor();
    await here.workbench.treeRow('Order confirmations').filter({ hasText: '1 gap' }).waitFor();
  });

  it('what is like it is found from the tree', async () => {
    await here.workbench.choose('Faultline: Find Similar…', 'Order confirmations');
    await here.workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'same error' }).first().waitFor();
    await here.workbench.pick('A relay that does not speak');
    await here.form.find('h1').filter({ hasText: 'KE-' }).waitFor();
    assert.deepEqual(here.workbench.violations, []);
  });
});
