import assert from 'node:assert/strict';
import path from 'node:path';
import { verifyLog } from '../../src/store/chain';
import { foldIncident } from '../../src/domain/incident/fold';
import type { Incident } from '../../src/domain/incident/incident';
import { storedLog } from '../support/stores';
import { inWorkbench } from './suite';

const title = 'Mail to branch offices stands still';

/** One incident from the first report to its completion, by hand in the real workbench and with the keyboard alone. Each part goes on where the last ended. */
describe('the story of one incident', () => {
  const here = inWorkbench('story', { sample: true });

  function log(): ReturnType<typeof storedLog> {
    return storedLog(path.join(here.workbench.workspace, '.faultline'), title);
  }

  async function stored(): Promise<Incident> {
    const { record, events } = await log();
    return foldIncident(record, events);
  }

  it('is recorded from the palette and opens its form', async () => {
    await here.workbench.treeRow('Mail is not delivered').waitFor();
    await here.workbench.screenshot('tree');
    await here.workbench.command('Faultline: Record Incident…');
    await here.workbench.answer(title);
    await here.form.find('h1').filter({ hasText: title }).waitFor();
    await here.workbench.treeRow(title.slice(0, 12)).waitFor();
    assert.equal((await stored()).step, 'detect');
    await here.workbench.screenshot('1-detect-empty');
  });

  it('the tree leads to the first field that is missing', async () => {
    await here.workbench.treeRow(title.slice(0, 12)).first().locator('.monaco-tl-twistie').click();
    await here.workbench.treeRow('missing').first().click();
    await here.form.find('[data-path="kind"]:focus-within').waitFor();
  });

  it('begins at the first open question; Ctrl+S saves and Ctrl+Enter goes on from within a text; the tab says what is unsaved', async () => {
    const { page } = here.workbench;
    const focused = (): Promise<string | undefined> =>
      here.form.find('#root').evaluate(() => document.activeElement?.closest('[data-path]')?.getAttribute('data-path') ?? undefined);
    while ((await focused()) === undefined) await page.waitForTimeout(100);
    assert.equal(await focused(), 'kind');
    const tab = page.locator('.tab.active', { hasText: title });
    await here.form.type('[data-path="symptoms"]', 'Nothing arrives.');
    await tab.filter({ hasText: '●' }).waitFor();
    await here.form.reach('[data-path="symptoms"]');
    await page.keyboard.press('Control+s');
    await here.form.find('.notice').filter({ hasText: 'Saved.' }).waitFor();
    assert.equal(await focused(), 'symptoms');
    await tab.filter({ hasNotText: '●' }).waitFor();
    await here.form.clear('[data-path="symptoms"]');
    await page.keyboard.press('Control+Enter');
    await here.form.find('.missing.refused').waitFor();
    assert.equal((await stored()).values.symptoms, undefined);
  });

  it('step 1: a refused gate says what is missing and loses nothing', async () => {
    await here.form.fill('reporter', 'Service desk');
    await here.form.press('[data-action="goOn"]');
    await here.form.find('.missing.refused').waitFor();
    assert.deepEqual(await here.form.missing(), ['kind', 'detection', 'symptoms', 'securityAnswer']);
    await here.workbench.screenshot('1-detect-refused');
    await here.form.reach('[data-path="title"]');
    await here.workbench.page.keyboard.press('Control+Enter');
    await here.form.find('.missing:focus-within').waitFor();
    assert.ok((await here.form.inSight()).includes('title'), 'what is missing is said where one is');
    await here.form.press('[data-condition="symptoms"]');
    assert.equal(await here.form.find('[data-path="symptoms"]').evaluate(element => element.matches(':focus-within')), true);
    assert.equal((await stored()).values.reporter, 'Service desk');
  });

  it('step 1: every field can be filled in; typed input survives closing the panel and reloading the window', async () => {
    await here.form.choose('kind', 'disruption');
    await here.form.choose('detection', 'user');
    await here.form.fill('reporterContact', 'ext. 4711');
    await here.form.fill('occurredAt', 'yesterday 9:00');
    await here.form.fill('detectedAt', '10 min ago');
    await here.form.fill('symptoms', 'Nothing arrives at the branch offices since the morning.');
    await here.form.fill('errorText', 'expected 2 messages at the relay, found 0');
    await here.form.fill('components', 'Mail queue\nMail relay');
    await here.form.fill('services', 'E-mail');
    await here.form.fill('affectedUsers', '120');
    await here.form.fill('location', 'Branch offices');
    await here.workbench.page.keyboard.press('Control+w');
    await here.workbench.openFromTree(title.slice(0, 12));
    await here.form.find('[data-path="symptoms"] textarea').waitFor();
    assert.equal(
      await here.form.find('[data-path="symptoms"] textarea').inputValue(),
      'Nothing arrives at the branch offices since the morning.',
    );
    await here.workbench.reload();
    await here.form.find('[data-path="location"] input').waitFor();
    assert.equal(await here.form.find('[data-path="location"] input').inputValue(), 'Branch offices');
    await here.form.choose('couldBeSecurity', 'unknown');
    await here.form.fill('couldBeSecurityReason', 'The certificate of the relay changed as well');
    await here.form.choose('tlp', 'AMBER+STRICT');
    const row = await here.form.addRow('evidence');
    await here.form.fill(`${row}/source`, 'queue log');
    await here.form.fill(`${row}/sha256`, 'a'.repeat(64));
    await here.workbench.screenshot('1-detect-filled');
    const before = (await log()).events.length;
    await here.form.goOn('qualify');
    const { events } = await log();
    assert.deepEqual(
      events.slice(before).map(({ type }) => type),
      ['record.updated', 'incident.advanced'],
    );
    assert.deepEqual((await stored()).values.components, ['Mail queue', 'Mail relay']);
  });

  it('step 2: priority from the matrix, hand-over, clocks', async () => {
    await here.form.choose('impact', '1');
    await here.form.choose('urgency', '1');
    await here.form.find('.result .badge.P1').waitFor();
    await here.form.choose('priorityOverride', 'P2');
    await here.form.find('.result .badge.P2').waitFor();
    await here.form.choose('priorityOverride', '-');
    await here.form.find('.result .badge.P1').waitFor();
    await here.form.choose('category', 'software');
    await here.form.choose('protectionNeed', 'high');
    await here.form.choose('assessment', 'suspected');
    await here.form.fill('assessmentReason', 'Certificate and failure at the same time');
    await here.form.tick(here.form.find('[data-path="harm"] vscode-checkbox').filter({ hasText: 'Availability' }));
    await here.form.choose('firstAim', 'limitDamage');
    await here.form.choose('continuityThreatened', 'no');
    await here.form.choose('level', 'second');
    await here.form.fill('assignee', 'Ben Okafor');
    await here.form.fill('firstSupport', 'Queue restarted');
    await here.form.choose('firstSupportResult', 'noEffect');
    // From where one is, be it a radio button.
    await here.workbench.page.keyboard.press('Control+Enter');
    await here.form.find('.missing.refused').waitFor();
    assert.deepEqual(await here.form.missing(), ['handOverSecurity', 'dutiesAsked']);
    const row = await here.form.addRow('handOvers');
    await here.form.choose(`${row}/interface`, 'securityManagement');
    await here.form.fill(`${row}/person`, 'Dana Weiss');
    await here.form.fill(`${row}/at`, 'now');
    await here.form.fill(`${row}/channel`, 'Phone');
    await here.form.fill(`${row}/passed`, 'Log of the queue, fingerprint of the certificate');
    await here.form.choose('dutiesApply', 'some');
    await here.form.fill('awareSince', 'now');
    await here.form.choose('duties/nis2EarlyWarning/applies', 'yes');
    await here.workbench.screenshot('2-qualify-filled');
    await here.form.goOn('analyse');
    await here.form.find('[data-duty="nis2EarlyWarning"]').filter({ hasText: '23 h left' }).waitFor();
    assert.equal((await stored()).priority, 'P1');
  });

  it('step 3: reviews, cause, a commit from the history, a workaround that opens a safeguard gap, a final solution', async () => {
    for (const source of ['problem', 'knownError']) {
      await here.form.press(`[data-review="${source}:none"]`);
      // The button is gone with what it did: the focus stays where it stood, and the next key goes on from there.
      await here.form.find(`.review:focus [data-review="${source}:again"]`).waitFor();
    }
    await here.form.press('[data-review="change:other"]');
    await here.workbench.pick('A commit');
    await here.workbench.pick('Queue: speak TLS only to the relay');
    await here.form.find('[data-review="change:again"]').waitFor();
    await here.form.choose('causeKnown', 'known');
    await here.form.fill('cause', 'The queue speaks TLS only; the old relay does not.');
    await here.form.fill('diagnosis', 'Port 465 asked for, port 25 open');
    const expert = await here.form.addRow('consultations');
    await here.form.choose(`${expert}/interface`, 'manufacturer');
    await here.form.fill(`${expert}/question`, 'When will the old relay speak TLS?');
    const workaround = await here.form.addRow('measures');
    await here.form.fill(`${workaround}/what`, 'Send without TLS until Monday');
    await here.form.choose(`${workaround}/type`, 'workaround');
    await here.form.fill(`${workaround}/person`, 'Ada');
    await here.form.fill(`${workaround}/due`, 'now');
    await here.form.fill(`${workaround}/component`, 'Mail queue');
    await here.form.choose(`${workaround}/weakensSafeguard`, 'yes');
    await here.form.fill(`${workaround}/safeguard`, 'Transport encryption');
    const solution = await here.form.addRow('measures');
    await here.form.fill(`${solution}/what`, 'Switch the old relay to TLS');
    await here.form.choose(`${solution}/type`, 'final');
    await here.form.choose(`${solution}/weakensSafeguard`, 'no');
    await here.workbench.screenshot('3-analyse-filled');
    await here.form.save();
    await here.form.find('.card').filter({ hasText: 'Transport encryption on Mail queue' }).waitFor();

    // What matches is linked by itself.
    await here.form.find('.links').filter({ hasText: 'Queue: speak TLS only' }).waitFor();
    await here.form.press('[data-judge="confirmed"]');
    await here.form.find('.links li.confirmed').waitFor();
    const [link] = (await stored()).links;
    assert.deepEqual([link?.kind, link?.state, link?.target.type], ['causedBy', 'confirmed', 'commit']);
  });

  it('step 3: an administrator may not release; the IT manager may', async () => {
    await here.form.press('[data-action="goOn"]');
    await here.form.find('.missing.refused').waitFor();
    assert.deepEqual(await here.form.missing(), ['release']);
    assert.equal(await here.form.find('[data-release]').count(), 0);
    await here.workbench.setRole('itManager');
    await here.form.find('[data-release]').first().waitFor();
    await here.form.press('[data-release]');
    await here.form.find('.rowFoot').filter({ hasText: 'released by Ida Test' }).first().waitFor();
    await here.form.press('[data-release]');
    await here.form.find('[data-release]').first().waitFor({ state: 'detached' });
    await here.form.goOn('remedy');
  });

  it('step 4: restricted operation, measures, the checklist of a security incident', async () => {
    await here.form.fill('containment', 'Mail held back');
    await here.form.choose('serviceState', 'normal');
    await here.form.fill('restoredAt', 'now');
    await here.form.fill('usersInformedAt', 'now');
    for (const row of (await stored()).values.measures ?? []) {
      await here.form
        .find(`[data-row="${row.id}"] vscode-button`)
        .filter({ hasText: 'Edit' })
        .or(here.form.find(`[data-row="${row.id}"] [data-path]`))
        .first()
        .waitFor();
      if ((await here.form.find(`[data-path="measures/${row.id}/state"]`).count()) === 0)
        await here.form.press(here.form.find(`[data-row="${row.id}"] vscode-button`).filter({ hasText: 'Edit' }));
      await here.form.choose(`measures/${row.id}/state`, 'done');
      // What went around the fault ends with it: solved means that no workaround is in force.
      if (row.type === 'workaround') await here.form.choose(`measures/${row.id}/state`, 'ended');
    }
    const rows = here.form.find('[data-path="restoration"] [data-row]');
    assert.equal(await rows.count(), 13);
    for (let index = 0; index < 11; index++) {
      await here.form.choose(`restoration/${(await rows.nth(index).getAttribute('data-row')) ?? ''}/answer`, 'done');
    }
    await here.form.press('[data-rest="restoration"]');
    await here.form.type('[data-rest-reason="restoration"]', 'The relay was not touched');
    await here.form.press('[data-rest-accept="restoration"]');
    await here.form.find('[data-rest-accept]').waitFor({ state: 'detached' });
    await here.workbench.screenshot('4-remedy-filled');
    await here.form.press('[data-action="goOn"]');
    await here.form.find('.missing.refused').waitFor();
    assert.deepEqual(await here.form.missing(), ['checklistAgrees']);
    await here.form.press('[data-condition="checklistAgrees"]');
    await here.form.choose('restoration/safeguardsInForce/answer', 'notApplicable');
    await here.form.fill('restoration/safeguardsInForce/reason', 'TLS is on again on Monday');
    await here.form.goOn('monitor');
  });

  it('step 5: a check that holds, and what the documentation still lacks', async () => {
    // Whoever says that it holds has seen it, now.
    const row = await here.form.addRow('checks');
    await here.form.fill(`${row}/seen`, 'Mail arrives');
    await here.form.choose(`${row}/holds`, 'yes');
    await here.form.choose('recurrence', 'no');
    await here.form.press('[data-action="goOn"]');
    await here.form.find('.missing.refused').waitFor();
    // Who saw that it holds confirms the effect.
    assert.deepEqual(await here.form.missing(), ['windowOver']);
    await here.form.fill('endedEarlyReason', 'The relay is watched anyway');
    await here.form.fill('effectivenessConfirmedBy', 'Service desk');
    await here.workbench.screenshot('5-monitor-filled');
    await here.form.goOn('complete');
  });

  it('step 6: the open gap blocks; restored, the duties decided and signed off, the incident is completed and reported', async () => {
    await here.form.choose('closureCode', 'solved');
    await here.form.fill('solution', 'Both relays speak TLS');
    await here.form.choose('detectedInTime', 'no');
    await here.form.fill('lessons', 'Change relays before the queue');
    const row = await here.form.addRow('followUps');
    await here.form.fill(`${row}/what`, 'Watch port 465');
    await here.form.save();
    assert.deepEqual(await here.form.missing(), ['gapsClosed', 'dutiesDecided', 'signOff']);
    await here.form.press('[data-condition="dutiesDecided"]');
    await here.form.press('[data-rest="duties"]');
    await here.form.type('[data-rest-reason="duties"]', 'Not bound by them');
    await here.form.press('[data-rest-accept="duties"]');
    await here.form.save();
    await here.form.show('complete');
    await here.form.press('[data-action="restoreGap"]');
    await here.form.type('[data-question="note"]', 'TLS is on again');
    await here.form.press('[data-dialog="ok"]');
    await here.form.find('.card').filter({ hasText: 'restored' }).first().waitFor();
    await here.form.press('[data-action="signOff"]');
    await here.form.find('.nothingMissing').waitFor();
    await here.workbench.screenshot('6-complete-filled');
    await here.form.press('[data-action="goOn"]');
    await here.form.find('[data-action="reopen"]').waitFor();
    // The report is made of what was completed, and stored with it.
    await here.form.find('.hash').waitFor();
    const { record, events } = await log();
    assert.deepEqual(verifyLog(record, events), []);
    const incident = foldIncident(record, events);
    assert.deepEqual([incident.open, incident.values.closureCode, incident.signOff?.by.role], [false, 'solved', 'itManager']);
    assert.match(incident.finalReport?.text ?? '', /Both relays speak TLS/);
    // The clock of a notice goes on: it stays in sight.
    await here.workbench.page.locator('.sidebar .monaco-list-row[aria-label*=", completed, "]', { hasText: title.slice(0, 12) }).waitFor();
  });

  it('reopened with a reason, handed to another level, commented, linked to another incident and taken back', async () => {
    const ask = async (action: string, answers: Readonly<Record<string, string>>): Promise<void> => {
      await here.form.press(`[data-action="${action}"]`);
      for (const [question, answer] of Object.entries(answers)) {
        const control = `[data-question="${question}"]`;
        const kind = await here.form.find(control).evaluate(element => element.localName);
        await (kind === 'vscode-text-field' || kind === 'vscode-text-area'
          ? here.form.type(control, answer)
          : here.form.select(control, answer));
      }
      await here.form.press('[data-dialog="ok"]');
      await here.form.find('.dialog').waitFor({ state: 'detached' });
    };
    await ask('reopen', { to: 'remedy', reason: 'It is back' });
    await here.form.find('.rail .stepCurrent [data-step="remedy"]').waitFor();
    await here.workbench.treeRow(title.slice(0, 12)).waitFor();
    await ask('assign', { level: 'third', person: 'Chloé Martin', reason: 'Knows the relay' });
    await here.form.find('.head').filter({ hasText: 'assigned: 3rd level, Chloé Martin' }).waitFor();
    await ask('comment', { text: 'Called the manufacturer' });
    await here.form.find('.timeline').filter({ hasText: 'Called the manufacturer' }).waitFor();
    await here.form.press('[data-action="linkRecord"]');
    await here.workbench.pick('Relay shows a certificate nobody issued');
    await here.workbench.pick('caused by');
    await here.workbench.pick('confirmed');
    await here.form.find('.links').filter({ hasText: 'Relay shows a certificate' }).waitFor();
    await ask('goBack', { to: 'analyse', reason: 'The relay is the cause' });
    await here.form.find('.rail .stepCurrent [data-step="analyse"]').waitFor();
    const incident = await stored();
    assert.deepEqual([incident.open, incident.step, incident.signOff, incident.values.level], [true, 'analyse', undefined, 'third']);
    assert.deepEqual(
      incident.timeline.slice(-5).map(({ type }) => type),
      ['incident.reopened', 'incident.assigned', 'record.commented', 'record.linked', 'incident.returned'],
    );
  });

  it('the security officer reads it in the read-only panel and can write nothing', async () => {
    await here.workbench.setRole('securityOfficer');
    await here.form.find('[data-action="save"]').waitFor({ state: 'detached' });
    await here.workbench.page.keyboard.press('Control+w');
    await here.workbench.command('Faultline: Open Read-only Panel');
    await here.form.find('[data-incident]').first().waitFor();
    assert.equal(await here.form.find('[data-incident]').count(), 7);
    for (const kind of ['problem', 'knownError', 'change', 'component', 'interface']) {
      await here.form.tab(`tab-${kind}`);
      await here.form.press(`[data-kind="${kind}"] [data-record]`);
      await here.form.find('.document .verified').waitFor();
    }
    await here.workbench.screenshot('read-only-interface');
    await here.form.tab('tab-incident');
    await here.form.type('[data-filter="text"]', 'branch offices');
    await here.form.find('[data-incident]').nth(1).waitFor({ state: 'detached' });
    await here.form.press('[data-incident]');
    await here.form.find('.verified').waitFor();
    await here.form.find('.document dd').filter({ hasText: 'Both relays speak TLS' }).first().waitFor();
    await here.workbench.screenshot('read-only');
    assert.equal(await here.form.find('.page [data-action]').count(), 0);
    await here.workbench.page.keyboard.press('F1');
    await here.workbench.quickInput.fill('>Faultline: Record');
    await here.workbench.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'No matching commands' })
      .or(here.workbench.page.locator('.quick-input-message', { hasText: 'No matching' }))
      .first()
      .waitFor({ timeout: 3000 })
      .catch(() => undefined);
    assert.equal(await here.workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Record Incident' }).count(), 0);
    await here.workbench.page.keyboard.press('Escape');
  });
});
