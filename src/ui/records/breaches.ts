import * as vscode from 'vscode';
import { breachesAsCsv, breachesAsMarkdown } from '../../exchange/breachRecord';
import type { Store } from '../../store/store';
import { counted } from '../../words/words';
import { chooseOne } from '../editor/ask';
import { words } from '../editor/hostWords';
import { warn } from '../editor/notify';

/** Opens the record of all breaches of personal data (GDPR Art. 33(5)) as a document: a read, which writes nothing into the store. */
export async function openBreachRecord(store: Pick<Store, 'entriesOf' | 'load'>): Promise<void> {
  const { breach } = words;
  const form = await chooseOne(breach.whichForm, [
    { label: breach.markdown, value: 'markdown' },
    { label: breach.csv, value: 'csv' },
  ] as const);
  if (form === undefined) return;
  const entries = store.entriesOf('incident');
  const incidents = [];
  // One after the other: a store may hold thousands.
  for (const { id } of entries) {
    const loaded = await store.load(id);
    if (loaded.ok) incidents.push(loaded.value.record);
  }
  const content = form === 'csv' ? breachesAsCsv(incidents, words) : breachesAsMarkdown(incidents, { words, at: new Date().toISOString() });
  const document = await vscode.workspace.openTextDocument({ content, language: form === 'csv' ? 'plaintext' : 'markdown' });
  await vscode.window.showTextDocument(document, { preview: false });
  const unread = entries.length - incidents.length;
  if (unread > 0) void warn(counted(words, breach.unread, { count: unread }));
}
