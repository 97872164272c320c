import type { Refused } from '../../app/permission';
import { fillAction, type Action } from '../../domain/vocabulary/permissions';
import { interfaceParties } from '../../domain/vocabulary/parties';
import type { DueWhat } from '../../domain/incident/due';
import { duePlace } from '../../domain/incident/duePlace';
import type { IncidentCommand, Party } from '../../domain/incident/command';
import { acknowledging, answering } from '../../domain/incident/entryActions';
import { assessments } from '../../domain/incident/forms/qualify';
import { countedHandOvers } from '../../domain/incident/handedOver';
import { isUnacknowledged } from '../../domain/incident/handOver';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import { refusedRequest } from '../../domain/incident/releaseRequest';
import { headsOf } from '../../domain/record/log';
import type { Store } from '../../store/store';
import { describeDueWhat, describeProposal, describeWhoMay } from '../../words/describeDue';
import { describeRelease, describeRequest } from '../../words/standing';
import { fill, labelled } from '../../words/words';
import { askLine, askTime, chooseOne } from '../editor/ask';
import { localTime, words } from '../editor/hostWords';
import { inform } from '../editor/notify';
import { UserError } from '../editor/userError';
import { refusedText } from '../workspace/permitted';
import { executeAnswer, loadIncident, type AnswerPorts } from './incidentAnswer';
import { askNotice, draftNotice } from './notices';
import { tellParty } from './telling';

/** One way to answer: what it is called, what it needs where there are several needs, and the command it makes; undefined when the person puts it away. */
interface Way {
  readonly label: string;
  /** What one must know to decide. */
  readonly told?: string;
  readonly detail?: string;
  readonly action?: Action;
  readonly command: () => Promise<IncidentCommand | undefined>;
  /** What is said when it is done. */
  readonly done?: string;
}

/**
 * Answers something that is due where it stands, without opening or reopening the incident (M 6.134). What the role may not do is not offered;
 * where that is everything, it is said who may, and the place is shown.
 */
export async function answerDue(ports: AnswerPorts, id: IncidentId, named: DueWhat): Promise<void> {
  const incident = await loadIncident(ports.store, id);
  const what = asItIs(incident, named);
  const needOf = ({ action = answering(what) }: Way): Action | undefined => action;
  const all = waysOf(incident, what, ports);
  const refusedTo = (way: Way): Refused | undefined => {
    const needed = needOf(way);
    return needed && ports.refusals(needed);
  };
  const ways = all.filter(way => needOf(way) !== undefined && refusedTo(way) === undefined);
  const told = describeDueWhat(words, what);
  const open = (): void => {
    ports.open(id, duePlace(what));
  };
  if (ways.length === 0) {
    open();
    const refused = all.map(refusedTo).find(one => one !== undefined);
    if (refused) void inform(refused.may ? refusedText(refused) : describeWhoMay(words, what, refused.action));
    return;
  }
  const way = await chooseOne<Way | 'open'>(labelled(id, fill(words.answer.choose, { what: told })), [
    ...ways.map(one => ({ label: one.label, told: one.told, detail: one.detail, value: one })),
    { label: fill(words.answer.open, { incident: id }), value: 'open' as const },
  ]);
  if (way === 'open') return open();
  const command = await way?.command();
  if (command) await executeAnswer(ports.store, id, command, way?.done ?? fill(words.answer.answered, { incident: id, what: told }));
}

/** A row of the tree does not say whether the risk of its gap was accepted. */
function asItIs({ gaps }: Incident, what: DueWhat): DueWhat {
  if (what.code !== 'gap' || gaps.find(({ id }) => id === what.gap)?.accepted) return what;
  return { ...what, unaccepted: true };
}

