import assert from 'node:assert/strict';
import { clocksOf, nearestClock } from '../../../src/domain/incident/clock';
import { addCalendarMonth, parseTime } from '../../../src/domain/time';
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
});

describe('times as people type them', () => {
  const now = new Date(2026, 10, 22, 14, 30, 15);
  const local = (...parts: [number, number, number, number?, number?, number?]): string => new Date(...parts).toISOString();
  const understood: readonly (readonly [string, string])[] = [
    ['now', now.toISOString()],
    ['10 min ago', local(2026, 10, 22, 14, 20, 15)],
    ['2 h ago', local(2026, 10, 22, 12, 30, 15)],
    ['1 hour ago', local(2026, 10, 22, 13, 30, 15)],
    ['3 days ago', local(2026, 10, 19, 14, 30, 15)],
    ['14:05', local(2026, 10, 22, 14, 5)],
    ['yesterday 9:00', local(2026, 10, 21, 9, 0)],
    ['today 8:15', local(2026, 10, 22, 8, 15)],
    ['2026-11-20 08:00', local(2026, 10, 20, 8, 0)],
    ['2026-11-20', local(2026, 10, 20)],
    ['2026-11-20T08:00:05', local(2026, 10, 20, 8, 0, 5)],
    ['22.11.2026 8:00', local(2026, 10, 22, 8, 0)],
    ['1/2/2026', local(2026, 1, 1)],
    ['2026-11-20T08:00:00Z', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20T08:00+02:00', '2026-11-20T06:00:00.000Z'],
  ];
  for (const [typed, at] of understood)
    it(`understands “${typed}”`, () => {
      assert.equal(parseTime(typed, now), at);
    });
  for (const typed of ['', 'soon', '31.2.2026', '25:00', '2026-13-01', '99999999999', '5 bananas ago', 'nowhere', '2026-11-20 08:61']) {
    it(`does not guess at “${typed}”`, () => {
      assert.equal(parseTime(typed, now), undefined);
    });
  }
  it('reads 1/2/2026 in the order of the locale', () => {
    assert.equal(parseTime('1/2/2026', now, false), local(2026, 0, 2));
  });
});
