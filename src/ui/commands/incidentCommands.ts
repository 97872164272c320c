import * as vscode from 'vscode';
import * as z from 'zod';
import { textOfBytes } from '../../app/contentType';
import type { EvidenceSource, KeptContent } from '../../app/evidence';
import { unmergedCopies } from '../../app/mending';
import type { Patch } from '../../domain/forms/field';
import { recordIdSchema, type RecordId } from '../../domain/records';
import { maxLineLength, maxTextLength } from '../../domain/forms/field';
import { stepIds } from '../../domain/vocabulary/steps';
import { commandIds } from '../editor/contributions';
import { faultText, fileFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { fill } from '../../words/words';
import { choose, confirm, inform, mention } from '../editor/notify';
import type { EvidenceActions } from '../records/evidenceActions';
import type { LinkActions } from '../records/linkActions';
import { terminalSelection } from '../records/terminalSelection';
import type { Panels } from '../panel/panels';
import type { Workspace } from '../workspace/workspace';
import { UserError } from '../editor/userError';
import type { Handlers } from './handlers';
import { incidentArgument, incidentNamed, recordArgument } from './recordArgument';
import { askTitle } from '../editor/ask';

const placeArgument = z.object({ step: z.enum(stepIds).optional(), path: z.string().max(200).optional() });
const titleArgument = z.object({ title: z.string().trim().min(1) });
const timelineArgument = z.object({ ref: z.string().min(1).max(200) });
const linkArgument = z.object({ incident: recordIdSchema, link: z.object({ id: z.string() }) });
const recordFileArgument = z.object({ file: z.string(), line: z.number().optional() });

/** What these commands use. */
export interface IncidentCommandPorts {
  readonly workspace: Workspace;
  readonly panels: Panels;
  readonly links: LinkActions;
  readonly evidence: EvidenceActions;
  /** Called after something new was recorded: what is said or offered once follows. */
  readonly recorded: () => Promise<void>;
}

/** Recording, opening, advancing and linking incidents. */
export function incidentCommands(ports: IncidentCommandPorts) {
  const { workspace, panels, links } = ports;
  return {
    [commandIds.recordIncident]: argument => record(ports, {}, titleOf(argument)),
    [commandIds.recordFromSelection]: argument => recordSelection(ports, titleOf(argument)),
    [commandIds.recordFromTerminal]: () => recordTerminalSelection(ports),
    [commandIds.openIncident]: async argument => {
      const id = await incidentNamed(workspace, argument);
      const place = placeArgument.safeParse(argument).data;
      if (id) panels.show(id, place?.step, place?.path);
    },
    [commandIds.advanceIncident]: async argument => {
      const id = incidentArgument.parse(argument);
      const store = workspace.requireStore();
      const loaded = await store.load(id);
      if (!loaded.ok) throw new UserError(faultText(id, loaded.error));
      const outcome = await store.execute(id, { type: 'advance', from: loaded.value.record.step });
      if (outcome.ok) return;
      panels.show(id);
      throw new UserError(`${id}: ${faultText(id, outcome.error)}`);
    },
    [commandIds.linkSelection]: () => links.linkSelection(activeEditor()),
    [commandIds.linkFile]: argument => {
      if (!(argument instanceof vscode.Uri)) throw new UserError(words.ui.unsavedFile);
      return links.linkFile(argument);
    },
    [commandIds.linkCommit]: argument => links.linkCommit(incidentArgument.safeParse(argument).data),
    [commandIds.linkTimelineCommit]: async (argument, file) => {
      if (file instanceof vscode.Uri) await workspace.workWhere(file);
      await links.linkCommitNamed(timelineArgument.parse(argument).ref);
    },
    [commandIds.openLink]: argument => {
      const { incident, link } = linkArgument.parse(argument);
      return links.open(incident, link.id);
    },
    [commandIds.mendRecord]: argument => mendRecord(workspace, recordArgument.parse(argument)),
    [commandIds.acceptRecord]: argument => acceptRecord(workspace, recordArgument.parse(argument)),
    [commandIds.readAgain]: argument => workspace.requireStore().tryAgain(recordArgument.parse(argument)),
    [commandIds.openRecordFile]: async argument => {
      const { file, line = 1 } = recordFileArgument.parse(argument);
      const position = new vscode.Position(Math.max(0, line - 1), 0);
      await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(position, position) });
    },
  } satisfies Handlers;
}

