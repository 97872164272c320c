import assert from 'node:assert/strict';
import { parseLog } from '../../../src/store/codec';
import { testId } from '../../support/incidents';
import { assertGrowsWithLength } from '../../support/processorTime';

// Measures time: the mutants are run without it.
describe('a crafted store file costs no more than a record', () => {
  const header = `{"format":"faultline/1","record":"${testId}","events":[`;
  const filled = (length: number, part: string): string => part.repeat(Math.floor(length / part.length)).slice(0, -1);
  const keys = (length: number): string => {
    const parts: string[] = [];
    for (let n = 0, size = 0; size < length; n++) size += parts.push(`"${n}":0`) && `"${n}":0,`.length;
    return parts.join(',');
  };
  const list = (count: number, item: (n: number) => string): string => Array.from({ length: count }, (_, n) => item(n)).join(',');
  const crafted: readonly (readonly [string, (length: number) => string, string])[] = [
    ['keys of one object', length => `${header}{${keys(length)}}]}`, 'tooManyMembers'],
    ['keys beside the entries', length => `{${keys(length)}}`, 'tooManyMembers'],
    ['tiny lists as entries', length => `${header}${filled(length, '[],')}]}`, 'tooManyEntries'],
    ['tiny objects in one entry', length => `${header}{"data":[${filled(length, '{},')}]}]}`, 'tooManyMembers'],
    ['lists of tiny objects', length => `${header}${filled(length, `[${'{},'.repeat(999)}{}],`)}]}`, 'tooManyValues'],
    ['nesting', length => `${header}${'['.repeat(length)}`, 'tooDeep'],
    ['empty lines', length => `${header}${'\n'.repeat(length)}`, 'syntax'],
    [
      'parents that are none',
      length => `${header}${filled(length, `{"parents":[${list(9000, () => `"${'x'.repeat(280)}"`)},0]},`)}]}`,
      'shape',
    ],
    ['keys an entry has not', length => `${header}{${list(Math.floor(length / 3600), n => `"${'x'.repeat(3590)}${n}":0`)}}]}`, 'shape'],
    ['entries that are none', length => `${header}${list(Math.floor(length / 700), () => '{"id":0}')}]}`, 'shape'],
    ['one text', length => `${header}"${'x'.repeat(length)}"]}`, 'shape'],
  ];
  for (const [name, make, code] of crafted) {
    it(`${name}, up to 31 MB: named with a detail of a line, at a cost that grows with the length`, () => {
      assertGrowsWithLength((31 * 1024 * 1024) / 4, make, text => {
        const parsed = parseLog(text);
        assert.ok(!parsed.ok);
        assert.equal(parsed.error.code, code);
        assert.ok(parsed.error.detail.length <= 200);
      });
    });
  }
});
