import { isBlank } from '../foundation/blank';
import { dutyIds, duties, isDutyId, type DutyTiming } from '../vocabulary/duties';
import { timingOf, type OwnDuty } from '../vocabulary/ownDuty';
import type { IncidentValues, Row } from './forms';
import { isSecurityRelevant } from './security';

/** What was decided about a duty; undefined while nobody has. */
export type Applies = Row<'duties'>['applies'];

/** What decisions about duties depend on: the answers, and the rules of the organisation's own duties. */
export interface DutySource {
  readonly values: IncidentValues;
  readonly ownDuties: readonly OwnDuty[];
}

/** The incident's own decisions beside the duties of the setting; a rule counts as it was when it was decided. */
export function withOwnDuties({ values, ownDuties }: DutySource, { ownDuties: others }: Pick<DutySource, 'ownDuties'>): DutySource {
  return { values, ownDuties: [...ownDuties, ...others.filter(({ id }) => !ownDuties.some(duty => duty.id === id))] };
}

/** When the notice of a duty is due; undefined for one that nobody knows any more. */
export function dutyTiming(id: string, ownDuties: readonly OwnDuty[]): DutyTiming | undefined {
  if (isDutyId(id)) return duties[id];
  const own = ownDuties.find(duty => duty.id === id);
  return own && timingOf(own);
}

/** Ids of all duties in their order: those of the table, the organisation's own, and those of which only a decision is left. */
export function allDuties({ values, ownDuties }: DutySource): readonly string[] {
  return [...new Set<string>([...dutyIds, ...ownDuties.map(({ id }) => id), ...(values.duties ?? []).map(({ id }) => id)])];
}

/** What is asked in the row of a duty. */
export function dutyRow({ duties: rows = [] }: IncidentValues, id: string): Row<'duties'> | undefined {
  return rows.find(row => row.id === id);
}

/**
 * Whether a duty applies: what its own row says; else what was decided about the duty that it follows; else what was said of all the others
 * (*none applies*). One that is asked only on an occasion is not asked before.
 */
export function appliesOf(id: string, source: DutySource): Applies {
  const seen = new Set<string>();
  for (let next = id; !seen.has(next);) {
    seen.add(next);
    const own = dutyRow(source.values, next)?.applies;
    if (own !== undefined) return own;
    const timing = dutyTiming(next, source.ownDuties);
    if (timing?.onOccasion) return undefined;
    if (timing?.follows === undefined) break;
    next = timing.follows;
  }
  return source.values.dutiesApply === 'none' ? 'no' : undefined;
}

/** True where reporting duties must be decided: the incident is security relevant, or personal data are concerned (NIS2 Art. 23, GDPR Art. 33). */
export function asksDuties(values: IncidentValues): boolean {
  return isSecurityRelevant(values) || values.personalData === 'yes';
}

/** The first duty that is not decided: neither yes nor no, or a no for which no reason is given anywhere. */
export function undecidedDuty(source: DutySource): string | undefined {
  const { ownDuties } = source;
  return allDuties(source).find(id => {
    const applies = appliesOf(id, source);
    if (applies === undefined) return dutyTiming(id, ownDuties)?.onOccasion !== true;
    return applies === 'unknown' || (applies === 'no' && !hasReason(id, source));
  });
}

/** A no has a reason of its own, that of the duty it follows, or the one that was given for all others. */
export function hasReason(id: string, source: DutySource): boolean {
  const { values } = source;
  if (!isBlank(values.dutiesReason) || !isBlank(dutyRow(values, id)?.reason)) return true;
  const follows = dutyTiming(id, source.ownDuties)?.follows;
  return follows !== undefined && appliesOf(follows, source) === 'no' && !isBlank(dutyRow(values, follows)?.reason);
}

/** The duties that a form asks row by row: those that stand for themselves, what follows from one that applies, and what was answered already. */
export function askedDuties(source: DutySource): readonly string[] {
  return allDuties(source).filter(id => {
    if (dutyRow(source.values, id)?.applies !== undefined) return true;
    const follows = dutyTiming(id, source.ownDuties)?.follows;
    if (follows === undefined) return true;
    const before = appliesOf(follows, source);
    return before === 'yes' || before === 'unknown';
  });
}

/** True where duties are asked one by one: the user said that one applies, or a decision about one stands already. */
export function asksEachDuty({ dutiesApply, duties: rows = [] }: IncidentValues): boolean {
  return dutiesApply === 'some' || rows.some(({ applies }) => applies !== undefined);
}
