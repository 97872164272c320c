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
  if (k <= 0) return 1;
  let term = binomial(k, n, p);
  let sum = 0;
  for (let at = k; at <= n && term > 0; at++) {
    sum += term;
    if (term < sum * negligible) break;
    term *= ((n - at) / (at + 1)) * (p / (1 - p));
  }
  return Math.min(1, sum);
}

/** The probability of `k` or more in common, where `a` and `b` of `n` were drawn independently (Fisher's exact test, one-sided). */
export function hypergeometricTail(k: number, a: number, b: number, n: number): number {
  const most = Math.min(a, b);
  if (k <= Math.max(0, a + b - n)) return 1;
  if (k > most) return 0;
  let term = Math.exp(logChoose(a, k) + logChoose(n - a, b - k) - logChoose(n, b));
  let sum = 0;
  for (let at = k; at <= most && term > 0; at++) {
    sum += term;
    if (term < sum * negligible) break;
    term *= ((a - at) / (at + 1)) * ((b - at) / (n - a - b + at + 1));
  }
  return Math.min(1, sum);
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
  const sorted = tested.toSorted((a, b) => a.chance - b.chance);
  let least = 1;
  return sorted
    .map((one, at) => ({ one, corrected: (one.chance * Math.max(tried, sorted.length)) / (at + 1) }))
    .toReversed()
    .map(({ one, corrected }) => ({ ...one, chance: (least = Math.min(least, corrected)) }))
    .toReversed()
    .filter(({ chance }) => chance <= rate)
    .map(one => ({ ...one, tried: Math.max(tried, sorted.length) }));
}
