import type { Compared } from './definition';

/** What a problem and a known error tell of a failure (M 6.64). */
interface DescribedFailure {
  readonly title?: string | undefined;
  readonly symptoms?: string | undefined;
  readonly errorText?: string | undefined;
  readonly rootCause?: string | undefined;
  readonly components?: readonly string[] | undefined;
}

/** What a described failure is compared by. */
export function comparedFailure({ title, symptoms, errorText, rootCause, components }: DescribedFailure): Compared {
  return { title, texts: [symptoms, errorText, rootCause], names: components };
}
