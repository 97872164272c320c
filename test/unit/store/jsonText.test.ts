import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findHiddenFault, findLimitFault, type HiddenFault } from '../../../src/store/jsonText';
import { maxDepth, maxEntries, maxMembers, maxValues } from '../../../src/store/limits';

const runs = { numRuns: 1000 };
const object = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 });

function hiddenIn(text: string): HiddenFault | undefined {
  return findHiddenFault(text, JSON.parse(text));
}

describe('what a JSON text hides although it parses', () => {
  it('is nothing in what JSON.stringify writes, in any layout', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 2, '\t'), (value, layout) => {
        assert.equal(hiddenIn(JSON.stringify(value, null, layout)), undefined);
      }),
      runs,
    );
  });

  it('is any key that stands twice in one object, however it is written', () => {
    fc.assert(
      fc.property(object, fc.nat(), fc.boolean(), (value, n, disguised) => {
        const keys = Object.keys(value);
        const key = keys[n % keys.length] ?? '';
        const again = disguised
          ? `"${[...Array(key.length).keys()].map(at => `\\u${key.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`
          : JSON.stringify(key);
        const fault = hiddenIn(`[\n${JSON.stringify(value).slice(0, -1)},\n${again} : null}]`);
        assert.deepEqual([fault?.code, fault?.line], ['duplicateKey', 3]);
      }),
      runs,
    );
  });

  it('is not the same key in two objects, nor a value that looks like a key', () => {
    for (const text of [
      '[{"a":1},{"a":1}]',
      '{"a":{"a":{"a":1}}}',
      '{"a":"a","b":["a","a"]}',
      '{"a":"\\"a\\":1,\\"a\\":2"}',
      '{"__proto__":{"a":1}}',
      '"a"',
    ])
      assert.equal(hiddenIn(text), undefined, text);
  });

  it('is a number that is written otherwise than what is read', () => {
    for (const number of ['9007199254740993', '1.0', '1e2', '-0', '0.10000000000000000001', '1E+21', '1e400', '123456789012345678901'])
      assert.deepEqual(hiddenIn(`{"a":[\n1,${number}]}`), { code: 'inexactNumber', line: 2, detail: number });
    for (const text of ['[0,-1,1.5,1e+21,5e-324,9007199254740991]', '{"-0":"1.0, 1e2"}', '-1'])
      assert.equal(hiddenIn(text), undefined, text);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ':', ',', 'u', '0', '\n') }), text => {
        let value: unknown;
        try {
          value = JSON.parse(text);
        } catch {
          return;
        }
        findHiddenFault(text, value);
      }),
      runs,
    );
  });
});

const list = (count: number, item: string): string => `[${`${item},`.repeat(count - 1)}${item}]`;
const keyed = (count: number): string => `{${Array.from({ length: count }, (_, n) => `"${n}":0`).join(',')}}`;
const nested = (depth: number): string => `${'[\n'.repeat(depth)}${']'.repeat(depth)}`;
const deepest = (list: string): string => `${'[\n'.repeat(maxDepth - 1)}${list}${']'.repeat(maxDepth - 1)}`;
const file = (entries: string): string => `{"format":"faultline/1","events":[\n${entries}]}`;
const entries = (count: number, entry: string): string => file(`${`${entry}\n,`.repeat(count - 1)}${entry}`);
/** So many items in lists of a hundred, in entries of ten lists: within all limits but that of values. */
const values = (thousands: number): string => entries(thousands, list(10, list(100, '0')));

describe('what a JSON text holds more than a record may', () => {
  const limits: readonly (readonly [string, string, string, string])[] = [
    ['levels', nested(maxDepth), nested(maxDepth + 1), `tooDeep ${maxDepth + 1} ${maxDepth}`],
    ['entries', entries(maxEntries, '{}'), entries(maxEntries + 1, '{}'), `tooManyEntries ${maxEntries + 2} ${maxEntries}`],
    ['entries that are none', entries(maxEntries, '0'), entries(maxEntries + 1, '0'), `tooManyEntries ${maxEntries + 2} ${maxEntries}`],
    ['keys of one object', file(keyed(maxMembers)), file(keyed(maxMembers + 1)), `tooManyMembers 2 ${maxMembers}`],
    ['items of one list', file(list(maxMembers, '""')), file(list(maxMembers + 1, '""')), `tooManyMembers 2 ${maxMembers}`],
    ['keys beside the entries', keyed(maxMembers), keyed(maxMembers + 1), `tooManyMembers 1 ${maxMembers}`],
    [
      'items at the last level',
      deepest(list(maxMembers, '0')),
      deepest(list(maxMembers + 1, '0')),
      `tooManyMembers ${maxDepth} ${maxMembers}`,
    ],
  ];
  for (const [name, most, more, expected] of limits) {
    it(`${name}: as many as may be are fine, one more is named with its line`, () => {
      assert.equal(findLimitFault(most), undefined);
      const fault = findLimitFault(more);
      assert.equal(fault && `${fault.code} ${fault.line} ${fault.detail}`, expected);
    });
  }

  it('values in all', () => {
    assert.equal(findLimitFault(values(maxValues / 1000 - 30_000 / 1000)), undefined);
    const fault = findLimitFault(values(maxValues / 1000));
    assert.deepEqual([fault?.code, fault?.detail], ['tooManyValues', String(maxValues)]);
  });

  it('is counted outside of texts only, and siblings are not added up', () => {
    const text = JSON.stringify('[{,"\\'.repeat(maxMembers + 1));
    assert.equal(findLimitFault(`{"events":[${text}]}`), undefined);
    assert.equal(findLimitFault(file(list(3, list(maxMembers, '0')))), undefined);
  });

  it('is found in what is no JSON, too, and never throws', () => {
    assert.equal(findLimitFault('['.repeat(1_000_000))?.code, 'tooDeep');
    assert.equal(findLimitFault(']'.repeat(1_000_000)), undefined);
    assert.equal(findLimitFault(`"${'\\'.repeat(1_000_001)}`), undefined);
    assert.equal(findLimitFault(','.repeat(1_000_000))?.code, 'tooManyMembers');
  });
});
