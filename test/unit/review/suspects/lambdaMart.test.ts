import assert from 'node:assert/strict';
import { featureNames } from '../../../../src/review/suspects/features';
import { Scorer } from '../../../../src/review/suspects/model';
import { inOneGo } from '../../../support/inOneGo';
import { growTrees } from '../../../eval/suspects/lambdaMart';
import { summary } from '../../../../src/review/cases/howGood';
import { placesOf } from '../../../eval/suspects/places';
import type { TrainingCase } from '../../../eval/suspects/table';

const size = 40;
const names = featureNames.slice(0, 2);

/** Cases whose culprit is the row with the most of the first value; the second one says nothing. */
function cases(from: number, count: number): readonly TrainingCase[] {
  return Array.from({ length: count }, (_, at) => {
    const telling = Float64Array.from({ length: size }, (__, row) => ((row * 7 + (from + at) * 13) % size) / size);
    const noise = Float64Array.from({ length: size }, (__, row) => ((row * 11 + (from + at) * 5) % 17) / 17);
    return { features: [telling, noise], size, culprits: [telling.indexOf((size - 1) / size)] };
  });
}

describe('growing trees for the place of the culprit', () => {
  const trees = growTrees(cases(0, 60), names);

  it('finds what tells, on cases not seen before', () => {
    const scorer = new Scorer({ temperature: 1, trees });
    const { mrr } = summary(cases(60, 20).map(({ features, culprits }) => placesOf(inOneGo(scorer.score(features, size)), culprits)));
    assert.ok(mrr > 0.6, `mean reciprocal rank ${mrr}`);
  });

  it('gives the same trees for the same seed, others for another', () => {
    assert.deepEqual(growTrees(cases(0, 60), names), trees);
    assert.notDeepEqual(growTrees(cases(0, 60), names, 2), trees);
  });
});
