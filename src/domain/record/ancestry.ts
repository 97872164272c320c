import type { RecordEvent } from './event';

/**
 * Answers, while one goes through a log in causal order, what the writer of the current entry had seen. The graph is cut into runs
 * (entries that follow one another without a fork or a merge between them), and each run keeps one bit for every run it builds on,
 * only as long as somebody still builds on it: a question costs nothing, a fork or merge one word for every 32 runs before it.
 */
export class Ancestry {
  private readonly runs = new Map<string, number>();
  /** How many entries build directly on an entry. */
  private readonly children = new Map<string, number>();
  /** The same, of those that are still to come. */
  private readonly coming: Map<string, number>;
  /** By run: the runs its first entry builds on. */
  private readonly seen: (Uint32Array | undefined)[] = [];
  private current: { readonly id: string; readonly run: number } | undefined;

  constructor(timeline: readonly RecordEvent[]) {
    for (const { parents } of timeline)
      for (const parent of new Set(parents)) this.children.set(parent, (this.children.get(parent) ?? 0) + 1);
    this.coming = new Map(this.children);
  }

  /** Goes on to the next entry of the log. */
  enter({ id, parents }: RecordEvent): void {
    if (this.current && !this.children.has(this.current.id)) this.seen[this.current.run] = undefined;
    const known = [...new Set(parents)].filter(parent => this.runs.has(parent));
    const [only] = known;
    const goesOn = known.length === 1 && only !== undefined && this.children.get(only) === 1;
    const run = (goesOn ? this.runs.get(only) : undefined) ?? this.begin(known);
    this.runs.set(id, run);
    this.current = { id, run };
  }

  /** True when the current entry builds on `earlier`, directly or not. */
  hasSeen(earlier: string): boolean {
    const run = this.runs.get(earlier);
    if (run === undefined || !this.current || earlier === this.current.id) return false;
    // A run is left through its end alone: who has seen any of another run has seen all of it.
    return run === this.current.run || hasBit(this.seen[this.current.run], run);
  }

  /** The run of the current entry. */
  run(): number {
    return this.current?.run ?? 0;
  }

  /** Of the runs from `32 * word` on that `bits` names, those that the current entry does not build on; its own is none of them. */
  unseenRuns(word: number, bits: number): number {
    const run = this.run();
    const own = run >> 5 === word ? 1 << (run & 31) : 0;
    return bits & ~((this.seen[run]?.[word] ?? 0) | own);
  }

  private begin(parents: readonly string[]): number {
    const run = this.seen.length;
    const bits = new Uint32Array((run >> 5) + 1);
    for (const parent of parents) {
      const above = this.runs.get(parent) ?? 0;
      const others = this.seen[above];
      if (others) include(bits, others);
      bits[above >> 5] = (bits[above >> 5] ?? 0) | (1 << (above & 31));
      const left = (this.coming.get(parent) ?? 0) - 1;
      this.coming.set(parent, left);
      if (left === 0) this.seen[above] = undefined;
    }
    this.seen.push(bits);
    return run;
  }
}

/** The one loop that can grow with the square of a log, by one step for every 32 runs: so it is a plain one. */
function include(bits: Uint32Array, others: Uint32Array): void {
  for (let index = 0; index < others.length; index++) bits[index] = (bits[index] ?? 0) | (others[index] ?? 0);
}

function hasBit(bits: Uint32Array | undefined, index: number): boolean {
  return (((bits?.[index >> 5] ?? 0) >>> (index & 31)) & 1) === 1;
}
