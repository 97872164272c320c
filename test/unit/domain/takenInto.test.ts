import assert from 'node:assert/strict';
import type { Finding } from '../../../src/domain/incident/finding';
import type { Relation } from '../../../src/domain/record/link';
import { takenInto } from '../../../src/domain/takenInto';
import { question } from '../../support/findings';

const [problem, other] = ['PRB-000001', 'PRB-000002'];
const ids = ['INC-000001', 'INC-000002', 'INC-000003', 'INC-000004'];

describe('what a pattern was taken into', () => {
  const to = (id: string, state: Relation['state'] = 'suspected'): Relation => ({ kind: 'causedBy', id, state });
  const taken = (relations: Readonly<Record<string, readonly Relation[]>>, finding: Finding = question({ ids })): readonly string[] =>
    takenInto(finding, {
      record: id => ({ relations: relations[id] ?? [] }),
      linkingTo: id => Object.keys(relations).filter(from => relations[from]?.some(relation => relation.id === id)),
    });

  it('are the problems that stand for half of its incidents, whichever of the two is linked to the other', () => {
    assert.deepEqual(taken({ [ids[0] ?? '']: [to(problem), to(other)], [ids[1] ?? '']: [to(problem), to('KE-000001')] }), [problem]);
    assert.deepEqual(taken({ [problem]: [to(ids[0] ?? ''), to(ids[1] ?? '')] }), [problem]);
    assert.deepEqual(taken({ [ids[0] ?? '']: [to(problem)], [problem]: [to(ids[0] ?? '')] }), []);
  });

  it('is none that was ruled out, nor the one that the pattern itself is about', () => {
    const linked = { [ids[0] ?? '']: [to(problem)], [ids[1] ?? '']: [to(problem)] };
    const ruledOut = { ...linked, [ids[1] ?? '']: [to(problem, 'ruledOut')] };
    assert.deepEqual(taken(ruledOut), []);
    assert.deepEqual(taken({ ...ruledOut, [problem]: ids.map(id => to(id)) }), [problem]);
    assert.deepEqual(taken({ ...ruledOut, [problem]: [to(ids[0] ?? ''), to(ids[1] ?? '')] }), []);
    const chain = { pattern: 'chain', key: 'k', ids, root: problem, effects: 1, depth: 2, hours: 3, security: 0 } as const;
    assert.deepEqual([taken(linked, chain), taken(linked, { ...chain, root: other })], [[], [problem]]);
    assert.deepEqual(taken(linked, { ...chain, ids: [...ids.slice(0, 2), problem], root: other }), []);
    const surge = {
      from: '2026-08-10T02:30:00.000Z',
      to: '2026-08-10T02:30:00.000Z',
      total: 4,
      weeks: [],
      chance: 0,
      expected: 1,
      tried: 9,
    };
    assert.deepEqual(taken(linked, { pattern: 'burst', key: 'k', ids, facet: 'cause', name: problem, ...surge }), []);
  });
});
