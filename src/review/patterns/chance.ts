/** Logarithms of factorials; the table grows as it is asked. */
const logFactorials: number[] = [0, 0];

function logFactorial(n: number): number {
  for (let at = logFactorials.length; at <= n; at++) logFactorials.push((logFactorials[at - 1] ?? 0) + Math.log(at));
  return logFactorials[n] ?? 0;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Terms of a tail that are smaller than this share of its sum are left out. */
const negligible = 1e-12;

/** The probability of exactly `k` of `n`, where each comes with probability `p`. */
function binomial(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === n ? 1 : 0;
  return Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** The probability of `k` or more of `n`, where each comes with probability `p`: exact, by summing (binomial test, one-sided). */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0 || p >= 1) return k <= n ? 1 : 0;
  if (p <= 0) return 0;
  const odds = p / (1 - p);
  return tail({ from: k, most: n, mean: n * p, chance: at => binomial(at, n, p), ratio: at => ((n - at) / (at + 1)) * odds });
}

/** The probability of `k` or more in common, where `a` and `b` of `n` were drawn independently (Fisher's exact test, one-sided). */
export function hypergeometricTail(k: number, a: number, b: number, n: number): number {
  const [fewest, most] = [Math.max(0, a + b - n), Math.min(a, b)];
  if (k <= fewest) return 1;
  if (k > most) return 0;
  return tail({
    from: k,
    fewest,
    most,
    mean: (a * b) / n,
    chance: at => Math.exp(logChoose(a, at) + logChoose(n - a, b - at) - logChoose(n, b)),
    ratio: at => ((a - at) / (at + 1)) * ((b - at) / (n - a - b + at + 1)),
  });
}

/** A distribution with one peak: how probable a count is, and how much more probable the next one is. */
interface Tail {
  readonly from: number;
  readonly fewest?: number;
  readonly most: number;
  readonly mean: number;
  readonly chance: (at: number) => number;
  readonly ratio: (at: number) => number;
}

/** The probability of `from` or more. Summed away from the peak, where terms only become smaller: one too small to be told from 0 ends the sum. */
function tail({ from, fewest = 0, most, mean, chance, ratio }: Tail): number {
  const isAbove = from > mean;
  let at = isAbove ? from : from - 1;
  let term = chance(at);
  let sum = 0;
  while (at >= fewest && at <= most && term > sum * negligible) {
    sum += term;
    term = isAbove ? term * ratio(at) : term / ratio(at - 1);
    at += isAbove ? 1 : -1;
  }
  return Math.min(1, Math.max(0, isAbove ? sum : 1 - sum));
}

/**
 * The probability that anywhere in a time a window of the share `p` of it holds `k` or more of `n`: the scan statistic, by the approximation
 * of Wallenstein and Neff (Statistics in Medicine 6 (1987) 197–207), which is good where the result is small.
 */
export function scanTail(k: number, n: number, p: number): number {
  if (k <= 1 || p >= 1) return 1;
  return Math.min(1, Math.max(0, (k / p - n - 1) * binomial(k, n, p)) + 2 * binomialTail(k, n, p));
}

/**
 * Those of the tested that are no chance, as many false ones among them as `rate` at most, by Benjamini and Hochberg (J. R. Statist. Soc. B 57
 * (1995) 289–300): each with its probability corrected for the `tried`, the smallest first. What was tried and is not listed has shown nothing.
 */
export function discoveries<T extends { readonly chance: number }>(
  tested: readonly T[],
  tried: number,
  rate: number,
): readonly (T & { readonly tried: number })[] {
  const all = Math.max(tried, tested.length);
  // What is above the rate by itself is so corrected, too, and changes nothing of the others.
  const sorted = tested.filter(({ chance }) => chance <= rate).sort((a, b) => a.chance - b.chance);
  let least = 1;
  return sorted
    .map((one, at) => ({ one, corrected: (one.chance * all) / (at + 1) }))
    .toReversed()
    .map(({ one, corrected }) => ({ ...one, chance: (least = Math.min(least, corrected)) }))
    .toReversed()
    .filter(({ chance }) => chance <= rate)
    .map(one => ({ ...one, tried: all }));
}
