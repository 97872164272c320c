import assert from 'node:assert/strict';
import { clocksOf } from '../../../src/domain/incident/clock';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import { dueOf } from '../../../src/domain/incident/due';
import { incidentFacts } from '../../../src/domain/incident/facts';
import { missingAt } from '../../../src/domain/incident/gate';
import { headsOf } from '../../../src/domain/record/log';
import { dutyIds } from '../../../src/domain/vocabulary/duties';
import { type Bench, benchAt, testGates, testNow } from '../../support/incidents';

const none = Object.fromEntries(dutyIds.filter(id => !id.startsWith('nis2')).map(id => [id, { applies: 'no', reason: 'x' }]));
const nis2 = { ...none, nis2EarlyWarning: { applies: 'yes' }, nis2Recipients: { applies: 'no', reason: 'x' } };

const sent = (duty: string, at = testNow, more: Partial<Extract<IncidentCommand, { type: 'noticeSent' }>> = {}): IncidentCommand => ({
  type: 'noticeSent',
  duty,
  at,
  ...more,
});

/** A security incident at step 6 to which NIS2 applies, known since an hour, with everything else done. */
function reportable(): Bench {
  return benchAt('complete')
    .fulfil('complete')
    .save('qualify', {
      assessment: 'confirmed',
      handOvers: { h1: { interface: 'securityManagement', person: 'Dana', at: testNow, channel: 'Phone', passed: 'All' } },
      dutiesApply: 'some',
      awareSince: '2026-11-22T07:00:00.000Z',
      duties: nis2,
    });
}

function codeOf(bench: Bench, command: IncidentCommand): string {
  const decision = bench.try(command);
  return decision.ok ? 'taken' : decision.error.code;
}

describe('a notice that was sent', () => {
  it('is recorded with time, person and reference, and starts the next clock by itself', () => {
    const bench = reportable();
    bench.do(sent('nis2Notification', testNow, { person: 'Dana', reference: 'BSI-1' }));
    const row = bench.incident.values.duties?.find(({ id }) => id === 'nis2Notification');
    assert.deepEqual(row, { id: 'nis2Notification', sentAt: testNow, sentBy: 'Dana', reference: 'BSI-1' });
    const final = clocksOf(bench.incident).find(({ duty }) => duty === 'nis2FinalReport');
    assert.equal(final?.due, '2026-12-22T08:00:00.000Z');
  });

  it('late, asks for the reason (GDPR Art. 33(1)); in time it does not', () => {
    const bench = reportable();
    bench.now = '2026-11-23T07:00:00.001Z';
    assert.equal(codeOf(bench, sent('nis2EarlyWarning', bench.now)), 'lateReasonMissing');
    assert.equal(codeOf(bench, sent('nis2EarlyWarning', bench.now, { lateReason: ' ' })), 'lateReasonMissing');
    assert.equal(codeOf(bench, sent('nis2EarlyWarning', '2026-11-23T07:00:00.000Z')), 'taken');
    assert.equal(codeOf(bench, sent('nis2EarlyWarning', bench.now, { lateReason: 'The office was closed' })), 'taken');
    assert.equal(bench.incident.values.duties?.[0]?.lateReason, 'The office was closed');
  });

  it('of a duty that does not apply, that has no notice, or in the future, is refused', () => {
    const bench = reportable().save('qualify', { duties: { gdprRecord: { applies: 'yes' } } });
    assert.equal(codeOf(bench, sent('gdprNotification')), 'noSuchDuty');
    assert.equal(codeOf(bench, sent('gdprRecord')), 'noSuchDuty');
    assert.equal(codeOf(bench, sent('toString')), 'noSuchDuty');
    assert.equal(codeOf(bench, sent('nis2EarlyWarning', '2026-11-22T08:05:00.001Z')), 'sentAhead');
    assert.equal(codeOf(bench, sent('nis2EarlyWarning', '2026-11-22T08:05:00.000Z')), 'taken');
  });

  it('is recorded by who administrates, and on what was shown', () => {
    const bench = reportable();
    for (const role of ['developer', 'securityOfficer'] as const) {
      const refused = bench.try(sent('nis2EarlyWarning'), role);
      assert.equal(!refused.ok && refused.error.code, 'notPermitted', role);
    }
    const seen = headsOf(bench.events);
    bench.do(sent('nis2EarlyWarning', testNow, { reference: 'EW-1', seen }));
    assert.equal(codeOf(bench, sent('nis2EarlyWarning', testNow, { reference: 'EW-2', seen })), 'changedSinceSeen');
    assert.equal(codeOf(bench, sent('nis2Notification', testNow, { seen })), 'taken', 'another duty is another matter');
  });

  it('while the incident is open it takes a sign-off back; its entry cannot be redacted', () => {
    const bench = reportable().do({ type: 'signOff' }, 'itManager').do(sent('nis2EarlyWarning'));
    assert.equal(bench.incident.signOff, undefined);
    const entry = bench.incident.timeline.at(-1)?.id ?? '';
    const refused = bench.try({ type: 'redact', entry, reason: 'x' }, 'itManager');
    assert.equal(!refused.ok && refused.error.code, 'carriesState');
  });
});

describe('the end of an incident with reporting duties', () => {
  it('is refused while one is overdue, and not because of a final report that is due in a month', () => {
    const bench = reportable();
    bench.now = '2026-11-24T08:00:00.000Z';
    const open = missingAt(bench.incident, 'complete', { ...testGates, now: bench.now });
    assert.ok(open.some(({ code, row }) => code === 'noticesSent' && row === 'nis2EarlyWarning'));
    bench.do(sent('nis2EarlyWarning', bench.now, { lateReason: 'x' })).do(sent('nis2Notification', bench.now));
    const left = missingAt(bench.incident, 'complete', { ...testGates, now: bench.now }).map(({ code }) => code);
    assert.ok(!left.includes('noticesSent') && !left.includes('dutiesDecided') && !left.includes('clocksRun'), left.join());
  });

  it('leaves the final report due; it is sent after the completion, without reopening, and report and sign-off stay', () => {
    const bench = reportable().do(sent('nis2EarlyWarning')).do(sent('nis2Notification')).do({ type: 'signOff' }, 'itManager');
    bench.do({ type: 'complete' }).do({ type: 'storeReport', text: 'x', sha256: 'a'.repeat(64) });
    const later = '2026-12-20T08:00:00.000Z';
    const due = (): readonly unknown[] =>
      dueOf(incidentFacts(bench.incident), later).flatMap(({ what, at }) => (what.code === 'clock' ? [[what, at]] : []));
    assert.deepEqual(due(), [[{ code: 'clock', duty: 'nis2FinalReport' }, '2026-12-22T08:00:00.000Z']]);
    bench.now = later;
    bench.do(sent('nis2FinalReport', later, { reference: 'FR-1' }));
    assert.deepEqual(due(), []);
    const { open, signOff, finalReport, disregarded, fallen } = bench.incident;
    assert.deepEqual([open, signOff?.at, finalReport?.sha256, disregarded, fallen], [false, testNow, 'a'.repeat(64), [], []]);
  });
});
