import type { Finding } from './incident/finding';
import type { Relation } from './record/link';
import { kindOfId } from './records';

/** The records and what links to what. */
interface LinkedRecords {
  readonly record: (id: string) => { readonly relations: readonly Relation[] } | undefined;
  readonly linkingTo: (id: string) => readonly string[];
}

/** The problems that a pattern of failure was taken into: those that stand for at least half of its incidents, and are not what it is about. */
export function takenInto(finding: Finding, { record, linkingTo }: LinkedRecords): readonly string[] {
  const { ids } = finding;
  const about = aboutOf(finding);
  const counts = new Map<string, number>();
  const linked = (from: string, to: string): boolean =>
    record(from)?.relations.some(({ id, state }) => id === to && state !== 'ruledOut') === true;
  for (const id of ids) {
    const others = new Set([...(record(id)?.relations ?? []).map(relation => relation.id), ...linkingTo(id)]);
    for (const other of others)
      if (kindOfId(other) === 'problem' && other !== about && (linked(id, other) || linked(other, id)))
        counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return [...counts].filter(([other, count]) => count * 2 >= ids.length && !ids.includes(other)).map(([other]) => other);
}

/** What a finding is about, which may be a record: the root of a chain, a common cause. */
function aboutOf(finding: Finding): string | undefined {
  switch (finding.pattern) {
    case 'chain':
      return finding.root;
    case 'recurrence':
    case 'burst':
      return finding.name;
    case 'together':
    case 'hotspot':
    case 'unnoticed':
      return undefined;
  }
}
