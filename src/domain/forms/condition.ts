import { isBlank } from '../foundation/blank';

/** When a field is asked: another field of the record (for a column: of the same row) holds one of some codes, none of them, or anything. */
export type Condition<N extends string = string> =
  | { readonly field: N; readonly is: readonly string[] }
  | { readonly field: N; readonly isNot: readonly string[] }
  | { readonly field: N; readonly isFilled: true };

/** The condition that another field holds one of these codes. */
export const is = <const N extends string>(field: N, ...codes: readonly [string, ...string[]]): Condition<N> => ({ field, is: codes });
/** The condition that another field holds none of these codes; it may be empty. */
export const isNot = <const N extends string>(field: N, ...codes: readonly [string, ...string[]]): Condition<N> => ({
  field,
  isNot: codes,
});
/** The condition that another field holds anything. */
export const isFilled = <const N extends string>(field: N): Condition<N> => ({ field, isFilled: true });

/** True when what has this condition is asked for these values; without a condition always. */
export function isAsked({ when }: { readonly when?: Condition }, values: Readonly<Record<string, unknown>>): boolean {
  if (!when) return true;
  const value = values[when.field];
  if ('isFilled' in when) return !isBlank(value);
  return 'is' in when ? when.is.some(code => code === value) : !when.isNot.some(code => code === value);
}
