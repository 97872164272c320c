import * as vscode from 'vscode';
import { inSlices } from '../../base/inSlices';
import { kindOfId, type RecordId } from '../../domain/records';
import { takenList, takenRecord } from '../../exchange/takenRecords';
import type { Store } from '../../store/store';
import { counted } from '../../words/words';
import { words } from '../editor/hostWords';
import { mention } from '../editor/notify';

/** How long it is said that something was copied, in milliseconds. */
const mentionedFor = 4000;

/** Incidents of which others have raised the label: who takes the list along must know it. */
type Withdrawn = ReadonlySet<RecordId>;

/** Copies what is listed of these records of one kind: of one what is known of it, of several a line each. A read, which writes nothing into the store. */
export async function copyRecords(store: Pick<Store, 'entry'>, ids: readonly RecordId[], withdrawn: Withdrawn): Promise<void> {
  const [first, ...others] = ids;
  const only = others.length === 0 ? first && store.entry(first) : undefined;
  const text =
    only?.type === 'record'
      ? takenRecord(words, only.facts, new Date().toISOString(), withdrawn.has(only.id))
      : await textOf(store, ids, 'lines', withdrawn);
  await vscode.env.clipboard.writeText(text);
  mention(counted(words, words.readOnly.copied, { count: ids.length }), mentionedFor);
}

/** Opens what is listed of them as a document of CSV that nobody has saved. */
export async function openAsCsv(store: Pick<Store, 'entry'>, ids: readonly RecordId[], withdrawn: Withdrawn): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content: await textOf(store, ids, 'csv', withdrawn), language: 'plaintext' });
  await vscode.window.showTextDocument(document, { preview: false });
}

/** In slices: a list may have tens of thousands of rows. */
async function textOf(store: Pick<Store, 'entry'>, ids: readonly RecordId[], form: 'csv' | 'lines', withdrawn: Withdrawn): Promise<string> {
  return (await inSlices(linesOf(store, ids, form, withdrawn))) ?? '';
}

function* linesOf(
  store: Pick<Store, 'entry'>,
  ids: readonly RecordId[],
  form: 'csv' | 'lines',
  withdrawn: Withdrawn,
): Generator<undefined, string> {
  const [first] = ids;
  const kind = first && kindOfId(first);
  if (kind === undefined) return '';
  const { head, line } = takenList(words, kind, form, new Date().toISOString());
  const parts = [head];
  for (const id of ids) {
    const entry = store.entry(id);
    if (entry?.type === 'record' && entry.kind === kind) parts.push(line(entry.facts, withdrawn.has(id)));
    yield;
  }
  return parts.join('');
}
