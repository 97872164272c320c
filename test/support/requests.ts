import { definitions, type FormKind, type IdOf, type RecordId } from '../../src/domain/records';
import fc from 'fast-check';
import type { Column, Field } from '../../src/domain/forms/field';
import { supportLevels } from '../../src/domain/vocabulary/supportLevels';
import { incidentFields } from '../../src/domain/incident/forms';
import { reviewSources } from '../../src/domain/incident/review';
import { approvalWays } from '../../src/domain/record/release';
import { linkStates } from '../../src/domain/record/link';
import { stepIds } from '../../src/domain/vocabulary/steps';
import type { FormRequest, IncidentRequest } from '../../src/protocol/requests';

const shortText = fc.string({ unit: 'binary', maxLength: 30 });
const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map(date => date.toISOString());
const rowId = fc.constantFrom('r1', 'r2', 'm1', 'e1');
const step = fc.constantFrom(...stepIds);
const seen = fc.constant<string[]>([]);

/** A change that the field's schema takes. */
function change(field: Field): fc.Arbitrary<unknown> {
  if (field.kind !== 'list') return fc.option(value(field));
  const cells = fc.record(Object.fromEntries(Object.entries(field.columns).map(([id, column]) => [id, fc.option(value(column))])), {
    requiredKeys: [],
  });
  const rows = field.fixedRows ? fc.constantFrom(...field.fixedRows) : rowId;
  return fc.dictionary(rows, field.fixedRows ? cells : fc.option(cells), { maxKeys: 3, noNullPrototype: true });
}

function value(field: Exclude<Field, { kind: 'list' }> | Column): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'line':
    case 'text':
      return shortText;
    case 'time':
      return instant;
    case 'choice':
      return fc.constantFrom(...field.options);
    case 'set':
      return fc.subarray([...field.options]);
    case 'names':
      return fc.array(
        shortText.filter(name => name !== ''),
        { maxLength: 4 },
      );
  }
}

const patch = fc
  .subarray(Object.entries(incidentFields), { maxLength: 6 })
  .chain(fields => fc.record(Object.fromEntries(fields.map(([id, field]) => [id, change(field)]))));

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
/** What somebody claims to have typed over. */
const over = fc.dictionary(
  fc.constantFrom('title', 'serviceState', 'measures/m1', 'measures/m1/what', 'constructor', 'a/b/c'),
  fc.record(
    {
      value: fc.oneof(fc.constant(null), shortText, fc.constant({ id: 'm1', what: 'x' })),
      heads: fc.array(hash, { maxLength: 2 }),
      replaces: hash,
    },
    { requiredKeys: ['value', 'heads'] },
  ),
  { maxKeys: 3, noNullPrototype: true },
);

const source = fc.constantFrom(...reviewSources);
const recordId = fc.constantFrom<RecordId>('INC-7K3QF2', 'PRB-000001', 'KE-000002', 'CHG-000003');
const problemId = fc.constantFrom<IdOf<'problem'>>('PRB-000001', 'PRB-000002');
const measure = fc.record(
  {
    what: shortText,
    person: shortText,
    weakensSafeguard: fc.constantFrom('yes' as const, 'no' as const),
    component: shortText,
    fallback: shortText,
    safeguard: shortText,
  },
  { requiredKeys: ['what', 'person', 'weakensSafeguard'] },
);

