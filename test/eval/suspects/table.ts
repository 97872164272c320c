/** Cases to learn from: rows of features, and which rows are culprits. */
export interface TrainingCase {
  /** By feature a value for each row. */
  readonly features: readonly Float64Array[];
  readonly size: number;
  readonly culprits: readonly number[];
  /** How much the case counts; 1 when not given. */
  readonly weight?: number;
}

/** Bins of a feature, each with about as many rows. */
export const bins = 256;

/** All rows of all cases, each feature cut into bins. */
export class Table {
  readonly rows: number;
  readonly starts: readonly number[];
  readonly binned: readonly Uint8Array[];
  private readonly edges: readonly Float64Array[];
  /** By feature and bin the lowest value in it; infinite for a bin without any. */
  private readonly lowest: readonly Float64Array[];

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
    this.edges = columns.map(edgesOf);
    this.binned = columns.map((column, feature) =>
      Uint8Array.from(column, value => binOf(this.edges[feature] ?? new Float64Array(), value)),
    );
    this.lowest = columns.map((column, feature) => lowestOf(column, this.binned[feature] ?? new Uint8Array()));
  }

  /** Half-way between the highest value of a bin and the next one. */
  threshold(feature: number, bin: number): number {
    const edge = this.edges[feature]?.[bin] ?? 0;
    const next = this.lowest[feature]?.find((value, at) => at > bin && Number.isFinite(value)) ?? Infinity;
    return Number.isFinite(next) ? (edge + next) / 2 : edge;
  }
}

/** Upper edges of bins that hold about the same number of distinct values each. */
function edgesOf(column: Float64Array): Float64Array {
  const all = column.slice().sort();
  const distinct = all.filter((value, at) => at === 0 || value !== all[at - 1]);
  if (distinct.length <= bins) return distinct;
  const edges = new Set(Array.from({ length: bins - 1 }, (_, bin) => all[Math.floor(((bin + 1) * all.length) / bins)] ?? 0));
  return Float64Array.from([...edges, Infinity]).sort();
}

function lowestOf(column: Float64Array, binned: Uint8Array): Float64Array {
  const lowest = new Float64Array(bins).fill(Infinity);
  for (let row = 0; row < column.length; row++) {
    const [bin = 0, value = 0] = [binned[row], column[row]];
    if (value < (lowest[bin] ?? Infinity)) lowest[bin] = value;
  }
  return lowest;
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
