import assert from 'node:assert/strict';
import { clocksOf, isOverdue, nearestClock, type Clock } from '../../../src/domain/incident/clock';
import { addCalendarMonths } from '../../../src/domain/foundation/time';
import { duties, dutyIds, isDutyId } from '../../../src/domain/vocabulary/duties';
import { noticeContents } from '../../../src/domain/vocabulary/noticeContents';
import type { OwnDuty } from '../../../src/domain/vocabulary/ownDuty';
import type { Patch } from '../../../src/domain/forms/field';
import { benchAt } from '../../support/incidents';

const aware = '2026-01-29T10:00:00.000Z';

type Rows = Record<string, Record<string, string>>;

function clocks(rows: Rows, more: Patch = {}, ownDuties: readonly OwnDuty[] = []): readonly Clock[] {
  const bench = benchAt('qualify');
  bench.ownDuties = ownDuties;
  return clocksOf(bench.save('qualify', { duties: rows, ...more }).incident);
}

/** Date, or why there is none, by duty. */
function runs(rows: Rows, more: Patch = {}, ownDuties: readonly OwnDuty[] = []): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(clocks(rows, more, ownDuties).map(({ duty, due, halt }) => [duty, due ?? halt]));
}

describe('clocks of reporting duties', () => {
  it('none runs unless the user says that a duty applies, or that nobody knows yet', () => {
    assert.deepEqual(clocks({ nis2EarlyWarning: { applies: 'no', awareAt: aware } }), []);
    assert.deepEqual(clocks({ gdprNotification: { applies: 'unknown', awareAt: aware } }), [
      { duty: 'gdprNotification', since: aware, due: '2026-02-01T10:00:00.000Z', undecided: true },
    ]);
  });

  it('NIS2 Art. 23(4): 24 hours, 72 hours, and one calendar month after the notification was sent; the warning decides for what follows from it', () => {
    const decided = { nis2EarlyWarning: { applies: 'yes', awareAt: aware } };
    assert.deepEqual(runs(decided, { awareSince: aware }), {
      nis2EarlyWarning: '2026-01-30T10:00:00.000Z',
      nis2Notification: '2026-02-01T10:00:00.000Z',
      nis2FinalReport: 'waiting',
    });
    const sent = runs({ ...decided, nis2Notification: { sentAt: '2026-01-31T09:30:00.000Z' } }, { awareSince: aware });
    assert.equal(sent['nis2FinalReport'], '2026-02-28T09:30:00.000Z');
    assert.deepEqual(Object.keys(runs({ ...decided, nis2FinalReport: { applies: 'no' } })), ['nis2EarlyWarning', 'nis2Notification']);
  });

  it('NIS2 Art. 23(4)(e): after a progress report the final one counts from the end of the handling', () => {
    const rows = {
      nis2EarlyWarning: { applies: 'yes' },
      nis2Notification: { sentAt: '2026-01-31T09:30:00.000Z' },
      nis2ProgressReport: { applies: 'yes' },
    };
    assert.equal(runs(rows, { awareSince: aware })['nis2ProgressReport'], '2026-02-28T09:30:00.000Z');
    const going = { ...rows, nis2ProgressReport: { applies: 'yes', sentAt: '2026-02-28T09:00:00.000Z' } };
    assert.equal(runs(going, { awareSince: aware })['nis2FinalReport'], 'waiting');
    const handled = { ...going, nis2FinalReport: { countsFrom: '2026-03-31T12:00:00.000Z' } };
    assert.equal(runs(handled, { awareSince: aware })['nis2FinalReport'], '2026-04-30T12:00:00.000Z');
  });

  it('NIS2 Art. 23(4)(c): an intermediate report that was asked for is due without undue delay; nobody said when, it cannot run', () => {
    const asked = { nis2EarlyWarning: { applies: 'yes' }, nis2IntermediateReport: { applies: 'yes' } };
    assert.equal(runs(asked)['nis2IntermediateReport'], 'stopped');
    const known = { ...asked, nis2IntermediateReport: { applies: 'yes', countsFrom: aware } };
    assert.equal(runs(known)['nis2IntermediateReport'], 'immediate');
  });

  it('GDPR: 72 hours (33(1)); without undue delay to the controller (33(2)) and to the persons (34); a record, and no notice (33(5))', () => {
    const yes = { applies: 'yes' };
    const rows = { gdprNotification: yes, gdprProcessor: yes, gdprPersons: yes, gdprRecord: yes };
    assert.deepEqual(runs(rows, { awareSince: aware }), {
      gdprNotification: '2026-02-01T10:00:00.000Z',
      gdprProcessor: 'immediate',
      gdprPersons: 'immediate',
    });
  });

  it('CRA Art. 14(2): 24 hours, 72 hours, 14 days after a corrective measure is available', () => {
    const rows: Rows = { craVulnerabilityWarning: { applies: 'yes', awareAt: aware } };
    const before = runs(rows, { awareSince: aware });
    assert.deepEqual(before, {
      craVulnerabilityWarning: '2026-01-30T10:00:00.000Z',
      craVulnerabilityNotification: '2026-02-01T10:00:00.000Z',
      craVulnerabilityFinal: 'waiting',
    });
    const available = runs({ ...rows, craVulnerabilityFinal: { countsFrom: '2026-02-20T08:00:00.000Z' } }, { awareSince: aware });
    assert.equal(available['craVulnerabilityFinal'], '2026-03-06T08:00:00.000Z');
  });

  it('CRA Art. 14(4): 24 hours, 72 hours, one month after the notification was sent', () => {
    const rows = { craIncidentWarning: { applies: 'yes' }, craIncidentNotification: { sentAt: '2026-03-31T23:59:59.999Z' } };
    assert.deepEqual(runs(rows, { awareSince: aware }), {
      craIncidentWarning: '2026-01-30T10:00:00.000Z',
      craIncidentNotification: '2026-02-01T10:00:00.000Z',
      craIncidentFinal: '2026-04-30T23:59:59.999Z',
    });
  });

  it('DORA Art. 19: 4 hours after classifying it as major and 24 hours after becoming aware at the latest, 72 hours, one month', () => {
    const initial = (row: Record<string, string>): string | undefined =>
      runs({ doraInitial: { applies: 'yes', ...row } }, { awareSince: aware })['doraInitial'];
    assert.equal(initial({}), '2026-01-30T10:00:00.000Z', 'not classified yet');
    assert.equal(initial({ countsFrom: '2026-01-29T11:00:00.000Z' }), '2026-01-29T15:00:00.000Z');
    assert.equal(initial({ countsFrom: '2026-01-30T09:00:00.000Z' }), '2026-01-30T10:00:00.000Z', 'the 24 hours come first');
    assert.equal(initial({ countsFrom: '2026-01-31T09:00:00.000Z' }), '2026-01-31T13:00:00.000Z', 'classified only after 24 hours');
    assert.equal(runs({ doraInitial: { applies: 'yes' } })['doraInitial'], 'stopped');
    const chain = { doraInitial: { applies: 'yes', sentAt: '2026-01-29T12:00:00.000Z' } };
    assert.deepEqual(runs(chain, { awareSince: aware }), {
      doraInitial: '2026-01-30T10:00:00.000Z',
      doraIntermediate: '2026-02-01T12:00:00.000Z',
      doraFinal: 'waiting',
    });
    const later = { ...chain, doraIntermediate: { sentAt: '2026-01-31T12:00:00.000Z' } };
    assert.equal(runs(later, { awareSince: aware })['doraFinal'], '2026-02-28T12:00:00.000Z');
  });

  it('a clock cannot run where nobody said since when, or where it counts from a notice that will not come', () => {
    assert.deepEqual(runs({ gdprNotification: { applies: 'yes' }, gdprPersons: { applies: 'yes' } }), {
      gdprNotification: 'stopped',
      gdprPersons: 'stopped',
    });
    assert.deepEqual(runs({ nis2EarlyWarning: { applies: 'no', reason: 'x' }, nis2FinalReport: { applies: 'yes' } }), {
      nis2FinalReport: 'stopped',
    });
  });

  it('one time for all, another per duty', () => {
    const rows = { gdprNotification: { applies: 'yes', awareAt: '2026-01-30T10:00:00.000Z' }, craIncidentWarning: { applies: 'yes' } };
    const all = runs(rows, { awareSince: aware });
    assert.equal(all['gdprNotification'], '2026-02-02T10:00:00.000Z');
    assert.equal(all['craIncidentWarning'], '2026-01-30T10:00:00.000Z');
  });

  it('hours are hours where clocks are put forward or back, since all is UTC', () => {
    // Europe: 29 March and 25 October 2026, 01:00 UTC.
    for (const [from, to] of [
      ['2026-03-28T12:00:00.000Z', '2026-03-29T12:00:00.000Z'],
      ['2026-10-24T12:00:00.000Z', '2026-10-25T12:00:00.000Z'],
    ] as const)
      assert.equal(runs({ nis2EarlyWarning: { applies: 'yes', awareAt: from } })['nis2EarlyWarning'], to);
  });

  it('a time beyond what can be stored gives no date, and nothing breaks', () => {
    assert.equal(runs({ gdprNotification: { applies: 'yes', awareAt: '9999-12-31T23:00:00.000Z' } })['gdprNotification'], 'stopped');
  });

  const months = [
    ['2026-01-31T09:30:00.000Z', '2026-02-28T09:30:00.000Z'],
    ['2028-01-31T09:30:00.000Z', '2028-02-29T09:30:00.000Z'],
    ['2026-03-31T23:59:59.999Z', '2026-04-30T23:59:59.999Z'],
    ['2026-12-31T00:00:00.000Z', '2027-01-31T00:00:00.000Z'],
    ['2026-02-28T12:00:00.000Z', '2026-03-28T12:00:00.000Z'],
  ] as const;
  for (const [from, to] of months)
    it(`one calendar month after ${from} is ${to}`, () => {
      assert.equal(addCalendarMonths(from, 1), to);
    });
  it('several calendar months', () => {
    assert.equal(addCalendarMonths('2026-11-30T00:00:00.000Z', 3), '2027-02-28T00:00:00.000Z');
  });

  it('the nearest running clock leaves out what has been sent and what has not begun', () => {
    const running = clocks({
      nis2EarlyWarning: { applies: 'yes', awareAt: aware, sentAt: aware },
      nis2Notification: { applies: 'yes', awareAt: aware },
    });
    assert.equal(nearestClock(running)?.duty, 'nis2Notification');
    assert.equal(nearestClock([]), undefined);
    const later = '2026-01-30T10:00:00.000Z';
    for (const [nis2, gdpr, nearest] of [
      [aware, later, 'nis2Notification'],
      [later, aware, 'gdprNotification'],
    ] as const) {
      const both = clocks({
        nis2Notification: { applies: 'yes', awareAt: nis2 },
        nis2FinalReport: { applies: 'yes' },
        gdprNotification: { applies: 'yes', awareAt: gdpr },
      });
      assert.deepEqual([nearestClock(both)?.duty, nearestClock(both)?.due], [nearest, '2026-02-01T10:00:00.000Z']);
    }
  });

  it('overdue is what was not sent by its date, and what is due without undue delay', () => {
    const due = '2026-02-01T10:00:00.000Z';
    assert.equal(isOverdue({ duty: 'x', due }, due), false);
    assert.equal(isOverdue({ duty: 'x', due }, '2026-02-01T10:00:00.001Z'), true);
    assert.equal(isOverdue({ duty: 'x', due, sentAt: due }, '2026-03-01T10:00:00.000Z'), false);
    assert.equal(isOverdue({ duty: 'x', halt: 'immediate' }, due), true);
    assert.equal(isOverdue({ duty: 'x', halt: 'waiting' }, due), false);
  });
});

describe('the table of reporting duties', () => {
  it('names law and article, whom it binds and what the notice says; what follows and starts is in it', () => {
    assert.deepEqual(Object.keys(duties), dutyIds);
    for (const [id, { source, starts, follows, within, onOccasion }] of Object.entries(duties)) {
      assert.match(source, /^(NIS2|GDPR|CRA|DORA) \(EU\) \d{4}\/\d+ Art\. \d+/, id);
      assert.ok(isDutyId(id) && noticeContents[id].length > 1, id);
      if (follows !== undefined) assert.ok(isDutyId(follows) && duties[follows].follows === undefined, id);
      if (typeof starts !== 'string') assert.ok(isDutyId(starts.sent) && within, id);
      if (onOccasion) assert.ok(follows, id);
    }
    assert.equal(isDutyId('toString'), false);
  });
});
