import * as vscode from 'vscode';
import type { CatalogueSummary } from '../domain/catalogue/summary';
import { isRecordId, kindOfId, type RecordId, type RecordKind } from '../domain/record/ids';
import { compareUrgency, type IncidentSummary } from '../domain/incident/summary';
import type { IndexEntry } from '../store/recordIndex';
import type { Store } from '../store/store';
import { plainLabel } from '../words/plain';
import { say } from './hostWords';
import type { Session } from './session';
import { UserError } from './userError';

interface RecordItem extends vscode.QuickPickItem {
  readonly id: RecordId;
}

type Readable = Exclude<IndexEntry, { type: 'broken' }>;

/** Which records can be picked: open ones, with `all` also those that are over, never `without`. */
export interface PickOptions {
  readonly kinds: readonly RecordKind[];
  readonly without?: RecordId;
  readonly all?: boolean;
}

/** Most records that a search shows. */
const mostFound = 50;

/** Lets the person pick a record, the most urgent incident first. Undefined when nothing was picked. */
export async function pickRecord(store: Store, { kinds, without, all = false }: PickOptions): Promise<RecordId | undefined> {
  const items = store
    .entries()
    .filter(entry => entry.type !== 'broken')
    .filter(({ id, summary }) => id !== without && kinds.some(kind => kind === kindOfId(id)) && (all || isOpen(summary)))
    .sort(byUrgency)
    .map(recordItem);
  if (items.length === 0) throw new UserError(say(kinds.includes('incident') ? 'ui.noIncidents' : 'ui.noRecords'));
  const placeHolder = say(kinds.includes('incident') ? 'ui.pickIncident' : 'ui.pickRecord');
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.id;
}

/** Lets the person choose any number of these records. */
export async function pickRecords(store: Store, ids: readonly RecordId[], title: string): Promise<readonly RecordId[]> {
  const items = entriesOf(store, ids).map(recordItem);
  const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true, matchOnDescription: true });
  return picked?.map(({ id }) => id) ?? [];
}

/** Lets the person search all records of these kinds while typing: by words, or by the beginning of an id. */
export async function searchRecords(session: Session, kinds: readonly RecordKind[], placeHolder: string): Promise<RecordId | undefined> {
  const store = session.requireStore();
  const similar = session.requireSimilar();
  const wanted = (id: string): boolean => kinds.some(kind => kind === kindOfId(id));
  const found = (text: string): readonly RecordItem[] => {
    const byId = store.entries().filter(({ id }) => text.length > 2 && id.startsWith(text.toUpperCase()) && wanted(id));
    const ids = [...new Set([...byId.map(({ id }) => id), ...similar.search(text, mostFound, wanted)])].filter(isRecordId);
    return entriesOf(store, ids).map(entry => ({ ...recordItem(entry), alwaysShow: true }));
  };
  const picker = vscode.window.createQuickPick<RecordItem>();
  picker.placeholder = placeHolder;
  picker.busy = true;
  picker.show();
  const draw = (): void => {
    picker.items = picker.value.trim() === '' ? [] : found(picker.value);
  };
  void similar.update().then(() => {
    picker.busy = false;
    draw();
  });
  picker.onDidChangeValue(draw);
  return new Promise<RecordId | undefined>(resolve => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.id);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
  });
}

/** Shows these records, in this order, with a remark each. */
export async function chooseAmong(
  store: Store,
  found: readonly { readonly id: RecordId; readonly why: string }[],
  placeHolder: string,
): Promise<RecordId | undefined> {
  const items = found.flatMap(({ id, why }) => entriesOf(store, [id]).map(entry => ({ ...recordItem(entry), detail: plainLabel(why) })));
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true }))?.id;
}

function entriesOf(store: Store, ids: readonly RecordId[]): readonly Readable[] {
  return ids.flatMap(id => {
    const entry = store.entry(id);
    return !entry || entry.type === 'broken' ? [] : [entry];
  });
}

function isOpen(summary: IncidentSummary | CatalogueSummary): boolean {
  return 'open' in summary ? summary.open : summary.inForce;
}

function byUrgency(a: Readable, b: Readable): number {
  const openFirst = Number(isOpen(b.summary)) - Number(isOpen(a.summary));
  if (openFirst !== 0) return openFirst;
  if (a.type === 'incident' && b.type === 'incident') return compareUrgency(a.summary, b.summary);
  return a.summary.title.localeCompare(b.summary.title);
}

function recordItem(entry: Readable): RecordItem {
  const { id, summary } = entry;
  return { id, label: plainLabel(summary.title || say('tree.untitled')), description: [id, ...factsOf(entry)].join(' · ') };
}

function factsOf(entry: Readable): readonly string[] {
  if (entry.type === 'incident') {
    const { priority, open, step } = entry.summary;
    return [...(priority ? [priority] : []), open ? say(`step.short.${step}`) : say('page.completed')];
  }
  const { kind, state } = entry.summary;
  return [say(`kind.${kind}`), ...(state ? [say(`option.${state}`)] : [])];
}
