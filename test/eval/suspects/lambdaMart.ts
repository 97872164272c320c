import type { TreeNode } from '../../../src/review/suspects/model';

/** Cases to learn from: rows of features, and which rows are culprits. */
export interface TrainingCase {
  /** By feature a value for each row. */
  readonly features: readonly Float64Array[];
  readonly size: number;
  readonly culprits: readonly number[];
  /** How much the case counts; 1 when not given. */
  readonly weight?: number;
}

/** How trees are grown. */
export const growing = {
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

/** Bins of a feature, each with about as many rows. */
const bins = 256;

/**
 * Grows trees for the place of the culprits (LambdaMART: Burges, From RankNet to LambdaRank to LambdaMART, 2010), best leaf first, on binned
 * features. The same seed gives the same trees.
 */
export function growTrees(cases: readonly TrainingCase[], featureNames: readonly string[], seed = 1): readonly TreeNode[] {
  const random = mulberry(seed);
  const table = new Table(cases);
  const scores = new Float64Array(table.rows);
  const gradient = new Float64Array(table.rows);
  const curvature = new Float64Array(table.rows);
  const trees: TreeNode[] = [];
  for (let tree = 0; tree < growing.trees; tree++) {
    cases.forEach((single, at) => {
      lambdas(single, table.starts[at] ?? 0, scores, gradient, curvature);
    });
    const rows = Int32Array.from({ length: table.rows }, (_, row) => row).filter(() => random() < growing.rowShare);
    const features = featureNames.map((_, feature) => feature).filter(() => random() < growing.featureShare);
    const root = growTree(table, rows, features, gradient, curvature);
    for (let row = 0; row < table.rows; row++) scores[row] = (scores[row] ?? 0) + table.valueOf(root, row);
    trees.push(named(root, featureNames));
  }
  return trees;
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

/** All rows of all cases, each feature cut into bins. */
class Table {
  readonly rows: number;
  readonly starts: readonly number[];
  readonly binned: readonly Uint8Array[];
  private readonly edges: readonly Float64Array[];
  private readonly columns: readonly Float64Array[];

  constructor(cases: readonly TrainingCase[]) {
    let rows = 0;
    this.starts = cases.map(({ size }) => (rows += size) - size);
    this.rows = rows;
    const features = cases[0]?.features.length ?? 0;
    const columns = Array.from({ length: features }, (_, feature) => {
      const column = new Float64Array(rows);
      cases.forEach((single, at) => {
        column.set(single.features[feature] ?? [], this.starts[at]);
      });
      return column;
    });
    this.columns = columns;
    this.edges = columns.map(edgesOf);
    this.binned = columns.map((column, feature) =>
      Uint8Array.from(column, value => binOf(this.edges[feature] ?? new Float64Array(), value)),
    );
  }

  /** Half-way between the highest value of a bin and the next one. */
  threshold(feature: number, bin: number): number {
    const edge = this.edges[feature]?.[bin] ?? 0;
    const next = this.columns[feature]?.reduce((least, value) => (value > edge && value < least ? value : least), Infinity) ?? Infinity;
    return Number.isFinite(next) ? (edge + next) / 2 : edge;
  }

  valueOf(leaf: Leaf, row: number): number {
    let at = leaf;
    while (at.split) at = (this.binned[at.split.feature]?.[row] ?? 0) <= at.split.bin ? at.split.upTo : at.split.above;
    return at.value;
  }
}

/** Upper edges of bins that hold about the same number of distinct values each. */
function edgesOf(column: Float64Array): Float64Array {
  const sorted = Float64Array.from(new Set(column)).sort();
  if (sorted.length <= bins) return sorted;
  const all = Float64Array.from(column).sort();
  const edges = new Set(Array.from({ length: bins - 1 }, (_, bin) => all[Math.floor(((bin + 1) * all.length) / bins)] ?? 0));
  return Float64Array.from([...edges, Infinity]).sort();
}

function binOf(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
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
  const order = Int32Array.from({ length: size }, (_, row) => row).sort(
    (a, b) => (scores[start + b] ?? 0) - (scores[start + a] ?? 0) || a - b,
  );
  const isCulprit = new Set(culprits);
  const ideal = culprits.reduce((sum, _, place) => sum + discount(place), 0);
  const spread = (scores[start + (order[0] ?? 0)] ?? 0) !== (scores[start + (order[size - 1] ?? 0)] ?? 0);
  let total = 0;
  for (let high = 0; high < Math.min(growing.places, size); high++) {
    for (let low = high + 1; low < size; low++) {
      const [a = 0, b = 0] = [order[high], order[low]];
      if (isCulprit.has(a) === isCulprit.has(b)) continue;
      const [better, worse] = isCulprit.has(a) ? [a, b] : [b, a];
      const distance = (scores[start + better] ?? 0) - (scores[start + worse] ?? 0);
      let won = (discount(high) - discount(low)) / ideal;
      if (spread) won /= 0.01 + Math.abs(distance);
      const chance = 1 / (1 + Math.exp(distance));
      const pull = chance * won;
      const bend = chance * (1 - chance) * won;
      gradient[start + better] = (gradient[start + better] ?? 0) - pull;
      gradient[start + worse] = (gradient[start + worse] ?? 0) + pull;
      curvature[start + better] = (curvature[start + better] ?? 0) + bend;
      curvature[start + worse] = (curvature[start + worse] ?? 0) + bend;
      total += 2 * pull;
    }
  }
  const scale = (total > 0 ? Math.log2(1 + total) / total : 1) * weight;
  for (let row = start; row < start + size; row++) {
    gradient[row] = (gradient[row] ?? 0) * scale;
    curvature[row] = (curvature[row] ?? 0) * scale;
  }
}

function discount(place: number): number {
  return 1 / Math.log2(2 + place);
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
    const [first, second] = [
      leaf.rows.filter(row => (column[row] ?? 0) <= best.bin),
      leaf.rows.filter(row => (column[row] ?? 0) > best.bin),
    ];
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

function sumsOf(table: Table, rows: Int32Array, features: readonly number[], gradient: Float64Array, curvature: Float64Array): Sums {
  const sums = {
    gradient: new Float64Array(features.length * bins),
    curvature: new Float64Array(features.length * bins),
    rows: new Int32Array(features.length * bins),
  };
  features.forEach((feature, at) => {
    const column = table.binned[feature] ?? new Uint8Array();
    const offset = at * bins;
    for (const row of rows) {
      const cell = offset + (column[row] ?? 0);
      sums.gradient[cell] = (sums.gradient[cell] ?? 0) + (gradient[row] ?? 0);
      sums.curvature[cell] = (sums.curvature[cell] ?? 0) + (curvature[row] ?? 0);
      sums.rows[cell] = (sums.rows[cell] ?? 0) + 1;
    }
  });
  return sums;
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

function named(leaf: Leaf, featureNames: readonly string[]): TreeNode {
  if (!leaf.split) return Number(leaf.value.toPrecision(4));
  const { feature, threshold, upTo, above } = leaf.split;
  return [featureNames[feature] ?? '', Number(threshold.toPrecision(6)), named(upTo, featureNames), named(above, featureNames)];
}

/** Random numbers from 0 to 1 that are the same for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
