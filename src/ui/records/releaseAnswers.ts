import type { IncidentCommand } from '../../domain/incident/command';
import type { DueWhat } from '../../domain/incident/due';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import { refusedRequest } from '../../domain/incident/releaseRequest';
import { headsOf } from '../../domain/record/log';
import { fillAction } from '../../domain/vocabulary/permissions';
import { describeProposal } from '../../words/describeDue';
import { describeRelease, describeRequest } from '../../words/standing';
import { fill, labelled } from '../../words/words';
import { askLine, chooseOne } from '../editor/ask';
import { localTime, words } from '../editor/hostWords';
import { UserError } from '../editor/userError';
import { executeAnswer, loadIncident, type AnswerPorts, type AnswerWay } from './incidentAnswer';

/** The release of a measure: asked for, recorded on somebody's behalf, or refused. What it stands for is shown with it. */
export function measureWays(
  incident: Incident,
  { code, measure, what }: Extract<DueWhat, { readonly measure: string }>,
): readonly AnswerWay[] {
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

function released({ timeline }: Incident, part: string): IncidentCommand {
  return { type: 'release', part, seen: headsOf(timeline) };
}

async function refused({ id, timeline }: Incident, measure: string): Promise<IncidentCommand | undefined> {
  const reason = await askLine(labelled(id, words.answer.refuseReason));
  return reason === undefined ? undefined : { type: 'refuseRelease', measure, reason, seen: headsOf(timeline) };
}

/** Puts one of the measures that need a release on the list of whoever may give it. */
export async function askForRelease(ports: AnswerPorts, id: IncidentId): Promise<void> {
  const { store } = ports;
  const incident = await loadIncident(store, id);
  const { releaseRule } = store.gateContext();
  const measures = (incident.values.measures ?? []).filter(row => refusedRequest(incident, row.id, releaseRule) === undefined);
  if (measures.length === 0) throw new UserError(words.answer.nothingToAsk);
  const measure = await chooseOne(
    labelled(id, words.answer.askWhich),
    measures.map(({ id: value, what = '', person }) => ({ label: what || words.tree.untitled, told: person, value })),
  );
  if (measure !== undefined) await executeAnswer(ports, id, { type: 'askRelease', measure }, fill(words.answer.asked, { incident: id }));
}
