import type { GateCode } from '../../domain/incident/gateCondition';
import type { CommandOf } from '../../domain/deciding';
import type { KindOf, RecordId } from '../../domain/records';
import type { Store } from '../../store/store';
import { faultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { done, type Answer } from './formHost';
import type { PanelSide } from './panelPart';

/**
 * Does what a form asks of its record, and answers: the page gets the state that follows, or that another window has written meanwhile,
 * before the answer. A refused gate is shown by the page itself, condition by condition; everything else in words.
 */
export async function commandAnswer<I extends RecordId>(
  side: Pick<PanelSide, 'sent' | 'sendState'>,
  store: Pick<Store, 'execute'>,
  id: I,
  command: CommandOf<KindOf<I>>,
): Promise<Answer> {
  const outcome = await store.execute(id, command);
  if (outcome.ok) return afterwards(side);
  const fault = outcome.error;
  const changed = fault.code === 'changedMeanwhile';
  // The other window's change may be news to this one: the page gets it before it is to ask about it.
  if (changed || fault.code === 'changedSinceSeen') await side.sendState();
  const kept = command.type === 'save' ? ` ${words.fault.kept}` : '';
  const isShown = fault.code === 'gate' && !fault.missing.some(({ code }) => ofOtherRecords.includes(code));
  const message = isShown ? '' : faultText(id, fault);
  const field = 'field' in fault && fault.field !== undefined ? { field: fault.field } : {};
  return { ok: false, message: `${message}${kept}`, ...field, ...(changed && { changed }) };
}

/** Conditions of which the page cannot tell whether they are met. */
const ofOtherRecords: readonly string[] = ['duplicateOf', 'causeCarriedOn'] satisfies GateCode[];

/** The answer to what was done: the store's change event has queued the new state, and the page gets it before. */
export async function afterwards(side: Pick<PanelSide, 'sent'>): Promise<Answer> {
  await side.sent();
  return done;
}
