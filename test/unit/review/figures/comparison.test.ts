import assert from 'node:assert/strict';
import { addHours } from '../../../../src/domain/foundation/time';
import type { ComparedFigure, Comparison } from '../../../../src/domain/incident/comparison';
import type { MeasuredIncident } from '../../../../src/domain/incident/measuredIncident';
import { comparison } from '../../../../src/review/figures/comparison';

const period = { from: '2026-07-01T00:00:00.000Z', to: '2026-08-01T00:00:00.000Z' };
const earlier = '2026-06-01T00:00:00.000Z';
const at = '2026-08-02T00:00:00.000Z';

/** Incidents at the beginning of a month, an hour apart, each restored after some hours, by a target of four. */
function incidents(from: string, count: number, change: Partial<MeasuredIncident> = {}, hours = 2): readonly MeasuredIncident[] {
  return Array.from({ length: count }, (_, n) => {
    const recordedAt = addHours(from, n);
    const [restoredAt, closedAt] = [addHours(recordedAt, hours), addHours(recordedAt, hours + 1)];
    const times = {
      recordedAt,
      detectedAt: recordedAt,
      restoredAt,
      closedAt,
      firstCompletedAt: closedAt,
      targetDue: addHours(recordedAt, 4),
    };
    return { ...times, open: false, reported: 'disruption', priority: 'P3', closureCode: 'solved', components: [], ...change };
  });
}

function compared(of: readonly MeasuredIncident[], isSecurity = false, asked = { period, at }): Comparison {
  const work = comparison(
    of.map(one => [one, isSecurity] as const),
    asked.period,
    asked.at,
  );
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

function row({ rows }: Comparison, figure: ComparedFigure) {
  const found = rows.find(one => one.figure === figure);
  assert.ok(found);
  return found;
}

/** One that lies before both periods, so that the period before is a whole one. */
const first = incidents('2026-05-20T00:00:00.000Z', 1);

describe('a period beside the one before', () => {
  it('begins where the records begin, and not where a wrong clock says', () => {
    const wrong = incidents('1970-01-01T00:00:00.000Z', 3);
    const begun = compared([...wrong, ...incidents(period.from, 20)]);
    assert.equal(begun.before, undefined);
    assert.equal(row(begun, 'recorded').change, undefined);
    assert.ok(compared([...wrong, ...first, ...incidents(period.from, 20)]).before);
  });

  it('is worse where more came or fewer were restored in time than chance explains, and better the other way round', () => {
    const [few, many] = [incidents(earlier, 10), incidents(period.from, 40)];
    assert.equal(row(compared([...first, ...few, ...many]), 'recorded').change, 'worse');
    assert.equal(row(compared([...first, ...incidents(earlier, 40), ...incidents(period.from, 10)]), 'recorded').change, 'better');
    const late = incidents(period.from, 10, {}, 9);
    const slower = compared([...first, ...few, ...late]);
    assert.deepEqual(row(slower, 'inTime'), {
      figure: 'inTime',
      now: { count: 0, of: 10 },
      before: { count: 10, of: 10 },
      change: 'worse',
    });
    assert.equal(row(compared([...first, ...incidents(earlier, 10, {}, 9), ...incidents(period.from, 10)]), 'inTime').change, 'better');
    assert.equal(row(slower, 'recorded').change, 'same');
  });

  it('says nothing where it may be chance, and tests no stock and no length', () => {
    const made = compared([...first, ...incidents(earlier, 10), ...incidents(period.from, 14)]);
    assert.deepEqual([row(made, 'recorded').change, row(made, 'p1').change, row(made, 'security').change], ['same', 'same', 'same']);
    for (const figure of ['completed', 'open', 'restore'] as const) assert.equal(row(made, figure).change, undefined, figure);
    assert.deepEqual([row(made, 'restore').now, row(made, 'restore').before], [{ length: 7_200_000 }, { length: 7_200_000 }]);
  });

  it('counts P1, security incidents, what was completed in it and what was open at its end', () => {
    const open = { open: true, closedAt: undefined, closureCode: undefined };
    const late = { closedAt: at };
    const made = compared(
      [...first, ...incidents(earlier, 3, late), ...incidents(period.from, 4, { priority: 'P1' }), ...incidents(period.from, 2, open)],
      true,
    );
    const told = (['recorded', 'p1', 'security', 'completed', 'open'] as const).map(figure => {
      const { now, before } = row(made, figure);
      return [now, before].map(value => (value && 'count' in value ? value.count : undefined));
    });
    assert.deepEqual(told, [
      [6, 3],
      [4, 0],
      [6, 3],
      [4, 0],
      [5, 3],
    ]);
  });

  it('is compared by the time that is over: half a month with half as many is no better', () => {
    const half = { period, at: '2026-07-16T00:00:00.000Z' };
    const made = compared([...first, ...incidents(earlier, 60), ...incidents(period.from, 30)], false, half);
    assert.equal(row(made, 'recorded').change, 'same');
    assert.equal(row(compared([...first, ...incidents(earlier, 60), ...incidents(period.from, 30)]), 'recorded').change, 'better');
  });

  it('has none before it where the records begin later than that', () => {
    const made = compared([...incidents(addHours(earlier, 1), 10), ...incidents(period.from, 40)]);
    assert.equal(made.before, undefined);
    assert.deepEqual([row(made, 'recorded').before, row(made, 'recorded').change], [undefined, undefined]);
    assert.deepEqual(compared([...first, ...incidents(earlier, 10)]).before, { from: earlier, to: period.from });
  });

  it('lets others have their turn', () => {
    const work = comparison(
      incidents(period.from, 1_000).map(one => [one, false] as const),
      period,
      at,
    );
    let steps = 0;
    while (!work.next().done) steps++;
    assert.ok(steps >= 5, `${steps} steps`);
  });
});
