import type { Result } from '../domain/foundation/result';
import { isConfined } from '../domain/incident/confined';
import { foldIncident } from '../domain/incident/fold';
import type { RecordEvent } from '../domain/record/event';
import { isIncidentId, type RecordId } from '../domain/records';
import type { Store } from '../store/store';
import { mostHeads, mostRemembered, neverThere } from './withdrawn';

/** What the words tell by which a branch says that records go no longer to all: anybody may have put one there, or another in its place. */
export class WithdrawalWords {
  /** By incident whether a word tells of its label, for a version of its file. */
  private readonly known = new Map<RecordId, { readonly key: string; readonly tells: boolean }>();

  constructor(
    private readonly store: Pick<Store, 'register'>,
    private readonly copyOf: (id: RecordId) => Promise<Result<{ readonly events: readonly RecordEvent[] }, unknown>>,
    private readonly versionOf: (id: RecordId) => string | undefined,
  ) {}

  /**
   * True where one of these entries is in the incident and tells of its label: the log up to it is one that does not go to all. Of what is made of
   * incidents any of its entries tells.
   */
  async tellOfLabel(id: RecordId, heads: readonly string[]): Promise<boolean> {
    const key = [this.versionOf(id), ...heads].join(' ');
    const known = this.known.get(id);
    if (known?.key === key) return known.tells;
    const copy = await this.copyOf(id);
    if (!copy.ok) return true;
    const tells = heads.some(head => {
      const upTo = upToEntry(copy.value.events, head);
      return upTo.length > 0 && (!isIncidentId(id) || isConfined(foldIncident(id, upTo, this.store.register())));
    });
    this.known.set(id, { key, tells });
    return tells;
  }

  /**
   * As many of these entries as have room where there is little: those that tell of the label, and those that the record lacks, before those that everybody
   * may have. Who may push can name any entries there.
   */
  async mostTelling(id: RecordId, known: readonly string[]): Promise<readonly string[]> {
    // What this machine could not remember holds nobody else up.
    const heads = known.filter(head => head !== neverThere);
    if (heads.length === 0) return known;
    if (heads.length <= mostHeads) return heads;
    // What was heard last first: who has raised the label as well has put theirs beside.
    const missing = [...(await this.missing(id, heads))].reverse();
    const telling: string[] = [];
    for (const head of heads) if (!missing.includes(head) && (await this.tellOfLabel(id, [head]))) telling.push(head);
    const first = telling.slice(0, mostHeads / 2);
    return [...new Set([...first, ...missing, ...telling, ...heads])].slice(0, mostHeads);
  }

  /**
   * What of these entries is remembered: all that the record lacks. Where they are too many, or nobody knows what it lacks, one that no log ever has stands
   * for those that are left out: then nothing of the record is sent from here any more.
   */
  async toRemember(id: RecordId, heads: readonly string[]): Promise<readonly string[]> {
    if (heads.length <= mostRemembered) return heads;
    const copy = await this.copyOf(id);
    const missing = copy.ok ? await this.missing(id, heads) : heads;
    const most = [...new Set([...missing, ...heads])].slice(0, mostRemembered - 1);
    return missing.length > most.length ? [...most, neverThere] : most;
  }

  /** Which of these entries the record lacks; none where it cannot be read. */
  async missing(id: RecordId, heads: readonly string[]): Promise<readonly string[]> {
    const copy = heads.length > 0 ? await this.copyOf(id) : undefined;
    if (copy?.ok !== true) return [];
    const present = new Set(copy.value.events.map(event => event.id));
    return heads.filter(head => !present.has(head));
  }
}

/** An entry and all that lead to it; none where it is not there. */
function upToEntry(events: readonly RecordEvent[], head: string): readonly RecordEvent[] {
  const wanted = new Set([head]);
  // The entries stand in causal order: whoever comes later is none of the parents.
  return events
    .toReversed()
    .filter(event => {
      if (!wanted.has(event.id)) return false;
      for (const parent of event.parents) wanted.add(parent);
      return true;
    })
    .reverse();
}
