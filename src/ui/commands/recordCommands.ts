import * as vscode from 'vscode';
import { maxLineLength } from '../../domain/forms/field';
import type { IncidentFacts } from '../../domain/incident/facts';
import type { IncidentId } from '../../domain/incident/incident';
import { definitions, formKinds, isRecordId, kindsIn, knownErrorSources, type FormKind, type RecordId } from '../../domain/records';
import { hitReasons } from '../../review/candidates';
import { documentOf } from '../../review/similar/similarDocument';
import { templateRecords } from '../../sample/template';
import { commandIds, recordingIdOf } from '../editor/contributions';
import { faultText, loadFaultText } from '../editor/faultText';
import { localTime, words } from '../editor/hostWords';
import { counted, fill } from '../../words/words';
import { inform, mention } from '../editor/notify';
import { makeRegister } from '../records/enteringPeople';
import { redactEntry, type RedactingPorts } from '../records/redacting';
import type { Panels } from '../panel/panels';
import { describeReason } from '../../words/describe';
import type { RecordActions } from '../records/recordActions';
import { pickPattern } from '../records/patternPicker';
import { chooseAmong, noneText, pickRecord, pickRecords, searchRecords } from '../records/recordPicker';
import { requirePermitted } from '../workspace/permitted';
import type { Workspace } from '../workspace/workspace';
import { UserError } from '../editor/userError';
import type { Handler, Handlers } from './handlers';
import { staying } from '../editor/staying';
import { incidentNamed, recordArgument } from './recordArgument';
import { selectedIncidents } from './selectedIncidents';

/** What these commands use. */
export interface RecordCommandPorts extends RedactingPorts {
  readonly panels: Panels;
  readonly records: RecordActions;
  /** Called after something new was recorded: what is said or offered once follows. */
  readonly recorded: () => Promise<void>;
}

/** What is known: what *Search Problems, Known Errors, Procedures and Changes…* looks through. */
const knowledgeKinds = [...kindsIn('knowledge'), ...kindsIn('changes')];
const offeredKey = 'templates.offered';
/** Similar records that *Find similar…* lists. */
const mostSimilar = 20;

/** Recording, opening and finding problems, known errors, procedures, changes, components and interfaces. */
export function recordCommands(ports: RecordCommandPorts) {
  const { workspace, panels, records } = ports;
  const open = (id: RecordId | undefined): void => {
    if (id) panels.show(id);
  };
  return {
    [commandIds.openRecord]: async argument => {
      const asked = recordArgument.safeParse(argument).data;
      open(asked ?? (await pickRecord(workspace, { kinds: formKinds, all: true })));
    },
    ...recorders(ports),
    [commandIds.raiseProblem]: async (argument, selected) => {
      const incidents = await chosenIncidents(workspace, words.ui.raiseFrom, argument, selected);
      if (incidents.length > 0) await records.raiseProblem(incidents);
    },
    [commandIds.raiseProblemFromPattern]: async () => {
      const pattern = await pickPattern(workspace);
      if (pattern && pattern.ids.length > 0) await records.raiseProblem(pattern.ids, pattern.why);
    },
    [commandIds.completeIncident]: async (argument, selected) => {
      await requirePermitted(workspace, 'close');
      const incidents = await chosenIncidents(workspace, words.ui.completeWhich, argument, selected);
      const [first, ...others] = incidents;
      if (first && others.length === 0) panels.show(first, 'completion');
      else if (first) await records.completeDuplicates(incidents);
    },
    [commandIds.makeProcedure]: async argument => {
      const incident = await incidentNamed(workspace, argument);
      if (incident) await records.makeProcedure(incident);
    },
    [commandIds.makeKnownError]: async argument => {
      const named = recordArgument.safeParse(argument).data;
      const source = named ?? (await pickRecord(workspace, { kinds: knownErrorSources }));
      if (source) await records.makeKnownError(source);
    },
    [commandIds.redactEntry]: async argument => {
      await redactEntry(ports, recordArgument.safeParse(argument).data);
    },
    [commandIds.addTemplates]: () => addTemplates(ports),
    [commandIds.makeRegister]: () => makeRegister(workspace),
    [commandIds.findSimilar]: async argument => {
      const id = await incidentNamed(workspace, argument);
      if (id) open(await similarTo(workspace, id));
    },
    [commandIds.searchIncidents]: async () => {
      open(await searchRecords(workspace, ['incident'], words.ui.searchIncidents));
    },
    [commandIds.searchKnowledge]: async () => {
      open(await searchRecords(workspace, knowledgeKinds, words.ui.searchKnowledge));
    },
  } satisfies Handlers;
}

