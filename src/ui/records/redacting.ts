import { kinds, type RecordId } from '../../domain/records';
import type { Store } from '../../store/store';
import { describeEvent } from '../../words/describe';
import { fill } from '../../words/words';
import { askLine, chooseOne } from '../editor/ask';
import { faultText, loadFaultText } from '../editor/faultText';
import { localTime, words } from '../editor/hostWords';
import { confirm, mention } from '../editor/notify';
import { requirePermitted } from '../editor/permitted';
import { UserError } from '../editor/userError';
import type { Workspace } from '../workspace/workspace';
import { pickRecord } from './recordPicker';

/**
 * Takes the content of an entry away for good: the person picks the record where none is given, the entry, says why and confirms. Who, when
 * and why stay (M 6.134). A role that may not is told before anything is asked.
 */
export async function redactEntry(workspace: Workspace, asked?: RecordId): Promise<void> {
  requirePermitted('redact');
  const store = workspace.requireStore();
  const id = asked ?? (await pickRecord(workspace, { kinds, all: true }));
  const entry = id && (await pickEntry(store, id));
  const reason = entry && (await askLine(words.redaction.why));
  if (!id || !entry || !reason) return;
  if (!(await confirm(fill(words.redaction.sure, { entry: entry.label }), words.redaction.detail, words.redaction.button))) return;
  const outcome = await store.execute(id, { type: 'redact', entry: entry.id, reason });
  if (!outcome.ok) throw new UserError(`${id}: ${faultText(id, outcome.error)}`);
  mention(fill(words.redaction.done, { record: id }), 8000);
}

/** Entries that still have their content, the newest first. */
async function pickEntry(store: Store, id: RecordId): Promise<{ readonly id: string; readonly label: string } | undefined> {
  const loaded = await store.load(id);
  if (!loaded.ok) throw new UserError(loadFaultText(id, loaded.error));
  const { record } = loaded.value;
  const entries = record.timeline
    .filter(({ data, type }) => data !== null && type !== 'record.redacted')
    .map(event => {
      const { title, details } = describeEvent(words, record, event, localTime);
      return { label: title, told: [localTime(event.at), event.by.name, ...details].join(' · '), value: { id: event.id, label: title } };
    });
  return chooseOne(fill(words.redaction.which, { record: id }), entries.reverse());
}
