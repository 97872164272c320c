import { fill, type Words } from '../words';

/** What stands where nothing can be said. */
export const unknown = '–';

/** A share of 0 to 1 in per cent; what is not nothing is never told as 0, and what is not all never as 100. */
export function describeShare(words: Words, share: number): string {
  const percent = share <= 0 ? 0 : share >= 1 ? 100 : Math.min(99, Math.max(1, Math.round(share * 100)));
  return fill(words.figures.percent, { percent });
}

/** So many of so many, with their share. */
export function describeShareOf(words: Words, { count, of }: { readonly count: number; readonly of: number }): string {
  return of === 0 ? unknown : fill(words.figures.shareOf, { share: describeShare(words, count / of), count, of });
}
