import { deepEqual } from 'node:assert/strict';
import { addDays } from '../../../src/domain/foundation/time';
import { incidentFacts, standsForSecurity, type IncidentFacts } from '../../../src/domain/incident/facts';
import {
  gapsOfWorkarounds,
  perDay,
  perWeekday,
  recurringComponents,
  recurringSafeguards,
  workaroundsPastReview,
} from '../../../src/domain/incident/patterns';
import { effectsOf } from '../../../src/domain/record/effects';
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
    const weeks = Array.from({ length: 26 }, () => 0);
    const at = (days: number): Partial<IncidentFacts> => ({ recordedAt: addDays(testNow, -days) });
    const found = recurringComponents(
      [
        fact('a', { components: ['Relay', 'Queue', 'Relay'], ...at(0) }),
        fact('b', { components: ['Relay', ''], open: false, assessment: 'suspected', ...at(6.9) }),
        fact('c', { components: ['queue', 'Door'], ownAssessment: 'confirmed', ...at(7.1) }),
        fact('d', { components: ['Relay', ''], ...at(181) }),
        fact('e', { components: ['RELAY ', 'relay'], ...at(183) }),
      ],
      testNow,
    );
    deepEqual(found, [
      { name: 'Relay', ids: ['a', 'b', 'd', 'e'], open: 3, security: 1, weeks: weeks.with(25, 2).with(0, 1) },
      { name: 'Queue', ids: ['a', 'c'], open: 2, security: 1, weeks: weeks.with(25, 1).with(24, 1) },
    ]);
  });

  it('days of the week and hours in local time, Monday first', () => {
    const found = perWeekday(
      [
        fact('a', { recordedAt: '2026-11-22T23:30:00.000Z' }),
        fact('b', { recordedAt: '2026-11-22T08:00:00.000Z' }),
        fact('c', { recordedAt: undefined }),
      ],
      () => 60,
    );
    deepEqual(
      found.map(({ weekday }) => weekday),
      [1, 2, 3, 4, 5, 6, 0],
    );
    const filled = found.flatMap(({ weekday, hours }) => hours.flatMap((ids, hour) => (ids.length > 0 ? [[weekday, hour, ...ids]] : [])));
    deepEqual(filled, [
      [1, 0, 'a'],
      [0, 9, 'b'],
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
      workaroundsPastReview(incidents, testNow).map(({ facts }) => facts.id),
      ['b', 'a'],
    );
  });

  it('day by day in local time, whatever the hour is in UTC', () => {
    const late = [fact('a', { recordedAt: '2026-11-20T23:30:00.000Z' }), fact('b', { recordedAt: '2026-11-21T08:00:00.000Z' })];
    const days = (offset: number): unknown => perDay(late, '2026-11-22T23:30:00.000Z', () => offset).map(({ day, ids }) => [day, ...ids]);
    deepEqual(days(60), [['2026-11-21', 'a', 'b'], ['2026-11-22'], ['2026-11-23']]);
    deepEqual(days(0), [['2026-11-20', 'a'], ['2026-11-21', 'b'], ['2026-11-22']]);
  });

  it('day by day, of 90 days at most, from the first incident on', () => {
    const utc = (): number => 0;
    const on = (days: number, count: number): readonly IncidentFacts[] =>
      Array.from({ length: count }, (_, at) => fact(`${String(days)}-${String(at)}`, { recordedAt: addDays(testNow, -days) }));
    deepEqual(
      perDay([...on(2, 2), ...on(0, 1)], testNow, utc).map(({ ids }) => ids.length),
      [2, 0, 1],
    );
    deepEqual(perDay([...on(200, 9), ...on(0, 1)], testNow, utc).length, 90);
    deepEqual(
      perDay([...on(200, 9)], testNow, utc).flatMap(({ ids }) => ids),
      [],
    );
    deepEqual(perDay([], testNow, utc), []);
    const forged = fact('forged', { recordedAt: '9999-12-31T23:30:00.000Z' });
    deepEqual(perDay([...on(2, 1), forged], testNow, () => 60).length, 3);
  });

  it('stands for a security incident what is held for one, or is reported as one and not assessed; what was found to be none stands for none', () => {
    const found = (change: Partial<IncidentFacts>): boolean =>
      standsForSecurity(fact('a', { reported: 'disruption', couldBeSecurity: 'no', ...change }));
    const security = { reported: 'securityIncident' } as const;
    deepEqual(
      [
        found({}),
        found(security),
        found({ ...security, assessment: 'falseAlarm' }),
        found({ ...security, ownAssessment: 'no' }),
        found({ couldBeSecurity: 'yes' }),
        found({ couldBeSecurity: 'yes', assessment: 'no' }),
        found({ couldBeSecurity: 'unknown' }),
        found({ assessment: 'suspected' }),
        found({ assessment: 'no', ownAssessment: 'confirmed' }),
      ],
      [false, true, false, false, true, false, false, true, true],
    );
  });
});

describe('chains of cause and effect', () => {
  const record = (id: string, ...links: readonly (readonly [Relation['kind'], string, Relation['state']?])[]) => ({
    id,
    relations: links.map(([kind, other, state = 'confirmed']): Relation => ({ kind, id: other, state })),
  });

  it('are read from cause to effect, whichever side the link was made on; what was ruled out or only touches is none', () => {
    const records = [
      record('a', ['causes', 'b']),
      record('b', ['causedBy', 'a'], ['causedBy', 'gone'], ['relatedTo', 'd']),
      record('c', ['causedBy', 'b', 'suspected'], ['duplicateOf', 'a'], ['causes', 'd', 'ruledOut'], ['causes', 'c']),
      record('d', ['fixedBy', 'a']),
    ];
    const known = new Set(records.map(({ id }) => id));
    deepEqual(
      records.flatMap(({ id, relations }) => relations.flatMap(relation => effectsOf(id, relation, known))),
      [
        { cause: 'a', effect: 'b' },
        { cause: 'a', effect: 'b' },
        { cause: 'b', effect: 'c' },
        { cause: 'a', effect: 'c' },
      ],
    );
  });
});
