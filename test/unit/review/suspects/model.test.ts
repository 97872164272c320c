import { strict as assert } from 'node:assert';
import { featureNames } from '../../../../src/review/suspects/features';
import { Scorer, type RegressionNode } from '../../../../src/review/suspects/model';
import { inOneGo } from '../../../support/inOneGo';
import { randomFrom } from '../../../support/random';

/** Commits, more than are scored at once. */
const size = 100;
const random = randomFrom(3);
const among = (count: number): number => Math.floor(random() * count);
/** Few values, so that many a commit stands on a threshold. */
const value = (): number => among(5) / 4;

function treeOf(ends: number): RegressionNode {
  if (ends === 1) return random() - 0.5;
  const left = 1 + among(ends - 1);
  return [featureNames[among(featureNames.length)] ?? '', value(), treeOf(left), treeOf(ends - left)];
}

function walk(node: RegressionNode, valueOf: (feature: string) => number): number {
  if (typeof node === 'number') return node;
  const [feature, threshold, upTo, above] = node;
  return walk(valueOf(feature) <= threshold ? upTo : above, valueOf);
}

describe('the model of suspect changes', () => {
  it('says of each commit the sum of the ends that a walk through its trees comes to', () => {
    const trees = [...Array.from({ length: 40 }, () => treeOf(1 + among(31))), treeOf(32), treeOf(1)];
    const features = featureNames.map(() => Float64Array.from({ length: size }, value));
    const scores = inOneGo(new Scorer({ temperature: 1, trees }).score(features, size));
    const walked = Float64Array.from({ length: size }, (_, row) =>
      trees.reduce<number>((sum, tree) => sum + walk(tree, feature => features[featureNames.indexOf(feature)]?.[row] ?? 0), 0),
    );
    assert.deepEqual(scores, walked);
    assert.ok(new Set(scores).size > size / 2, 'trees that tell commits apart');
  });

  it('refuses a tree with more ends than it can tell apart', () => {
    assert.throws(() => new Scorer({ temperature: 1, trees: [treeOf(33)] }), RangeError);
  });
});