function waysOf(incident: Incident, what: DueWhat, { name, store }: AnswerPorts): readonly Way[] {
  const { answer } = words;
  const { id } = incident;
  switch (what.code) {
    case 'followUp':
      return [{ label: answer.done, command: () => finish(incident, what.row, name) }];
    case 'handOver':
      return [{ label: answer.acknowledged, command: () => acknowledged(incident, what.row), done: acknowledgedText(id, what.party) }];
    case 'untold':
      return [{ label: answer.tell, command: () => told(store, id, what.party) }];
    case 'review':
      return [
        { label: answer.reviewLater, command: () => reviewed(incident, true) },
        { label: answer.reviewed, command: () => reviewed(incident, false) },
      ];
    case 'gap': {
      const { gap, safeguard, unaccepted } = what;
      return [
        {
          label: answer.gapBack,
          action: 'restoreSafeguard',
          command: () => restored(incident, gap),
          done: fill(answer.gapRestored, { incident: id, safeguard }),
        },
        {
          label: unaccepted ? answer.gapAccept : answer.gapLonger,
          action: 'acceptRisk',
          command: () => accepted(incident, gap),
          done: fill(answer.gapAccepted, { incident: id, safeguard }),
        },
      ];
    }
    case 'release':
    case 'approval':
    case 'refused':
      return measureWays(incident, what);
    case 'signOff':
      return [
        {
          label: answer.signOff,
          action: 'signOff',
          command: () => Promise.resolve({ type: 'signOff', seen: headsOf(incident.timeline) }),
          done: fill(answer.signedOff, { incident: id }),
        },
      ];
    case 'clock':
      // One that cannot run is filled in where it says what it counts from.
      return what.halt === 'stopped'
        ? []
        : [
            { label: answer.draft, action: 'reportDuty', command: () => drafted(store, incident, what.duty) },
            { label: answer.sent, action: 'reportDuty', command: () => askNotice(incident, what.duty, name) },
          ];
    case 'ownAssessment':
    case 'target':
    case 'observation':
    case 'conflict':
    case 'reopening':
      return [];
  }
}

/** The release of a measure: asked for, recorded on somebody's behalf, or refused. What it stands for is shown with it. */
function measureWays(incident: Incident, { code, measure, what }: Extract<DueWhat, { readonly measure: string }>): readonly Way[] {
  const { answer } = words;
  const about = { incident: incident.id, what };
  const row = incident.values.measures?.find(({ id }) => id === measure);
  const request = incident.releaseRequests.get(measure);
  const detail = row && describeProposal(words, row);
  const shown = {
    ...(detail !== undefined && { detail }),
    told: request ? describeRequest(words, request, localTime) : (describeRelease(words, incident, measure, localTime) ?? ''),
  };
  switch (code) {
    case 'release':
      return [
        {
          ...shown,
          label: answer.release,
          command: () => Promise.resolve(released(incident, measure)),
          done: fill(answer.released, about),
        },
        { label: answer.refuse, command: () => refused(incident, measure), done: fill(answer.refused, about) },
      ];
    case 'approval':
      return [
        {
          ...shown,
          label: answer.confirm,
          action: 'release',
          command: () => Promise.resolve(released(incident, measure)),
          done: fill(answer.confirmed, about),
        },
      ];
    case 'refused':
      return [
        {
          ...shown,
          label: answer.askAgain,
          action: fillAction('analyse'),
          command: () => Promise.resolve({ type: 'askRelease', measure }),
          done: fill(answer.asked, about),
        },
      ];
  }
}

function acknowledgedText(incident: IncidentId, party: Party): string {
  return fill(words.answer.isAcknowledged, { incident, party: words.kinds.incident.fields.handOvers.columns.interface.options[party] });
}

/** What is told is recorded where that is done. */
async function told(store: Store, id: IncidentId, party: Party): Promise<undefined> {
  await tellParty(store, id, party);
}

/** A draft records nothing. */
async function drafted(store: Store, { id }: Incident, duty: string): Promise<undefined> {
  await draftNotice(store, id, duty);
}

async function finish({ id }: Incident, followUp: string, name: string): Promise<IncidentCommand | undefined> {
  const { label } = words.kinds.incident.fields.followUps.columns.doneAt;
  const by = await askLine(labelled(id, words.answer.doneBy), name);
  const at = by === undefined ? undefined : await askTime(labelled(id, label), { value: 'now' });
  return by === undefined || !at ? undefined : { type: 'finishFollowUp', followUp, at, by };
}

async function acknowledged({ id: incident, values }: Incident, handOver: string): Promise<IncidentCommand | undefined> {
  const row = values.handOvers?.find(({ id }) => id === handOver);
  const who = await askLine(labelled(incident, words.answer.who), row?.person);
  const how = who === undefined ? undefined : await askLine(labelled(incident, words.answer.how), row?.channel);
  const { label } = words.kinds.incident.fields.handOvers.columns.acknowledgedAt;
  const at = how === undefined ? undefined : await askTime(labelled(incident, label), { value: 'now' });
  return who === undefined || how === undefined || !at ? undefined : { type: 'acknowledge', handOver, who, how, at };
}

async function reviewed({ id }: Incident, again: boolean): Promise<IncidentCommand | undefined> {
  const reviewAt = again ? await askTime(labelled(id, words.answer.until), { ahead: true }) : '';
  const note = reviewAt === undefined ? undefined : await askLine(labelled(id, words.answer.reviewNote));
  return note === undefined ? undefined : { type: 'reviewWorkaround', note, ...(reviewAt && { reviewAt }) };
}

