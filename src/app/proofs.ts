import { setImmediate as nextTurn } from 'node:timers/promises';
import { proofsOf, signaturesIn, type Proof, type Signature, type WhoseKey } from '../domain/record/proof';
import type { RecordState } from '../domain/record/state';
import { isToBeSigned } from '../domain/signing';
import type { ChainFault } from '../store/chain';
import { verifySignature } from '../sync/signature/sshSignature';

/** How many signatures are checked before everything else goes on: each takes some tenths of a millisecond. */
const atOnce = 20;
/** How many results are kept. */
const mostKept = 10_000;

/** A record, and what the verification of its log found. */
interface Proved {
  readonly record: Pick<RecordState, 'id' | 'timeline'>;
  readonly faults: readonly ChainFault[];
}

/** Where it is asked what is known of who decided. */
export type ProofSource = Pick<Proofs, 'of'>;

/** What is known of who decided: the signatures of records, each checked once, held against the keys that people have entered. */
export class Proofs {
  private readonly checked = new Map<string, string | undefined>();

  /** `keys` says whose keys are whose; undefined while nobody has entered one. */
  constructor(private readonly keys: () => Promise<WhoseKey | undefined>) {}

  /** By the id of each entry that is to be signed. Empty where nobody in this store signs: there everything is claimed, and nothing is to be said. */
  async of({ record: { id, timeline }, faults }: Proved): Promise<ReadonlyMap<string, Proof>> {
    const entries = timeline.filter(entry => isToBeSigned(id, entry));
    if (entries.length === 0) return new Map();
    const signatures = signaturesIn(id, timeline);
    const whose = await this.keys();
    if (signatures.length === 0 && !whose) return new Map();
    const made = await this.check(signatures);
    const proofs = proofsOf(entries, signatures, ({ entry }) => made.get(entry), whose ?? (() => 'nobodys'));
    // What was changed since bears a name that was signed for something else.
    const faulty = new Set(faults.map(({ event }) => event));
    return new Map([...proofs].map(([entry, proof]) => [entry, faulty.has(entry) ? 'notValid' : proof]));
  }

  private async check(signatures: readonly Signature[]): Promise<ReadonlyMap<string, string | undefined>> {
    const made = new Map<string, string | undefined>();
    let fresh = 0;
    for (const { entry, text, signature } of signatures) {
      // By what was checked and not by the entry alone, whose hash a file can claim.
      const asked = `${signature} ${text}`;
      if (!this.checked.has(asked)) {
        if (++fresh % atOnce === 0) await nextTurn();
        if (this.checked.size >= mostKept) this.checked.clear();
        const verified = verifySignature(signature, text);
        this.checked.set(asked, verified.ok ? verified.value : undefined);
      }
      made.set(entry, this.checked.get(asked));
    }
    return made;
  }
}
