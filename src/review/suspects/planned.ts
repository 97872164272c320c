import type { FactsOf } from '../../domain/records';
import type { Reason } from '../../domain/incident/review';
import { addDays, isEarlierInstant, type Instant } from '../../domain/foundation/time';
import type { Repository } from '../../git/repository';
import { sameText } from '../../domain/foundation/sameText';
import type { Forks } from './forks';
import { componentOf, type NamedComponent } from './ownEvidence';

/** A change that is not in the history yet, or is planned: it may have caused the fault elsewhere, and may collide with its solution. */
export interface PlannedChange {
  readonly kind: 'branch' | 'edits' | 'change';
  /** Name of the branch, path of the edited file, id of the change record. */
  readonly id: string;
  readonly title: string;
  /** The last commit of a branch. */
  readonly sha?: string;
  readonly reasons: readonly Reason[];
}

/** What the fault concerns: files (relative to the repository's root) and components. */
export interface Affected {
  readonly files: readonly string[];
  readonly components: readonly NamedComponent[];
  /** When it was first seen, and now. */
  readonly firstSeen: Instant;
  readonly now: Instant;
}

/** Branches that are looked into, and paths named in one reason. */
const [mostBranches, mostPaths] = [50, 3];
/** Days after its last commit for which a branch is work in progress: old release branches differ in thousands of files. */
const alive = 180;
/** A change record matters this long after its window and this long ahead of it, in days. */
const [daysAfter, daysAhead] = [14, 60];

/** Unmerged branches and uncommitted edits that touch what is affected; git is not asked where nothing is. */
export async function plannedInGit(
  { repository, forks }: { readonly repository: Pick<Repository, 'uncommitted' | 'unmergedBranches'>; readonly forks: Forks },
  affected: Affected,
  signal?: AbortSignal,
): Promise<readonly PlannedChange[]> {
  if (affected.files.length === 0 && affected.components.length === 0) return [];
  const limits = { timeout: 20_000, ...(signal && { signal }) };
  const planned: PlannedChange[] = [];
  for (const path of await repository.uncommitted(limits)) {
    const reasons = pathReasons([path], affected);
    if (reasons.length > 0) planned.push({ kind: 'edits', id: path, title: path, reasons });
  }
  const since = Date.parse(addDays(affected.now, -alive));
  const branches = (await repository.unmergedBranches(mostBranches, limits)).filter(({ committedAt }) => committedAt >= since);
  const changed = await forks.changedBy(
    branches.map(({ sha }) => sha),
    limits,
  );
  for (const { name, sha, subject } of branches) {
    const reasons = pathReasons(changed.get(sha) ?? [], affected);
    if (reasons.length > 0) planned.push({ kind: 'branch', id: name, title: subject, sha, reasons });
  }
  return planned;
}

/** Change records of an affected component or with a window around or ahead of the fault. */
export function plannedRecords(changes: readonly FactsOf<'change'>[], { components, firstSeen, now }: Affected): readonly PlannedChange[] {
  const named = new Set(components.map(({ name }) => sameText(name)));
  return changes.flatMap(({ id, title, components: its, from, to }) => {
    const shared = its.filter(name => named.has(sameText(name)));
    const [first, last] = [from ?? to, to ?? from];
    const around = first && last && !isEarlierInstant(firstSeen, first) && !isEarlierInstant(addDays(last, daysAfter), firstSeen);
    const ahead = first && !isEarlierInstant(first, now) && !isEarlierInstant(addDays(now, daysAhead), first);
    const values = [first ?? '', last ?? ''].filter(Boolean);
    const reasons: Reason[] = [
      ...(shared.length > 0 ? [{ code: 'component' as const, values: shared.slice(0, 8) }] : []),
      ...(around === true ? [{ code: 'window' as const, values }] : []),
      ...(ahead === true ? [{ code: 'ahead' as const, values }] : []),
    ];
    // A window ahead matters where it concerns the same component; one around the fault matters by itself.
    return around === true || shared.length > 0 ? [{ kind: 'change' as const, id, title, reasons }] : [];
  });
}

function pathReasons(paths: readonly string[], { files, components }: Affected): readonly Reason[] {
  const known = new Set(files);
  const shared = paths.filter(path => known.has(path)).slice(0, mostPaths);
  const component = componentOf(paths, components);
  return [
    ...(shared.length > 0 ? [{ code: 'affectedFile' as const, values: shared.map(path => path.slice(0, 300)) }] : []),
    ...(component ? [{ code: 'componentPath' as const, values: [component.name, component.path].map(text => text.slice(0, 300)) }] : []),
  ];
}
