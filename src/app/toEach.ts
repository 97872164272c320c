import type { Result } from '../domain/foundation/result';
import type { SupportLevel } from '../domain/incident/command';
import type { IncidentId } from '../domain/incident/incident';
import type { CommandFault } from '../store/fault';
import type { Store } from '../store/store';

/** One of several incidents that something was not done to, and why. */
export interface NotDone {
  readonly id: IncidentId;
  readonly fault: CommandFault;
}

/** Whoever waits for what is done to many: told after each how many are done, and may end it before the next. */
export interface EachWaiter {
  readonly signal: AbortSignal;
  readonly told: (done: number) => void;
}

/**
 * Does something to each of these incidents, whatever became of the others, until the waiter ends it. Resolves with those that it was refused
 * for; rejects at its end with the first mistake of ours.
 */
export async function toEach(
  ids: readonly IncidentId[],
  act: (id: IncidentId) => Promise<Result<unknown, CommandFault>>,
  waiter?: EachWaiter,
): Promise<readonly NotDone[]> {
  const refused: NotDone[] = [];
  const mistakes: unknown[] = [];
  for (const [index, id] of ids.entries()) {
    if (waiter?.signal.aborted) break;
    const outcome = await act(id).catch((error: unknown) => {
      mistakes.push(error);
    });
    if (outcome?.ok === false) refused.push({ id, fault: outcome.error });
    waiter?.told(index + 1);
  }
  if (mistakes.length > 0) throw mistakes[0];
  return refused;
}

/** Of how many something was done, and which refused it. */
export interface EachDone {
  readonly done: number;
  readonly refused: readonly NotDone[];
}

/** The same, told of how many it was done: who ends it leaves the rest as it is. */
export async function countEach(
  ids: readonly IncidentId[],
  act: (id: IncidentId) => Promise<Result<unknown, CommandFault>>,
  waiter?: EachWaiter,
): Promise<EachDone> {
  let done = 0;
  const counted = async (id: IncidentId): ReturnType<typeof act> => {
    const outcome = await act(id);
    if (outcome.ok) done++;
    return outcome;
  };
  const refused = await toEach(ids, counted, waiter);
  return { done, refused };
}

/** Hands each of these incidents to a person; where no level is named it stays, or is the first. */
export function assignEach(store: Store, ids: readonly IncidentId[], person: string, level?: SupportLevel): Promise<readonly NotDone[]> {
  return toEach(ids, async id => {
    const loaded = await store.load(id);
    if (!loaded.ok) return loaded;
    return store.execute(id, { type: 'assign', level: level ?? loaded.value.record.values.level ?? 'first', person, reason: '' });
  });
}

/** Says something of each of these incidents. */
export function commentEach(store: Store, ids: readonly IncidentId[], text: string): Promise<readonly NotDone[]> {
  return toEach(ids, id => store.execute(id, { type: 'comment', text }));
}
