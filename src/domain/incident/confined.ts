import type { Incident } from './incident';

/** The labels of what goes to nobody else unasked (TLP 2.0: for the recipients alone, or their organisation). */
const confinedLabels: ReadonlySet<unknown> = new Set(['RED', 'AMBER+STRICT']);

/** True for an incident that stays with those who have it, also where only one of two who labelled it at once says so. */
export function isConfined({ values, conflicts, erased }: Pick<Incident, 'values' | 'conflicts' | 'erased'>): boolean {
  const said = conflicts.flatMap(({ path, value, otherValue }) => (path === 'tlp' ? [value, otherValue] : []));
  return erased?.confined === true || [values.tlp, ...said].some(label => confinedLabels.has(label));
}
