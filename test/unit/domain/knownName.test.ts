import assert from 'node:assert/strict';
import type { Role } from '../../../src/domain/vocabulary/actor';
import { eachOnce, eachOnceSorted, offeredNames } from '../../../src/domain/vocabulary/knownName';
import type { Tenure } from '../../../src/domain/vocabulary/register';
import { at } from '../../support/people';

function tenure(name: string, role: Role, from = at('08:00'), until?: string): Tenure {
  return { who: { name, email: name === '' ? 'nameless@example.org' : '' }, role, from, ...(until !== undefined && { until }) };
}

describe('names that are known', () => {
  it('stand there once, whatever their case, width or spaces, with all their roles in one order', () => {
    const names = [
      { name: ' Zoe ', roles: ['developer'] },
      { name: 'Ada', roles: [] },
      { name: 'ＺＯＥ', roles: ['administrator'] },
      { name: 'zoe', roles: [] },
      { name: ' \u200b', roles: ['itManager'] },
    ] as const;
    const zoe = { name: 'Zoe', roles: ['administrator', 'developer'] };
    assert.deepEqual(eachOnce(names), [zoe, { name: 'Ada', roles: [] }]);
    assert.deepEqual(eachOnceSorted(names), [{ name: 'Ada', roles: [] }, zoe]);
  });
});

describe('who is offered in a record', () => {
  const tenures = [
    tenure('Mia', 'developer'),
    tenure('Gone', 'itManager', at('08:00'), at('10:00')),
    tenure('To come', 'itManager', at('11:00')),
    tenure('ben', 'administrator'),
    tenure('Mia', 'itManager', at('09:00'), at('11:00')),
    tenure('', 'itManager'),
  ];
  const offered = (...rest: [readonly (string | undefined)[], 'release'?]): readonly string[] =>
    offeredNames({ tenures }, rest[0], at('10:00'), rest[1]).map(({ name, roles }) => [name, ...roles].join(' '));

  it('is who holds a role by the register now, each once with all of them, then who is named in the record', () => {
    assert.deepEqual(offered([undefined, 'Zoe', 'MIA', 'Gone', 'Zoe']), ['ben administrator', 'Mia developer itManager', 'Zoe', 'Gone']);
  });

  it('is first who may do what is asked for', () => {
    assert.deepEqual(offered(['Zoe'], 'release'), ['Mia developer itManager', 'ben administrator', 'Zoe']);
  });

  it('is who is named in the record where there is no register, and nobody where there is nobody', () => {
    assert.deepEqual(offeredNames(undefined, ['Zoe', 'Ada'], at('10:00')), [
      { name: 'Zoe', roles: [] },
      { name: 'Ada', roles: [] },
    ]);
    assert.deepEqual(offeredNames({ tenures: [] }, [undefined, ''], at('10:00')), []);
  });
});
