import fc from 'fast-check';
import type { RecordEvent } from '../../src/domain/record/event';
import { seal } from '../../src/store/chain';
import { person, testId } from './incidents';

/** Any JSON but integers that JSON cannot tell apart: the store never writes one. */
function exactJson(maxDepth: number): fc.Arbitrary<unknown> {
  const exact = (_key: string, value: unknown): unknown =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? 0.5 : value;
  return fc.jsonValue({ maxDepth }).map(value => JSON.parse(JSON.stringify(value), exact) as unknown);
}

const patch = fc.oneof(
  fc.record({ title: fc.string({ unit: 'grapheme', maxLength: 20 }) }),
  fc.record({ kind: fc.constantFrom('disruption', 'inquiry', 'nonsense') }),
  fc.record({
    measures: fc.dictionary(
      fc.constantFrom('m1', 'm2'),
      fc.option(fc.record({ what: fc.string({ maxLength: 5 }), weakensSafeguard: fc.constantFrom('yes', 'no') }, { requiredKeys: [] })),
    ),
  }),
  fc.dictionary(fc.string({ maxLength: 8 }), exactJson(1)),
);

const draft = fc.oneof(
  fc.record({ type: fc.constant('record.updated'), data: fc.record({ step: fc.constantFrom('detect', 'analyse'), patch }) }),
  fc.record({
    type: fc.constant('incident.advanced'),
    data: fc.record({ from: fc.constant('detect'), to: fc.constantFrom('qualify', 'analyse') }),
  }),
  fc.record({
    type: fc.constant('incident.returned'),
    data: fc.record({
      from: fc.constant('analyse'),
      to: fc.constant('detect'),
      reason: fc.constant('again'),
      cause: fc.constant('person'),
    }),
  }),
  fc.record({ type: fc.constantFrom('record.commented', 'incident.unheardOf'), data: exactJson(2).filter(data => data !== null) }),
);

const minute = 60_000;

/**
 * Logs as several writers leave them: each entry builds on up to two earlier ones, times may run backwards. In causal order
 * with distinct ids, the first entry the only one without parents.
 */
export function eventGraph(): fc.Arbitrary<readonly RecordEvent[]> {
  const step = fc.record({
    draft,
    parents: fc.array(fc.nat(20), { minLength: 1, maxLength: 2 }),
    minutes: fc.nat(60),
    writer: fc.constantFrom('Ada', 'Ben', 'Chloe'),
  });
  return fc.array(step, { maxLength: 12 }).map(steps => {
    const events = [
      seal({ type: 'record.captured', data: { record: testId, patch: { title: 'A' } } }, [], '2026-11-22T08:00:00.000Z', person()),
    ];
    for (const {
      draft: { type, data },
      parents,
      minutes,
      writer,
    } of steps) {
      const seen = [...new Set(parents.map(index => events[index % events.length]?.id ?? ''))].sort();
      const at = new Date(Date.parse('2026-11-22T08:00:00.000Z') + minutes * minute).toISOString();
      const event = seal({ type, data }, seen, at, person('administrator', writer));
      if (!events.some(({ id }) => id === event.id)) events.push(event);
    }
    return events;
  });
}
