/** Random numbers that are the same for the same seed (mulberry32). */
export class Random {
  constructor(private state: number) {}

  /** From 0 to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below `most`. */
  below(most: number): number {
    return Math.floor(this.next() * most);
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  isSo(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** One of them, the first far more often than the last (Zipf). */
  zipf<T>(items: readonly T[], steepness = 1): T {
    const sums: number[] = [];
    let sum = 0;
    for (let at = 0; at < items.length; at++) sums.push((sum += 1 / (at + 1) ** steepness));
    const drawn = this.next() * sum;
    return items[sums.findIndex(part => part >= drawn)] ?? this.pick(items);
  }

  /** Around 1, more spread the smaller `shape` is (sum of exponentials). */
  gamma(shape: number): number {
    let sum = 0;
    for (let at = 0; at < shape; at++) sum -= Math.log(1 - this.next());
    return sum / shape;
  }

  /** How many come where `mean` are expected (Knuth). */
  poisson(mean: number): number {
    const least = Math.exp(-mean);
    let [count, product] = [0, this.next()];
    while (product > least) {
      count++;
      product *= this.next();
    }
    return count;
  }
}
