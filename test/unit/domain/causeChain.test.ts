import assert from 'node:assert/strict';
import fc from 'fast-check';
import { causeChain, type ChainRecord } from '../../../src/domain/record/causeChain';
import { linkKinds, linkStates, type Relation } from '../../../src/domain/record/link';

function chain(records: Readonly<Record<string, readonly Relation[]>>, start: string): ReturnType<typeof causeChain> {
  const record = (id: string): ChainRecord | undefined =>
    Object.hasOwn(records, id) ? { title: `Title of ${id}`, open: true, relations: records[id] ?? [] } : undefined;
  const linkingTo = (id: string): readonly string[] =>
    Object.entries(records).flatMap(([other, relations]) => (relations.some(relation => relation.id === id) ? [other] : []));
  return causeChain(start, record, linkingTo);
}

describe('the chain of cause and effect', () => {
  it('reads a link from cause to effect, whichever side it was made on', () => {
    const records = {
      A: [{ kind: 'causes', state: 'confirmed', id: 'B' }],
      B: [],
      C: [{ kind: 'causedBy', state: 'suspected', id: 'B' }],
    } as const;
    for (const start of ['A', 'B', 'C']) {
      assert.deepEqual(
        chain(records, start)
          .edges.map(({ from, kind, to }) => `${from} ${kind} ${to}`)
          .sort(),
        ['A causes B', 'B causes C'],
      );
    }
    assert.deepEqual(
      chain(records, 'B').nodes.map(({ id, level }) => [id, level]),
      [
        ['B', 0],
        ['A', -1],
        ['C', 1],
      ],
    );
  });

  for (const [kind, edge, level] of [
    ['causedBy', ['B', 'causes', 'A'], -1],
    ['causes', ['A', 'causes', 'B'], 1],
    ['duplicateOf', ['B', 'hasDuplicate', 'A'], -1],
    ['parentOf', ['A', 'parentOf', 'B'], 1],
    ['fixedBy', ['B', 'fixes', 'A'], -1],
    ['worksAround', ['B', 'worksAroundIn', 'A'], -1],
    ['evidence', ['A', 'relatedTo', 'B'], 0],
    ['relatedTo', ['A', 'relatedTo', 'B'], 0],
  ] as const) {
    it(`${kind} stands on the same side and reads the same, seen from either end`, () => {
      const records = { A: [{ kind, state: 'suspected', id: 'B' }], B: [] } as const;
      const [from, drawn, to] = edge;
      assert.deepEqual(chain(records, 'A'), {
        nodes: [
          { id: 'A', level: 0, title: 'Title of A', open: true },
          { id: 'B', level, title: 'Title of B', open: true },
        ],
        edges: [{ from, kind: drawn, to, state: 'suspected' }],
      });
      const back = chain(records, 'B');
      assert.deepEqual(back.edges, [{ from, kind: drawn, to, state: 'suspected' }]);
      assert.equal(back.nodes[1]?.level, 0 - level);
    });
  }

  it('a relation that both sides name is drawn once', () => {
    const relation = (id: string): Relation => ({ kind: 'relatedTo', state: 'confirmed', id });
    const { edges } = chain({ A: [relation('B')], B: [relation('A')] }, 'B');
    assert.deepEqual(edges, [{ from: 'A', kind: 'relatedTo', to: 'B', state: 'confirmed' }]);
  });

  it('goes on from cause to cause, counting from the record it is drawn for; one that is not known has no title', () => {
    const caused = (id: string): readonly Relation[] => [{ kind: 'causedBy', state: 'confirmed', id }];
    const { nodes } = chain({ A: caused('B'), B: caused('C'), C: [] }, 'A');
    assert.deepEqual(
      nodes.map(({ id, level }) => [id, level]),
      [
        ['A', 0],
        ['B', -1],
        ['C', -2],
      ],
    );
    assert.deepEqual(chain({}, 'gone'), { nodes: [{ id: 'gone', level: 0, title: '', open: false }], edges: [] });
  });

  it('leaves out what was ruled out, what is not there, and what leads back to itself', () => {
    const records = {
      A: [
        { kind: 'causedBy', state: 'ruledOut', id: 'B' },
        { kind: 'causedBy', state: 'confirmed', id: 'gone' },
        { kind: 'relatedTo', state: 'confirmed', id: 'A' },
      ],
      B: [],
    } as const;
    assert.deepEqual(chain(records, 'A').edges, []);
  });

  it('ends, in circles too, with edges between its own nodes only', () => {
    const ids = ['A', 'B', 'C', 'D', 'E'];
    const relation = fc.record({ kind: fc.constantFrom(...linkKinds), state: fc.constantFrom(...linkStates), id: fc.constantFrom(...ids) });
    fc.assert(
      fc.property(fc.array(fc.array(relation, { maxLength: 4 }), { minLength: 5, maxLength: 5 }), lists => {
        const records = Object.fromEntries(ids.map((id, n) => [id, lists[n] ?? []]));
        const { nodes, edges } = chain(records, 'A');
        const known = new Set(nodes.map(({ id }) => id));
        assert.equal(known.size, nodes.length);
        for (const { from, to } of edges) assert.ok(known.has(from) && known.has(to) && from !== to);
      }),
    );
  });

  it('stays small among very many', () => {
    const records = Object.fromEntries(
      Array.from({ length: 500 }, (_, n) => [`R${n}`, [{ kind: 'relatedTo', state: 'confirmed', id: 'R0' } as const]]),
    );
    const { nodes, edges } = chain(records, 'R0');
    assert.deepEqual([nodes.length, edges.length], [24, 23]);
  });

  it('still draws what links the records that are in it when it is full', () => {
    const relation = (id: string): Relation => ({ kind: 'relatedTo', state: 'confirmed', id });
    const names = Array.from({ length: 30 }, (_, n) => `R${String(n).padStart(2, '0')}`);
    const records = Object.fromEntries(names.map(name => [name, name === 'R00' ? names.slice(1).map(relation) : [relation('R01')]]));
    const { nodes, edges } = chain(records, 'R00');
    assert.equal(nodes.length, 24);
    assert.ok(edges.some(({ from, to }) => from === 'R01' && to === 'R23'));
    assert.ok(!edges.some(({ from, to }) => from === 'R24' || to === 'R24'));
  });
});
