import { isBlank } from '../foundation/blank';
import type { Instant } from '../foundation/time';
import { clocksOf, isLate, isOverdue } from './clock';
import { appliesOf, allDuties, asksDuties, dutyRow, hasReason, undecidedDuty, type DutySource } from './dutyDecision';
import { filled, noneOf, type GateCondition } from './gateCondition';

/**
 * What holds of reporting duties at every later step: where they must be decided it is said whether one applies, and every clock that was
 * said to run can run (NIS2 Art. 23, GDPR Art. 33).
 */
export function standingDuties(source: DutySource): readonly GateCondition[] {
  const { values } = source;
  const stopped = clocksOf(source).find(({ halt }) => halt === 'stopped');
  return [
    ...(asksDuties(values) ? [dutiesAsked(source)] : []),
    ...(stopped ? [{ code: 'clocksRun', met: false, field: 'duties', row: stopped.duty } as const] : []),
  ];
}

function dutiesAsked({ values }: DutySource): GateCondition {
  const rows = values.duties ?? [];
  if (values.dutiesApply === 'none') return filled(values, 'dutiesAsked', 'dutiesApply', 'dutiesReason');
  const met = rows.some(({ applies }) => applies !== undefined);
  const isSome = values.dutiesApply === 'some' || met;
  return {
    code: 'dutiesAsked',
    met,
    field: isSome ? 'duties' : 'dutiesApply',
    asks: ['dutiesApply', ...(isSome ? (['awareSince', 'duties'] as const) : [])],
  };
}

/**
 * What holds at the end: each duty is decided, no notice is overdue, and what was sent late says why (GDPR Art. 33(1)). A clock that still
 * runs, such as that of a final report, stays due after the completion.
 */
export function endingDuties(source: DutySource, now: Instant): readonly GateCondition[] {
  const { values } = source;
  const clocks = clocksOf(source);
  const undecided = asksDuties(values) ? undecidedDuty(source) : undefined;
  const overdue = clocks.find(clock => isOverdue(clock, now));
  const unexplained = clocks.find(({ duty, due, sentAt }) => isLate(due, sentAt) && isBlank(dutyRow(values, duty)?.lateReason));
  return [
    ...(asksDuties(values) ? [noneOf('dutiesDecided', 'duties', undecided === undefined ? undefined : { id: undecided })] : []),
    noneOf('noticesSent', 'duties', overdue && { id: overdue.duty }),
    ...(unexplained ? [noneOf('latenessExplained', 'duties', { id: unexplained.duty })] : []),
  ];
}

/** What the short way asks of duties: that none applies, or may apply, that a *no* has its reason, and that it was said where personal data are concerned. */
export function noDuties(source: DutySource): readonly GateCondition[] {
  const open = allDuties(source).find(id => {
    const applies = appliesOf(id, source);
    return applies === 'yes' || applies === 'unknown';
  });
  if (open !== undefined) return [{ code: 'noDuty', met: false, field: 'duties', row: open }];
  const unreasoned = allDuties(source).find(id => dutyRow(source.values, id)?.applies === 'no' && !hasReason(id, source));
  if (unreasoned !== undefined) return [{ code: 'noDuty', met: false, field: 'duties', row: unreasoned }];
  if (source.values.personalData !== 'yes' || undecidedDuty(source) === undefined) return [];
  return [{ code: 'noDuty', met: false, field: 'dutiesApply' }];
}
