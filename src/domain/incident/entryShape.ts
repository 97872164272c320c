import type { Patch } from '../forms/field';
import type { IncidentEvent, IncidentEventData } from './event';
import { changesKept, rowsIn, type PatchRows } from './keptEvidence';
import { appliedColumns } from './measure';
import { asksMatrix } from './priority';
import { rowsTaken } from './procedureSteps';
import { decidedRules } from './saving';
import { patchWrittenBy } from './written';

/** What the shape of an entry is held against: the rows that there are, and whether its writer knew of a matrix. */
export interface ShapePlace {
  readonly row: (list: string, id: string) => Readonly<Record<string, unknown>> | undefined;
  readonly sawMatrix: boolean;
}

/**
 * True for an entry that says no more than `decide` lets one of its type say. What such an entry alone may bring about (a measure from
 * elsewhere, the hours of a matrix, the rule of a duty, content that is kept) comes with nothing else, whoever wrote it into the file.
 */
export function isInShape(event: IncidentEvent, place: ShapePlace): boolean {
  switch (event.type) {
    case 'record.captured':
      // There is nothing yet that it could change, and without it there is no record.
      return true;
    case 'record.updated':
      return isSave(event.data, place) && keepsEvidence(event.data.patch, place);
    case 'incident.workaroundApplied':
      return isWorkaround(event.data, place);
    case 'incident.solutionApplied':
      return isSolution(event.data, place);
    case 'incident.evidenceAttached':
      return isOnly(event.data.patch, 'evidence', event.data.row) && place.row('evidence', event.data.row) === undefined;
    case 'incident.procedureTaken':
      return keepsEvidence(event.data.patch, place) && !rowsTaken(event.data.patch).some(id => isKnown(id, place));
    default:
      return keepsEvidence(patchWrittenBy(event) ?? {}, place);
  }
}

/** What comes with a save belongs to what is saved; a priority that follows from no matrix stands in logs that have none. */
function isSave({ patch, matrix, restoreHours, priority, duties = [] }: IncidentEventData<'record.updated'>, place: ShapePlace): boolean {
  if (matrix ? !asksMatrix(Object.keys(patch)) : restoreHours !== undefined || (priority !== undefined && place.sawMatrix)) return false;
  return decidedRules(patch, duties).length === duties.length;
}

function isWorkaround({ measure, patch }: IncidentEventData<'incident.workaroundApplied'>, place: ShapePlace): boolean {
  return (
    hasOnly(patch, ['measures', 'serviceState', 'workaroundReviewAt']) &&
    [undefined, 'restricted'].includes(patch['serviceState'] as string | undefined) &&
    patch['workaroundReviewAt'] !== null &&
    isOnly({ measures: patch['measures'] }, 'measures', measure) &&
    isNewlyApplied(measure, rowsIn(patch, 'measures'), { type: 'workaround', state: 'running' }, place)
  );
}

/** The other rows are workarounds that end. */
function isSolution({ measure, patch }: IncidentEventData<'incident.solutionApplied'>, place: ShapePlace): boolean {
  const rows = rowsIn(patch, 'measures');
  return (
    hasOnly(patch, ['measures', 'serviceState', 'restoredAt', 'workaroundReviewAt', 'solution']) &&
    [undefined, 'normal'].includes(patch['serviceState'] as string | undefined) &&
    [undefined, null].includes(patch['workaroundReviewAt'] as undefined) &&
    rows.every(([id, cells]) => id === measure || (cells?.['state'] === 'ended' && hasOnly(cells, ['state', 'doneAt', 'doneBy']))) &&
    isNewlyApplied(measure, rows, { type: 'final', state: 'done' }, place)
  );
}

/** True where a measure is a new row, with what is said of one that is applied. */
function isNewlyApplied(
  measure: string,
  rows: PatchRows,
  { type, state }: { readonly type: string; readonly state: string },
  place: ShapePlace,
): boolean {
  const cells = rows.find(([id]) => id === measure)?.[1];
  if (!cells || place.row('measures', measure)) return false;
  return (
    cells['type'] === type &&
    [undefined, state].includes(cells['state'] as string | undefined) &&
    hasOnly(cells, [...appliedColumns, 'type', 'due', 'state', 'doneAt', 'doneBy'])
  );
}

/** True for a patch of one row of one list. */
function isOnly(patch: Patch, list: string, row: string): boolean {
  const rows = rowsIn(patch, list);
  return hasOnly(patch, [list]) && rows.length === 1 && rows[0]?.[0] === row;
}

function keepsEvidence(patch: Patch, { row }: ShapePlace): boolean {
  return !changesKept(patch, id => row('evidence', id));
}

function isKnown(id: string, { row }: ShapePlace): boolean {
  return row('measures', id) !== undefined || row('procedureSteps', id) !== undefined;
}

function hasOnly(patch: Patch, keys: readonly string[]): boolean {
  return Object.keys(patch).every(key => keys.includes(key));
}
