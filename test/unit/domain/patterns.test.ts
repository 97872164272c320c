import { deepEqual } from 'node:assert/strict';
import { addDays } from '../../../src/domain/foundation/time';
import { incidentFacts, type IncidentFacts } from '../../../src/domain/incident/facts';
import {
  gapsOfWorkarounds,
  perDay,
  recurringComponents,
  recurringSafeguards,
  workaroundsPastReview,
} from '../../../src/domain/incident/patterns';
import { effectsAmong, longestChains } from '../../../src/domain/record/longestChains';
import type { Relation } from '../../../src/domain/record/link';
import { Bench, testNow } from '../../support/incidents';

const fact = (id: string, change: Partial<IncidentFacts> = {}): IncidentFacts => ({
  ...incidentFacts(new Bench().incident),
  ...change,
  id,
});
const gap = (id: string, safeguard: string): IncidentFacts['gaps'][number] => ({
  id,
  safeguard,
  component: 'Relay',
  since: testNow,
  restored: false,
});

describe('patterns of failure', () => {
  it('components that fail again: the most first, with how many are open and how many concern security', () => {
    const found = recurringComponents([
      fact('a', { components: ['Relay', 'Queue', 'Relay'] }),
      fact('b', { components: ['Relay', ''], open: false, assessment: 'suspected' }),
      fact('c', { components: ['Queue', 'Door'], ownAssessment: 'confirmed' }),
      fact('d', { components: ['Relay', ''] }),
    ]);
    deepEqual(found, [
      { name: 'Relay', ids: ['a', 'b', 'd'], open: 2, security: 1 },
      { name: 'Queue', ids: ['a', 'c'], open: 2, security: 1 },
    ]);
  });

  it('safeguards that fall out again, and whose applied workaround opened a gap', () => {
    const incidents = [
      fact('a', { gaps: [gap('m1', 'TLS'), gap('m2', 'TLS')], applied: [{ measure: 'm1', from: 'KE-1', type: 'workaround' }] }),
      fact('b', { gaps: [gap('m1', 'TLS')], applied: [{ measure: 'm1', from: 'KE-1', type: 'final' }] }),
      fact('c', { gaps: [gap('m3', 'Lock')], applied: [{ measure: 'm4', from: 'KE-2', type: 'workaround' }] }),
    ];
    deepEqual(recurringSafeguards(incidents), [{ name: 'TLS', ids: ['a', 'b'], open: 2, security: 0 }]);
    deepEqual(gapsOfWorkarounds(incidents), [{ name: 'KE-1', ids: ['a'], open: 1, security: 0 }]);
  });

  it('a workaround is past its review where the service still runs on it', () => {
    const [long, past, ahead] = [addDays(testNow, -9), addDays(testNow, -1), addDays(testNow, 1)];
    const incidents = [
      fact('a', { serviceState: 'restricted', workaroundReviewAt: past }),
      fact('b', { serviceState: 'restricted', workaroundReviewAt: long }),
      fact('c', { serviceState: 'restricted', workaroundReviewAt: ahead }),
      fact('d', { serviceState: 'normal', workaroundReviewAt: past }),
    ];
    deepEqual(
      workaroundsPastReview(incidents, testNow).map(({ id }) => id),
      ['b', 'a'],
    );
  });

  it('a day far above the usual is a burst, of 90 days at most; a few on one day are none, and a young store has no usual', () => {
    const on = (days: number, count: number): readonly IncidentFacts[] =>
      Array.from({ length: count }, (_, at) => fact(`${String(days)}-${String(at)}`, { recordedAt: addDays(testNow, -days) }));
    const bursts = (incidents: readonly IncidentFacts[]): readonly (readonly [string, number])[] =>
      perDay(incidents, testNow)
        .filter(({ isBurst }) => isBurst)
        .map(({ day, ids }) => [day, ids.length]);
    const usual = Array.from({ length: 30 }, (_, day) => on(day, 1)).flat();
    deepEqual(bursts([...usual, ...on(3, 5)]), [[addDays(testNow, -3).slice(0, 10), 6]]);
    deepEqual(bursts([...usual, ...on(3, 2)]), []);
    deepEqual(bursts([...on(40, 1), ...on(2, 2)]), []);
    deepEqual(bursts([...on(5, 1), ...on(2, 9)]), []);
    deepEqual(perDay([...on(200, 9), ...on(0, 1)], testNow).length, 90);
    deepEqual(
      perDay([...on(200, 9)], testNow).flatMap(({ ids }) => ids),
      [],
    );
    deepEqual(perDay([], testNow), []);
  });
});

describe('chains of cause and effect', () => {
  const record = (id: string, ...links: readonly (readonly [Relation['kind'], string, Relation['state']?])[]) => ({
    id,
    relations: links.map(([kind, other, state = 'confirmed']): Relation => ({ kind, id: other, state })),
  });

  it('are read from cause to effect, whichever side the link was made on; what was ruled out or only touches is none', () => {
    const effects = effectsAmong([
      record('a', ['causes', 'b']),
      record('b', ['causedBy', 'a'], ['causedBy', 'gone'], ['relatedTo', 'd']),
      record('c', ['causedBy', 'b', 'suspected'], ['duplicateOf', 'a'], ['causes', 'd', 'ruledOut'], ['causes', 'c']),
      record('d', ['fixedBy', 'a']),
    ]);
    deepEqual(
      [...effects],
      [
        ['a', ['b', 'c']],
        ['b', ['c']],
      ],
    );
    deepEqual(longestChains(effects), [['a', 'b', 'c']]);
  });

  it('the longest first, one for each first cause; a circle is cut, and a long chain is no matter', () => {
    const effects = new Map([
      ['a', ['b', 'c']],
      ['b', ['c']],
      ['c', ['d']],
      ['x', ['c']],
      ['p', ['q']],
      ['k', ['l']],
      ['l', ['m']],
      ['m', ['k']],
    ]);
    deepEqual(longestChains(effects), [
      ['a', 'b', 'c', 'd'],
      ['k', 'l', 'm'],
    ]);
    const long = new Map(
      Array.from({ length: 20_000 }, (_, at) => [`n${String(at).padStart(5, '0')}`, [`n${String(at + 1).padStart(5, '0')}`]]),
    );
    deepEqual(longestChains(long)[0]?.length, 20_001);
  });
});
