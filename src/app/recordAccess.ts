import type { Patch } from '../domain/forms/field';
import { isBlank } from '../domain/foundation/blank';
import { failure, success, type Result } from '../domain/foundation/result';
import type { CommandOf } from '../domain/deciding';
import type { NewLink } from '../domain/record/link';
import type { IdOf, Kind, KindOf, RecordId, StateOf } from '../domain/records';
import type { CommandFault, StoreFault } from '../store/fault';
import type { Store } from '../store/store';

/** Why something was not done with problems, known errors, procedures and incidents; what was done before it stays. */
export type KnowledgeFault =
  | { readonly code: 'unreadable'; readonly id: RecordId; readonly fault: StoreFault }
  | { readonly code: 'notCreated'; readonly kind: Kind; readonly fault: CommandFault }
  | { readonly code: 'refused'; readonly id: RecordId; readonly fault: CommandFault }
  | { readonly code: 'rootCauseMissing' | 'doesNotOffer' }
  | { readonly code: 'retired' | 'nothingToApply' | 'safeguardUnanswered' | 'nothingToInstruct'; readonly id: RecordId };

/** A record as it stands. */
export async function loadRecord<I extends RecordId>(store: Store, id: I): Promise<Result<StateOf<KindOf<I>>, KnowledgeFault>> {
  const loaded = await store.load(id);
  return loaded.ok ? success(loaded.value.record) : failure({ code: 'unreadable', id, fault: loaded.error });
}

/** Records something of a kind, linked from its beginning on to what it is made of: without that nobody would know that it stays where that does. */
export async function createRecord<K extends Kind>(
  store: Store,
  kind: K,
  patch: Patch,
  links: readonly NewLink[],
): Promise<Result<IdOf<K>, KnowledgeFault>> {
  const created = await store.create(kind, patch, links);
  return created.ok ? created : failure({ code: 'notCreated', kind, fault: created.error });
}

/** A link to a record. */
export function linkTo(id: RecordId, kind: NewLink['kind'], state: NewLink['state'] = 'confirmed'): NewLink {
  return { kind, state, target: { type: 'record', id } };
}

/** Asks something of a record. */
export async function executeOn<I extends RecordId>(
  store: Store,
  id: I,
  command: CommandOf<KindOf<I>>,
): Promise<Result<undefined, KnowledgeFault>> {
  const outcome = await store.execute(id, command);
  return outcome.ok ? success(undefined) : failure({ code: 'refused', id, fault: outcome.error });
}

/** Values without those that are empty. */
export function withoutBlanks(values: Readonly<Record<string, unknown>>): Patch {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)));
}
