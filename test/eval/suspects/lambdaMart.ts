import type { RegressionNode } from '../../../src/review/suspects/model';
import { randomFrom } from './random';
import { bins, Table, type TrainingCase } from './table';

/** How trees are grown. */
const growing = {
  trees: 160,
  leaves: 7,
  rate: 0.045,
  /** Share of features and rows that each tree sees. */
  featureShare: 0.3,
  rowShare: 0.7,
  leastRows: 100,
  /** Added to the curvature: holds the values of small leaves down (L2). */
  damping: 5,
  /** Places from the top that matter. */
  places: 20,
} as const;

/**
 * Grows trees for the place of the culprits (LambdaMART: Burges, From RankNet to LambdaRank to LambdaMART, 2010), best leaf first, on binned
 * features. The same seed gives the same trees.
 */
export function growTrees(cases: readonly TrainingCase[], featureNames: readonly string[], seed = 1): readonly RegressionNode[] {
  const random = randomFrom(seed);
  const table = new Table(cases);
  const scores = new Float64Array(table.rows);
  const gradient = new Float64Array(table.rows);
  const curvature = new Float64Array(table.rows);
  const trees: RegressionNode[] = [];
  for (let tree = 0; tree < growing.trees; tree++) {
    cases.forEach((single, at) => {
      lambdas(single, table.starts[at] ?? 0, scores, gradient, curvature);
    });
    const rows = sampleOf(table.rows, random);
    const features = featureNames.map((_, feature) => feature).filter(() => random() < growing.featureShare);
    const root = growTree(table, rows, features, gradient, curvature);
    for (let row = 0; row < table.rows; row++) scores[row] = (scores[row] ?? 0) + valueOf(root, table, row);
    trees.push(named(root, featureNames));
  }
  return trees;
}

function sampleOf(size: number, random: () => number): Int32Array {
  const rows = new Int32Array(size);
  let chosen = 0;
  for (let row = 0; row < size; row++) if (random() < growing.rowShare) rows[chosen++] = row;
  return rows.slice(0, chosen);
}

interface Branch {
  readonly feature: number;
  readonly bin: number;
  readonly threshold: number;
  readonly upTo: Leaf;
  readonly above: Leaf;
}

interface Leaf {
  readonly rows: Int32Array;
  readonly sums: Sums;
  value: number;
  split?: Branch;
}

interface Sums {
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
  readonly rows: Int32Array;
}

/** Writes the gradients of one case: each pair of a culprit and another row pulls by how much NDCG their exchange would win. */
function lambdas(
  { size, culprits, weight = 1 }: TrainingCase,
  start: number,
  scores: Float64Array,
  gradient: Float64Array,
  curvature: Float64Array,
): void {
  gradient.fill(0, start, start + size);
  curvature.fill(0, start, start + size);
  const order = orderOf(scores.subarray(start, start + size));
  const isCulprit = new Set(culprits);
  const ideal = culprits.reduce((sum, _, place) => sum + discount(place), 0);
  const spread = (scores[start + (order[0] ?? 0)] ?? 0) !== (scores[start + (order[size - 1] ?? 0)] ?? 0);
  let total = 0;
  for (const culprit of culprits) {
    const own = order.indexOf(culprit);
    // One of the two has to stand in a place that matters.
    const least = own < growing.places ? size : Math.min(growing.places, size);
    const better = start + culprit;
    for (let place = 0; place < least; place++) {
      const other = order[place] ?? 0;
      if (isCulprit.has(other)) continue;
      const worse = start + other;
      const distance = (scores[better] ?? 0) - (scores[worse] ?? 0);
      let won = Math.abs(discount(own) - discount(place)) / ideal;
      if (spread) won /= 0.01 + Math.abs(distance);
      const chance = 1 / (1 + Math.exp(distance));
      const pull = chance * won;
      const bend = chance * (1 - chance) * won;
      gradient[better] = (gradient[better] ?? 0) - pull;
      gradient[worse] = (gradient[worse] ?? 0) + pull;
      curvature[better] = (curvature[better] ?? 0) + bend;
      curvature[worse] = (curvature[worse] ?? 0) + bend;
      total += 2 * pull;
    }
  }
  const scale = (total > 0 ? Math.log2(1 + total) / total : 1) * weight;
  for (let row = start; row < start + size; row++) {
    gradient[row] = (gradient[row] ?? 0) * scale;
    curvature[row] = (curvature[row] ?? 0) * scale;
  }
}

/** The rows by their scores, the highest first; the first of equal ones first. */
function orderOf(scores: Float64Array): Int32Array {
  const sorted = scores.slice().sort();
  const taken = new Int32Array(scores.length);
  const order = new Int32Array(scores.length);
  // Native sorting of numbers is many times faster than sorting rows by a function; a search then finds the place of each.
  for (let row = scores.length - 1; row >= 0; row--) {
    let [low, high] = [0, sorted.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? 0) < (scores[row] ?? 0)) low = middle + 1;
      else high = middle;
    }
    order[scores.length - 1 - low - (taken[low] ?? 0)] = row;
    taken[low] = (taken[low] ?? 0) + 1;
  }
  return order;
}

const discounts = Float64Array.from({ length: 1_024 }, (_, place) => 1 / Math.log2(2 + place));

function discount(place: number): number {
  return discounts[place] ?? 1 / Math.log2(2 + place);
}

