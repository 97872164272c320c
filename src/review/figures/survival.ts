/**
 * How long something lasts, where some of it is not over yet: the product-limit estimate (E. L. Kaplan, P. Meier: Nonparametric Estimation from
 * Incomplete Observations. Journal of the American Statistical Association 53 (1958), 457–481). Who left out what is still waiting would
 * make a process look the quicker, the more lies about in it. Where nothing is waiting, it gives the plain shares and quantiles.
 */
export class Survival {
  /** Times at which something ended, in ascending order, and the share that lasts longer. */
  private readonly steps: { readonly after: number; readonly left: number }[] = [];
  /** Until then anything is known. */
  private readonly known: number;
  /** In ascending order what is over, and what is still waiting. */
  private readonly over: Float64Array;
  private readonly censored: Float64Array;

  /** `ended` are lengths of what is over, `waiting` those for which the rest is known to have lasted at least. */
  constructor(ended: readonly number[], waiting: readonly number[]) {
    const [over, censored] = [Float64Array.from(ended).sort(), Float64Array.from(waiting).sort()];
    [this.over, this.censored] = [over, censored];
    this.known = over.length + censored.length === 0 ? -1 : Math.max(over.at(-1) ?? 0, censored.at(-1) ?? 0);
    let [left, gone] = [1, 0];
    for (let first = 0; first < over.length;) {
      const after = over[first] ?? 0;
      let next = first;
      while (over[next] === after) next += 1;
      // Who stopped being watched at the same moment was still at risk in it.
      while ((censored[gone] ?? Infinity) < after) gone += 1;
      left *= 1 - (next - first) / (over.length - first + censored.length - gone);
      this.steps.push({ after, left });
      first = next;
    }
  }

  /** After this length so much (0 to 1) is over; undefined where that was never seen. */
  quantile(share: number): number | undefined {
    // What is left of a product of fractions is not quite what it should be.
    return this.steps.find(({ left }) => left <= 1 - share + 1e-9)?.after;
  }

  /** The share that lasts longer than this; undefined where nothing was watched for so long and something was left. */
  leftAfter(length: number): number | undefined {
    if (this.known < 0) return undefined;
    const left = this.steps.findLast(({ after }) => after <= length)?.left ?? 1;
    return length <= this.known || left < 1e-9 ? left : undefined;
  }

  /** How many have been watched so long: they lasted at least as long, or are known to wait as long. */
  watchedFor(length: number): number {
    return atLeast(this.over, length) + atLeast(this.censored, length);
  }

  /**
   * True where what is said of this length rests on enough: on as many that have been watched so long, or on all there are. Where nobody stopped
   * being watched before, it is no estimate but a count; where somebody did, those few who are left stand for them, too.
   */
  isFirmAt(length: number, fewest: number): boolean {
    return this.watchedFor(length) >= fewest || atLeast(this.censored, length) === this.censored.length;
  }
}

/** How many of some lengths in ascending order are at least as long. */
function atLeast(lengths: Float64Array, length: number): number {
  const first = lengths.findIndex(other => other >= length);
  return first < 0 ? 0 : lengths.length - first;
}
