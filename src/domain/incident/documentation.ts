import { lastCheckThatHolds } from './checks';
import type { FieldId } from './forms';
import type { Incident } from './incident';
import { unreleased, type ReleaseRule } from './measure';

/** What the documentation of an incident can lack (M 6.134): actions without time or acting person, logs, approvals. */
export const documentationGaps = [
  'measureWithoutPersonOrTime',
  'droppedWithoutReason',
  'workaroundNotReleased',
  'handOverIncomplete',
  'checkIncomplete',
  'checklistIncomplete',
  'evidenceWithoutHash',
  'restoredAtMissing',
  'usersInformedMissing',
  'effectivenessNotConfirmed',
] as const;

/** One kind of missing documentation. */
export type DocumentationGap = (typeof documentationGaps)[number];

/** A missing piece of documentation: what, and in which field (and row) to add it. */
export interface MissingDocumentation {
  readonly code: DocumentationGap;
  readonly field: FieldId;
  readonly row?: string;
}

/** Lists what the documentation still lacks (M 6.134); empty when complete. */
export function missingDocumentation(incident: Incident, releaseRule: ReleaseRule): readonly MissingDocumentation[] {
  const { values } = incident;
  const waiting = new Set(unreleased(incident, releaseRule, 'workaround'));
  const missing: MissingDocumentation[] = [];
  const add = (code: DocumentationGap, field: FieldId, row?: string): void => {
    missing.push(row ? { code, field, row } : { code, field });
  };
  for (const row of values.measures ?? []) {
    if ((row.state === 'done' || row.state === 'ended') && !(row.doneAt && row.doneBy))
      add('measureWithoutPersonOrTime', 'measures', row.id);
    if (row.state === 'dropped' && !row.droppedReason) add('droppedWithoutReason', 'measures', row.id);
    if (waiting.has(row)) add('workaroundNotReleased', 'measures', row.id);
  }
  for (const row of values.handOvers ?? []) {
    if (!(row.interface && row.person && row.at && row.channel && row.passed)) add('handOverIncomplete', 'handOvers', row.id);
  }
  for (const row of values.checks ?? []) if (!(row.at && row.person && row.seen && row.holds)) add('checkIncomplete', 'checks', row.id);
  for (const row of values.restoration ?? []) {
    if (row.answer === 'done' && !(row.person && row.at)) add('checklistIncomplete', 'restoration', row.id);
  }
  for (const row of values.procedureSteps ?? []) {
    if (row.answer === 'done' && !(row.person && row.at)) add('checklistIncomplete', 'procedureSteps', row.id);
  }
  for (const row of values.evidence ?? []) if (!row.sha256) add('evidenceWithoutHash', 'evidence', row.id);
  if (values.serviceState === 'normal' && !values.restoredAt) add('restoredAtMissing', 'restoredAt');
  if (!values.usersInformedAt) add('usersInformedMissing', 'usersInformedAt');
  if (!values.effectivenessConfirmedBy && !lastCheckThatHolds(values)?.person) add('effectivenessNotConfirmed', 'effectivenessConfirmedBy');
  return missing;
}
