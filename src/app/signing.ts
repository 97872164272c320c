import type { RecordEvent } from '../domain/record/event';
import { signedText } from '../domain/record/proof';
import type { RecordId } from '../domain/records';
import { isToBeSigned } from '../domain/signing';
import type { CommandFault } from '../store/fault';
import type { Store } from '../store/store';
import type { SigningFault } from '../sync/signature/signingFault';
import { signingKeyOf } from '../sync/signature/signingKey';
import { signText } from '../sync/signature/sshSigner';

/** Where something was decided. */
interface DecidedIn {
  readonly store: Pick<Store, 'sign'>;
  /** In which git is asked for the key. */
  readonly path: string;
}

/** Why something was decided and not signed, although there is a key. */
export type UnsignedFault = Exclude<SigningFault, { readonly code: 'noKey' | 'cancelled' }> | CommandFault;

/** What signing depends on, apart from what is signed. */
interface SigningPorts {
  /** False while no program may be started. */
  readonly mayRun: () => boolean;
  /** The key that was chosen for Faultline, as git writes one; empty where git's own is taken. */
  readonly chosenKey: () => string;
  /** Told why what was decided could not be signed, each reason once: it stands all the same, as claimed. */
  readonly told: (id: RecordId, fault: UnsignedFault) => void;
}

/**
 * Signs what somebody has decided here, when it is on disk, with their key of SSH; the signature is an entry of its own behind it. Nothing waits
 * for it and nothing is lost by it: where it fails, the decision stays claimed. One at a time, so that no two questions of a token cross.
 */
export class Signing {
  private readonly ending = new AbortController();
  private last = Promise.resolve();
  private readonly said = new Set<string>();

  constructor(private readonly ports: SigningPorts) {}

  /** Signs those entries that are to be signed; resolves when that is done, or was not to be. */
  sign(folder: DecidedIn, id: RecordId, added: readonly RecordEvent[]): Promise<void> {
    const entries = added.filter(entry => isToBeSigned(id, entry)).map(entry => entry.id);
    if (entries.length === 0 || !this.ports.mayRun()) return Promise.resolve();
    this.last = this.last.catch(() => undefined).then(() => this.signNow(folder, id, entries));
    return this.last;
  }

  dispose(): void {
    this.ending.abort();
  }

  private async signNow({ store, path }: DecidedIn, id: RecordId, entries: readonly string[]): Promise<void> {
    const { chosenKey, told } = this.ports;
    const { signal } = this.ending;
    if (signal.aborted) return;
    const key = await signingKeyOf(path, chosenKey());
    const signed = key.ok ? await signText(key.value, signedText(id, entries), { folder: path, signal }) : key;
    const outcome = signed.ok ? await store.sign(id, entries, signed.value) : signed;
    if (outcome.ok) return;
    const { error } = outcome;
    // Who has no key has not set one up, and need not hear of it at each decision.
    if (error.code === 'noKey' || error.code === 'cancelled' || this.said.has(error.code)) return;
    this.said.add(error.code);
    told(id, error);
  }
}
