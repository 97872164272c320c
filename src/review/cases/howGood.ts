import { confidenceOf, type Confidence } from '../suspects/suspect';

/** Mean reciprocal rank and the share of cases whose culprit is among the first 1, 5 and 10. */
export function summary(places: readonly number[]): {
  readonly n: number;
  readonly mrr: number;
  readonly top1: number;
  readonly top5: number;
  readonly top10: number;
} {
  const share = (value: number): number => Math.round((value / Math.max(1, places.length)) * 1000) / 1000;
  const among = (most: number): number => share(places.filter(place => place <= most).length);
  return {
    n: places.length,
    mrr: share(places.reduce((sum, place) => sum + 1 / place, 0)),
    top1: among(1),
    top5: among(5),
    top10: among(10),
  };
}

/** How often the first suspect was said to be likely, possible or weak, and how often it was the culprit then. */
export function sureness(
  firsts: readonly { readonly chance: number; readonly right: boolean }[],
): Readonly<Record<Confidence, { readonly n: number; readonly said: number; readonly right: number }>> {
  const share = (value: number): number => Math.round(value * 1000) / 1000;
  const of = (confidence: Confidence): { readonly n: number; readonly said: number; readonly right: number } => {
    const its = firsts.filter(({ chance }) => confidenceOf(chance) === confidence);
    const n = Math.max(1, its.length);
    return {
      n: its.length,
      said: share(its.reduce((sum, { chance }) => sum + chance, 0) / n),
      right: share(its.filter(({ right }) => right).length / n),
    };
  };
  return { likely: of('likely'), possible: of('possible'), weak: of('weak') };
}
