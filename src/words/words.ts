import type { Intersection } from '../domain/forms/field';
import type { english } from './english';

/** The names of the values that a text has holes for: `{name}`. */
type HolesIn<T> = T extends `${string}{${infer H}}${infer R}` ? H | HolesIn<R> : never;

/** A text with these holes, in whatever language: one that lacks a hole does not compile. */
type Text<H extends string> = [H] extends [never] ? string : Intersection<H extends string ? `${string}{${H}}${string}` : never>;

/** By language: to make one takes far longer than to ask it. */
const pluralRules = new Map<string, Intl.PluralRules>();

/** A text that counts, by the language's rule of plurals; the singular may do without the number. */
type Plural<H extends string> = Readonly<Partial<Record<Exclude<Intl.LDMLPluralRule, 'other'>, Text<Exclude<H, 'count'>>>>> & {
  readonly other: Text<H>;
};

type InAnyLanguage<T> = T extends string
  ? Text<HolesIn<T>>
  : T extends { readonly one: string; readonly other: infer O }
    ? Plural<HolesIn<O>>
    : { readonly [K in keyof T]: InAnyLanguage<T[K]> };

/** Every text, nested by what it belongs to, in one language. A language that lacks one, or a hole in one, does not compile. */
export type Words = InAnyLanguage<typeof english>;

type AllHoles<T> = T extends string ? HolesIn<T> : { [K in keyof T]: AllHoles<T[K]> }[keyof T];
type Hole = AllHoles<typeof english>;

type HolesOf<T> = Hole extends infer H ? (H extends string ? (T extends `${string}{${H}}${string}` ? H : never) : never) : never;
type Values<H extends string> = Readonly<Record<H, string | number>>;

/** A text with its holes filled. */
export function fill<T extends string>(text: T, values: Values<HolesOf<T>>): string {
  return filled(text, values);
}

/** "Symptoms: …", "How did it end? …": a name and what is said under it; one that asks has its mark already. */
export function labelled(name: string, text: string): string {
  return `${name}${name.endsWith('?') ? '' : ':'} ${text}`;
}

/** A text that counts, in the form that the language has for `count`, with its holes filled. */
export function counted<T extends { readonly other: string }>(
  { language }: Pick<Words, 'language'>,
  text: T,
  values: Values<HolesOf<T['other']> | 'count'>,
): string {
  const rules = pluralRules.get(language) ?? new Intl.PluralRules(language);
  pluralRules.set(language, rules);
  const forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = text;
  return filled(forms[rules.select(Number(values.count))] ?? text.other, values);
}

/** A number with one decimal, as the language writes it: `2.5`, `2,5`. */
export function oneDecimal({ language }: Pick<Words, 'language'>, value: number): string {
  return value.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false });
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : hole));
}

/** The text of a code that comes from a log, a file or the system, and may be none of those that have one. */
export function textOf(texts: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}

/** True for a table of texts, each a text or texts again. */
export function isWords(value: unknown): value is Words {
  return isTable(value) && Object.keys(value).length > 0;
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.values(value).every(text => typeof text === 'string' || isTable(text));
}
