import type { Refusals } from '../../app/permission';
import type { IncidentCommand } from '../../domain/incident/command';
import type { DueWhat } from '../../domain/incident/due';
import type { DuePlace } from '../../domain/incident/duePlace';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import type { Action } from '../../domain/vocabulary/permissions';
import type { Store } from '../../store/store';
import { faultText } from '../editor/faultText';
import { labelled } from '../../words/words';
import { words } from '../editor/hostWords';
import { inform, mention } from '../editor/notify';
import { UserError } from '../editor/userError';

/** Who answers, and where. */
export interface AnswerPorts {
  readonly store: Store;
  readonly name: string;
  /** What they may not. */
  readonly refusals: Refusals;
  /** True where others know that it goes no longer to all, while nothing here says so. */
  readonly isWithdrawn: (id: IncidentId) => Promise<boolean>;
  readonly open: (id: IncidentId, place: DuePlace) => void;
}

/** An incident as it is now; one that cannot be read is told. */
export async function loadIncident(store: Store, id: IncidentId): Promise<Incident> {
  const loaded = await store.load(id);
  if (!loaded.ok) throw new UserError(faultText(id, loaded.error));
  return loaded.value.record;
}

/** Does what was answered and says so, and that it stays here where that is so; a refusal is told. */
export async function executeAnswer(
  { store, isWithdrawn }: Pick<AnswerPorts, 'store' | 'isWithdrawn'>,
  id: IncidentId,
  command: IncidentCommand,
  told: string,
): Promise<void> {
  const outcome = await store.execute(id, command);
  if (!outcome.ok) throw new UserError(`${id}: ${faultText(id, outcome.error)}`);
  mention(told, 4000);
  if (await isWithdrawn(id)) void inform(labelled(id, words.page.withdrawn));
}

/** One way to answer: what it is called, what it needs where there are several needs, and the command it makes; undefined when the person puts it away. */
export interface AnswerWay {
  readonly label: string;
  /** What one must know to decide. */
  readonly told?: string;
  readonly detail?: string;
  readonly action?: Action;
  readonly command: () => Promise<IncidentCommand | undefined>;
  /** What is said when it is done. */
  readonly done?: string;
}

/** What is due of this kind. */
export type DueOf<C extends DueWhat['code']> = Extract<DueWhat, { readonly code: C }>;
