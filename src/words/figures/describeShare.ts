import { fill, type Words } from '../words';

/** A share of 0 to 1 in per cent; what is not nothing is never told as 0, and what is not all never as 100. */
export function describeShare(words: Words, share: number): string {
  const percent = share <= 0 ? 0 : share >= 1 ? 100 : Math.min(99, Math.max(1, Math.round(share * 100)));
  return fill(words.figures.percent, { percent });
}
