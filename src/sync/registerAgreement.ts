import type { Store } from '../store/store';
import { format, type Marker } from './layout';
import type { Sharing } from './sharing';

/** With which entry the register of people began, as it counts here, and as the branch names it where that is another. */
export interface RegisterAgreement {
  readonly beginning?: string;
  readonly other?: string;
}

/**
 * Agrees with the branch (`there`, none where it is to be begun) on the entry with which the register of people began, once all people are here. What the
 * branch names counts for who joins, for who knows of none, and for who has begun one that never was on the branch; where that entry is not here, nobody
 * holds any role for who joins until it is. Who has agreed on another goes on by that, and is told.
 */
export async function agreeOnRegister(
  store: Store,
  { register: agreed }: Sharing,
  there: Marker | undefined,
  isJoining: boolean,
): Promise<RegisterAgreement> {
  const named = there?.register;
  const isOther = !isJoining && named !== undefined && agreed !== undefined && named !== agreed;
  const wanted = isOther ? agreed : named;
  // Who joins has taken people one by one: where none is named, it began with the first of all.
  if (there && isJoining && wanted === undefined) await store.beginRegister(undefined);
  const isAwaited = isJoining || (agreed === undefined && store.register()?.since === '');
  const isKnown = (): boolean => store.register()?.beginning === wanted;
  if (wanted !== undefined && !isKnown()) await store.beginRegister(wanted, isAwaited);
  const isAgreed = wanted !== undefined && (isKnown() || wanted === agreed);
  const own = there && isJoining ? undefined : store.register()?.beginning;
  const beginning = isAgreed ? wanted : own;
  return { ...(beginning !== undefined && { beginning }), ...(isOther && { other: named }) };
}

/** The marker as it is to be: the branch's own, and with which entry the register began, once it has. */
export function markerWith(
  { beginning, other }: RegisterAgreement,
  { store, epoch, audience }: Sharing,
  there: Marker | undefined,
): Marker {
  const fresh: Marker = { format, store, epoch, ...(audience === 'fewer' && { audience }) };
  const register = other ?? beginning ?? there?.register;
  return { ...fresh, ...there, ...(register !== undefined && { register }) };
}