/** Requests the incident panel's protocol takes; whether the incident takes them is another question. */
export function incidentRequest(): fc.Arbitrary<IncidentRequest> {
  const type = <T extends string>(name: T): fc.Arbitrary<T> => fc.constant(name);
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: type('save'), step, patch, over }) },
    fc.record({ type: type('advance'), from: step }),
    fc.record({ type: type('goBack'), to: step, reason: shortText }),
    fc.record({ type: type('assign'), level: fc.constantFrom(...supportLevels), person: shortText, reason: shortText, over }),
    fc.record({ type: type('complete') }),
    fc.record({ type: type('reopen'), to: step, reason: shortText }),
    fc.record({ type: type('judgeLink'), link: rowId, state: fc.constantFrom(...linkStates) }),
    fc.record({ type: type('unlink'), link: rowId }),
    fc.record({ type: type('openLink'), link: rowId }),
    fc.record({ type: type('addLink'), target: fc.constantFrom('commit' as const, 'record' as const) }),
    fc.record({ type: type('openRecord'), id: fc.string({ maxLength: 20 }) }),
    fc.record({ type: type('openFrame'), path: shortText, line: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ type: type('review'), source, outcome: fc.constantFrom('matches' as const, 'none' as const), match: shortText, over }),
    fc.record({ type: type('pickMatch'), source, over }),
    fc.record({ type: type('linkSimilar'), id: recordId, as: fc.constantFrom('duplicate' as const, 'child' as const, 'related' as const) }),
    fc.record({ type: type('raiseProblem') }),
    fc.record({ type: type('waitFor'), problem: fc.option(problemId) }),
    fc.record({ type: type('applyWorkaround'), measure, reviewAt: instant, over }),
    fc.record({
      type: type('applyFrom'),
      id: recordId,
      measure: fc.constantFrom('workaround' as const, 'final' as const),
      reviewAt: instant,
    }),
    fc.record({ type: type('comment'), text: shortText }),
    fc.record({ type: type('release'), part: rowId, seen }),
    fc.record({ type: type('askRelease'), measure: rowId }),
    fc.record({ type: type('refuseRelease'), measure: rowId, reason: shortText, seen }),
    fc.record({
      type: type('recordApproval'),
      part: rowId,
      onBehalf: fc.record({ person: fc.constantFrom('Eve', ' '), how: fc.constantFrom(...approvalWays), reference: shortText }),
      seen,
    }),
    fc.record({ type: type('restoreSafeguard'), gap: rowId, note: shortText, seen }),
    fc.record({ type: type('acceptGap'), gap: rowId, until: instant, reason: shortText, seen }),
    fc.record({ type: type('storeReport') }),
    fc.record({ type: type('signOff'), seen }),
  );
}

const words = fc.constantFrom('ready', 'show', 'draft', 'request', 'save', 'advance', 'complete', '__proto__', 'constructor', 'toString');
const wildValue = fc.oneof(fc.jsonValue({ maxDepth: 3 }), words, fc.constantFrom(-1, 1e308, 0.5, null));

/** Messages nobody agreed on: any JSON, and the protocol's own messages with something added, left out or exchanged. */
export function wildMessage(): fc.Arbitrary<unknown> {
  const request = fc.record({ type: fc.constant('request'), id: fc.nat(), request: incidentRequest() });
  const mutated = fc
    .tuple(request, fc.constantFrom('type', 'id', 'request', 'extra', '__proto__'), wildValue, fc.boolean())
    .map(([message, key, odd, inside]) => {
      const target = { ...message, request: { ...message.request } };
      Object.defineProperty(inside ? target.request : target, key, { value: odd, enumerable: true, configurable: true, writable: true });
      return target;
    });
  const lacking = fc
    .tuple(request, fc.nat())
    .map(([message, n]) => ({
      ...message,
      request: Object.fromEntries(Object.entries(message.request).filter((_, index) => index !== n % 3)),
    }));
  return fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.dictionary(fc.oneof(words, fc.constantFrom('type', 'id', 'request', 'patch', 'step')), wildValue, { noNullPrototype: true }),
    { weight: 3, arbitrary: mutated },
    lacking,
  );
}

/** Requests the page of a problem, known error, change, component or interface may make. */
export function recordRequest(kind: FormKind): fc.Arbitrary<FormRequest> {
  const type = <T extends string>(name: T): fc.Arbitrary<T> => fc.constant(name);
  const fields = Object.entries(definitions[kind].fields);
  const recordPatch = fc
    .subarray(fields, { maxLength: Math.min(6, fields.length) })
    .chain(some => fc.record(Object.fromEntries(some.map(([id, field]) => [id, change(field)]))));
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ type: type('save'), patch: recordPatch, over }) },
    fc.record({ type: type('comment'), text: shortText }),
    fc.record({ type: type('judgeLink'), link: rowId, state: fc.constantFrom(...linkStates) }),
    fc.record({ type: type('unlink'), link: rowId }),
    fc.record({ type: type('openLink'), link: rowId }),
    fc.record({ type: type('addLink'), target: fc.constantFrom('commit' as const, 'record' as const) }),
    fc.record({ type: type('openRecord'), id: fc.string({ maxLength: 20 }) }),
    fc.record({ type: type('release'), seen }),
    fc.record({ type: type('makeKnownError') }),
    fc.record({
      type: type('apply'),
      measure: fc.constantFrom('workaround' as const, 'final' as const),
      incidents: fc.array(fc.constantFrom<IdOf<'incident'>>('INC-7K3QF2', 'INC-000002'), { minLength: 1, maxLength: 3 }),
      reviewAt: instant,
    }),
  );
}
