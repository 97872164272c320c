import type { Misfit } from '../record/standing';
import type { IncidentCommand } from './command';
import { stepPath } from './conflictPath';
import { isInShape, type ShapePlace } from './entryShape';
import type { IncidentEvent, IncidentEventData } from './event';
import { shortEndings } from './forms/complete';
import { completesFrom, type EndingValues } from './gate';
import { isEarlier, nextStep, type StepId } from '../vocabulary/steps';

/** What can still be asked after the completion, and the entry it makes: nothing that was decided falls by it. */
const whenClosed = {
  reopen: 'incident.reopened',
  archive: 'incident.archived',
  bringBack: 'incident.broughtBack',
  comment: 'record.commented',
  link: 'record.linked',
  judgeLink: 'record.linkJudged',
  restoreSafeguard: 'incident.gapRestored',
  acceptGap: 'incident.gapAccepted',
  handOver: 'incident.handedOver',
  acknowledge: 'incident.acknowledged',
  finishFollowUp: 'incident.followUpDone',
  reviewWorkaround: 'incident.workaroundReviewed',
  assessSecurity: 'incident.securityAssessed',
  storeReport: 'incident.reportStored',
  redact: 'record.redacted',
  erase: 'record.erased',
  noticeSent: 'incident.noticeSent',
} as const satisfies Partial<Record<IncidentCommand['type'], IncidentEvent['type']>>;

const countsWhenClosed: ReadonlySet<IncidentEvent['type']> = new Set([...Object.values(whenClosed), 'record.signed']);

/** True for what can still be asked of an incident that is completed; also that it stays so, where somebody else took another step at once. */
export function isAllowedWhenClosed(command: IncidentCommand): boolean {
  return command.type === 'settle' ? command.path === stepPath : Object.hasOwn(whenClosed, command.type);
}

/** What an entry must fit: where the incident stands, and whether its writer knew of the completion. */
export interface EntryPlace extends ShapePlace {
  readonly step: StepId;
  readonly open: boolean;
  readonly sawClosing: boolean;
  readonly values: EndingValues;
}

/**
 * Why an entry does not count at the place where the log has it, whatever step the entry itself claims to start from: the product writes
 * none like it, but two people can take a step at the same time, and anybody can write into a file. What was typed while somebody else
 * completed the incident counts, and takes back what was decided without it. `isRefused`: the role may not do it at this step.
 */
export function misfitOf(event: IncidentEvent, place: EntryPlace, isRefused: boolean): Misfit | undefined {
  const { step, open, sawClosing, values } = place;
  switch (event.type) {
    case 'incident.advanced':
      return open ? misplacedUnless(event.data.from === step && event.data.to === nextStep(step)) : 'closed';
    case 'incident.returned':
      // Going back wins over going ahead, where the role may go back from there, too.
      return open ? misplacedUnless(isEarlier(event.data.to, step) && (event.data.from === step || !isRefused)) : 'closed';
    case 'incident.completed':
      return open
        ? misplacedUnless(event.data.from === step && completesFrom(step, values, event.data.short) && isEnding(event.data))
        : 'closed';
    case 'incident.reopened':
      return misplacedUnless(!open && !isEarlier(step, event.data.to));
    case 'incident.archived':
      return misplacedUnless(!open);
    default:
      if (!open && sawClosing && !countsWhenClosed.has(event.type) && !changesNothing(event)) return 'closed';
      return isRefused || isInShape(event, place) ? undefined : 'foreign';
  }
}

function misplacedUnless(fits: boolean): Misfit | undefined {
  return fits ? undefined : 'misplaced';
}

/** True for a save of nothing, as it is written by who settles that an incident stays where it stands. */
function changesNothing(event: IncidentEvent): boolean {
  return event.type === 'record.updated' && Object.keys(event.data.patch).length === 0;
}

/** The short way has endings of its own. */
function isEnding({ short, closureCode }: IncidentEventData<'incident.completed'>): boolean {
  const endings: readonly string[] = shortEndings;
  return short !== true || endings.includes(closureCode);
}

/** Where an entry takes the incident: a step, or its completion; undefined for one that leaves it where it is. */
export function targetOfTransition(event: IncidentEvent): StepId | 'completed' | undefined {
  switch (event.type) {
    case 'incident.advanced':
    case 'incident.returned':
    case 'incident.reopened':
      return event.data.to;
    case 'incident.completed':
      return 'completed';
    default:
      return undefined;
  }
}
