import * as z from 'zod';
import { refusalsFor } from '../../app/permission';
import { awaitsAcknowledgement } from '../../domain/incident/attention';
import { dueNamed, dueNameSchema } from '../../domain/incident/due';
import type { IncidentId } from '../../domain/incident/incident';
import { idSchemaOf } from '../../domain/records';
import { interfaceParties } from '../../domain/vocabulary/parties';
import { isEntryOf } from '../../store/indexEntry';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { roleSetting } from '../editor/settings';
import { UserError } from '../editor/userError';
import type { Panels } from '../panel/panels';
import { answerDue } from '../records/answering';
import { pickDue } from '../records/duePicker';
import { safeguardOff } from '../records/gapAnswers';
import type { AnswerPorts } from '../records/incidentAnswer';
import { draftNotice, recordNotice } from '../records/notices';
import type { PickOptions } from '../records/recordPicker';
import { askForRelease } from '../records/releaseAnswers';
import { acknowledgeHandOver, assessSecurity } from '../records/securityAnswers';
import { tellParty } from '../records/telling';
import type { WithdrawnHere } from '../sharing/withdrawnHere';
import { requirePermitted } from '../workspace/permitted';
import type { Workspace } from '../workspace/workspace';
import type { Handlers } from './handlers';
import { incidentNamed } from './recordArgument';

const partyArgument = z.object({ party: z.enum(interfaceParties) });
const dutyArgument = z.object({ duty: z.string().max(64) });
/** A row of the tree: something due, or a gap. */
const dueArgument = z.object({ incident: idSchemaOf('incident'), due: z.object({ what: dueNameSchema }) });
const gapArgument = z.object({ type: z.literal('gap'), incident: idSchemaOf('incident'), id: z.string(), safeguard: z.string() });

/** What answering needs of the window. */
interface AnswerCommandPorts {
  readonly workspace: Workspace;
  readonly panels: Panels;
  readonly withdrawn: Pick<WithdrawnHere, 'has'>;
}

/** Telling other parties, notices of reporting duties, and answering what is due; each for what stands in the tree, or for an incident the person picks. */
export function answerCommands({ workspace, panels, withdrawn }: AnswerCommandPorts) {
  const ports = async (): Promise<AnswerPorts> => {
    const [store, actor] = [workspace.requireStore(), await workspace.actor()];
    return {
      store,
      name: actor.name,
      refusals: await refusalsFor(store, actor),
      isWithdrawn: id => withdrawn.has(id),
      open: (id, { step, path }) => {
        panels.show(id, step, path);
      },
    };
  };
  const onIncident = async (
    argument: unknown,
    act: (ports: AnswerPorts, id: IncidentId) => Promise<void>,
    among: Pick<PickOptions<'incident'>, 'all' | 'wanted' | 'none'> = {},
  ): Promise<void> => {
    const id = await incidentNamed(workspace, argument, among);
    if (id) await act(await ports(), id);
  };
  return {
    [commandIds.tellParty]: async argument => {
      await requirePermitted(workspace, 'fill:qualify');
      const party = partyArgument.safeParse(argument).data?.party;
      return onIncident(argument, (answers, id) => tellParty(answers, id, party), { all: true });
    },
    [commandIds.acknowledgeHandOver]: argument => {
      const [role, now] = [roleSetting(), new Date().toISOString()];
      return onIncident(argument, acknowledgeHandOver, {
        all: true,
        wanted: entry => isEntryOf('incident', entry) && awaitsAcknowledgement(entry.facts, role, now),
        none: words.answer.nothingToAcknowledge,
      });
    },
    [commandIds.askRelease]: argument => onIncident(argument, askForRelease),
    [commandIds.safeguardOff]: argument => onIncident(argument, safeguardOff),
    [commandIds.assessSecurity]: argument => onIncident(argument, assessSecurity, { all: true }),
    [commandIds.draftNotice]: argument => {
      const duty = dutyArgument.safeParse(argument).data?.duty;
      return onIncident(argument, ({ store }, id) => draftNotice(store, id, duty), { all: true });
    },
    [commandIds.noticeSent]: argument => onIncident(argument, recordNotice, { all: true }),
    [commandIds.answerDue]: async argument => {
      const gap = gapArgument.safeParse(argument).data;
      if (gap) return answerDue(await ports(), gap.incident, { code: 'gap', gap: gap.id, safeguard: gap.safeguard });
      const { incident, due } = dueArgument.parse(argument);
      const entry = workspace.requireStore().entry(incident);
      const found = isEntryOf('incident', entry) ? dueNamed(entry.facts, new Date().toISOString(), due.what) : undefined;
      if (!found) throw new UserError(words.answer.nothingDue);
      await answerDue(await ports(), incident, found.what);
    },
    [commandIds.showDue]: async () => {
      const picked = await pickDue(workspace.requireStore());
      if (picked?.what) await answerDue(await ports(), picked.id, picked.what);
      else if (picked) panels.show(picked.id);
    },
  } satisfies Handlers;
}
