import type { MeasureKind } from '../vocabulary/measureKind';
import { invalidField } from '../forms/field';
import { isBlank } from '../foundation/blank';
import { linkOnce, refusedAsker, type Asking } from '../record/decide';
import { hasPrefix, isAnyId, type AnyId } from '../record/ids';
import type { LinkTarget } from '../record/link';
import { failure, success } from '../foundation/result';
import { isEarlierInstant, type Instant } from '../foundation/time';
import type { AppliedMeasure, IncidentCommand } from './command';
import { incidentEvent } from './event';
import { incidentFields, type IncidentPatch } from './forms';
import type { Incident } from './incident';
import { inLine, wholeTexts } from './inLine';
import type { GateContext } from './gateCondition';
import { appliedColumns, isApplied, isInForce, needsRelease } from './measure';
import type { IncidentDecision } from './refusal';
import { problemPrefix } from '../problem/form';

type CommandOf<T extends IncidentCommand['type']> = Extract<IncidentCommand, { type: T }>;

/** One of the three reviews has an outcome (M 6.64). What matches is linked, so that the other side shows it. */
export function review(incident: Incident, { source, outcome, match, candidates }: CommandOf<'review'>): IncidentDecision {
  if (outcome === 'matches' && !match) return failure({ code: 'matchMissing' });
  // That none applies says something only of what was looked at.
  if (candidates === undefined) return failure({ code: 'notLooked' });
  const found = outcome === 'matches' ? match : undefined;
  return success([
    incidentEvent('incident.reviewed', { source, outcome, ...(found && { match: found }), candidates: [...candidates] }),
    // Which problem or known error it is, a person has said; that a change caused it is a suspicion until it is confirmed.
    ...(found
      ? linkOnce(incident, { target: targetOf(found), kind: 'causedBy', state: source === 'change' ? 'suspected' : 'confirmed' })
      : []),
  ]);
}

/**
 * A workaround is put in motion at once and released afterwards; the service goes to restricted operation, and a date is set on which
 * the workaround is looked at again (M 6.64). A weakened safeguard opens a gap (M 6.124).
 */
export function applyWorkaround(
  incident: Incident,
  { measure, reviewAt, from }: CommandOf<'applyWorkaround'>,
  now: Instant,
): IncidentDecision {
  const refusal = refusedMeasure(incident, measure, from, 'workaround');
  if (refusal) return refusal;
  if (!isEarlierInstant(now, reviewAt)) return failure({ code: 'dateInPast' });
  const patch: IncidentPatch = {
    measures: { [measure.id]: { ...cellsOf(measure), type: 'workaround', due: now, state: 'running' } },
    serviceState: 'restricted',
    workaroundReviewAt: earliestReview(incident, reviewAt),
  };
  return success([
    incidentEvent('incident.workaroundApplied', { measure: measure.id, patch: { ...patch }, ...(from && { from }) }),
    ...wholeTexts([measure.what]),
    ...(from ? linkOnce(incident, { target: { type: 'record', id: from }, kind: 'worksAround', state: 'confirmed' }) : []),
  ]);
}

/**
 * The final solution is carried out: it ends every workaround, and the service is in normal operation again (M 6.64). It needs the
 * release of the IT manager where the rule asks for one (`needsRelease`): the one it had where it came from, or the manager's own hand.
 */
export function applySolution(
  incident: Incident,
  { measure, from, released: elsewhere }: CommandOf<'applySolution'>,
  context: Asking & Pick<GateContext, 'releaseRule'>,
): IncidentDecision {
  const { now, releaseRule } = context;
  const refusal = refusedMeasure(incident, measure, from, 'final');
  if (refusal) return refusal;
  // A release was given somewhere: without where, nobody can look.
  const released = from === undefined ? undefined : elsewhere;
  const mayRelease = refusedAsker('release', context) === undefined;
  if (!released && !mayRelease && needsRelease(measure, incident, releaseRule)) return failure({ code: 'notReleased' });
  const ended = Object.fromEntries(
    (incident.values.measures ?? [])
      .filter(({ type, state }) => type === 'workaround' && state !== 'dropped' && state !== 'ended')
      .map(row => [row.id, { state: 'ended' as const, doneAt: row.doneAt ?? now, doneBy: row.doneBy ?? measure.person }]),
  );
  const isFirst = isBlank(incident.values.solution);
  const patch: IncidentPatch = {
    measures: {
      ...ended,
      [measure.id]: { ...cellsOf(measure), type: 'final', due: now, state: 'done', doneAt: now, doneBy: measure.person },
    },
    serviceState: 'normal',
    restoredAt: now,
    workaroundReviewAt: null,
    ...(isFirst && { solution: measure.what }),
  };
  return success([
    incidentEvent('incident.solutionApplied', {
      measure: measure.id,
      patch: { ...patch },
      ...(from && { from }),
      ...(released && { released }),
    }),
    ...(isFirst ? [] : wholeTexts([measure.what])),
    ...(from ? linkOnce(incident, { target: { type: 'record', id: from }, kind: 'fixedBy', state: 'confirmed' }) : []),
  ]);
}

/** The incident waits for the solution of a problem; null ends the waiting. */
export function waitFor(incident: Incident, problem: AnyId | null): IncidentDecision {
  if ((incident.waitsFor ?? null) === problem) return success([]);
  if (problem !== null && !hasPrefix(problemPrefix, problem)) return failure({ code: 'noProblem' });
  return success([
    incidentEvent('incident.waiting', { for: problem }),
    ...(problem === null ? [] : linkOnce(incident, { target: { type: 'record', id: problem }, kind: 'causedBy', state: 'suspected' })),
  ]);
}

function refusedMeasure(
  incident: Incident,
  measure: AppliedMeasure,
  from: AnyId | undefined,
  type: MeasureKind,
): IncidentDecision | undefined {
  const invalid = invalidField(incidentFields, { measures: { [measure.id]: cellsOf(measure) } }, field => field === 'measures');
  if (invalid) return failure(invalid);
  if (isBlank(measure.what)) return failure({ code: 'whatMissing' });
  if (measure.weakensSafeguard === 'yes' && isBlank(measure.safeguard)) return failure({ code: 'safeguardMissing' });
  const rows = incident.values.measures ?? [];
  const again = from !== undefined && isApplied(incident, from, type);
  return again || rows.some(({ id }) => id === measure.id) ? failure({ code: 'alreadyApplied' }) : undefined;
}

/** A workaround that is in force is looked at when it was to be looked at: another one can only bring that forward. */
function earliestReview({ values }: Incident, reviewAt: Instant): Instant {
  const { measures = [], workaroundReviewAt: planned } = values;
  return planned !== undefined && measures.some(isInForce) && isEarlierInstant(planned, reviewAt) ? planned : reviewAt;
}

function cellsOf(measure: AppliedMeasure): Readonly<Record<string, unknown>> {
  const cells = appliedColumns.map(column => [column, measure[column]] as const);
  return Object.fromEntries(cells.flatMap(([column, value]) => (value === undefined || isBlank(value) ? [] : [[column, inLine(value)]])));
}

function targetOf({ id, title }: { readonly id: string; readonly title: string }): LinkTarget {
  return isAnyId(id) ? { type: 'record', id } : { type: 'commit', sha: id, subject: title };
}
