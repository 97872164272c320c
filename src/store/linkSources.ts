import type { RecordId } from '../domain/records';
import type { Cached } from './indexCache';

/** By id the records that link to it: links are kept on one side, and found from the other. */
export class LinkSources {
  private readonly sources = new Map<string, Set<RecordId>>();

  /** The records that link to this one, whether it is there or not. */
  of(id: string): readonly RecordId[] {
    return [...(this.sources.get(id) ?? [])];
  }

  /** Notes the links that a record has now, in the place of those it had. */
  note(id: RecordId, before: Cached | undefined, after: Cached | undefined): void {
    for (const target of targetsOf(before)) this.sources.get(target)?.delete(id);
    for (const target of targetsOf(after)) {
      const known = this.sources.get(target);
      if (known) known.add(id);
      else this.sources.set(target, new Set([id]));
    }
  }
}

function targetsOf(cached: Cached | undefined): readonly string[] {
  const { relations = [] } = cached?.facts ?? {};
  return relations.map(({ id }) => id);
}
