import assert from 'node:assert/strict';
import path from 'node:path';
import { verifyLog } from '../../src/store/chain';
import type { RecordLog } from '../../src/store/codec';
import { foldIncident } from '../../src/domain/incident/fold';
import type { Incident } from '../../src/domain/incident/incident';
import { storedLog } from '../support/stores';
import { IncidentForm } from './form';
import { Workbench } from './workbench';

const title = 'Mail to branch offices stands still';

/** One incident from the first report to its completion, by hand in the real workbench. Each part goes on where the last ended. */
describe('the story of one incident', () => {
  let workbench: Workbench;
  let form: IncidentForm;

  before(async () => {
    workbench = await Workbench.open('story', { sample: true });
    form = new IncidentForm(() => workbench.panel());
    await workbench.showTree();
    await workbench.treeRow('Mail is not delivered').waitFor();
  });

  after(async () => {
    await workbench.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title.slice(0, 40)}`);
  });

  function log(): Promise<RecordLog> {
    return storedLog(path.join(workbench.workspace, '.faultline'), title);
  }

  async function stored(): Promise<Incident> {
    const { record, events } = await log();
    return foldIncident(record, events);
  }

  it('is recorded from the palette and opens its form', async () => {
    await workbench.screenshot('tree');
    await workbench.command('Faultline: Record Incident…');
    await workbench.answer(title);
    await form.find('h1').filter({ hasText: title }).waitFor();
    await workbench.treeRow(title.slice(0, 12)).waitFor();
    assert.equal((await stored()).step, 'detect');
    await workbench.screenshot('1-detect-empty');
  });

  it('step 1: a refused gate says what is missing and loses nothing', async () => {
    await form.fill('reporter', 'Service desk');
    await form.find('[data-action="goOn"]').click();
    await form.find('.missing.refused').waitFor();
    assert.deepEqual(await form.missing(), ['kind', 'detection', 'symptoms', 'securityAnswer']);
    await workbench.screenshot('1-detect-refused');
    await form.find('[data-condition="symptoms"]').click();
    assert.equal(await form.find('[data-path="symptoms"]').evaluate(element => element.matches(':focus-within')), true);
    assert.equal((await stored()).values.reporter, 'Service desk');
  });

  it('step 1: every field can be filled in; typed input survives closing the panel and reloading the window', async () => {
    await form.choose('kind', 'disruption');
    await form.choose('detection', 'user');
    await form.fill('reporterContact', 'ext. 4711');
    await form.fill('occurredAt', 'yesterday 9:00');
    await form.fill('detectedAt', '10 min ago');
    await form.fill('symptoms', 'Nothing arrives at the branch offices since the morning.');
    await form.fill('errorText', 'expected 2 messages at the relay, found 0');
    await form.fill('components', 'Mail queue\nMail relay');
    await form.fill('services', 'E-mail');
    await form.fill('affectedUsers', '120');
    await form.fill('location', 'Branch offices');
    await workbench.page.keyboard.press('Control+w');
    await workbench.treeRow(title.slice(0, 12)).first().click();
    await form.find('[data-path="symptoms"] textarea').waitFor();
    assert.equal(
      await form.find('[data-path="symptoms"] textarea').inputValue(),
      'Nothing arrives at the branch offices since the morning.',
    );
    await workbench.reload();
    await form.find('[data-path="location"] input').waitFor();
    assert.equal(await form.find('[data-path="location"] input').inputValue(), 'Branch offices');
    await form.choose('couldBeSecurity', 'unknown');
    await form.fill('couldBeSecurityReason', 'The certificate of the relay changed as well');
    await form.choose('tlp', 'AMBER+STRICT');
    const row = await form.addRow('evidence');
    await form.fill(`${row}/source`, 'queue log');
    await form.fill(`${row}/sha256`, 'a'.repeat(64));
    await workbench.screenshot('1-detect-filled');
    const before = (await log()).events.length;
    await form.goOn('qualify');
    const { events } = await log();
    assert.deepEqual(
      events.slice(before).map(({ type }) => type),
      ['incident.updated', 'incident.advanced'],
    );
    assert.deepEqual((await stored()).values.components, ['Mail queue', 'Mail relay']);
  });

  it('step 2: priority from the matrix, hand-over, clocks', async () => {
    await form.choose('impact', '1');
    await form.choose('urgency', '1');
    await form.find('.result .badge.P1').waitFor();
    await form.choose('priorityOverride', 'P2');
    await form.find('.result .badge.P2').waitFor();
    await form.choose('priorityOverride', '-');
    await form.find('.result .badge.P1').waitFor();
    await form.choose('category', 'software');
    await form.choose('protectionNeed', 'high');
    await form.choose('assessment', 'suspected');
    await form.fill('assessmentReason', 'Certificate and failure at the same time');
    await form.find('[data-path="harm"] vscode-checkbox').filter({ hasText: 'Availability' }).click();
    await form.choose('firstAim', 'limitDamage');
    await form.choose('continuityThreatened', 'no');
    await form.choose('level', 'second');
    await form.fill('assignee', 'Ben Okafor');
    await form.fill('firstSupport', 'Queue restarted');
    await form.choose('firstSupportResult', 'noEffect');
    await form.find('[data-action="goOn"]').click();
    await form.find('.missing.refused').waitFor();
    assert.deepEqual(await form.missing(), ['handOverSecurity']);
    const row = await form.addRow('handOvers');
    await form.choose(`${row}/interface`, 'securityManagement');
    await form.fill(`${row}/person`, 'Dana Weiss');
    await form.fill(`${row}/at`, 'now');
    await form.fill(`${row}/channel`, 'Phone');
    await form.fill(`${row}/passed`, 'Log of the queue, fingerprint of the certificate');
    await form.choose('duties/nis2EarlyWarning/applies', 'yes');
    await form.fill('duties/nis2EarlyWarning/awareAt', 'now');
    await workbench.screenshot('2-qualify-filled');
    await form.goOn('analyse');
    await form.find('.card').filter({ hasText: 'NIS2 early warning: 23 h left' }).waitFor();
    assert.equal((await stored()).priority, 'P1');
  });

  it('step 3: reviews, cause, a commit from the history, a workaround that opens a safeguard gap, a final solution', async () => {
    for (const review of ['problemReview', 'knownErrorReview']) await form.choose(review, 'none');
    await form.choose('changeReview', 'matches');
    await form.fill('changeMatch', 'Queue: speak TLS only to the relay');
    await form.choose('causeKnown', 'known');
    await form.fill('cause', 'The queue speaks TLS only; the old relay does not.');
    await form.fill('diagnosis', 'Port 465 asked for, port 25 open');
    const expert = await form.addRow('consultations');
    await form.choose(`${expert}/interface`, 'manufacturer');
    await form.fill(`${expert}/question`, 'When will the old relay speak TLS?');
    const workaround = await form.addRow('measures');
    await form.fill(`${workaround}/what`, 'Send without TLS until Monday');
    await form.choose(`${workaround}/type`, 'workaround');
    await form.fill(`${workaround}/person`, 'Ada');
    await form.fill(`${workaround}/due`, 'now');
    await form.fill(`${workaround}/component`, 'Mail queue');
    await form.choose(`${workaround}/weakensSafeguard`, 'yes');
    await form.fill(`${workaround}/safeguard`, 'Transport encryption');
    const solution = await form.addRow('measures');
    await form.fill(`${solution}/what`, 'Switch the old relay to TLS');
    await form.choose(`${solution}/type`, 'final');
    await form.choose(`${solution}/weakensSafeguard`, 'no');
    await workbench.screenshot('3-analyse-filled');
    await form.save();
    await form.find('.card').filter({ hasText: 'Transport encryption on Mail queue' }).waitFor();

    await form.find('[data-action="page.linkCommit"]').click();
    await workbench.pick('Queue: speak TLS only to the relay');
    await workbench.pick('caused by');
    await workbench.pick('suspected');
    await form.find('.links').filter({ hasText: 'Queue: speak TLS only' }).waitFor();
    await form.find('[data-judge="confirmed"]').first().click();
    await form.find('.links li.confirmed').waitFor();
    const [link] = (await stored()).links;
    assert.deepEqual([link?.kind, link?.state, link?.target.type], ['causedBy', 'confirmed', 'commit']);
  });

  it('step 3: an administrator may not release; the IT manager may', async () => {
    await form.find('[data-action="goOn"]').click();
    await form.find('.missing.refused').waitFor();
    assert.deepEqual(await form.missing(), ['release']);
    assert.equal(await form.find('[data-release]').count(), 0);
    await workbench.setRole('itManager');
    await form.find('[data-release]').first().waitFor();
    await form.find('[data-release]').first().click();
    await form.find('.rowFoot').filter({ hasText: 'released by Ida Test' }).first().waitFor();
    await form.find('[data-release]').first().click();
    await form.find('[data-release]').first().waitFor({ state: 'detached' });
    await form.goOn('remedy');
  });

  it('step 4: restricted operation, measures, the checklist of a security incident', async () => {
    await form.fill('containment', 'Mail held back');
    await form.choose('serviceState', 'normal');
    await form.fill('restoredAt', 'now');
    await form.fill('usersInformedAt', 'now');
    for (const row of (await stored()).values.measures ?? []) {
      await form
        .find(`[data-row="${row.id}"] vscode-button`)
        .filter({ hasText: 'Edit' })
        .or(form.find(`[data-row="${row.id}"] [data-path]`))
        .first()
        .waitFor();
      if ((await form.find(`[data-path="measures/${row.id}/state"]`).count()) === 0)
        await form.find(`[data-row="${row.id}"] vscode-button`).filter({ hasText: 'Edit' }).click();
      await form.choose(`measures/${row.id}/state`, 'done');
    }
    const rows = form.find('[data-path="restoration"] [data-row]');
    assert.equal(await rows.count(), 13);
    for (let index = 0; index < 13; index++) {
      await form.choose(`restoration/${(await rows.nth(index).getAttribute('data-row')) ?? ''}/answer`, 'done');
    }
    await workbench.screenshot('4-remedy-filled');
    await form.goOn('monitor');
  });

  it('step 5: a check that holds, and what the documentation still lacks', async () => {
    const row = await form.addRow('checks');
    await form.fill(`${row}/at`, 'now');
    await form.fill(`${row}/person`, 'Ada');
    await form.fill(`${row}/seen`, 'Mail arrives');
    await form.choose(`${row}/holds`, 'yes');
    await form.choose('recurrence', 'no');
    await form.find('[data-action="goOn"]').click();
    await form.find('.missing.refused').waitFor();
    assert.deepEqual(await form.missing(), ['windowOver', 'documentation']);
    await form.fill('endedEarlyReason', 'The relay is watched anyway');
    await form.fill('effectivenessConfirmedBy', 'Service desk');
    await workbench.screenshot('5-monitor-filled');
    await form.goOn('complete');
  });

  it('step 6: the open gap blocks; restored, reported and signed off, the incident is completed', async () => {
    await form.choose('closureCode', 'solved');
    await form.fill('solution', 'Both relays speak TLS');
    await form.choose('detectedInTime', 'no');
    await form.fill('lessons', 'Change relays before the queue');
    const row = await form.addRow('followUps');
    await form.fill(`${row}/what`, 'Watch port 465');
    await form.save();
    assert.deepEqual(await form.missing(), ['gapsClosed', 'finalReport', 'signOff']);
    await form.find('[data-action="restoreGap"]').click();
    await form.find('[data-question="note"] textarea').fill('TLS is on again');
    await form.find('[data-dialog="ok"]').click();
    await form.find('.card').filter({ hasText: 'restored' }).first().waitFor();
    await form.find('[data-action="storeReport"]').click();
    await form.find('.hash').waitFor();
    await form.find('[data-action="signOff"]').click();
    await form.find('.nothingMissing').waitFor();
    await workbench.screenshot('6-complete-filled');
    await form.find('[data-action="goOn"]').click();
    await form.find('[data-action="reopen"]').waitFor();
    const { record, events } = await log();
    assert.deepEqual(verifyLog(record, events), []);
    const incident = foldIncident(record, events);
    assert.deepEqual([incident.open, incident.values.closureCode, incident.signOff?.by.role], [false, 'solved', 'itManager']);
    assert.match(incident.finalReport?.text ?? '', /Both relays speak TLS/);
    await workbench.treeRow(title.slice(0, 12)).waitFor({ state: 'detached' });
  });

  it('reopened with a reason, handed to another level, commented, linked to another incident and taken back', async () => {
    const ask = async (action: string, answers: Readonly<Record<string, string>>): Promise<void> => {
      await form.find(`[data-action="${action}"]`).click();
      for (const [question, answer] of Object.entries(answers)) {
        const control = form.find(`[data-question="${question}"]`);
        if ((await control.evaluate(element => element.localName)) === 'vscode-radio-group')
          await control.locator(`vscode-radio[value="${answer}"]`).click();
        else await control.locator('input, textarea').first().fill(answer);
      }
      await form.find('[data-dialog="ok"]').click();
      await form.find('.dialog').waitFor({ state: 'detached' });
    };
    await ask('reopen', { to: 'remedy', reason: 'It is back' });
    await form.find('.rail .stepCurrent [data-step="remedy"]').waitFor();
    await workbench.treeRow(title.slice(0, 12)).waitFor();
    await ask('page.assign', { level: 'third', person: 'Chloé Martin', reason: 'Knows the relay' });
    await form.find('.head').filter({ hasText: 'assigned: 3rd level, Chloé Martin' }).waitFor();
    await ask('page.comment', { text: 'Called the manufacturer' });
    await form.find('.timeline').filter({ hasText: 'Called the manufacturer' }).waitFor();
    await form.find('[data-action="page.linkIncident"]').click();
    await workbench.pick('Relay shows a certificate nobody issued');
    await workbench.pick('caused by');
    await workbench.pick('confirmed');
    await form.find('.links').filter({ hasText: 'Relay shows a certificate' }).waitFor();
    await ask('page.goBack', { to: 'analyse', reason: 'The relay is the cause' });
    await form.find('.rail .stepCurrent [data-step="analyse"]').waitFor();
    const incident = await stored();
    assert.deepEqual([incident.open, incident.step, incident.signOff, incident.values.level], [true, 'analyse', undefined, 'third']);
    assert.deepEqual(
      incident.timeline.slice(-5).map(({ type }) => type),
      ['incident.reopened', 'incident.assigned', 'incident.commented', 'incident.linked', 'incident.returned'],
    );
  });

  it('the security officer reads it in the read-only panel and can write nothing', async () => {
    await workbench.setRole('securityOfficer');
    await form.find('[data-action="save"]').waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('Control+w');
    await workbench.command('Faultline: Open Read-only Panel');
    await form.find('[data-incident]').first().waitFor();
    assert.equal(await form.find('[data-incident]').count(), 5);
    await form.find('[data-filter="text"] input').fill('branch');
    await form.find('[data-incident]').nth(1).waitFor({ state: 'detached' });
    await form.find('[data-incident]').click();
    await form.find('.verified').waitFor();
    await form.find('.document dd').filter({ hasText: 'Both relays speak TLS' }).first().waitFor();
    await workbench.screenshot('read-only');
    assert.equal(await form.find('.page [data-action]').count(), 0);
    await workbench.page.keyboard.press('F1');
    await workbench.page.locator('.quick-input-widget input[type="text"]').fill('>Faultline: Record');
    await workbench.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'No matching commands' })
      .or(workbench.page.locator('.quick-input-message', { hasText: 'No matching' }))
      .first()
      .waitFor({ timeout: 3000 })
      .catch(() => undefined);
    assert.equal(await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Record Incident' }).count(), 0);
    await workbench.page.keyboard.press('Escape');
  });
});
