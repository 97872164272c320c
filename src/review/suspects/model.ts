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

/** Commits that are scored before others may have their turn. */
const scoredAtOnce = 32;

/**
 * Scores commits with a model. Made once, used for every report. No tree is walked: all splits of a feature are looked at in the order of their
 * thresholds, and those that a commit is above strike out the ends before them; the first end that is left of each tree is the one the walk would
 * have come to (QuickScorer: Lucchese et al., A Fast Algorithm to Rank Documents with Additive Ensembles of Regression Trees, 2015).
 */
export class Scorer {
  /** By feature its splits, the lowest threshold first. */
  private readonly splits: readonly FeatureSplits[];
  /** By tree what its ends say, from the left; `mostEnds` for each tree. */
  private readonly values: Float64Array;

  /** Throws a RangeError for a tree of more than 32 ends. */
  constructor(readonly model: SuspectModel) {
    const trees = model.trees.map(tree => takenApart(tree));
    this.splits = featureNames.map(name => {
      const own = trees.flatMap(({ splits }, tree) => splits.filter(({ feature }) => feature === name).map(split => ({ ...split, tree })));
      own.sort((one, other) => one.threshold - other.threshold);
      return {
        thresholds: Float64Array.from(own, ({ threshold }) => threshold),
        trees: Uint16Array.from(own, ({ tree }) => tree),
        left: Uint32Array.from(own, ({ left }) => left),
      };
    });
    this.values = new Float64Array(trees.length * mostEnds);
    trees.forEach(({ ends }, tree) => {
      this.values.set(ends, tree * mostEnds);
    });
  }

  /** A score for each of `size` commits from their features, in the order of `featureNames`; in steps between which others may have their turn. */
  *score(features: readonly Float64Array[], size: number): Generator<undefined, Float64Array> {
    const scores = new Float64Array(size);
    for (let from = 0; from < size; from += scoredAtOnce) {
      this.scoreRows(features, scores, from, Math.min(size, from + scoredAtOnce));
      yield;
    }
    return scores;
  }

  private scoreRows(features: readonly Float64Array[], scores: Float64Array, from: number, to: number): void {
    const { values } = this;
    const left = new Uint32Array(values.length / mostEnds);
    for (let row = from; row < to; row++) {
      left.fill(allEnds);
      this.splits.forEach(({ thresholds, trees, left: leaves }, feature) => {
        const value = features[feature]?.[row] ?? 0;
        for (let at = 0; at < thresholds.length && value > (thresholds[at] ?? 0); at++) {
          const tree = trees[at] ?? 0;
          left[tree] = (left[tree] ?? 0) & (leaves[at] ?? 0);
        }
      });
      let score = 0;
      for (let tree = 0; tree < left.length; tree++) {
        const ends = left[tree] ?? 0;
        score += values[tree * mostEnds + 31 - Math.clz32(ends & -ends)] ?? 0;
      }
      scores[row] = score;
    }
  }
}

const mostEnds = 32;
const allEnds = 0xffffffff;

interface FeatureSplits {
  readonly thresholds: Float64Array;
  readonly trees: Uint16Array;
  /** The ends that are left where a value is above the threshold, one bit each, the first the lowest. */
  readonly left: Uint32Array;
}

interface TreeParts {
  readonly splits: readonly { readonly feature: string; readonly threshold: number; readonly left: number }[];
  /** What the ends say, from the left. */
  readonly ends: readonly number[];
}

/** `before`: how many ends of the tree stand left of this branch. */
function takenApart(node: RegressionNode, before = 0): TreeParts {
  if (typeof node === 'number') {
    if (before >= mostEnds) throw new RangeError(`a tree of more than ${mostEnds} ends`);
    return { splits: [], ends: [node] };
  }
  const [feature, threshold, first, second] = node;
  const upTo = takenApart(first, before);
  const above = takenApart(second, before + upTo.ends.length);
  const struck = upTo.ends.reduce((bits, _, at) => bits | (1 << (before + at)), 0);
  return { splits: [{ feature, threshold, left: ~struck >>> 0 }, ...upTo.splits, ...above.splits], ends: [...upTo.ends, ...above.ends] };
}
