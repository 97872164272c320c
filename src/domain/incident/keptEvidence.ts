import * as z from 'zod';
import { maxLineLength } from '../forms/field';
import { failure, success } from '../foundation/result';
import { hashSchema, type RecordEvent } from '../record/event';
import type { Patch } from '../forms/field';
import { invalidField } from '../forms/field';
import type { IncidentCommand } from './command';
import { incidentEvent, readIncidentEvent } from './event';
import { incidentFields, type IncidentValues } from './forms';
import type { Incident } from './incident';
import type { IncidentDecision, IncidentRefusal } from './refusal';

const cellsSchema = z.object({ sha256: hashSchema });

/** Evidence whose content is kept, in one entry that names the content by its SHA-256 (M 6.134). */
export function attachEvidence(incident: Incident, { row, cells }: Extract<IncidentCommand, { type: 'attachEvidence' }>): IncidentDecision {
  const told = Object.fromEntries(
    Object.entries(cells).flatMap(([column, value]) => (value === '' ? [] : [[column, value.slice(0, maxLineLength)]])),
  );
  const patch: Patch = { evidence: { [row]: told } };
  const invalid = invalidField(incidentFields, patch, field => field === 'evidence');
  if (invalid) return failure(invalid);
  if (!cellsSchema.safeParse(told).success) return failure({ code: 'invalidField', field: 'evidence', detail: 'sha256' });
  if (incident.values.evidence?.some(({ id }) => id === row)) return failure({ code: 'exists' });
  return success([incidentEvent('incident.evidenceAttached', { row, patch: { ...patch } })]);
}

/** The refusal of a save that says of evidence what only Faultline can say, or says something else of what is kept. */
export function refusedEvidence({ evidence = [] }: IncidentValues, patch: Patch): IncidentRefusal | undefined {
  const isRefused = changesKept(patch, id => evidence.find(row => row.id === id));
  return isRefused ? { code: 'contentFixed', field: 'evidence' } : undefined;
}

/** True where a patch says that content is kept, or another hash of what is. */
export function changesKept(patch: Patch, evidence: (row: string) => { readonly content?: unknown } | undefined): boolean {
  return rowsIn(patch, 'evidence').some(([id, cells]) => {
    if (cells === null) return false;
    return Object.hasOwn(cells, 'content') || (evidence(id)?.content !== undefined && Object.hasOwn(cells, 'sha256'));
  });
}

/** What a patch says of the rows of a list; null removes one. */
export type PatchRows = readonly (readonly [id: string, cells: Readonly<Record<string, unknown>> | null])[];

const rowsSchema = z.record(z.string(), z.record(z.string(), z.unknown()).nullable());

/** The rows that a patch changes in a list; none where what it says is no change of one. */
export function rowsIn(patch: Patch, list: string): PatchRows {
  const rows = patch[list] === undefined ? undefined : rowsSchema.safeParse(patch[list]);
  return rows?.success ? Object.entries(rows.data) : [];
}

/** The contents that an entry names, by their SHA-256; none where it names none, or its own content is gone. */
export function contentsOf(entry: RecordEvent): readonly string[] {
  const event = entry.data === null ? undefined : readIncidentEvent(entry);
  if (event?.type !== 'incident.evidenceAttached') return [];
  const rows = z.record(z.string(), cellsSchema).safeParse(event.data.patch['evidence']);
  return rows.success ? Object.values(rows.data).map(({ sha256 }) => sha256) : [];
}
