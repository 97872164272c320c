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