/** On the person's word: the file is replaced by the entries that are found in it, and in what git keeps of both sides of a merge. */
async function mendRecord(workspace: Workspace, id: RecordId): Promise<void> {
  const copies = await unmergedCopies(workspace.require(), id);
  const detail = copies.length > 0 ? `${words.mend.detail} ${words.mend.fromGit}` : words.mend.detail;
  if (!(await confirm(fill(words.mend.title, { record: `${id}.json` }), detail, words.mend.mend))) return;
  const outcome = await workspace.requireStore().mend(id, copies);
  if (!outcome.ok) throw new UserError(faultText(id, outcome.error));
  await inform(fill(copies.length > 0 ? words.mend.doneInMerge : words.mend.done, { record: id, kept: outcome.value }));
}

/** Most records that a question names. */
const mostNamed = 10;

/** On the person's word: what is missing of a record, or of all that something is missing of, is not spoken of any more. */
async function acceptRecord(workspace: Workspace, id: RecordId): Promise<void> {
  const store = workspace.requireStore();
  const all = store
    .entries()
    .flatMap(({ id: other, fault }) => (fault?.code === 'rolledBack' || fault?.code === 'recordGone' ? [{ id: other, fault }] : []));
  const shown = [...all].sort((a, b) => Number(b.id === id) - Number(a.id === id)).slice(0, mostNamed);
  const named = shown.map(({ id: other, fault }) => `${other}: ${fileFaultText(fault)}`).join('\n');
  const [one, everyone] = [words.ui.accept, fill(words.ui.acceptAll, { records: all.length })];
  const answer = await choose(
    fill(words.ui.acceptTitle, { record: id }),
    fill(words.ui.acceptDetail, { list: named }),
    ...(all.length > 1 ? [one, everyone] : [one]),
  );
  if (answer === undefined) return;
  const accepted = answer === everyone ? all.map(({ id: other }) => other) : [id];
  for (const record of accepted) {
    const outcome = await store.accept(record);
    if (!outcome.ok) throw new UserError(faultText(record, outcome.error));
  }
  mention(fill(words.ui.accepted, { record: accepted.join(', ') }), 4000);
}

/** A key binding or another extension can give the title: `{ "title": "…" }`. Menus give other arguments. */
function titleOf(argument: unknown): string | undefined {
  return titleArgument.safeParse(argument).data?.title;
}

async function record(ports: IncidentCommandPorts, patch: Patch, given?: string, kept?: KeptEvidence): Promise<void> {
  const store = ports.workspace.requireStore();
  const question = ports.workspace.within(words.kinds.incident.question);
  const asked =
    given === undefined
      ? await askTitle(question, words.ui.titlePrompt, words.ui.titleMissing)
      : { title: given.trim().slice(0, maxLineLength), isRestricted: false };
  if (!asked) return;
  const created = await store.create('incident', { ...patch, title: asked.title, ...(asked.isRestricted && { tlp: 'RED' }) });
  if (!created.ok) throw new UserError(faultText(words.kinds.incident.question, created.error, 'incident'));
  const attached = kept && ports.evidence.attachContent(created.value, kept.content, kept.source);
  await ports.recorded();
  ports.panels.show(created.value);
  await attached;
}

async function recordSelection(ports: IncidentCommandPorts, title?: string): Promise<void> {
  const editor = activeEditor();
  if (editor.selection.isEmpty) throw new UserError(words.ui.noSelection);
  await ports.workspace.workWhere(editor.document.uri);
  await recordText(ports, editor.document.getText(editor.selection), ports.evidence.sourceOf(editor), title);
}

async function recordTerminalSelection(ports: IncidentCommandPorts): Promise<void> {
  const text = await terminalSelection();
  await recordText(ports, text, { source: fill(words.ui.terminalSource, { terminal: vscode.window.activeTerminal?.name ?? '' }) });
}

/** What is kept with a new incident, and where it comes from. */
interface KeptEvidence {
  readonly content: KeptContent;
  readonly source: EvidenceSource;
}

/** A text as symptoms, and kept as evidence; what looks like a secret in it is asked about before either is stored. */
async function recordText(ports: IncidentCommandPorts, text: string, source: EvidenceSource, title?: string): Promise<void> {
  const content = await ports.evidence.contentOf(Buffer.from(text));
  if (!content) return;
  await record(ports, { symptoms: (textOfBytes(content.bytes) ?? text).slice(0, maxTextLength) }, title, { content, source });
}

function activeEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new UserError(words.ui.noSelection);
  return editor;
}
