import assert from 'node:assert/strict';
import { addHours } from '../../../../src/domain/foundation/time';
import type { MeasuredIncident } from '../../../../src/domain/incident/measuredIncident';
import type { Priority } from '../../../../src/domain/vocabulary/priority';
import { processFigures } from '../../../../src/review/figures/processFigures';
import { weakestOf } from '../../../../src/review/figures/weakest';

const period = { from: '2026-07-01T00:00:00.000Z', to: '2026-10-01T00:00:00.000Z' };

/** So many that kept their target and so many that did not. */
function targets(priority: Priority | undefined, met: number, missed: number): readonly MeasuredIncident[] {
  const [recordedAt, targetDue] = ['2026-08-01T00:00:00.000Z', '2026-08-02T00:00:00.000Z'];
  const base = { recordedAt, detectedAt: recordedAt, targetDue, priority, open: false, reported: 'disruption' } as const;
  return Array.from({ length: met + missed }, (_, n) => {
    const restoredAt = addHours(targetDue, n < met ? -1 : 1);
    return { ...base, components: [], restoredAt, closedAt: restoredAt, closureCode: 'solved' };
  });
}

function weakest(...of: readonly (readonly MeasuredIncident[])[]) {
  const work = processFigures(of.flat(), { by: 'priority', period, at: '2026-10-02T08:00:00.000Z' });
  for (;;) {
    const next = work.next();
    if (next.done) return weakestOf(next.value);
  }
}

describe('the priority that keeps its targets worst', () => {
  it('is named where it is clearly below the others', () => {
    assert.deepEqual(weakest(targets('P1', 20, 0), targets('P2', 6, 13), targets('P3', 60, 4)), { name: 'P2', count: 6, of: 19 });
  });

  it('is the lowest of several that are', () => {
    assert.deepEqual(weakest(targets('P1', 2, 8), targets('P2', 6, 13), targets('P3', 90, 4))?.name, 'P1');
  });

  it('is none where the difference may be chance, has fewer than five incidents, or nothing to be held against', () => {
    assert.equal(weakest(targets('P1', 9, 1), targets('P2', 8, 2), targets('P3', 10, 1)), undefined);
    assert.equal(weakest(targets('P1', 0, 4), targets('P3', 60, 0)), undefined);
    assert.equal(weakest(targets('P2', 1, 12)), undefined);
    assert.equal(weakest(targets(undefined, 0, 12), targets('P3', 60, 0)), undefined);
  });
});
