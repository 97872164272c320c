import assert from 'node:assert/strict';
import { featureNames } from '../../../../src/review/suspects/features';
import { storedModel } from '../../../../src/review/suspects/model';
import { Ablation, evidenceKinds, ofTheWindow, type EvidenceKind } from '../../../eval/suspects/ablation';

/** The columns that the model's features are made of. */
const names = [...new Set(featureNames.map(name => name.replace(/(\/best|±)$/, '')))];
const kinds = Object.keys(evidenceKinds) as EvidenceKind[];

describe('taking one kind of evidence away', () => {
  it('knows each column of the model, and no other', () => {
    assert.deepEqual([...new Set<string>([...ofTheWindow, ...kinds.flatMap(kind => evidenceKinds[kind])])].sort(), [...names].sort());
  });

  it('leaves nothing of it, and all of the others', () => {
    const size = 40;
    const columns = Object.fromEntries(
      names.map((name, at) => [name, Float64Array.from({ length: size }, (_, row) => (Math.sin(31 * at + 17 * row) + 1) * 8)]),
    );
    const reversed = (some: readonly string[]): Readonly<Record<string, Float64Array>> => ({
      ...columns,
      ...Object.fromEntries(some.map(name => [name, columns[name]?.toReversed() ?? new Float64Array()])),
    });
    const ablation = new Ablation(storedModel());
    for (const kind of kinds) {
      const without = ablation.scores(columns, size, kind);
      assert.deepEqual(ablation.scores(reversed(evidenceKinds[kind]), size, kind), without, `${kind} still tells commits apart`);
      assert.notDeepEqual(ablation.scores(columns, size), without, `${kind} says nothing`);
      const others = names.filter(name => !(evidenceKinds[kind] as readonly string[]).includes(name));
      assert.notDeepEqual(ablation.scores(reversed(others), size, kind), without, `nothing is left without ${kind}`);
    }
  });
});
