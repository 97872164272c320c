import assert from 'node:assert/strict';
import { parseLog } from '../../../src/store/codec';
import { testId } from '../../support/incidents';

// Measures time: the mutants are run without it.
describe('a crafted store file costs no more than a record', () => {
  const header = `{"format":"faultline/1","record":"${testId}","events":[`;
  const megabytes = (part: string): string => part.repeat(Math.floor((31 * 1024 * 1024) / part.length)).slice(0, -1);
  const keys = (): string => {
    const parts: string[] = [];
    for (let n = 0, length = 0; length < 31 * 1024 * 1024; n++) length += parts.push(`"${n}":0`) && `"${n}":0,`.length;
    return parts.join(',');
  };
  const crafted: readonly (readonly [string, () => string, string])[] = [
    ['keys of one object', () => `${header}{${keys()}}]}`, 'tooManyMembers'],
    ['keys beside the entries', () => `{${keys()}}`, 'tooManyMembers'],
    ['tiny lists as entries', () => `${header}${megabytes('[],')}]}`, 'tooManyEntries'],
    ['tiny objects in one entry', () => `${header}{"data":[${megabytes('{},')}]}]}`, 'tooManyMembers'],
    ['lists of tiny objects', () => `${header}${megabytes(`[${'{},'.repeat(999)}{}],`)}]}`, 'tooManyValues'],
    ['nesting', () => `${header}${'['.repeat(31 * 1024 * 1024)}`, 'tooDeep'],
    ['empty lines', () => `${header}${'\n'.repeat(31 * 1024 * 1024)}`, 'syntax'],
    ['parents that are none', () => `${header}${megabytes(`{"parents":[${`"${'x'.repeat(300)}",`.repeat(9000)}0]},`)}]}`, 'shape'],
    [
      'keys an entry has not',
      () => `${header}{${Array.from({ length: 9000 }, (_, n) => `"${'x'.repeat(3000)}${n}":0`).join(',')}}]}`,
      'shape',
    ],
    ['entries that are none', () => `${header}${'{"id":0},'.repeat(49_999)}{}]}`, 'shape'],
    ['one text', () => `${header}"${'x'.repeat(31 * 1024 * 1024)}"]}`, 'shape'],
  ];
  for (const [name, make, code] of crafted) {
    it(`31 MB of ${name}: named within seconds of work, with a detail of a line`, () => {
      const text = make();
      const before = process.cpuUsage();
      const parsed = parseLog(text);
      const took = process.cpuUsage(before).user / 1000;
      assert.ok(!parsed.ok);
      assert.equal(parsed.error.code, code);
      assert.ok(parsed.error.detail.length <= 200);
      assert.ok(took < 2500, `${took} ms`);
    });
  }
});
