import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as z from 'zod';
import { inPlace } from '../../../src/base/inPlace';
import { factsSchema, kinds, definitionOf, newRecordId } from '../../../src/domain/records';
import { randomBytesOfId } from '../../../src/domain/record/ids';
import { seal } from '../../../src/store/chain';
import { person, testNow } from '../../support/incidents';

/** Of every type that can be checked in place. */
const schema = z.strictObject({
  name: z.string(),
  short: z.string().min(1).max(3).optional(),
  even: z
    .number()
    .refine(n => n % 2 === 0)
    .optional(),
  whole: z.int().min(0).optional(),
  grade: z.enum(['high', 'low']),
  on: z.literal(true).optional(),
  open: z.boolean().nullable(),
  list: z.array(z.string()).default([]),
  names: z.array(z.string()).readonly().optional(),
  pair: z.tuple([z.string(), z.number()]).optional(),
  times: z.record(z.string(), z.number()).optional(),
  either: z.union([z.string(), z.number()]).optional(),
  own: z.custom<string>(value => value === 'mine').optional(),
  shape: z
    .discriminatedUnion('kind', [z.strictObject({ kind: z.literal('a'), x: z.number() }), z.strictObject({ kind: z.literal('b') })])
    .optional(),
});
const check = inPlace(schema);
const whole = {
  name: 'Ada',
  short: 'abc',
  even: 2,
  whole: 3,
  grade: 'high',
  on: true,
  open: null,
  list: ['x'],
  names: ['y'],
  pair: ['a', 1],
  times: { now: 1 },
  either: 5,
  own: 'mine',
  shape: { kind: 'a', x: 1 },
};

/** A value with something in it replaced, taken away or added, whatever that makes of it. */
function changed(value: unknown, way: readonly number[], to: unknown): unknown {
  const [at = 0, ...rest] = way;
  if (typeof value !== 'object' || value === null || way.length === 0) return to;
  const keys = [...Object.keys(value), 'strange'];
  const key = keys[at % keys.length] ?? '';
  const inner = (value as Record<string, unknown>)[key];
  const fresh = to === undefined ? undefined : changed(inner, rest, to);
  if (Array.isArray(value)) return value.map((each: unknown, n) => (String(n) === key ? fresh : each)).filter(each => each !== undefined);
  return Object.fromEntries(Object.entries({ ...value, [key]: fresh }).filter(([, held]) => held !== undefined));
}

const ways = fc.array(fc.nat(30), { maxLength: 4 });
const others = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(undefined, 'high', 'mine', 'b', true, 2, ''));
const copy = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

describe('a check in place', () => {
  it('agrees with the schema on whatever JSON holds', () => {
    assert.equal(check(copy(whole)), true);
    fc.assert(
      fc.property(ways, others, (way, to) => {
        const value = copy(changed(whole, way, to));
        const parsed = schema.safeParse(value);
        assert.equal(check(value), parsed.success);
        if (parsed.success) assert.deepEqual(value, parsed.data);
      }),
      { numRuns: 3000 },
    );
  });

  it('puts in what is missing, which nobody can change', () => {
    const value = { name: 'Ada', grade: 'low', open: true } as { list?: string[] };
    assert.ok(check(value));
    assert.deepEqual(value.list, []);
    assert.throws(() => value.list?.push('x'), TypeError);
  });

  it('takes no key that the schema does not know, not even one that would be left out', () => {
    const loose = inPlace(z.object({ name: z.string() }));
    assert.equal(loose({ name: 'Ada' }), true);
    assert.equal(loose({ name: 'Ada', more: 1 }), false);
    assert.equal(loose(JSON.parse('{"name":"Ada","__proto__":{"polluted":true}}')), false);
    assert.equal(loose(JSON.parse('{"name":"Ada","constructor":1}')), false);
  });

  it('takes no number that is none', () => {
    assert.equal(inPlace(z.number())(JSON.parse('1e999')), false);
  });

  it('is refused for a schema that makes something else of a value', () => {
    assert.throws(() => inPlace(z.object({ n: z.coerce.date() })), /date/);
    assert.throws(() => inPlace(z.string().transform(Number)), /pipe/);
    assert.throws(() => inPlace(z.array(z.string()).max(3)), /array/);
    assert.equal(inPlace(z.string().trim())(' a'), false, 'what it would shorten does not fit');
  });

  it('agrees with the schema of the facts of every kind', () => {
    const facts = kinds.map(kind => {
      const id = newRecordId(kind, new Uint8Array(randomBytesOfId));
      const capture = { type: 'record.captured', data: { record: id, patch: { title: 'Mail' } } };
      return copy(definitionOf(kind).facts(definitionOf(kind).fold(id, [seal(capture, [], testNow, person())])));
    });
    const isFacts = inPlace(factsSchema);
    for (const each of facts) assert.ok(isFacts(copy(each)));
    fc.assert(
      fc.property(fc.constantFrom(...facts), ways, others, (each, way, to) => {
        const value = copy(changed(each, way, to));
        const parsed = factsSchema.safeParse(value);
        if (isFacts(value)) assert.deepEqual(value, parsed.data);
        else
          assert.ok(
            !parsed.success ||
              JSON.stringify(copy(changed(each, way, to))).includes('strange') ||
              Object.keys(value as object).length !== Object.keys(parsed.data).length,
          );
      }),
      { numRuns: 2000 },
    );
  });
});
