import { incidentEvent, type IncidentEventData } from '../../../src/domain/incident/event';
import { foldIncident } from '../../../src/domain/incident/fold';
import type { RecordEvent } from '../../../src/domain/record/event';
import { headsOf } from '../../../src/domain/record/log';
import { seal } from '../../../src/store/chain';
import { decide } from '../../../src/domain/deciding';
import { compareUrgency, incidentFacts } from '../../../src/domain/incident/facts';
import assert from 'node:assert/strict';
import { defaultPriorityMatrix, priorityOf } from '../../../src/domain/vocabulary/priority';
import { isLower, protectionNeeds } from '../../../src/domain/vocabulary/protectionNeed';
import { benchAt, context, person, testId, testNow } from '../../support/incidents';

describe('priority', () => {
  for (const impact of ['1', '2', '3', '4']) {
    for (const urgency of ['1', '2', '3', '4']) {
      it(`impact ${impact} and urgency ${urgency} give the matrix's priority`, () => {
        const bench = benchAt('qualify').save('qualify', { impact, urgency });
        assert.equal(bench.incident.priority, defaultPriorityMatrix[Number(impact) - 1]?.[Number(urgency) - 1]);
      });
    }
  }

  it('needs both grades', () => {
    assert.equal(priorityOf(defaultPriorityMatrix, '1', undefined), undefined);
    assert.equal(benchAt('qualify').save('qualify', { impact: '1' }).incident.priority, undefined);
  });

  it('set by hand wins; taking that back gives the matrix again', () => {
    const bench = benchAt('qualify').save('qualify', {
      impact: '4',
      urgency: '4',
      priorityOverride: 'P1',
      priorityReason: 'The board cannot work',
    });
    assert.equal(bench.incident.priority, 'P1');
    assert.equal(bench.save('qualify', { priorityOverride: null }).incident.priority, 'P4');
  });

  it('a changed matrix does not re-rank an incident until impact or urgency is saved again', () => {
    const bench = benchAt('qualify').save('qualify', { impact: '4', urgency: '4' });
    const strict = context({ priorityMatrix: defaultPriorityMatrix.map(row => row.map(() => 'P1' as const)) });
    const other = decide(bench.incident, { type: 'save', step: 'qualify', patch: { category: 'data' } }, strict);
    assert.equal(other.ok && (other.value[0]?.data as { matrix?: unknown }).matrix, undefined);
    const again = decide(bench.incident, { type: 'save', step: 'qualify', patch: { impact: '3' } }, strict);
    assert.ok(again.ok && again.value[0]);
    const saved = seal(again.value[0], headsOf(bench.events), testNow, person());
    assert.equal(foldIncident(testId, [...bench.events, saved]).priority, 'P1');
  });

  it('an entry that writes none of what the matrix is asked about ranks nothing, whatever matrix it brings or was asked last', () => {
    const bench = benchAt('qualify').save('qualify', { impact: '4', urgency: '4' });
    const strict = defaultPriorityMatrix.map(row => row.map(() => 'P1' as const));
    const category = { step: 'qualify', patch: { category: 'data' } } as const;
    const after = (...saves: readonly IncidentEventData<'record.updated'>[]): unknown => {
      const append = (log: readonly RecordEvent[], data: IncidentEventData<'record.updated'>): readonly RecordEvent[] => [
        ...log,
        seal(incidentEvent('record.updated', data), headsOf(log), testNow, person()),
      ];
      return foldIncident(testId, saves.reduce(append, bench.events)).priority;
    };
    assert.equal(after({ ...category, matrix: strict }), 'P4');
    assert.equal(after(category), 'P4');
  });

  it('of a forged entry that brings a matrix and another priority is what the matrix gives', () => {
    const bench = benchAt('qualify').save('qualify', { impact: '4', urgency: '4' });
    const forged = { step: 'qualify', patch: { impact: '1' }, matrix: defaultPriorityMatrix.map(row => [...row]), priority: 'P4' } as const;
    const saved = seal(incidentEvent('record.updated', forged), headsOf(bench.events), testNow, person());
    assert.equal(foldIncident(testId, [...bench.events, saved]).priority, priorityOf(defaultPriorityMatrix, '1', '4'));
  });

  it('follows also from impact and urgency that another entry than a save has written, by the matrix that was asked last', () => {
    const bench = benchAt('qualify').save('qualify', { impact: '4', urgency: '4' });
    for (const draft of [
      incidentEvent('incident.procedureTaken', { procedure: 'PRC-000001', into: 'measures', patch: { impact: '1', urgency: '1' } }),
      incidentEvent('incident.advanced', { from: 'qualify', to: 'analyse', patch: { impact: '1', urgency: '1' } }),
      incidentEvent('record.captured', { record: testId, patch: { impact: '1', urgency: '1' } }),
    ]) {
      const forged = seal(draft, headsOf(bench.events), testNow, person());
      const { values, priority } = foldIncident(testId, [...bench.events, forged]);
      assert.deepEqual([values.impact, priority], ['1', 'P1'], draft.type);
    }
  });

  it('orders P1, then what is not qualified, then the others; the oldest first', () => {
    const base = incidentFacts(benchAt('detect').incident);
    const list = [
      { ...base, id: 'c', priority: 'P2' as const },
      { ...base, id: 'b', priority: undefined },
      { ...base, id: 'a2', priority: 'P1' as const, recordedAt: '2026-11-22T09:00:00.000Z' },
      { ...base, id: 'a1', priority: 'P1' as const, recordedAt: '2026-11-22T08:00:00.000Z' },
      { ...base, id: 'd', priority: 'P4' as const },
    ];
    assert.deepEqual(
      list.sort(compareUrgency).map(({ id }) => id),
      ['a1', 'a2', 'b', 'c', 'd'],
    );
  });
});

describe('protection need', () => {
  it('is lower than another only where both are known, and no need is lower than itself', () => {
    const lower = protectionNeeds.flatMap(need => protectionNeeds.filter(than => isLower(need, than)).map(than => `${need} < ${than}`));
    assert.deepEqual(lower, ['normal < high', 'normal < veryHigh', 'high < veryHigh']);
    assert.deepEqual([isLower(undefined, 'high'), isLower('high', undefined)], [false, false]);
  });
});
