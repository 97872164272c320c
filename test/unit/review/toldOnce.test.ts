import assert from 'node:assert/strict';
import { cameSince, findingSchema, type Finding, type FindingOf } from '../../../src/domain/incident/finding';
import { toldOnce } from '../../../src/review/patterns/toldOnce';
import { question } from '../../support/findings';
import { inOneGo } from '../../support/inOneGo';

const ids = (from: number, to: number): readonly string[] => Array.from({ length: to - from }, (_, at) => `INC-${from + at}`);
const unnoticed = (of: readonly string[]): Finding => question({ key: 'unnoticed', ids: of });
const chain = (of: readonly string[], key = 'chain'): Finding => ({
  pattern: 'chain',
  key,
  root: of[0] ?? '',
  ids: of,
  effects: 1,
  depth: 1,
  hours: 2,
  security: 0,
});
const tested = { chance: 0.001, expected: 1, tried: 9 };
const hotspot = (of: readonly string[], chance = tested.chance): Finding => {
  const figures = { ...tested, chance, path: 'src/a.ts', faults: of.length, changes: 9 };
  return { pattern: 'hotspot', key: 'hotspot', ids: of, ...figures };
};
const recurrence = (of: readonly string[], chance = tested.chance): FindingOf<'recurrence'> => {
  const at = '2026-10-01T00:00:00.000Z';
  const figures = { ...tested, chance, facet: 'component', name: 'Relay', from: at, to: at, total: of.length, weeks: [] } as const;
  return { pattern: 'recurrence', key: 'recurrence', ids: of, ...figures };
};

/** Which findings are told, each with those that are told with it. */
function told(...found: readonly Finding[]): readonly (readonly string[])[] {
  return inOneGo(toldOnce(found)).map(({ pattern, also = [] }) => [pattern, ...also.map(one => one.pattern)]);
}

describe('findings that rest on the same incidents', () => {
  it('are told once: a question of security tells of the chain, the chain of what came again, what is farther from chance of what is less', () => {
    const same = ids(0, 8);
    assert.deepEqual(told(chain(same), recurrence(same), hotspot(same), unnoticed(same)), [
      ['unnoticed', 'chain', 'recurrence', 'hotspot'],
    ]);
    assert.deepEqual(told(chain(same), recurrence(same)), [['chain', 'recurrence']]);
    assert.deepEqual(told(recurrence(same, 0.01), hotspot(same, 0.001)), [['hotspot', 'recurrence']]);
    assert.deepEqual(told(recurrence(same, 0.001), hotspot(same, 0.01)), [['recurrence', 'hotspot']]);
  });

  it('are those of which the weaker has all incidents but one of the stronger, if they are a quarter of it', () => {
    const apart = [['chain'], ['recurrence']];
    const once = [['chain', 'recurrence']];
    assert.deepEqual(told(chain(ids(0, 9)), recurrence(ids(1, 9))), once);
    assert.deepEqual(told(chain(ids(0, 8)), recurrence(ids(0, 9))), once, 'one more');
    assert.deepEqual(told(chain(ids(0, 8)), recurrence(ids(0, 10))), apart, 'two more');
    assert.deepEqual(told(chain(ids(0, 20)), recurrence(ids(0, 5))), once, 'a quarter');
    assert.deepEqual(told(chain(ids(0, 21)), recurrence(ids(0, 5))), apart, 'less than a quarter');
    assert.deepEqual(told(chain(ids(0, 40)), recurrence(ids(0, 80))), apart, 'the weaker one says more');
    assert.deepEqual(told(chain(ids(0, 3)), recurrence(ids(2, 4))), apart, 'one in common is not the same');
    assert.deepEqual(told(chain(ids(0, 3)), recurrence([...ids(0, 2), ...ids(0, 2), 'INC-9'])), once, 'an incident that is named twice');
  });

  it('stay apart where they are of one kind, and stay in their order', () => {
    const [one, other] = [chain(ids(0, 5), 'one'), chain(ids(0, 5), 'other')];
    assert.deepEqual(inOneGo(toldOnce([recurrence(ids(10, 15)), other, one])), [recurrence(ids(10, 15)), other, one]);
    assert.deepEqual(
      inOneGo(toldOnce([other, recurrence(ids(0, 4)), one])).map(({ key, also }) => [key, also?.length]),
      [
        ['other', 1],
        ['one', undefined],
      ],
    );
  });

  it('are told again where something has come since to any of them', () => {
    const finding: Finding = { ...chain(ids(0, 5)), also: [recurrence(ids(0, 6))] };
    const aside = { key: 'chain', note: 'Known', at: '2026-10-02T00:00:00.000Z' };
    const came = (later: string): number => cameSince(finding, aside, id => `2026-10-0${id === later ? 3 : 1}T00:00:00.000Z`);
    assert.deepEqual(['INC-0', 'INC-5', 'INC-9'].map(came), [1, 1, 0]);
  });

  it('reach the page whole', () => {
    const all = inOneGo(toldOnce([chain(ids(0, 5)), recurrence(ids(0, 5))]));
    assert.deepEqual(findingSchema.array().parse(JSON.parse(JSON.stringify(all))), all);
  });
});
