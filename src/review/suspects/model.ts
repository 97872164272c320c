import * as z from 'zod';
import { featureNames } from './features';
import stored from './model.json';

/** A split of a regression tree: up to the threshold the first branch, above it the second; a number is the end of a branch. */
export type RegressionNode = number | readonly [feature: string, threshold: number, upTo: RegressionNode, above: RegressionNode];

/** A model: the sum of its trees is the score, the score divided by the temperature the logarithm of the odds. */
export interface SuspectModel {
  readonly temperature: number;
  readonly trees: readonly RegressionNode[];
}

const nodeSchema: z.ZodType<RegressionNode> = z.union([
  z.number(),
  z.tuple([z.enum(featureNames as [string, ...string[]]), z.number(), z.lazy(() => nodeSchema), z.lazy(() => nodeSchema)]),
]);
const modelSchema = z.object({ temperature: z.number().positive(), trees: z.array(nodeSchema) });

/**
 * The model that comes with Faultline: small regression trees, boosted for the place of the culprit (LambdaMART: Burges, From RankNet to
 * LambdaRank to LambdaMART, 2010). `npm run train:suspects` makes the file anew; `docs/suspects.md` says how good it is and what each
 * kind of evidence adds.
 */
export function storedModel(): SuspectModel {
  return modelSchema.parse(stored);
}

/** A model as a file holds it. Throws what zod throws where it is none. */
export function readModel(text: string): SuspectModel {
  return modelSchema.parse(JSON.parse(text));
}

/** Scores commits with a model. Made once, used for every report. */
export class Scorer {
  private readonly trees: readonly FlatTree[];

  constructor(readonly model: SuspectModel) {
    this.trees = model.trees.map(flatten);
  }

  /** A score for each of `size` commits from their features, in the order of `featureNames`; in steps between which others may have their turn. */
  *score(features: readonly Float64Array[], size: number): Generator<undefined, Float64Array> {
    const scores = new Float64Array(size);
    for (const { feature, threshold, upTo, above, value } of this.trees) {
      for (let row = 0; row < size; row++) {
        let node = 0;
        for (let of = feature[0] ?? -1; of >= 0; of = feature[node] ?? -1) {
          node = ((features[of]?.[row] ?? 0) <= (threshold[node] ?? 0) ? upTo[node] : above[node]) ?? 0;
        }
        scores[row] = (scores[row] ?? 0) + (value[node] ?? 0);
      }
      yield;
    }
    return scores;
  }
}

interface FlatTree {
  /** By node its feature, -1 at the end of a branch. */
  readonly feature: number[];
  readonly threshold: number[];
  readonly upTo: number[];
  readonly above: number[];
  readonly value: number[];
}

function flatten(root: RegressionNode): FlatTree {
  const flat: FlatTree = { feature: [], threshold: [], upTo: [], above: [], value: [] };
  const add = (node: RegressionNode): number => {
    const at = flat.feature.length;
    const isEnd = typeof node === 'number';
    flat.feature.push(isEnd ? -1 : featureNames.indexOf(node[0]));
    flat.threshold.push(isEnd ? 0 : node[1]);
    flat.value.push(isEnd ? node : 0);
    flat.upTo.push(0);
    flat.above.push(0);
    if (!isEnd) {
      flat.upTo[at] = add(node[2]);
      flat.above[at] = add(node[3]);
    }
    return at;
  };
  add(root);
  return flat;
}
