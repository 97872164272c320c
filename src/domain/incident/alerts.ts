import type { Instant } from '../foundation/time';
import { isNamed } from '../vocabulary/actor';
import { isPermitted, type Action } from '../vocabulary/permissions';
import { dueOf, isDueFor, isPressing, type Due, type DuePerson } from './due';
import type { IncidentFacts } from './facts';
import type { IncidentId } from './incident';

/** What a person can be told of by a notification; the setting `faultline.notify` chooses. */
export const alertKinds = ['clocks', 'gaps', 'releases', 'security', 'newP1', 'toMe'] as const;

/** One of these. */
export type AlertKind = (typeof alertKinds)[number];

/** Something to tell a person once: `key` says what of which incident, and in which of its stages. */
export interface Alert {
  readonly key: string;
  readonly kind: AlertKind;
  readonly id: IncidentId;
  readonly title: string;
  /** Where it is something due. */
  readonly due?: Due;
}

/** What waits for these alone, whoever has the incident. */
const ofRole: ReadonlySet<Action | undefined> = new Set<Action>(['release', 'signOff', 'assessSecurity']);

/**
 * What of an incident this person is told of: clocks that press and that are over, gaps whose risk must be accepted, releases and sign-offs
 * that wait for them, what security management is told and what it says, where it is theirs or nobody's; that it is a P1, and that it was
 * handed to them. Who only reads is told of what their role is to answer.
 */
export function alertsOf(id: IncidentId, facts: IncidentFacts, who: DuePerson, now: Instant): readonly Alert[] {
  const about = { id, title: facts.title };
  const isReader = !isPermitted(who.role, 'comment');
  const due = dueOf(facts, now).flatMap((one): readonly Alert[] => {
    const isNobodys = !isReader && one.person === undefined && !ofRole.has(one.action);
    const stage = isNobodys || isDueFor(one, who) ? stageOf(facts, one, now) : undefined;
    return stage ? [{ ...about, kind: stage.kind, key: `${id} ${stage.part}`, due: one }] : [];
  });
  if (!facts.open || isReader) return due;
  return [
    ...due,
    ...(facts.priority === 'P1' && (facts.assignee === undefined || isNamed(facts.assignee, who.name))
      ? [{ ...about, kind: 'newP1', key: `${id} P1` } as const]
      : []),
    ...(isNamed(facts.assignee, who.name)
      ? [{ ...about, kind: 'toMe', key: `${id} ${facts.level ?? ''} ${facts.assignedAt ?? ''}` } as const]
      : []),
  ];
}

/** In which stage something due is told of, and as what; undefined where it is not. */
function stageOf(
  { recordedAt }: IncidentFacts,
  { what, at, isOver, since }: Due,
  now: Instant,
): { readonly kind: AlertKind; readonly part: string } | undefined {
  const stage = `${isOver ? 'over' : 'pressing'} ${at}`;
  switch (what.code) {
    case 'clock': {
      // A clock without a date is due at any time, and told of once.
      if (what.halt) return { kind: 'clocks', part: `clock ${what.duty} ${what.halt}` };
      const presses = isOver || isPressing({ since: since ?? recordedAt ?? now, due: at }, now);
      return presses ? { kind: 'clocks', part: `clock ${what.duty} ${stage}` } : undefined;
    }
    case 'target':
      return { kind: 'clocks', part: `target ${stage}` };
    case 'gap':
      return { kind: 'gaps', part: `gap ${what.gap} ${stage}` };
    // Told of when it comes up; that it is late stands in the lists.
    case 'release':
    case 'refused':
    case 'approval':
      return { kind: 'releases', part: `${what.code} ${what.measure} ${at}` };
    case 'signOff':
      return { kind: 'releases', part: `signOff ${at}` };
    case 'ownAssessment':
      return { kind: 'security', part: `ownAssessment ${at}` };
    case 'handOver':
      return what.party === 'securityManagement' ? { kind: 'security', part: `handOver ${what.row} ${stage}` } : undefined;
    case 'untold':
    case 'review':
    case 'followUp':
    case 'observation':
    case 'conflict':
      return undefined;
    case 'reopening':
      return { kind: 'clocks', part: `reopening ${at}` };
  }
}
