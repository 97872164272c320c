import * as z from 'zod';
import { maxLineLength } from '../forms/field';
import { failure, success } from '../foundation/result';
import type { RecordEvent } from '../record/event';
import type { Patch } from '../forms/field';
import { invalidField } from '../forms/field';
import type { IncidentCommand } from './command';
import { incidentEvent, readIncidentEvent } from './event';
import { incidentFields, type IncidentValues } from './forms';
import type { Incident } from './incident';
import type { IncidentDecision, IncidentRefusal } from './refusal';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const cellsSchema = z.object({ sha256: hash });

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
  const rows = Object.entries((patch['evidence'] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>> | null>>);
  const isRefused = rows.some(([id, cells]) => {
    if (cells === null) return false;
    const isKept = evidence.find(row => row.id === id)?.content !== undefined;
    return Object.hasOwn(cells, 'content') || (isKept && Object.hasOwn(cells, 'sha256'));
  });
  return isRefused ? { code: 'contentFixed', field: 'evidence' } : undefined;
}

/** The contents that an entry names, by their SHA-256; none where it names none, or its own content is gone. */
export function contentsOf(entry: RecordEvent): readonly string[] {
  const event = entry.data === null ? undefined : readIncidentEvent(entry);
  if (event?.type !== 'incident.evidenceAttached') return [];
  const rows = z.record(z.string(), cellsSchema).safeParse(event.data.patch['evidence']);
  return rows.success ? Object.values(rows.data).map(({ sha256 }) => sha256) : [];
}
