import assert from 'node:assert/strict';
import { clocksOf, nearestClock } from '../../../src/domain/incident/clock';
import { addCalendarMonth } from '../../../src/domain/foundation/time';
import { benchAt } from '../../support/incidents';

const aware = '2026-01-29T10:00:00.000Z';

function clocks(duties: Record<string, Record<string, string>>) {
  return clocksOf(benchAt('qualify').save('qualify', { duties }).incident.values);
}

describe('clocks of reporting duties', () => {
  it('none runs unless the user says that a duty applies', () => {
    assert.deepEqual(
      clocks({ nis2EarlyWarning: { applies: 'no', awareAt: aware }, gdprNotification: { applies: 'unknown', awareAt: aware } }),
      [],
    );
  });

  it('24 hours, 72 hours and 72 hours after becoming aware', () => {
    const due = clocks({
      nis2EarlyWarning: { applies: 'yes', awareAt: aware },
      nis2Notification: { applies: 'yes', awareAt: aware },
      gdprNotification: { applies: 'yes', awareAt: aware },
    });
    assert.deepEqual(
      due.map(clock => [clock.duty, clock.due]),
      [
        ['nis2EarlyWarning', '2026-01-30T10:00:00.000Z'],
        ['nis2Notification', '2026-02-01T10:00:00.000Z'],
        ['gdprNotification', '2026-02-01T10:00:00.000Z'],
      ],
    );
  });

  it('the final report is due one calendar month after the notification was sent, not before', () => {
    assert.equal(clocks({ nis2FinalReport: { applies: 'yes' } })[0]?.due, undefined);
    const sent = clocks({
      nis2Notification: { applies: 'yes', awareAt: aware, sentAt: '2026-01-31T09:30:00.000Z' },
      nis2FinalReport: { applies: 'yes' },
    });
    assert.equal(sent[1]?.due, '2026-02-28T09:30:00.000Z');
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
      assert.equal(addCalendarMonth(from), to);
    });

  it('the nearest running clock leaves out what has been sent', () => {
    const running = clocks({
      nis2EarlyWarning: { applies: 'yes', awareAt: aware, sentAt: aware },
      nis2Notification: { applies: 'yes', awareAt: aware },
    });
    assert.equal(nearestClock(running)?.duty, 'nis2Notification');
    assert.equal(nearestClock([]), undefined);
  });

  it('of several running clocks the one that is due first counts, and one that has not begun does not', () => {
    const later = '2026-01-30T10:00:00.000Z';
    for (const [nis2, gdpr, nearest] of [
      [aware, later, 'nis2Notification'],
      [later, aware, 'gdprNotification'],
    ] as const) {
      const running = clocks({
        nis2Notification: { applies: 'yes', awareAt: nis2 },
        nis2FinalReport: { applies: 'yes' },
        gdprNotification: { applies: 'yes', awareAt: gdpr },
      });
      assert.deepEqual([nearestClock(running)?.duty, nearestClock(running)?.due], [nearest, '2026-02-01T10:00:00.000Z']);
    }
  });
});
