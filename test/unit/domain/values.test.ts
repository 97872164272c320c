import { definitions } from '../../../src/domain/records';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { excerpt } from '../../../src/domain/foundation/excerpt';
import { changeSchemaOf, fieldsOf, invalidField, maxLineLength, maxRows, maxTextLength, type Patch } from '../../../src/domain/forms/field';
import { isBlank } from '../../../src/domain/foundation/blank';
import { incidentFields, type IncidentValues } from '../../../src/domain/incident/forms';
import { restorationItems } from '../../../src/domain/incident/forms/remedy';
import { applyPatch, patchBetween, sameValue, WorkingValues } from '../../../src/domain/forms/values';

const at = '2026-11-22T08:00:00.000Z';
const text = fc.constantFrom('one', 'two', 'three');
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

/** Filled-in forms without blank values, as they are kept. */
const someValues: fc.Arbitrary<IncidentValues> = fc
  .record({
    title: optional(text),
    kind: optional(fc.constantFrom('disruption' as const, 'order' as const)),
    components: optional(fc.array(text, { minLength: 1, maxLength: 3 })),
    harm: optional(fc.subarray(['confidentiality', 'integrity', 'availability'] as const, { minLength: 1 })),
    detectedAt: optional(fc.constantFrom(at, '2026-11-23T08:00:00.000Z')),
    measures: optional(
      fc.uniqueArray(fc.record({ id: fc.constantFrom('m1', 'm2', 'm3'), what: optional(text), person: optional(text) }), {
        selector: ({ id }) => id,
        minLength: 1,
      }),
    ),
  })
  .map(values => JSON.parse(JSON.stringify(values)) as IncidentValues);

const rowsById = (values: IncidentValues): unknown => ({
  ...values,
  measures: Object.fromEntries((values.measures ?? []).map(row => [row.id, row])),
});

