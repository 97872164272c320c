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

/** Copies what is listed of these records of one kind: of one what is known of it, of several a line each. A read, which writes nothing into the store. */
export async function copyRecords(store: Pick<Store, 'entry'>, ids: readonly RecordId[]): Promise<void> {
  const [first, ...others] = ids;
  const entry = first && store.entry(first);
  const only = entry?.type === 'record' && others.length === 0 ? entry.facts : undefined;
  await vscode.env.clipboard.writeText(only ? takenRecord(words, only, new Date().toISOString()) : await textOf(store, ids, 'lines'));
  mention(counted(words, words.readOnly.copied, { count: ids.length }), mentionedFor);
}

/** Opens what is listed of them as a document of CSV that nobody has saved. */
export async function openAsCsv(store: Pick<Store, 'entry'>, ids: readonly RecordId[]): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content: await textOf(store, ids, 'csv'), language: 'plaintext' });
  await vscode.window.showTextDocument(document, { preview: false });
}

/** In slices: a list may have tens of thousands of rows. */
async function textOf(store: Pick<Store, 'entry'>, ids: readonly RecordId[], form: 'csv' | 'lines'): Promise<string> {
  return (await inSlices(linesOf(store, ids, form))) ?? '';
}

function* linesOf(store: Pick<Store, 'entry'>, ids: readonly RecordId[], form: 'csv' | 'lines'): Generator<undefined, string> {
  const [first] = ids;
  const kind = first && kindOfId(first);
  if (kind === undefined) return '';
  const { head, line } = takenList(words, kind, form, new Date().toISOString());
  const parts = [head];
  for (const id of ids) {
    const entry = store.entry(id);
    if (entry?.type === 'record' && entry.kind === kind) parts.push(line(entry.facts));
    yield;
  }
  return parts.join('');
}
