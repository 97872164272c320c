/** One benchmark: ours beside its floor (the bare I/O the task needs) and, where there is one, a peer doing the same. */
export interface Benchmark {
  readonly name: string;
  /** How often each side runs; sides are interleaved, so that a slow moment of the machine meets all of them. */
  readonly rounds: number;
  readonly ours: () => Promise<unknown>;
  readonly floor: () => Promise<unknown>;
  readonly peer?: { readonly name: string; readonly run: () => Promise<unknown> };
  /** Most that ours may take, in floors; and how many times slower than ours the peer should be. */
  readonly wanted: { readonly ratio: number; readonly peerRatio?: number };
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
}

/** Runs a benchmark and returns its medians. */
export async function measure({ name, rounds, ours, floor, peer }: Benchmark): Promise<Measurement> {
  const times = { ours: [] as number[], floor: [] as number[], peer: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.floor.push(await timed(floor));
    times.ours.push(await timed(ours));
    if (peer) times.peer.push(await timed(peer.run));
  }
  const [ours_ms, floor_ms] = [median(times.ours), median(times.floor)];
  const base = { name, ours_ms, floor_ms, ratio: round(ours_ms / floor_ms) };
  if (!peer) return base;
  const peer_ms = median(times.peer);
  return { ...base, peer: peer.name, peer_ms, peer_ratio: round(peer_ms / ours_ms) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
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
