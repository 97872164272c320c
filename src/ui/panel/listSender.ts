import { setImmediate as nextTurn } from 'node:timers/promises';
import { Latest, type Turn } from '../../base/latest';
import { isRecordId } from '../../domain/records';
import type { ReadOnlyHostMessage } from '../../protocol/readOnlyPage';
import type { FileFault } from '../../store/fault';
import { isEntryOf, type IndexEntry, type RecordEntry } from '../../store/indexEntry';
import type { Store } from '../../store/store';

/** Rows that travel in one message: first those that fill a page and no more, for drawing them is most of what one waits for, then as many as are made and sent in some ten milliseconds. */
const rowsAtOnce = { first: 40, then: 500 };

/** The list of the read-only panel as it travels. */
export type ListMessage = Extract<ReadOnlyHostMessage, { type: 'list' }>;

/** What a list is made of, and where it goes. */
export interface ListPorts {
  readonly store: () => Pick<Store, 'entries' | 'entry'> | undefined;
  readonly post: (message: ListMessage) => void;
  readonly faultText: (fault: FileFault) => string;
}

/**
 * Sends the list of the read-only panel once, in portions with pauses between them, and from then on what changes. A row is made when it
 * is sent, so that none is older than one that was sent before it.
 */
export class ListSender {
  private readonly lists = new Latest();
  /** The list that the page has, or is getting. */
  private list: Turn | undefined;
  /** How many of its records are still to be sent. */
  private left = 0;

  constructor(private readonly ports: ListPorts) {}

  /** Sends everything, in the place of what the page may have. */
  start(): Promise<void> {
    this.list = this.lists.begin();
    return this.send(newestFirst(this.ports.store()?.entries() ?? []), true, this.list);
  }

  /** Sends what is now to be said of these records; without ids the whole store is another. Nothing before `start`. */
  async follow(ids: readonly string[]): Promise<void> {
    if (this.list) await (ids.length === 0 ? this.start() : this.send(ids, false, this.list));
  }

  /** There is no page any more. */
  stop(): void {
    this.lists.cancel();
    this.list = undefined;
  }

  private async send(ids: readonly string[], start: boolean, { signal }: Turn): Promise<void> {
    for (let at = 0, end = rowsAtOnce.first; !signal.aborted && at < Math.max(1, ids.length); at = end, end += rowsAtOnce.then) {
      if (start) this.left = Math.max(0, ids.length - end);
      this.ports.post(this.message(ids.slice(at, end), start && at === 0));
      if (end < ids.length) await nextTurn();
    }
  }

  private message(ids: readonly string[], start: boolean): ListMessage {
    const store = this.ports.store();
    const rows = ids.map(id => ({ id, entry: isRecordId(id) ? store?.entry(id) : undefined }));
    return {
      type: 'list',
      start,
      left: this.left,
      incidents: rows.flatMap(({ entry }) => (isEntryOf('incident', entry) ? [listed(entry)] : [])),
      others: rows.flatMap(({ entry }) => (entry?.type === 'record' && entry.kind !== 'incident' ? [entry.facts] : [])),
      broken: rows.flatMap(({ id, entry }) => (entry?.type === 'broken' ? [{ id, reason: this.ports.faultText(entry.fault) }] : [])),
      gone: rows.flatMap(({ id, entry }) => (entry === undefined ? [id] : [])),
    };
  }
}

/** An incident with what it is searched by besides: the accounts, addresses and hosts that its report names. */
function listed({ facts, fault, traits }: RecordEntry<'incident'>): ListMessage['incidents'][number] {
  const named = [...(traits?.accounts ?? []), ...(traits?.addresses ?? []), ...(traits?.hosts ?? [])];
  return { ...facts, faulty: fault !== undefined, ...(named.length > 0 && { named }) };
}

/** Everything by its id, incidents first and the newest of them on top: so they stand in the list as it comes. */
function newestFirst(entries: readonly IndexEntry[]): readonly string[] {
  const recordedAt = (entry: IndexEntry): string => (isEntryOf('incident', entry) ? (entry.facts.recordedAt ?? '') : '');
  return entries
    .map(entry => ({ id: entry.id, at: recordedAt(entry) }))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .map(({ id }) => id);
}