/** The commands that record something of each kind that is one form. */
function recorders(ports: RecordCommandPorts): Readonly<Record<ReturnType<typeof recordingIdOf<FormKind>>, Handler>> {
  const handlers = formKinds.map(kind => [recordingIdOf(kind), recorder(ports, kind)]);
  return Object.fromEntries(handlers) as ReturnType<typeof recorders>;
}

function recorder({ workspace, panels, recorded }: RecordCommandPorts, kind: FormKind): Handler {
  return async () => {
    await requirePermitted(workspace, definitions[kind].maintaining);
    const store = workspace.requireStore();
    const title = await vscode.window.showInputBox({
      title: workspace.within(words.kinds[kind].question),
      prompt: words.ui.recordTitlePrompt,
      ...staying,
      validateInput: text => (text.trim() === '' ? words.ui.titleMissing : undefined),
    });
    if (title === undefined) return;
    const created = await store.create(kind, { title: title.trim().slice(0, maxLineLength) });
    if (!created.ok) throw new UserError(faultText(words.kinds[kind].name, created.error, kind));
    await recorded();
    panels.show(created.value);
  };
}

/** What the person chooses among where nothing is selected, and what is said where there is none. */
interface Among {
  readonly isWanted: (facts: IncidentFacts) => boolean;
  readonly none: string;
}

/** The incidents selected in the tree, the one the menu was opened on, or those the person chooses, among the open ones where nothing else is said. */
export async function chosenIncidents(
  workspace: Workspace,
  title: string,
  argument: unknown,
  selected: unknown,
  { isWanted, none }: Among = { isWanted: ({ open }) => open, none: noneText(true) },
): Promise<readonly IncidentId[]> {
  const ids = selectedIncidents(argument, selected);
  if (ids.length > 0) return ids;
  const wanted = workspace
    .requireStore()
    .entriesOf('incident')
    .flatMap(({ id, facts }) => (isWanted(facts) ? [id] : []));
  if (wanted.length === 0) throw new UserError(none);
  return pickRecords(workspace, wanted, title);
}

async function similarTo(workspace: Workspace, id: IncidentId): Promise<RecordId | undefined> {
  const store = workspace.requireStore();
  const loaded = await store.load(id);
  if (!loaded.ok) throw new UserError(loadFaultText(id, loaded.error));
  const similar = await workspace.require().similar();
  await similar.update();
  const document = documentOf(loaded.value.record);
  const hits = document ? similar.find(document, mostSimilar) : [];
  const found = hits.flatMap(hit => {
    const why = hitReasons(hit).map(reason => describeReason(words, reason, localTime));
    return isRecordId(hit.id) ? [{ id: hit.id, why: why.join('; ') }] : [];
  });
  if (found.length === 0) throw new UserError(fill(words.ui.nothingSimilar, { record: id }));
  return chooseAmong(store, found, fill(words.ui.similarTo, { record: id }));
}

/** Offers the usual components and interfaces, once in a workspace that has none: they have to be there before they are needed (M 6.64). */
export async function offerTemplates(workspace: Workspace, memory: vscode.Memento): Promise<void> {
  const { store } = workspace;
  const isSetUp = store !== undefined && (store.entriesOf('component').length > 0 || store.entriesOf('interface').length > 0);
  if (isSetUp || memory.get(offeredKey)) return;
  await memory.update(offeredKey, true);
  const add = words.ui.templatesAdd;
  if ((await inform(words.ui.templates, add)) === add) await vscode.commands.executeCommand(commandIds.addTemplates);
}

/** Records the usual interfaces and a first set of components, those that are not there yet. */
async function addTemplates({ workspace, recorded }: RecordCommandPorts): Promise<void> {
  const store = workspace.requireStore();
  const known = new Set([...store.facts('component'), ...store.facts('interface')].map(({ kind, title }) => `${kind} ${title}`));
  const missing = templateRecords.filter(({ kind, patch }) => !known.has(`${kind} ${String(patch['title'])}`));
  for (const { kind, patch } of missing) {
    const created = await store.create(kind, patch);
    if (!created.ok) throw new UserError(faultText(String(patch['title']), created.error, kind));
  }
  await recorded();
  mention(counted(words, words.ui.templatesAdded, { count: missing.length }), 4000);
}