function growTree(table: Table, rows: Int32Array, features: readonly number[], gradient: Float64Array, curvature: Float64Array): Leaf {
  const sum = (of: Int32Array): Sums => sumsOf(table, of, features, gradient, curvature);
  const root: Leaf = { rows, sums: sum(rows), value: 0 };
  const open = [{ leaf: root, best: bestSplit(root, features) }];
  let leaves = 1;
  while (leaves < growing.leaves) {
    open.sort((a, b) => (b.best?.gain ?? 0) - (a.best?.gain ?? 0));
    const next = open.shift();
    if (!next?.best || next.best.gain <= 0) break;
    const { leaf, best } = next;
    const column = table.binned[best.feature] ?? new Uint8Array();
    const [first, second] = parted(leaf.rows, column, best.bin);
    const smaller = sum(first.length <= second.length ? first : second);
    const larger = difference(leaf.sums, smaller);
    const [upToSums, aboveSums] = first.length <= second.length ? [smaller, larger] : [larger, smaller];
    const upTo: Leaf = { rows: first, sums: upToSums, value: leafValue(upToSums) };
    const above: Leaf = { rows: second, sums: aboveSums, value: leafValue(aboveSums) };
    leaf.split = { feature: best.feature, bin: best.bin, threshold: table.threshold(best.feature, best.bin), upTo, above };
    leaves += 1;
    for (const child of [upTo, above]) open.push({ leaf: child, best: bestSplit(child, features) });
  }
  return root;
}

/** The rows up to a bin, and those above it. */
function parted(rows: Int32Array, column: Uint8Array, bin: number): readonly [Int32Array, Int32Array] {
  const parts = new Int32Array(rows.length);
  let [low, high] = [0, rows.length];
  for (const row of rows) {
    if ((column[row] ?? 0) <= bin) parts[low++] = row;
    else parts[--high] = row;
  }
  return [parts.slice(0, low), parts.slice(low).reverse()];
}

function sumsOf(table: Table, rows: Int32Array, features: readonly number[], gradient: Float64Array, curvature: Float64Array): Sums {
  const cells = features.length * bins;
  const sums = { gradient: new Float64Array(cells), curvature: new Float64Array(cells), rows: new Int32Array(cells) };
  // Gathered once, so that each feature reads them in their order.
  const gradients = new Float64Array(rows.length);
  const curvatures = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    gradients[index] = gradient[rows[index] ?? 0] ?? 0;
    curvatures[index] = curvature[rows[index] ?? 0] ?? 0;
  }
  features.forEach((feature, at) => {
    addUp(table.binned[feature] ?? new Uint8Array(), rows, gradients, curvatures, {
      gradient: sums.gradient.subarray(at * bins, (at + 1) * bins),
      curvature: sums.curvature.subarray(at * bins, (at + 1) * bins),
      rows: sums.rows.subarray(at * bins, (at + 1) * bins),
    });
  });
  return sums;
}

function addUp(column: Uint8Array, rows: Int32Array, gradients: Float64Array, curvatures: Float64Array, into: Sums): void {
  const { gradient, curvature, rows: counted } = into;
  for (let index = 0; index < rows.length; index++) {
    const bin = column[rows[index] ?? 0] ?? 0;
    gradient[bin] = (gradient[bin] ?? 0) + (gradients[index] ?? 0);
    curvature[bin] = (curvature[bin] ?? 0) + (curvatures[index] ?? 0);
    counted[bin] = (counted[bin] ?? 0) + 1;
  }
}

function difference(whole: Sums, part: Sums): Sums {
  return {
    gradient: whole.gradient.map((value, at) => value - (part.gradient[at] ?? 0)),
    curvature: whole.curvature.map((value, at) => value - (part.curvature[at] ?? 0)),
    rows: whole.rows.map((value, at) => value - (part.rows[at] ?? 0)),
  };
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
}

function bestSplit({ sums }: Leaf, features: readonly number[]): Split | undefined {
  const whole = totals(sums);
  let best: Split | undefined;
  features.forEach((feature, at) => {
    let [gradient, curvature, rows] = [0, 0, 0];
    for (let bin = 0; bin < bins - 1; bin++) {
      const cell = at * bins + bin;
      gradient += sums.gradient[cell] ?? 0;
      curvature += sums.curvature[cell] ?? 0;
      rows += sums.rows[cell] ?? 0;
      if (rows < growing.leastRows || (sums.rows[cell] ?? 0) === 0) continue;
      if (whole.rows - rows < growing.leastRows) break;
      const gain =
        worth(gradient, curvature) + worth(whole.gradient - gradient, whole.curvature - curvature) - worth(whole.gradient, whole.curvature);
      if (gain > (best?.gain ?? 1e-9)) best = { feature, bin, gain };
    }
  });
  return best;
}

function worth(gradient: number, curvature: number): number {
  return gradient ** 2 / (curvature + growing.damping);
}

function totals(sums: Sums): { readonly gradient: number; readonly curvature: number; readonly rows: number } {
  let [gradient, curvature, rows] = [0, 0, 0];
  // Every feature has every row once: the first one tells it all.
  for (let bin = 0; bin < bins; bin++) {
    gradient += sums.gradient[bin] ?? 0;
    curvature += sums.curvature[bin] ?? 0;
    rows += sums.rows[bin] ?? 0;
  }
  return { gradient, curvature, rows };
}

function leafValue(sums: Sums): number {
  const { gradient, curvature } = totals(sums);
  return (-gradient / (curvature + growing.damping)) * growing.rate;
}

function valueOf(root: Leaf, { binned }: Table, row: number): number {
  let at = root;
  while (at.split) at = (binned[at.split.feature]?.[row] ?? 0) <= at.split.bin ? at.split.upTo : at.split.above;
  return at.value;
}

function named(leaf: Leaf, featureNames: readonly string[]): RegressionNode {
  if (!leaf.split) return Number(leaf.value.toPrecision(4));
  const { feature, threshold, upTo, above } = leaf.split;
  return [featureNames[feature] ?? '', Number(threshold.toPrecision(6)), named(upTo, featureNames), named(above, featureNames)];
}
