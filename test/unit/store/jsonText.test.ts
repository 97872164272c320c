import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findHiddenFault, maxDepth } from '../../../src/store/jsonText';

const runs = { numRuns: 1000 };
const object = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 });

describe('what a JSON text hides although it parses', () => {
  it('is nothing in what JSON.stringify writes, in any layout', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 2, '\t'), (value, layout) => {
        assert.equal(findHiddenFault(JSON.stringify(value, null, layout)), undefined);
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
        const fault = findHiddenFault(`[\n${JSON.stringify(value).slice(0, -1)},\n${again} : null}]`);
        assert.deepEqual([fault?.code, fault?.line], ['duplicateKey', 3]);
      }),
      runs,
    );
  });

  it('is not the same key in two objects, nor a value that looks like a key', () => {
    for (const text of ['[{"a":1},{"a":1}]', '{"a":{"a":{"a":1}}}', '{"a":"a","b":["a","a"]}', '{"a":"\\"a\\":1,\\"a\\":2"}', '"a"'])
      assert.equal(findHiddenFault(text), undefined, text);
  });

  it('is a number that is written otherwise than what is read', () => {
    for (const number of ['9007199254740993', '1.0', '1e2', '-0', '0.10000000000000000001', '1E+21', '1e400', '123456789012345678901'])
      assert.deepEqual(findHiddenFault(`{"a":[\n1,${number}]}`), { code: 'inexactNumber', line: 2, detail: number });
    for (const text of ['[0,-1,1.5,1e+21,5e-324,9007199254740991]', '{"-0":"1.0, 1e2"}', '-1'])
      assert.equal(findHiddenFault(text), undefined, text);
  });

  it('is nesting deeper than a record’s', () => {
    const nested = (depth: number): string => `${'[\n'.repeat(depth)}${']'.repeat(depth)}`;
    assert.equal(findHiddenFault(nested(maxDepth)), undefined);
    assert.deepEqual(findHiddenFault(nested(maxDepth + 1)), { code: 'tooDeep', line: maxDepth + 1, detail: String(maxDepth) });
    assert.equal(findHiddenFault(nested(1_000_000))?.code, 'tooDeep');
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ':', ',', 'u', '0', '\n') }), text => {
        try {
          JSON.parse(text);
        } catch {
          return;
        }
        findHiddenFault(text);
      }),
      runs,
    );
  });
});
