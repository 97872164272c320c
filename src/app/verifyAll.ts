import { stat } from 'node:fs/promises';
import { millisecondsBetween, type Instant } from '../domain/foundation/time';
import { contentsOf } from '../domain/incident/keptEvidence';
import type { RecordEvent } from '../domain/record/event';
import { remarksOf } from '../domain/record/remark';
import type { Proof } from '../domain/record/proof';
import type { RecordId } from '../domain/records';
import { isToBeSigned } from '../domain/signing';
import type { AttachmentFault } from '../store/attachmentFault';
import type { ChainFault } from '../store/chain';
import type { StoreFault } from '../store/fault';
import type { Loaded } from '../store/loaded';
import { fileOf } from '../store/recordFile';
import type { Store } from '../store/store';
import type { Remembered } from '../store/witness';
import type { ProofSource } from './proofs';

/** What a check of all records found wrong with one of them. */
export type Flaw =
  /** Its file is no record that can be read. */
  | { readonly code: 'unreadable'; readonly fault: StoreFault }
  /** It is not there any more. */
  | { readonly code: 'gone' }
  /** An entry was changed, removed, re-ordered, or its content taken away; by its hash. */
  | { readonly code: 'entry'; readonly fault: ChainFault }
  /** It is shorter than it was seen on this machine: cut off, or an older copy. */
  | { readonly code: 'rolledBack' }
  /** An entry that others rely on has a signature which is broken, of something else or by another person's key. */
  | { readonly code: 'signature'; readonly entry: string }
  /** What an entry keeps as evidence is another, or not there. */
  | { readonly code: 'content'; readonly name: string; readonly fault: AttachmentFault };

/** An entry that others rely on, and when it first came to the branch over which the records are shared. */
interface LateEntry {
  readonly entry: RecordEvent;
  readonly arrived: Instant;
}

/** So much later a decision is named (milliseconds): a day without a network is no rare thing. */
const lateAfter = 24 * 60 * 60 * 1000;

/** A record of which something must be said: what is wrong, or what a reader must know although nothing was changed. */
export interface VerifyFinding {
  readonly id: RecordId;
  /** None where there are only remarks: redactions, entries that do not count, times that cannot be. */
  readonly flaws: readonly Flaw[];
  /** Where it can be read. */
  readonly loaded?: Loaded;
  /** What this machine remembers of it: since then at the earliest something is missing. */
  readonly remembered?: Remembered;
  /** Decisions that came to the others long after the time they bear: made offline, or dated back. */
  readonly late: readonly LateEntry[];
  /** When its file was written last. */
  readonly written?: Instant;
}

/** How much was checked. */
export interface Checked {
  readonly records: number;
  readonly entries: number;
  readonly contents: number;
  /** The decisions that are to be signed, by what is known of who made them. */
  readonly proofs: Readonly<Record<Proof, number>>;
  /** Of how many records. */
  readonly of: number;
}

/** What a check of all records works with. */
export interface VerifyPorts {
  readonly store: Store;
  readonly proofs: ProofSource;
  readonly now: () => Instant;
  /** When each entry first came to the branch over which the records are shared; none where they are not. */
  readonly arrivals?: ReadonlyMap<string, Instant> | undefined;
  /** Told of each record of which something must be said. */
  readonly onFinding: (finding: VerifyFinding) => void;
  /** Told how many records of how many are checked. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Checks every record and all kept evidence from the files, whatever the lists remember: the chain of hashes, the order and form of the entries,
 * the signatures, and whether what this machine has seen is still there. A read, which writes nothing; ends early where `signal` says so.
 */
export async function verifyAll(
  { store, proofs, now, arrivals, onFinding, onProgress }: VerifyPorts,
  signal?: AbortSignal,
): Promise<Checked> {
  await store.refresh();
  await store.settled();
  const ids = [...new Set([...store.entries().map(({ id }) => id), ...store.witness.ids()])].sort();
  const contents = new Contents(store);
  const known = { proven: 0, claimed: 0, notValid: 0 };
  let [records, entries] = [0, 0];
  for (const id of ids) {
    if (signal?.aborted === true) break;
    const loaded = await store.load(id);
    const proven = loaded.ok ? await proofs.of(loaded.value) : new Map<string, Proof>();
    for (const proof of proven.values()) known[proof] += 1;
    const flaws = loaded.ok ? [...flawsOf(loaded.value, proven), ...(await contents.flawsIn(loaded.value))] : [lostOf(loaded.error)];
    records += 1;
    if (loaded.ok) entries += loaded.value.record.timeline.length;
    const late = loaded.ok ? lateIn(loaded.value, arrivals) : [];
    if (flaws.length > 0 || late.length > 0 || (loaded.ok && isRemarkable(loaded.value, now())))
      onFinding(await findingOf(store, { id, flaws, late, ...(loaded.ok && { loaded: loaded.value }) }));
    onProgress?.(records, ids.length);
  }
  return { records, entries, contents: contents.checked, proofs: known, of: ids.length };
}

function flawsOf({ faults, rolledBack }: Loaded, proofs: ReadonlyMap<string, Proof>): readonly Flaw[] {
  const notValid = [...proofs].filter(([, proof]) => proof === 'notValid');
  return [
    ...notValid.map(([entry]) => ({ code: 'signature', entry }) as const),
    ...faults.map(fault => ({ code: 'entry', fault }) as const),
    ...(rolledBack ? [{ code: 'rolledBack' } as const] : []),
  ];
}

function lostOf(fault: StoreFault): Flaw {
  return fault.code === 'notFound' ? { code: 'gone' } : { code: 'unreadable', fault };
}

function isRemarkable({ record }: Loaded, now: Instant): boolean {
  return record.disregarded.length > 0 || remarksOf(record.timeline, now).length > 0;
}

/** The decisions of a record that came to the others long after the time they bear. */
function lateIn({ record }: Loaded, arrivals: ReadonlyMap<string, Instant> = new Map()): readonly LateEntry[] {
  return record.timeline.flatMap(entry => {
    const arrived = isToBeSigned(record.id, entry) ? arrivals.get(entry.id) : undefined;
    return arrived !== undefined && millisecondsBetween(entry.at, arrived) > lateAfter ? [{ entry, arrived }] : [];
  });
}

async function findingOf(store: Store, found: Pick<VerifyFinding, 'id' | 'flaws' | 'late' | 'loaded'>): Promise<VerifyFinding> {
  const { id } = found;
  const remembered = store.witness.of(id);
  const written = await stat(fileOf(store.folder, id)).then(
    ({ mtime }) => mtime.toISOString(),
    () => undefined,
  );
  return { ...found, ...(remembered && { remembered }), ...(written !== undefined && { written }) };
}

/** The evidence that entries keep, each content read once, however many name it. */
class Contents {
  private readonly known = new Map<string, AttachmentFault | undefined>();

  constructor(private readonly store: Store) {}

  get checked(): number {
    return this.known.size;
  }

  async flawsIn({ record }: Loaded): Promise<readonly Flaw[]> {
    const flaws: Flaw[] = [];
    for (const name of new Set(record.timeline.flatMap(contentsOf))) {
      if (!this.known.has(name)) {
        const read = await (await this.store.attachments()).read(name);
        this.known.set(name, read.ok ? undefined : read.error);
      }
      const fault = this.known.get(name);
      if (fault) flaws.push({ code: 'content', name, fault });
    }
    return flaws;
  }
}
