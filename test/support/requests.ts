import fc from 'fast-check';
import type { Column, Field } from '../../src/domain/field';
import { supportLevels } from '../../src/domain/incident/forms/qualify';
import { incidentFields } from '../../src/domain/incident/forms';
import { linkStates } from '../../src/domain/link';
import { stepIds } from '../../src/domain/incident/steps';
import type { IncidentRequest } from '../../src/protocol/incidentPanel';

const shortText = fc.string({ unit: 'binary', maxLength: 30 });
const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map(date => date.toISOString());
const rowId = fc.constantFrom('r1', 'r2', 'm1', 'e1');
const step = fc.constantFrom(...stepIds);

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

/** Requests the incident panel's protocol takes; whether the incident takes them is another question. */
export function incidentRequest(): fc.Arbitrary<IncidentRequest> {
  const type = <T extends string>(name: T): fc.Arbitrary<T> => fc.constant(name);
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: type('save'), step, patch }) },
    fc.record({ type: type('advance'), from: step }),
    fc.record({ type: type('goBack'), to: step, reason: shortText }),
    fc.record({ type: type('assign'), level: fc.constantFrom(...supportLevels), person: shortText, reason: shortText }),
    fc.record({ type: type('complete') }),
    fc.record({ type: type('reopen'), to: step, reason: shortText }),
    fc.record({ type: type('judgeLink'), link: rowId, state: fc.constantFrom(...linkStates) }),
    fc.record({ type: type('unlink'), link: rowId }),
    fc.record({ type: type('openLink'), link: rowId }),
    fc.record({ type: type('addLink'), target: fc.constantFrom('commit' as const, 'record' as const) }),
    fc.record({ type: type('openIncident'), id: fc.string({ maxLength: 20 }) }),
    fc.record({ type: type('comment'), text: shortText }),
    fc.record({ type: type('releaseMeasure'), measure: rowId }),
    fc.record({ type: type('restoreSafeguard'), gap: rowId, note: shortText }),
    fc.record({ type: type('acceptGap'), gap: rowId, until: instant, reason: shortText }),
    fc.record({ type: type('storeReport') }),
    fc.record({ type: type('signOff') }),
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
