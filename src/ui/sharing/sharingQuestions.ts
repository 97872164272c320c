import { commands } from 'vscode';
import { refusalsFor } from '../../app/permission';
import type { SharedBranch } from '../../app/sharing/sharedBranch';
import type { SharedStore } from '../../app/sharing/sharedStore';
import type { Store } from '../../store/store';
import type { RecordId } from '../../domain/records';
import type { Actor } from '../../domain/vocabulary/actor';
import { placeOf } from '../../sync/address';
import type { Audience } from '../../sync/layout';
import { counted, fill } from '../../words/words';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { confirm, inform } from '../editor/notify';
import type { SharingPlace } from './choosePlace';

/** Ids that a question names; more would not be read. */
const mostNamed = 10;

/** Says what will be readable, by whom, and what does not go there; true where the person wants it so. */
export async function mayShare(shared: SharedStore, store: Store, audience: Audience, place: SharingPlace): Promise<boolean> {
  const { confirm: ask, confirmNone, confirmDetail, restrictedConfirm, restrictedDetail, publicToClones, share } = words.sharing;
  const { shared: count, kept } = await lookedAt(shared, audience);
  const isForAll = audience === 'all';
  const detail = [
    fill(isForAll ? confirmDetail : restrictedDetail, shownPlace(place)),
    ...(place.isOfRepository ? [fill(publicToClones, shownPlace(place))] : []),
    ...(isOneRemote(shared, audience, place) ? [words.sharing.sameRemote] : []),
    ...doesNotGo(shared, store, kept),
  ];
  const where = { count, address: placeOf(place.address) };
  const text = isForAll && count === 0 ? fill(confirmNone, where) : counted(words, isForAll ? ask : restrictedConfirm, where);
  return confirm(text, detail.join('\n\n'), share);
}

/** The same before another's branch is joined: without a question where nothing goes there. */
export async function mayJoin(shared: SharedStore, store: Store, audience: Audience, { address: from }: SharingPlace): Promise<boolean> {
  const { joinConfirm, joinDetail, joinRestrictedConfirm, joinRestrictedDetail, join } = words.sharing;
  const { shared: count, kept } = await lookedAt(shared, audience);
  const address = placeOf(from);
  if (audience === 'fewer') return confirm(fill(joinRestrictedConfirm, { address }), fill(joinRestrictedDetail, { address, count }), join);
  if (count === 0) return true;
  const detail = [counted(words, joinDetail, { count, address }), ...doesNotGo(shared, store, kept)].join('\n\n');
  return confirm(fill(joinConfirm, { address }), detail, join);
}

/** How many go there and which do not, counted now. */
async function lookedAt(shared: SharedStore, audience: Audience): Promise<ReturnType<SharedBranch['outlook']>> {
  const branch = shared.of(audience);
  await branch.count();
  return branch.outlook();
}

/** Says that records go no longer to all, what still holds them, and offers whoever acts the way to end that, where they may. */
export async function tellWithdrawn(store: Store, actor: Actor, ids: readonly RecordId[]): Promise<void> {
  const { withdrew, ways } = words.sharing;
  const mayDrop = (await refusalsFor(store, actor))('redact') === undefined;
  const told = counted(words, withdrew, { count: ids.length, list: listOf(store, ids) });
  const pressed = await inform(told, ...(mayDrop ? [ways.dropHistory] : []));
  if (pressed === ways.dropHistory) await commands.executeCommand(commandIds.dropHistory);
}

/** A remote and a branch, as they are shown. */
export function shownPlace({ address, branch }: Pick<SharingPlace, 'address' | 'branch'>): {
  readonly address: string;
  readonly branch: string;
} {
  return { address: placeOf(address), branch };
}

function isOneRemote(shared: SharedStore, audience: Audience, { address }: SharingPlace): boolean {
  const other = shared.of(audience === 'all' ? 'fewer' : 'all').state.sharing;
  return other !== undefined && placeOf(other.address) === placeOf(address);
}

/** What is marked for few goes to these alone, or nowhere. */
function doesNotGo(shared: SharedStore, store: Store, kept: readonly RecordId[]): readonly string[] {
  if (kept.length === 0) return [];
  const { goesToFewer, staysHere } = words.sharing;
  return [counted(words, shared.of('fewer').state.sharing ? goesToFewer : staysHere, { count: kept.length, list: listOf(store, kept) })];
}

/** Records by title and id. */
export function listOf(store: Pick<Store, 'entry'>, ids: readonly RecordId[]): string {
  const named = ids.slice(0, mostNamed).map(id => {
    const entry = store.entry(id);
    const title = entry?.type === 'record' ? entry.facts.title : '';
    return title === '' ? id : `“${title}” (${id})`;
  });
  return [...named, ...(ids.length > mostNamed ? ['…'] : [])].join(', ');
}
