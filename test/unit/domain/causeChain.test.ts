import assert from 'node:assert/strict';
import fc from 'fast-check';
import { causeChain, type ChainRecord } from '../../../src/domain/causeChain';
import { linkKinds, linkStates, type Relation } from '../../../src/domain/link';

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
    assert.ok(chain(records, 'R0').nodes.length <= 24);
  });
});
