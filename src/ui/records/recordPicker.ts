import { compareUrgency } from '../../domain/incident/facts';
import * as vscode from 'vscode';
import { isRecordId, kindOfId, type IdOf, type Kind, type RecordId } from '../../domain/records';
import type { SimilarRecords } from '../../review/similar/similarRecords';
import { isEntryOf, isErased, type RecordEntry } from '../../store/indexEntry';
import type { Store } from '../../store/store';
import { plainLabel } from '../../words/plain';
import { words } from '../editor/hostWords';
import { describeOver } from '../../words/describe';
import { describeState } from '../../words/form';
import type { Workspace } from '../workspace/workspace';
import { isPermitted } from '../../domain/vocabulary/permissions';
import { fill } from '../../words/words';
import { roleSetting } from '../editor/settings';
import { UserError } from '../editor/userError';
import { staying } from '../editor/staying';

interface RecordItem extends vscode.QuickPickItem {
  readonly id: RecordId;
}

/** Which records can be picked: open ones, with `all` also those that are over, never `without`. */
export interface PickOptions<K extends Kind> {
  readonly kinds: readonly K[];
  readonly without?: RecordId;
  readonly all?: boolean;
  /** Those that are less likely meant than any other. */
  readonly last?: readonly RecordId[];
  readonly title?: string;
  /** Only these, and what is said where there is none. */
  readonly wanted?: (entry: RecordEntry) => boolean;
  readonly none?: string;
}

/** Most records that a search shows. */
const mostFound = 50;

/**
 * Lets the person pick a record: first the one whose page was in front last, then the most urgent; what is in the archive when something is
 * typed, or where there is nothing else. Undefined when nothing was picked.
 */
export async function pickRecord<K extends Kind>(
  workspace: Workspace,
  { kinds, without, all = false, last, title, wanted, none }: PickOptions<K>,
): Promise<IdOf<K> | undefined> {
  const store = workspace.requireStore();
  const entries = kinds
    .flatMap<RecordEntry>(kind => store.entriesOf(kind))
    .filter(entry => entry.id !== without && (all || entry.facts.open) && !isErased(entry) && (wanted?.(entry) ?? true));
  const areIncidents = kinds.every(kind => kind === 'incident');
  if (entries.length === 0) throw new UserError(none ?? noneText(areIncidents));
  const picker = vscode.window.createQuickPick<RecordItem>();
  const placeholder = workspace.within(areIncidents ? words.ui.pickIncident : words.ui.pickRecord);
  Object.assign(picker, { ...staying, placeholder, matchOnDescription: true, ...(title !== undefined && { title }) });
  const items = (some: readonly RecordEntry[]): readonly RecordItem[] => likelyFirst(workspace, some, last).map(recordItem);
  const listed = items(entries.filter(entry => !isArchived(entry)));
  const archived = items(entries.filter(isArchived));
  picker.items = listed.length > 0 ? listed : archived;
  if (listed.length > 0 && archived.length > 0) picker.onDidChangeValue(searching(picker, listed, [...listed, ...archived]));
  picker.show();
  return (await accepted(picker, ({ selectedItems: [first] }) => first))?.id;
}

/** Shows all there is while something is typed; anew only where it begins or ends, for the row one stands on is lost by it. */
function searching(
  picker: vscode.QuickPick<RecordItem>,
  listed: readonly RecordItem[],
  all: readonly RecordItem[],
): (typed: string) => void {
  let shown = listed;
  return typed => {
    const wanted = typed.trim() === '' ? listed : all;
    if (wanted !== shown) picker.items = shown = wanted;
  };
}

function isArchived(entry: RecordEntry): boolean {
  return isEntryOf('incident', entry) && entry.facts.archived === true;
}

/** That there is none, and what to do about it for who may. */
export function noneText(areIncidents: boolean): string {
  const text = areIncidents ? words.ui.noIncidents : words.ui.noRecords;
  return isPermitted(roleSetting(), areIncidents ? 'record' : 'maintain') ? fill(words.ui.recordFirst, { text }) : text;
}

/** Lets the person choose any number of these records, in the order of `pickRecord`; where none is ticked, Enter takes the one it stands on. */
export async function pickRecords<I extends RecordId>(workspace: Workspace, ids: readonly I[], title: string): Promise<readonly I[]> {
  const picker = vscode.window.createQuickPick<RecordItem>();
  Object.assign(picker, { ...staying, title, canSelectMany: true, matchOnDescription: true });
  picker.items = likelyFirst(workspace, entriesOf(workspace.requireStore(), ids)).map(recordItem);
  picker.show();
  // Where several can be ticked, the editor stands on none by itself, and on none again behind each letter that is typed.
  const standOnFirst = (): void => {
    picker.activeItems = picker.items.filter(item => isFound(item, picker.value)).slice(0, 1);
  };
  standOnFirst();
  picker.onDidChangeValue(standOnFirst);
  const picked = await accepted(picker, ({ selectedItems, activeItems }) => (selectedItems.length > 0 ? selectedItems : activeItems));
  const chosen = new Set<RecordId>(picked?.map(({ id }) => id));
  return ids.filter(id => chosen.has(id));
}

