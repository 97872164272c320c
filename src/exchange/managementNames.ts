import { counted, type Words } from '../words/words';
import type { NamedIncident, NamedIncidents } from './managementContent';
import { plainLine } from './plainText';

/** What a report calls an incident: for texts with `{id}`, `{title}` and `{priority}`. */
export function nameOf(
  words: Words,
  { id, title, priority }: NamedIncident,
): { readonly id: string; readonly title: string; readonly priority: string } {
  return { id, title: plainLine(title), priority: priority ?? words.figures.noName.priority };
}

/** The incidents that are named, and how many are not; `otherwise` where there are none. */
export function namedItems<T extends object>(
  words: Words,
  { named, more, unnamed }: NamedIncidents<T>,
  item: (incident: NamedIncident & T) => string,
  otherwise: readonly string[] = [words.managementReport.nothing],
): readonly string[] {
  const texts = words.managementReport;
  const items = [
    ...named.map(item),
    ...(more > 0 ? [counted(words, texts.more, { count: more })] : []),
    ...(unnamed > 0 ? [counted(words, texts.unnamed, { count: unnamed })] : []),
  ];
  return items.length > 0 ? items : otherwise;
}

/** How many they are, named or not. */
export function countOf({ named, more, unnamed }: NamedIncidents): number {
  return named.length + more + unnamed;
}
