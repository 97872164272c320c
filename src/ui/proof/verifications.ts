import type { ProofSource } from '../../app/proofs';
import { leftOutRecords } from '../../app/sharing/leftOut';
import { verifyAll, type VerifyFinding, type Flaw } from '../../app/verifyAll';
import type { Instant } from '../../domain/foundation/time';
import type { RecordEvent } from '../../domain/record/event';
import { verificationAsMarkdown, type CheckedRecord } from '../../exchange/verificationReport';
import { utcTime } from '../../exchange/utcTime';
import type { Store } from '../../store/store';
import { isAlteredThere } from '../../sync/alteredThere';
import type { LeftOut } from '../../sync/syncFault';
import { describeIntegrity, describeName, describePerson } from '../../words/standing';
import { counted, fill } from '../../words/words';
import { attachmentFaultText, chainFaultText, fileFaultText, loadFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { MadeDocuments } from '../editor/madeDocuments';
import { withProgress } from '../editor/notify';
import { leftOutText } from '../sharing/leftOutText';

/** What is known of the branches over which the records are shared; nothing where they are not. */
export interface SharedElsewhere {
  /** When each entry first came there. */
  readonly arrivals: (signal: AbortSignal) => Promise<ReadonlyMap<string, Instant> | undefined>;
  /** What could not be taken from there or sent, as it was found last. */
  readonly leftOut: () => Promise<readonly LeftOut[]>;
}

/** Reports of checks of all records, read-only, for as long as the window lives. */
export class Verifications extends MadeDocuments {
  constructor(
    private readonly proofs: ProofSource,
    private readonly shared: SharedElsewhere,
  ) {
    super('faultline-check');
  }

  /** Checks every record with its evidence and shows what was found; cancelled, what was found until then. */
  async verify(store: Store): Promise<void> {
    const [flawed, remarked]: CheckedRecord[][] = [[], []];
    const now = (): Instant => new Date().toISOString();
    const checked = await withProgress(words.verify.progress, async (report, signal) => {
      const onProgress = (done: number, of: number): void => {
        report({ message: fill(words.verify.done, { done, of }), increment: 100 / of });
      };
      const onFinding = (finding: VerifyFinding): void => {
        (finding.flaws.length > 0 ? flawed : remarked)?.push({
          id: finding.id,
          title: finding.loaded?.record.values.title,
          lines: linesOf(finding, now()),
        });
      };
      const arrivals = await this.shared.arrivals(signal);
      return verifyAll({ store, proofs: this.proofs, now, arrivals, onFinding, onProgress }, signal);
    });
    const there = alteredThere(store, await this.shared.leftOut());
    const text = verificationAsMarkdown({ words, at: now(), checked, flawed: flawed ?? [], remarked: remarked ?? [], there });
    await this.show('faultline-check.md', text);
  }
}

/** Records that do not verify on a branch. */
function alteredThere(store: Store, leftOut: readonly LeftOut[]): readonly CheckedRecord[] {
  const altered = leftOut.filter(isAlteredThere);
  return [...leftOutRecords(altered)].map(id => {
    const entry = store.entry(id);
    const title = entry?.type === 'record' ? entry.facts.title : undefined;
    return { id, title, lines: altered.filter(each => each.id === id).map(leftOutText) };
  });
}

function linesOf({ id, flaws, late, loaded, remembered, written }: VerifyFinding, now: Instant): readonly string[] {
  const { verify } = words;
  const lateLines = late.map(({ entry, arrived }) => {
    const what = loaded ? describeName(words, loaded.record.kind, entry) : '';
    return fill(verify.late, { what, who: describePerson(words, entry.by), when: utcTime(entry.at), arrived: utcTime(arrived) });
  });
  if (flaws.length === 0 && loaded)
    return [describeIntegrity(words, loaded.record, { faults: [], now, formatTime: utcTime }).text, ...lateLines];
  const seen = remembered && { count: remembered.entries };
  return [
    ...flaws.map(flaw => flawText(id, flaw, loaded)),
    ...lateLines,
    ...(seen === undefined
      ? []
      : [
          remembered?.at === undefined
            ? counted(words, verify.seenOnce, seen)
            : counted(words, verify.seen, { ...seen, when: utcTime(remembered.at) }),
        ]),
    ...(written === undefined ? [] : [fill(verify.written, { when: utcTime(written) })]),
  ];
}

function flawText(id: string, flaw: Flaw, loaded: VerifyFinding['loaded']): string {
  const { verify } = words;
  switch (flaw.code) {
    case 'gone':
      return verify.gone;
    case 'unreadable':
      return loadFaultText(id, flaw.fault);
    case 'rolledBack':
      return fill(verify.rolledBack, { why: loaded?.rolledBack ? fileFaultText(loaded.rolledBack) : '' });
    case 'signature': {
      const entry = entryIn(loaded, flaw.entry);
      if (!entry || !loaded) return words.proof.notValid;
      const what = describeName(words, loaded.record.kind, entry);
      return fill(verify.signature, { what, who: describePerson(words, entry.by), when: utcTime(entry.at) });
    }
    case 'content':
      return fill(verify.content, { name: flaw.name.slice(0, 12), why: attachmentFaultText(flaw.fault) });
    case 'entry': {
      const why = chainFaultText(flaw.fault);
      const entry = entryIn(loaded, flaw.fault.event);
      return entry
        ? fill(verify.alteredEntry, { why, who: describePerson(words, entry.by), when: utcTime(entry.at) })
        : fill(verify.altered, { why });
    }
  }
}

function entryIn(loaded: VerifyFinding['loaded'], id: string): RecordEvent | undefined {
  return loaded?.record.timeline.find(event => event.id === id);
}
