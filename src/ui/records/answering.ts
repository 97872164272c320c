import type { Refused } from '../../app/permission';
import type { DueWhat } from '../../domain/incident/due';
import { duePlace } from '../../domain/incident/duePlace';
import type { IncidentCommand, Party } from '../../domain/incident/command';
import { answering } from '../../domain/incident/entryActions';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import { headsOf } from '../../domain/record/log';
import type { Action } from '../../domain/vocabulary/permissions';
import type { Store } from '../../store/store';
import { describeDueWhat, describeWhoMay } from '../../words/describeDue';
import { fill, labelled } from '../../words/words';
import { askLine, askTime, chooseOne } from '../editor/ask';
import { words } from '../editor/hostWords';
import { inform } from '../editor/notify';
import { refusedText } from '../workspace/permitted';
import { gapWays } from './gapAnswers';
import { executeAnswer, loadIncident, type AnswerPorts, type AnswerWay } from './incidentAnswer';
import { askNotice, draftNotice } from './notices';
import { measureWays } from './releaseAnswers';
import { acknowledgeWay } from './securityAnswers';
import { tellParty } from './telling';

/**
 * Answers something that is due where it stands, without opening or reopening the incident (M 6.134). What the role may not do is not offered;
 * where that is everything, it is said who may, and the place is shown.
 */
export async function answerDue(ports: AnswerPorts, id: IncidentId, named: DueWhat): Promise<void> {
  const incident = await loadIncident(ports.store, id);
  const what = asItIs(incident, named);
  const needOf = ({ action = answering(what) }: AnswerWay): Action | undefined => action;
  const all = waysOf(incident, what, ports);
  const refusedTo = (way: AnswerWay): Refused | undefined => {
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
  const way = await chooseOne<AnswerWay | 'open'>(labelled(id, fill(words.answer.choose, { what: told })), [
    ...ways.map(one => ({ label: one.label, told: one.told, detail: one.detail, value: one })),
    { label: fill(words.answer.open, { incident: id }), value: 'open' as const },
  ]);
  if (way === 'open') return open();
  const command = await way?.command();
  if (command) await executeAnswer(ports, id, command, way?.done ?? fill(words.answer.answered, { incident: id, what: told }));
}

/** A row of the tree does not say whether the risk of its gap was accepted. */
function asItIs({ gaps }: Incident, what: DueWhat): DueWhat {
  if (what.code !== 'gap' || gaps.find(({ id }) => id === what.gap)?.accepted) return what;
  return { ...what, unaccepted: true };
}

function waysOf(incident: Incident, what: DueWhat, ports: AnswerPorts): readonly AnswerWay[] {
  const { answer } = words;
  const { id } = incident;
  const { name, store } = ports;
  switch (what.code) {
    case 'followUp':
      return [{ label: answer.done, command: () => finish(incident, what.row, name) }];
    case 'handOver':
      return [acknowledgeWay(incident, what)];
    case 'untold':
      return [{ label: answer.tell, command: () => told(ports, id, what.party) }];
    case 'review':
      return [
        { label: answer.reviewLater, command: () => reviewed(incident, true) },
        { label: answer.reviewed, command: () => reviewed(incident, false) },
      ];
    case 'gap':
      return gapWays(incident, what);
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

/** What is told is recorded where that is done. */
async function told(ports: AnswerPorts, id: IncidentId, party: Party): Promise<undefined> {
  await tellParty(ports, id, party);
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

async function reviewed({ id }: Incident, again: boolean): Promise<IncidentCommand | undefined> {
  const reviewAt = again ? await askTime(labelled(id, words.answer.until), { ahead: true }) : '';
  const note = reviewAt === undefined ? undefined : await askLine(labelled(id, words.answer.reviewNote));
  return note === undefined ? undefined : { type: 'reviewWorkaround', note, ...(reviewAt && { reviewAt }) };
}
