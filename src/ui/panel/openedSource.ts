import { failure, success } from '../../domain/foundation/result';
import type { IncidentId } from '../../domain/incident/incident';
import type { ReadOnlyHostMessage } from '../../protocol/readOnlyPage';
import { loadFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { mistakeText } from '../editor/userError';
import { aroundOf } from './around';
import { OpenedSender } from './openedSender';
import type { ReadOnlySource } from './readOnlySource';

/** Sends the record that is open from the folder at work, with what stands around it. */
export function openedSender(
  source: ReadOnlySource,
  report: (error: unknown) => void,
  post: (message: ReadOnlyHostMessage) => void,
): OpenedSender {
  return new OpenedSender({
    load: async id => {
      const { store } = source;
      const loaded = await store?.load(id);
      if (!store || !loaded) return undefined;
      if (!loaded.ok) return failure(loadFaultText(id, loaded.error));
      const { record, faults } = loaded.value;
      const [proofs, isWithdrawn] = await Promise.all([source.proofs.of(loaded.value), source.withdrawn.has(id)]);
      return success({ log: record.timeline, faults, around: aroundOf(loaded.value, store, proofs, isWithdrawn) });
    },
    mistake: error => {
      report(error);
      return mistakeText(words, error);
    },
    post,
  });
}

/** What is kept of a row of evidence: a picture is given to the page, a text is opened in the editor; who asks for what is not there is told so. */
export async function keptMessage(
  source: ReadOnlySource,
  { id, row }: { readonly id: IncidentId; readonly row: string },
): Promise<ReadOnlyHostMessage> {
  try {
    const picture = await source.showKept(id, row);
    return { type: 'kept', row, ...(picture && { picture }) };
  } catch (error) {
    return { type: 'kept', row, message: mistakeText(words, error) };
  }
}
