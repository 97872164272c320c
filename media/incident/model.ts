import type { Patch } from '../../src/domain/field';
import type { IncidentValues } from '../../src/domain/incident/forms';
import { fieldBelongsToStep } from '../../src/domain/incident/forms';
import type { Incident } from '../../src/domain/incident/incident';
import { priorityOf, type PriorityMatrix } from '../../src/domain/incident/priority';
import type { StepId } from '../../src/domain/incident/steps';
import { applyPatch, patchBetween } from '../../src/domain/incident/values';
import type { Draft } from '../../src/protocol/incidentPanel';

/** What has been typed on top of an incident, and nothing that is saved: a change from outside never takes it away. */
export interface Edited {
  readonly saved: IncidentValues;
  readonly draft: Draft;
}

/** The values a form shows: the saved ones with the draft on top. */
export function shownValues({ saved, draft }: Edited): IncidentValues {
  return applyPatch(saved, draft.patch);
}

/** Puts a value on top; one equal to the saved value leaves the draft. */
export function editField(edited: Edited, id: string, value: unknown): Edited {
  return withValues(edited, { ...shownValues(edited), [id]: value });
}

/** Puts the value of one cell on top; a row of a checklist begins with its first cell. */
export function editCell(edited: Edited, list: string, row: string, cells: Readonly<Record<string, unknown>>): Edited {
  const rows = rowsOf(edited, list);
  const next = rows.some(({ id }) => id === row)
    ? rows.map(other => (other.id === row ? { ...other, ...cells } : other))
    : [...rows, { id: row, ...cells }];
  return withValues(edited, { ...shownValues(edited), [list]: next });
}

/** Takes a row away. */
export function removeRow(edited: Edited, list: string, row: string): Edited {
  return withValues(edited, { ...shownValues(edited), [list]: rowsOf(edited, list).filter(({ id }) => id !== row) });
}

/** Keeps a text that is no value yet (a half-typed date); undefined drops it. */
export function typeText(edited: Edited, path: string, text: string | undefined): Edited {
  const others = Object.entries(edited.draft.typed).filter(([other]) => other !== path);
  const typed = Object.fromEntries(text === undefined ? others : [...others, [path, text]]);
  return { ...edited, draft: { ...edited.draft, typed } };
}

/** The same draft on top of what is saved now; what has been saved meanwhile is no longer in it. */
export function rebase(edited: Edited, saved: IncidentValues): Edited {
  return withValues({ ...edited, saved }, applyPatch(saved, edited.draft.patch));
}

/** The part of the draft that saving `step` writes. */
export function patchOfStep({ draft }: Edited, step: StepId): Patch {
  return Object.fromEntries(Object.entries(draft.patch).filter(([id]) => fieldBelongsToStep(id, step)));
}

/** Paths of half-typed texts that belong to `step` and keep it from being saved. */
export function unfinishedPaths({ draft }: Edited, step: StepId): readonly string[] {
  return Object.keys(draft.typed).filter(path => fieldBelongsToStep(path.split('/')[0] ?? '', step));
}

/** True when the field (or the cell at `path`) holds unsaved input. */
export function isDirty({ draft }: Edited, path: string): boolean {
  const [id = '', row, column] = path.split('/');
  if (Object.hasOwn(draft.typed, path)) return true;
  const change = draft.patch[id];
  if (change === undefined || row === undefined) return change !== undefined;
  const cells = (change as Readonly<Record<string, Readonly<Record<string, unknown>> | null>>)[row];
  return cells !== undefined && cells !== null && (column === undefined || Object.hasOwn(cells, column));
}

/** The incident as it would be with the draft saved: what the foot judges the gate by while one types. */
export function withDraft(incident: Incident, edited: Edited, matrix: PriorityMatrix): Incident {
  const values = shownValues(edited);
  const asked = ['impact', 'urgency', 'priorityOverride'].some(id => edited.draft.patch[id] !== undefined);
  return {
    ...incident,
    values,
    priority: asked ? (values.priorityOverride ?? priorityOf(matrix, values.impact, values.urgency)) : incident.priority,
  };
}

function rowsOf(edited: Edited, list: string): readonly { readonly id: string }[] {
  return ((shownValues(edited) as Readonly<Record<string, unknown>>)[list] ?? []) as readonly { readonly id: string }[];
}

function withValues(edited: Edited, values: IncidentValues): Edited {
  return { ...edited, draft: { ...edited.draft, patch: patchBetween(edited.saved, values) } };
}

/** True when there is unsaved input anywhere in the form of `step`. */
export function hasUnsaved(edited: Edited, step: StepId): boolean {
  return Object.keys(patchOfStep(edited, step)).length > 0 || unfinishedPaths(edited, step).length > 0;
}
