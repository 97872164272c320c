import type { RecordId } from '../domain/records';
import type { Cached } from './indexCache';

/** By id the records that link to it: links are kept on one side, and found from the other. */
export class LinkSources {
  private readonly now: Sources = new Map();
  private readonly before: Sources = new Map();

  /** The records that link to this one, whether it is there or not; or that have linked to it, and do no longer (`formerly`). */
  of(id: string, formerly: boolean): readonly RecordId[] {
    return [...((formerly ? this.before : this.now).get(id) ?? [])];
  }

  /** Notes the links that a record has now, in the place of those it had. */
  note(id: RecordId, before: Cached | undefined, after: Cached | undefined): void {
    replace(this.now, id, targetsOf(before), targetsOf(after));
    replace(this.before, id, before?.facts?.formerly, after?.facts?.formerly);
  }
}

/** By target the records that link to it. */
type Sources = Map<string, Set<RecordId>>;

function replace(sources: Sources, id: RecordId, before: readonly string[] = [], after: readonly string[] = []): void {
  for (const target of before) sources.get(target)?.delete(id);
  for (const target of after) {
    const known = sources.get(target);
    if (known) known.add(id);
    else sources.set(target, new Set([id]));
  }
}

function targetsOf(cached: Cached | undefined): readonly string[] {
  const { relations = [] } = cached?.facts ?? {};
  return relations.map(({ id }) => id);
}
