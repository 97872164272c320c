/** What lit makes of a template before it is drawn. */
interface Drawn {
  readonly strings?: readonly string[];
  readonly values?: readonly unknown[];
}

/** The markup of a template as text: what listens is left out, and so is what a directive would draw. */
export function markupOf(part: unknown): string {
  if (Array.isArray(part)) return part.map(markupOf).join('');
  if (typeof part === 'string' || typeof part === 'number') return String(part);
  const { strings, values = [] } = (part ?? {}) as Drawn;
  return strings?.map((text, at) => text + markupOf(values[at])).join('') ?? '';
}

/** Everything that a part of a page would draw, in one text: directives are gone through as well. */
export function wholeMarkupOf(part: unknown): string {
  if (typeof part === 'string') return part;
  if (typeof part !== 'object' || part === null) return '';
  if (Array.isArray(part)) return part.map(wholeMarkupOf).join('');
  const { strings, values } = part as { readonly strings?: readonly string[]; readonly values?: readonly unknown[] };
  if (!values) return '';
  if (strings) return strings.map((text, index) => text + wholeMarkupOf(values[index])).join('');
  // `repeat` has its items, and what draws one of them.
  const [items, draw] = [values[0], values.at(-1)];
  return Array.isArray(items) && typeof draw === 'function'
    ? items.map(item => wholeMarkupOf(Reflect.apply(draw, undefined, [item]))).join('')
    : values.map(wholeMarkupOf).join('');
}
