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
  // One that is linked from both sides may have been ruled out on one.
  const linked = (one: string, other: string): boolean => {
    const sides = [relationsTo(record(one), other), relationsTo(record(other), one)].filter(side => side.length > 0);
    return sides.length > 0 && sides.every(side => side.some(({ state }) => state !== 'ruledOut'));
  };
  for (const id of ids) {
    const others = new Set([...(record(id)?.relations ?? []).map(relation => relation.id), ...linkingTo(id)]);
    for (const other of others)
      if (kindOfId(other) === 'problem' && other !== about && linked(id, other)) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return [...counts].filter(([other, count]) => count * 2 >= ids.length && !ids.includes(other)).map(([other]) => other);
}

function relationsTo(record: { readonly relations: readonly Relation[] } | undefined, to: string): readonly Relation[] {
  return (record?.relations ?? []).filter(({ id }) => id === to);
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