async function restored({ id, timeline }: Incident, gap: string): Promise<IncidentCommand | undefined> {
  const note = await askLine(labelled(id, words.dialog.note));
  return note === undefined ? undefined : { type: 'restoreSafeguard', gap, note, seen: headsOf(timeline) };
}

async function accepted({ id, timeline }: Incident, gap: string): Promise<IncidentCommand | undefined> {
  const until = await askTime(labelled(id, words.answer.until), { ahead: true });
  const reason = until ? await askLine(labelled(id, words.dialog.reason)) : undefined;
  return until && reason !== undefined ? { type: 'acceptGap', gap, until, reason, seen: headsOf(timeline) } : undefined;
}

function released({ timeline }: Incident, part: string): IncidentCommand {
  return { type: 'release', part, seen: headsOf(timeline) };
}

async function refused({ id, timeline }: Incident, measure: string): Promise<IncidentCommand | undefined> {
  const reason = await askLine(labelled(id, words.answer.refuseReason));
  return reason === undefined ? undefined : { type: 'refuseRelease', measure, reason, seen: headsOf(timeline) };
}

/** Puts one of the measures that need a release on the list of whoever may give it. */
export async function askForRelease({ store }: AnswerPorts, id: IncidentId): Promise<void> {
  const incident = await loadIncident(store, id);
  const { releaseRule } = store.gateContext();
  const measures = (incident.values.measures ?? []).filter(row => refusedRequest(incident, row.id, releaseRule) === undefined);
  if (measures.length === 0) throw new UserError(words.answer.nothingToAsk);
  const measure = await chooseOne(
    labelled(id, words.answer.askWhich),
    measures.map(({ id: value, what = '', person }) => ({ label: what || words.tree.untitled, told: person, value })),
  );
  if (measure !== undefined) await executeAnswer(store, id, { type: 'askRelease', measure }, fill(words.answer.asked, { incident: id }));
}

/** Records the acknowledgement of one of the hand-overs that wait for one: all of them, or where the role may no more, those to security management. */
export async function acknowledgeHandOver({ store, refusals }: AnswerPorts, id: IncidentId): Promise<void> {
  const incident = await loadIncident(store, id);
  const parties: Readonly<Record<Party, string>> = words.kinds.incident.fields.handOvers.columns.interface.options;
  const now = new Date().toISOString();
  const waiting = countedHandOvers(incident).filter(row => isUnacknowledged(row, now) && !refusals(acknowledging(row.interface)));
  if (waiting.length === 0) throw new UserError(words.answer.nothingToAcknowledge);
  const row = await chooseOne(
    labelled(id, words.answer.whichHandOver),
    waiting.map(({ id: value, interface: party = interfaceParties[0], person, channel }) => ({
      label: parties[party],
      told: [person, channel].filter(Boolean).join(' · '),
      value,
    })),
  );
  const command = row === undefined ? undefined : await acknowledged(incident, row);
  const party = waiting.find(one => one.id === row)?.interface ?? interfaceParties[0];
  if (command) await executeAnswer(store, id, command, acknowledgedText(id, party));
}

/** Opens a gap that the unstable system itself has made. */
export async function safeguardOff({ store }: AnswerPorts, id: IncidentId): Promise<void> {
  const { values } = await loadIncident(store, id);
  const safeguard = await askLine(labelled(id, words.answer.safeguardWhich));
  if (safeguard === undefined) return;
  const component = await askLine(labelled(id, words.answer.safeguardWhere), values.components?.[0], true);
  if (component === undefined) return;
  const since = await askTime(labelled(id, words.answer.safeguardSince), { value: 'now' });
  if (!since) return;
  const until = await askTime(labelled(id, words.answer.safeguardUntil), { ahead: true, optional: true });
  if (until === undefined) return;
  const gap = { id: crypto.randomUUID(), safeguard, component, since, ...(until && { until }) };
  await executeAnswer(store, id, { type: 'openGap', gap }, fill(words.answer.safeguardOpened, { incident: id, safeguard }));
}

/** Enters what security management itself holds the incident for. */
export async function assessSecurity({ store }: AnswerPorts, id: IncidentId): Promise<void> {
  const { options } = words.kinds.incident.fields.assessment;
  const assessment = await chooseOne(
    labelled(id, words.answer.assess),
    assessments.map(value => ({ label: options[value], value })),
  );
  const reason = assessment === undefined ? undefined : await askLine(labelled(id, words.answer.assessReason));
  if (assessment === undefined || reason === undefined) return;
  await executeAnswer(store, id, { type: 'assessSecurity', assessment, reason }, fill(words.answer.assessed, { incident: id }));
}
