import assert from 'node:assert/strict';
import type { FindingOf } from '../../../src/domain/incident/finding';
import { describeChance, describeFinding } from '../../../src/words/describeFinding';
import { english } from '../../../src/words/english';

const recurrence: FindingOf<'recurrence'> = {
  pattern: 'recurrence',
  key: 'k',
  facet: 'component',
  name: 'Queue',
  ids: ['a', 'b', 'c', 'd', 'e'],
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-10-20T00:00:00.000Z',
  total: 7,
  expected: 1.24,
  weeks: [1, 4],
  chance: 1.234e-7,
  tried: 12,
};
const company: FindingOf<'together'> = {
  pattern: 'together',
  key: 'k',
  ids: [],
  company: 'afterChange',
  a: 'Boiler',
  b: 'Valve',
  count: 9,
  of: 12,
  days: 1,
  expected: 2,
  chance: 0.012,
  tried: 40,
};

describe('a pattern of failure in words', () => {
  const say = (finding: Parameters<typeof describeFinding>[1]): string => describeFinding(english, finding, at => at.slice(0, 10));

  it('says how much there is of how much, in which time, and how much would be expected', () => {
    assert.equal(
      say(recurrence),
      'Component “Queue”: 5 of 7 incidents lie between 2026-10-01 and 2026-10-20, where 1.2 would be expected.',
    );
    assert.equal(say(company), '“Boiler” fails within 1 day after changes of “Valve”: 9 of 12 times, where 2.0 would be expected.');
    assert.match(say({ ...company, days: 3 }), /within 3 days/);
  });

  it('says a small chance in two figures, with how many were tried', () => {
    assert.match(describeChance(english, recurrence) ?? '', /corrected for the 12 that were tried: 1 : 8,100,000$/);
    assert.match(describeChance(english, company) ?? '', /: 0\.012$/);
    assert.match(describeChance(english, { ...company, chance: 0 }) ?? '', /< 1 : 1,000,000,000$/);
  });

  it('is turned around by no name', () => {
    assert.doesNotMatch(say({ ...recurrence, name: '\u202eueueQ\u2066' }), /[\u202a-\u202e\u2066-\u2069]/);
  });
});
