import { commands } from 'vscode';
import { contentsOf } from '../../domain/incident/keptEvidence';
import { kinds, type RecordId } from '../../domain/records';
import type { Store } from '../../store/store';
import { describeEvent } from '../../words/describeEvent';
import { fill } from '../../words/words';
import { askLine, chooseOne } from '../editor/ask';
import { commandIds } from '../editor/contributions';
import { faultText, loadFaultText } from '../editor/faultText';
import { localTime, words } from '../editor/hostWords';
import { confirm, inform, mention } from '../editor/notify';
import { UserError } from '../editor/userError';
import { requirePermitted } from '../workspace/permitted';
import type { Workspace } from '../workspace/workspace';
import { pickRecord } from './recordPicker';

/** What redacting uses. */
export interface RedactingPorts {
  readonly workspace: Workspace;
  /** Makes what is shown of evidence and reports anew: what it says may be gone. */
  readonly showAnew: () => void;
  /** True where the records of the folder are shared over a remote. */
  readonly isShared: () => boolean;
}

/**
 * Takes the content of an entry away for good: the person picks the record where none is given, the entry, says why and confirms. Who, when
 * and why stay (M 6.134). Who may not is told before anything is asked.
 */
export async function redactEntry({ workspace, showAnew, isShared }: RedactingPorts, asked?: RecordId): Promise<void> {
  const store = workspace.requireStore();
  await requirePermitted(workspace, 'redact');
  const id = asked ?? (await pickRecord(workspace, { kinds, all: true }));
  const entry = id && (await pickEntry(store, id));
  const reason = entry && (await askLine(words.redaction.why));
  if (!id || !entry || !reason) return;
  if (!(await confirm(fill(words.redaction.sure, { entry: entry.told }), words.redaction.detail, words.redaction.button))) return;
  const outcome = await store.execute(id, { type: 'redact', entry: entry.id, reason });
  if (!outcome.ok) throw new UserError(`${id}: ${faultText(id, outcome.error)}`);
  showAnew();
  if (isShared()) void tellOfHistory(fill(words.sharing.redactedThere, { record: id }));
  if (await isStillKept(store, entry.contents)) await inform(fill(words.redaction.stillKept, { record: id }));
  else mention(fill(words.redaction.done, { record: id }), 8000);
}

/** What is shared has a history, which still holds the content: says so, and offers to drop it. */
export async function tellOfHistory(told: string): Promise<void> {
  const drop = words.sharing.ways.dropHistory;
  const pressed = await inform(told, drop);
  if (pressed === drop) await commands.executeCommand(commandIds.dropHistory);
}

async function isStillKept(store: Store, contents: readonly string[]): Promise<boolean> {
  if (contents.length === 0) return false;
  const attachments = await store.attachments();
  const found = await Promise.all(contents.map(content => attachments.read(content)));
  return found.some(({ ok }) => ok);
}

/** An entry whose content can be taken away. */
interface RedactableEntry {
  readonly id: string;
  /** What it says, so that nobody takes the wrong one away. */
  readonly told: string;
  /** What is kept as evidence and named by it. */
  readonly contents: readonly string[];
}

/** Entries that still have their content, the newest first. */
async function pickEntry(store: Store, id: RecordId): Promise<RedactableEntry | undefined> {
  const loaded = await store.load(id);
  if (!loaded.ok) throw new UserError(loadFaultText(id, loaded.error));
  const { record } = loaded.value;
  const entries = record.timeline
    .filter(({ data, type }) => data !== null && type !== 'record.redacted')
    .map(event => {
      const { title, details } = describeEvent(words, record, event, localTime);
      // What tells it from others comes first: the list cuts off what is long.
      const told = [...details, event.by.name, localTime(event.at)].join(' · ');
      return { label: title, told, value: { id: event.id, told: [title, ...details].join(' · '), contents: contentsOf(event) } };
    });
  return chooseOne(fill(words.redaction.which, { record: id }), entries.reverse());
}