/** True for what the editor leaves in a list for this text, at the least. */
function isFound({ label, description = '' }: RecordItem, text: string): boolean {
  return [label, description].some(shown => shown.toLowerCase().includes(text.trim().toLowerCase()));
}

/** What was chosen when the person accepts; undefined when they put the list away. The list goes. */
function accepted<T>(picker: vscode.QuickPick<RecordItem>, chosen: (from: typeof picker) => T): Promise<T | undefined> {
  return new Promise(resolve => {
    picker.onDidAccept(() => {
      resolve(chosen(picker));
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
  });
}

/** Lets the person search all records of these kinds while typing: by words, or by the beginning of an id. It stands there at once, for what is typed meanwhile would go elsewhere. */
export async function searchRecords(workspace: Workspace, kinds: readonly Kind[], placeholder: string): Promise<RecordId | undefined> {
  const store = workspace.requireStore();
  let similar: SimilarRecords | undefined;
  const wanted = (id: string): boolean => kinds.some(kind => kind === kindOfId(id));
  const found = (text: string): readonly RecordItem[] => {
    const byId = store.entries().filter(({ id }) => text.length > 2 && id.startsWith(text.toUpperCase()) && wanted(id));
    const ids = [...new Set([...byId.map(({ id }) => id), ...(similar?.search(text, mostFound, wanted) ?? [])])].filter(isRecordId);
    return entriesOf(store, ids).flatMap(entry => (isErased(entry) ? [] : [{ ...recordItem(entry), alwaysShow: true }]));
  };
  const picker = vscode.window.createQuickPick<RecordItem>();
  Object.assign(picker, { ...staying, placeholder, busy: true });
  const draw = (): void => {
    picker.items = picker.value.trim() === '' ? [] : found(picker.value);
  };
  picker.onDidChangeValue(draw);
  picker.show();
  const chosen = accepted(picker, ({ selectedItems: [first] }) => first?.id);
  const catchUp = async (): Promise<void> => {
    similar = await workspace.require().similar();
    await similar.update();
    picker.busy = false;
    draw();
  };
  try {
    return await Promise.race([chosen, catchUp().then(() => chosen)]);
  } finally {
    picker.hide();
  }
}

/** Shows these records, in this order, with a remark each; by its id alone one that is not here, or cannot be read. */
export async function chooseAmong(
  store: Store,
  found: readonly { readonly id: RecordId; readonly why: string }[],
  placeHolder: string,
): Promise<RecordId | undefined> {
  const items = found.map(({ id, why }) => {
    const [entry] = entriesOf(store, [id]);
    return { ...(entry ? recordItem(entry) : { id, label: id }), detail: plainLabel(why) };
  });
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true, ...staying }))?.id;
}

function entriesOf(store: Store, ids: readonly RecordId[]): readonly RecordEntry[] {
  return ids.flatMap(id => {
    const entry = store.entry(id);
    return !entry || entry.type === 'broken' ? [] : [entry];
  });
}

/** First the record whose page was in front last, then the most urgent. */
function likelyFirst(workspace: Workspace, entries: readonly RecordEntry[], last: readonly RecordId[] = []): readonly RecordEntry[] {
  const likely = ({ id }: RecordEntry): number => (last.includes(id) ? 0 : id === workspace.inFront ? 2 : 1);
  return [...entries].sort((a, b) => likely(b) - likely(a) || byUrgency(a, b));
}

function byUrgency(a: RecordEntry, b: RecordEntry): number {
  const openFirst = Number(b.facts.open) - Number(a.facts.open);
  if (openFirst !== 0) return openFirst;
  if (isEntryOf('incident', a) && isEntryOf('incident', b)) return compareUrgency(a.facts, b.facts);
  return a.facts.title.localeCompare(b.facts.title);
}

function recordItem(entry: RecordEntry): RecordItem {
  const { id, facts } = entry;
  return { id, label: plainLabel(facts.title).trim() || words.tree.untitled, description: [id, ...factsOf(entry)].join(' · ') };
}

function factsOf(entry: RecordEntry): readonly string[] {
  if (isEntryOf('incident', entry)) {
    const { priority, open, step } = entry.facts;
    return [...(priority ? [priority] : []), open ? words.steps[step].short : describeOver(words, entry.facts)];
  }
  const { kind, state } = entry.facts;
  return [words.kinds[kind].name, ...(state ? [describeState(words, kind, state)] : [])];
}