describe('values and patches', () => {
  it('the patch between two fillings turns the one into the other, and is empty for the same', () => {
    fc.assert(
      fc.property(someValues, someValues, (before, after) => {
        const patch = patchBetween(incidentFields, before, after);
        assert.deepEqual(invalidField(incidentFields, patch), undefined);
        assert.deepEqual(rowsById(applyPatch(incidentFields, before, patch)), rowsById(after));
        assert.deepEqual(patchBetween(incidentFields, after, after), {});
      }),
    );
  });

  it('the patch holds what changed and nothing else', () => {
    const before: IncidentValues = {
      title: 'A',
      location: 'Hall 1',
      components: ['a'],
      measures: [{ id: 'm1', what: 'x', person: 'Ada' }],
    };
    for (const [after, patch] of [
      [{ ...before, title: 'B' }, { title: 'B' }],
      [{ ...before, title: undefined }, { title: null }],
      [{ ...before, title: ' ' }, { title: null }],
      [{ ...before, components: [] }, { components: null }],
      [{ ...before, components: ['b', 'a'] }, { components: ['b', 'a'] }],
      [{ ...before, measures: [{ id: 'm1', what: 'y', person: 'Ada' }] }, { measures: { m1: { what: 'y' } } }],
      [{ ...before, measures: [{ id: 'm1', what: 'x' }] }, { measures: { m1: { person: null } } }],
      [{ ...before, measures: [] }, { measures: { m1: null } }],
      [{ ...before, measures: [...(before.measures ?? []), { id: 'm2' }] }, { measures: { m2: {} } }],
      [before, {}],
    ] as const)
      assert.deepEqual(patchBetween(incidentFields, before, after), patch);
  });

  it('the items of a checklist can be filled in and emptied, but neither added nor removed', () => {
    const done = { id: 'functionTest', answer: 'done' };
    assert.deepEqual(patchBetween(incidentFields, {}, { restoration: [done] }), { restoration: { functionTest: { answer: 'done' } } });
    assert.deepEqual(patchBetween(incidentFields, { restoration: [done] }, { restoration: [{ id: 'functionTest' }] }), {
      restoration: { functionTest: { answer: null } },
    });
    assert.deepEqual(patchBetween(incidentFields, { restoration: [done] }, { restoration: [] }), {});
    assert.deepEqual(patchBetween(incidentFields, {}, { restoration: [{ id: 'functionTest' }] }), {});
  });

  it('a checklist stands in its own order, other rows in the order in which they were added', () => {
    const items = [...restorationItems].reverse();
    const patch: Patch = {
      restoration: Object.fromEntries(items.map(item => [item, { answer: 'done' }])),
      measures: { z: { what: 'first' }, a: { what: 'second' } },
    };
    const values = applyPatch<IncidentValues>(incidentFields, {}, patch);
    assert.deepEqual(
      values.restoration?.map(({ id }) => id),
      [...restorationItems],
    );
    assert.deepEqual(
      values.measures?.map(({ id }) => id),
      ['z', 'a'],
    );
  });

  it('says which paths have another value than before, and tells an observer of everything that was written', () => {
    const working = new WorkingValues(incidentFields, { title: 'A', kind: undefined, measures: [{ id: 'm1', what: 'x' }, { id: 'm2' }] });
    const written: unknown[] = [];
    const changed = working.apply(
      {
        title: 'A',
        location: 'Hall 1',
        reporter: ' ',
        measures: { m1: { what: 'x', person: 'Ada' }, m2: null, m3: { what: 'y' }, gone: null, kept: null },
      },
      { wrote: (path, value) => written.push([path, value]), stays: path => path === 'measures/kept', returns: () => false },
    );
    assert.deepEqual(changed, ['location', 'measures/m1/person', 'measures/m2', 'measures/m3', 'measures/m3/what']);
    assert.deepEqual(written, [
      ['title', 'A'],
      ['location', 'Hall 1'],
      ['reporter', null],
      ['measures/m1', true],
      ['measures/m1/what', 'x'],
      ['measures/m1/person', 'Ada'],
      ['measures/m2', null],
      ['measures/m3', true],
      ['measures/m3/what', 'y'],
      ['measures/gone', null],
    ]);
    assert.deepEqual(working.values(), {
      title: 'A',
      location: 'Hall 1',
      measures: [
        { id: 'm1', what: 'x', person: 'Ada' },
        { id: 'm3', what: 'y' },
      ],
    });
    assert.deepEqual(working.row('measures', 'm3'), { id: 'm3', what: 'y' });
    assert.equal(working.row('measures', 'm2'), undefined);
    assert.equal(working.row('title', 'm2'), undefined);
    assert.deepEqual(working.apply({ measures: { m3: { what: null } }, location: null }), ['measures/m3/what', 'location']);
    assert.deepEqual(working.values(), { title: 'A', measures: [{ id: 'm1', what: 'x', person: 'Ada' }, { id: 'm3' }] });
  });

  it('what is no valid change of a known field is left out, and the rest is taken', () => {
    const values = { title: 'A' };
    for (const bad of [
      { unknown: 'x' },
      { constructor: 'x' },
      { kind: 'other' },
      { detectedAt: 'soon' },
      { title: 7 },
      { measures: { m1: { what: 7 } } },
    ])
      assert.deepEqual(applyPatch(incidentFields, values, { ...bad, location: 'Hall 1' }), { title: 'A', location: 'Hall 1' });
  });

  it('are the same when both are blank or hold the same in the same order', () => {
    for (const [a, b, same] of [
      [undefined, null, true],
      ['', undefined, true],
      ['  ', [], true],
      ['a', 'a', true],
      ['a', 'b', false],
      ['a', undefined, false],
      ['a', ['a'], false],
      [['a', 'b'], ['a', 'b'], true],
      [['a', 'b'], ['b', 'a'], false],
    ] as const) {
      assert.equal(sameValue(a, b), same);
      assert.equal(sameValue(b, a), same);
    }
    for (const blank of [undefined, null, '', ' \n\t', []]) assert.equal(isBlank(blank), true);
    for (const full of ['a', ' a ', ['a'], [''], 0, false, {}]) assert.equal(isBlank(full), false);
  });
});

