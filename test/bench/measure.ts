/** One benchmark: ours beside its floor (the bare I/O the task needs) and, where there is one, a peer doing the same. */
export interface Benchmark {
  readonly name: string;
  /** How often each side runs; sides are interleaved, so that a slow moment of the machine meets all of them. */
  readonly rounds: number;
  readonly ours: () => Promise<unknown>;
  readonly floor: () => Promise<unknown>;
  readonly peer?: { readonly name: string; readonly run: () => Promise<unknown> };
  /** Runs after ours, outside its time: waits for what ours left to be done later. */
  readonly settle?: () => Promise<unknown>;
  /** Runs after the last round: ends what would go on. */
  readonly end?: () => void;
  readonly wanted: Wanted;
}

/** Most that ours may take, in floors; and how many times slower than ours the peer should be. */
export interface Wanted {
  readonly ratio?: number;
  /** Most milliseconds that 95 of 100 runs may take. */
  readonly p95?: number;
  readonly peerRatio?: number;
  /** Most milliseconds that the median of ours may take. */
  readonly ours?: number;
}

/** Medians in milliseconds; `ratio` is ours per floor, `peer_ratio` the peer per ours. */
export interface Measurement {
  readonly name: string;
  readonly ours_ms: number;
  readonly floor_ms: number;
  readonly ratio: number;
  readonly peer?: string;
  readonly peer_ms?: number;
  readonly peer_ratio?: number;
  /** 95 of 100 runs of ours took no longer, in milliseconds. */
  readonly p95_ms?: number;
  readonly wanted: Wanted;
}

/** A measurement that could not be made, and why; the others stand. */
export interface Failed {
  readonly name: string;
  readonly failed: string;
}

/** Times in milliseconds, of the same rounds. */
export interface Times {
  readonly ours: number[];
  readonly floor: number[];
  readonly peer: number[];
}

/** Runs a benchmark and returns its medians. */
export function measure(benchmark: Benchmark): Promise<Measurement | Failed> {
  return attempt(benchmark.name, () => run(benchmark));
}

/** What a measurement came to, also where it did not work. */
export async function attempt(name: string, work: () => Promise<Measurement>): Promise<Measurement | Failed> {
  try {
    return await work();
  } catch (error) {
    return { name, failed: reasonOf(error) };
  }
}

/** The first line of what went wrong. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

async function run({ name, rounds, ours, floor, peer, settle, end, wanted }: Benchmark): Promise<Measurement> {
  const times: Times = { ours: [], floor: [], peer: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      times.floor.push(await timed(floor));
      times.ours.push(await timed(ours));
      await settle?.();
      if (peer) times.peer.push(await timed(peer.run));
    }
  } finally {
    end?.();
  }
  return medians(name, times, wanted, peer?.name);
}

/** The medians of times that were taken elsewhere. */
export function medians(name: string, times: Times, wanted: Wanted, peer?: string): Measurement {
  const [ours_ms, floor_ms] = [median(times.ours), median(times.floor)];
  const base = { name, ours_ms, floor_ms, ratio: round(ours_ms / floor_ms), wanted };
  if (peer === undefined) return base;
  const peer_ms = median(times.peer);
  return { ...base, peer, peer_ms, peer_ratio: round(peer_ms / ours_ms) };
}

/** Milliseconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
