import assert from 'node:assert/strict';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { seal } from '../../../src/store/chain';
import { beginningsOf, formatLog, parseLog } from '../../../src/store/codec';
import { canonicalText } from '../../../src/store/hash';
import { benchAt, person, testId } from '../../support/incidents';

const { events } = benchAt('qualify');
const text = formatLog({ record: testId, events });
const lines = text.split('\n');

function fault(broken: string): string {
  const parsed = parseLog(broken);
  return parsed.ok ? 'none' : [parsed.error.code, parsed.error.line].filter(part => part !== undefined).join(' ');
}

function withLine(index: number, line: string): string {
  return lines.map((old, i) => (i === index ? line : old)).join('\n');
}

/** The same value with the keys of its objects in the opposite order. */
function reversed<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]: [string, unknown]) => [key, reversed(part)])
      .reverse(),
  ) as T;
}

describe('the store file', () => {
  it('is JSON with one entry a line, comma first, so that appending touches no earlier line', () => {
    assert.equal(lines[0], `{"format":"faultline/1","record":"${testId}","events":[`);
    assert.ok(lines.slice(2, events.length + 1).every(line => line.startsWith(',{')));
    assert.deepEqual(lines.slice(-2), [']}', '']);
    const longer = formatLog({ record: testId, events: benchAt('analyse').events });
    assert.ok(longer.startsWith(text.slice(0, text.indexOf('\n]}'))));
  });

  it('has the beginnings that it was before its last entries were added', () => {
    const shorter = events.slice(1).map((_, n) => formatLog({ record: testId, events: events.slice(0, events.length - 1 - n) }));
    assert.ok(shorter.length > 1);
    assert.deepEqual([...beginningsOf(text)], shorter);
  });

  it('is the same bytes on every machine, in whatever order the keys of its entries stood', () => {
    const turned = events.map(event => ({ ...event, by: reversed(event.by), data: reversed(event.data) }));
    assert.notEqual(JSON.stringify(turned), JSON.stringify(events));
    assert.equal(formatLog({ record: testId, events: turned }), text);
  });

  it('has what people wrote in canonical form, keys that look like numbers too', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), value => {
        assert.equal(canonicalText(value), canonicalize(value));
        assert.equal(canonicalText(JSON.parse(canonicalText(value))), canonicalize(value));
      }),
    );
    assert.equal(canonicalText({ 10: 1, 9: 2, a: 3 }), '{"10":1,"9":2,"a":3}');
    for (const none of ['\ud83d', { '\ude00': 1 }, ['x', { y: '\ud83d' }]]) assert.throws(() => canonicalText(none));
  });

  it('is read in canonical order, so that nothing is put into that order again for its hashes', () => {
    const parsed = parseLog(text);
    assert.ok(parsed.ok);
    for (const { by, data } of parsed.value.events) assert.equal(JSON.stringify([by, data]), canonicalize([by, data]));
  });

  it('takes a byte order mark and CRLF line ends', () => {
    assert.equal(fault(`\uFEFF${text}`), 'none');
    assert.equal(fault(text.replace(/\n/g, '\r\n')), 'none');
  });

  it('is read with the commas that git’s union of two first entries lacks, and with one too many', () => {
    const expected = parseLog(text);
    assert.ok(expected.ok);
    for (const end of ['\n', '\r\n']) {
      const joined = lines.map((line, index) => (index === 2 ? line.slice(1) : index === 1 ? `,${line}` : line)).join(end);
      assert.throws(() => JSON.parse(joined) as unknown);
      assert.deepEqual(parseLog(joined), expected);
    }
    // What somebody has written stays as it is: no line end stands in it.
    const said = seal({ type: 'record.commented', data: { text: '}\n{"id":1},\n,{"id":2}' } }, [], '2026-01-01T00:00:00.000Z', person());
    const whole = formatLog({ record: testId, events: [...events, said] });
    const parsed = parseLog(whole.replace('\n,{', '\n{'));
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.value.events.at(-1), said);
  });

  const broken: readonly (readonly [string, string, string])[] = [
    ['nothing', '', 'syntax 1'],
    ['not JSON', 'hello', 'syntax 1'],
    ['a broken entry', withLine(2, ',{"id":'), 'syntax 3'],
    ['conflict markers', withLine(2, '<<<<<<< HEAD'), 'conflictMarkers 3'],
    ['cut off', text.slice(0, text.length - 40), 'syntax 4'],
    ['a future format', text.replace('faultline/1', 'faultline/2'), 'format 1'],
    ['no record id', text.replace(testId, '../../x'), 'shape 1'],
    ['a key in an entry’s head that its hash does not cover', text.replace('"parents"', '"note":1,"parents"'), 'shape 2'],
    ['a key beside the person’s', text.replace('"by":{', '"by":{"note":1,'), 'shape 2'],
    ['a number that is not written as it is read', text.replace('"patch":{', '"patch":{"n":9007199254740993,'), 'inexactNumber 2'],
    ['an entry of the wrong shape', withLine(1, '{"id":"x"}'), 'shape 2'],
    ['an entry with more than an entry has', withLine(1, (lines[1] ?? '').replace('"parents"', '"extra":1,"parents"')), 'shape 2'],
    ['no entries', '{"format":"faultline/1","record":"INC-7K3QF2","events":[]}', 'shape'],
    ['an array', '[]', 'shape 1'],
    ['NUL', `${text}\0`, 'syntax 6'],
  ];
  for (const [name, content, expected] of broken) {
    it(`names the place of the fault: ${name}`, () => {
      assert.equal(fault(content).slice(0, expected.length), expected);
    });
  }

  it('takes nothing beside what it writes into the header and the heads of entries: no hash covers it', () => {
    for (const key of ['x', '__proto__', 'constructor']) {
      assert.equal(fault(text.replace('{', `{${JSON.stringify(key)}:1,`)), 'shape 1');
      assert.equal(fault(text.replace('"by":{', `"by":{${JSON.stringify(key)}:1,`)), 'shape 2');
    }
  });

  it('keys like __proto__ change nothing but themselves', () => {
    const parsed = parseLog(text.replace('"data":{', '"data":{"__proto__":{"polluted":true},'));
    assert.ok(parsed.ok);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });
});