describe('changes of a field', () => {
  const accepted: readonly (readonly [field: string, change: unknown])[] = [
    ['title', 'x'.repeat(maxLineLength)],
    ['title', null],
    ['symptoms', 'x'.repeat(maxTextLength)],
    ['detectedAt', at],
    ['detectedAt', null],
    ['kind', 'order'],
    ['harm', ['integrity', 'availability']],
    ['harm', []],
    ['components', Array.from({ length: maxRows }, () => 'x')],
    ['measures', { m1: { what: 'x', due: at, type: 'final', state: null } }],
    ['measures', { m1: null, 'aA-9': {} }],
    ['measures', { ['x'.repeat(64)]: {} }],
    ['restoration', { functionTest: { answer: 'done' } }],
    ['duties', {}],
  ];
  const refused: readonly (readonly [field: string, change: unknown])[] = [
    ['title', 'x'.repeat(maxLineLength + 1)],
    ['title', 7],
    ['title', undefined],
    ['symptoms', 'x'.repeat(maxTextLength + 1)],
    ['detectedAt', '2026-11-22'],
    ['kind', 'other'],
    ['kind', ['order']],
    ['harm', ['reputation']],
    ['harm', ['integrity', 'integrity', 'integrity', 'integrity']],
    ['components', Array.from({ length: maxRows + 1 }, () => 'x')],
    ['components', ['']],
    ['components', ['x'.repeat(maxLineLength + 1)]],
    ['measures', []],
    ['measures', null],
    ['measures', { m1: { unknown: 'x' } }],
    ['measures', { m1: { due: 'soon' } }],
    ['measures', { ['x'.repeat(65)]: {} }],
    ['measures', { '': {} }],
    ['measures', { 'a/b': {} }],
    ['measures', { '-x ': {} }],
    ['restoration', { functionTest: null }],
    ['restoration', { somethingElse: { answer: 'done' } }],
    ['duties', { nis2EarlyWarning: { applies: 'perhaps' } }],
  ];

  it('are taken within the limits of the field', () => {
    for (const [id, change] of accepted)
      assert.equal(invalidField(incidentFields, { [id]: change }), undefined, `${id} ${JSON.stringify(change).slice(0, 80)}`);
  });

  it('are refused past them, with the name of the field and the reason', () => {
    for (const [id, change] of refused) {
      const invalid = invalidField(incidentFields, { location: 'Hall 1', [id]: change });
      assert.deepEqual([invalid?.code, invalid?.field], ['invalidField', id], `${id} ${JSON.stringify(change)}`.slice(0, 80));
      assert.ok(invalid?.detail && invalid.detail !== 'unknown');
    }
  });

  it('no name of an object’s own is a field, and no field is taken that does not belong', () => {
    for (const id of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'nothing'])
      assert.deepEqual(invalidField(incidentFields, JSON.parse(`{${JSON.stringify(id)}: "x"}`) as Patch), {
        code: 'invalidField',
        field: id,
        detail: 'unknown',
      });
    assert.deepEqual(
      invalidField(incidentFields, { title: 'x' }, field => field !== 'title'),
      { code: 'invalidField', field: 'title', detail: 'unknown' },
    );
    assert.equal(fieldsOf({})['constructor'], undefined);
    assert.ok(!('toString' in definitions.problem.fields));
  });

  it('a schema is made once for a field', () => {
    const field = incidentFields['title'];
    assert.ok(field);
    assert.equal(changeSchemaOf(field), changeSchemaOf(field));
  });
});

describe('excerpts', () => {
  it('are the trimmed beginning of a text of at most 400 characters, and say when it goes on', () => {
    assert.equal(excerpt(undefined), undefined);
    assert.equal(excerpt(' \n '), undefined);
    assert.equal(excerpt('  Mend it \n'), 'Mend it');
    assert.equal(excerpt('x'.repeat(400)), 'x'.repeat(400));
    assert.equal(excerpt('x'.repeat(401)), `${'x'.repeat(399)}…`);
  });
});
