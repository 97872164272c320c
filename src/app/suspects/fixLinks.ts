import { failure } from '../../domain/foundation/result';
import { fixLink, sortFixes, wasLinked, type Fix } from '../../domain/incident/fixes';
import { incidentsFixedBy } from '../../domain/incident/trailer';
import type { Repository } from '../../git/repository';
import { systemCode } from '../../store/fault';
import type { Store } from '../../store/store';

const headKey = 'fixes.head';
/** Full hashes of commits whose links were neither made nor decided about yet. */
const pendingKey = 'fixes.pending';
/** Commits that are looked through when the branch has moved, and when nothing was looked at yet. */
const mostCommits = 200;

/** What the links of fixes need from the editor. */
export interface FixPort {
  readonly memory: { get(key: string): unknown; update(key: string, value: unknown): PromiseLike<void> };
  readonly linked: (fix: Fix) => void;
  /** A fix that was not linked, with the code of the fault, or what a mistake says; it is tried again. */
  readonly refused: (fix: Fix, code: string) => void;
}

/** What a look left: the fixes that the person has to decide about, and whether something was refused and is to be tried again. */
export interface LinkedFixes {
  readonly asked: readonly Fix[];
  readonly isRefused: boolean;
}

/**
 * Links the commits that are new in the history as fixes of the open incidents they name, up to a limit. What a lock or a fault refuses, and
 * what has not been decided about, is kept for the next look.
 */
export async function linkFixes(store: Store, repository: Repository, port: FixPort): Promise<LinkedFixes> {
  await noteNewCommits(repository, port);
  const pending = pendingOf(port);
  if (pending.length === 0) return { asked: [], isRefused: false };
  await store.refresh();
  const later = new Set<string>();
  const fixes: Fix[] = [];
  for (const sha of pending) {
    const commit = await repository.commit(sha);
    // A commit that is gone fixes nothing; a git that took too long may answer the next time.
    if (!commit.ok && commit.error.code !== 'failed') later.add(sha);
    for (const id of commit.ok ? incidentsFixedBy(commit.value.body) : []) {
      const fix = { id, sha, subject: commit.ok ? commit.value.subject : '' };
      const found = await isWanted(store, fix, port);
      if (found === 'later') later.add(sha);
      else if (found) fixes.push(fix);
    }
  }
  const { unasked, asked } = sortFixes(fixes);
  for (const sha of await linkAll(store, unasked, port)) later.add(sha);
  await port.memory.update(pendingKey, [...new Set([...later, ...asked.map(({ sha }) => sha)])]);
  return { asked, isRefused: later.size > 0 };
}

/** Does what the person said about fixes that were asked about. Returns whether something was refused and is to be tried again. */
export async function decideFixes(store: Store, fixes: readonly Fix[], isWished: boolean, port: FixPort): Promise<boolean> {
  const decided = new Set(fixes.map(({ sha }) => sha));
  const later = isWished ? await linkAll(store, fixes, port) : new Set<string>();
  await port.memory.update(pendingKey, [...pendingOf(port).filter(sha => !decided.has(sha)), ...later]);
  return later.size > 0;
}

/** Links them one after another. Returns the commits of those that were refused. */
async function linkAll(store: Store, fixes: readonly Fix[], port: FixPort): Promise<ReadonlySet<string>> {
  const later = new Set<string>();
  for (const fix of fixes) if (!(await linkOne(store, fix, port))) later.add(fix.sha);
  return later;
}

function pendingOf({ memory }: Pick<FixPort, 'memory'>): readonly string[] {
  const pending = memory.get(pendingKey);
  return Array.isArray(pending) ? pending.filter(sha => typeof sha === 'string') : [];
}

/** Commits that name incidents are remembered before the mark moves past them. */
async function noteNewCommits(repository: Repository, { memory }: FixPort): Promise<void> {
  const head = await repository.head();
  const last = memory.get(headKey);
  if (head === undefined || head === last) return;
  const known = typeof last === 'string' && (await repository.resolve(last)) !== undefined;
  const commits = await repository.history({ limit: mostCommits, ...(known && { without: last }) });
  if (!commits.ok) return;
  const naming = commits.value.filter(({ body }) => incidentsFixedBy(body).length > 0).map(({ sha }) => sha);
  await memory.update(pendingKey, [...new Set([...pendingOf({ memory }), ...naming])]);
  await memory.update(headKey, head);
}

/** Whether the incident is open and the commit never was its fix; `later` when its record cannot be read now. */
async function isWanted(store: Store, fix: Fix, port: FixPort): Promise<boolean | 'later'> {
  const loaded = await store.load(fix.id);
  if (loaded.ok) return loaded.value.record.open && !wasLinked(loaded.value.record.timeline, fixLink(fix));
  if (loaded.error.code === 'notFound') return false;
  port.refused(fix, loaded.error.code);
  return 'later';
}

async function linkOne(store: Store, fix: Fix, port: FixPort): Promise<boolean> {
  // A mistake of ours with one keeps no other from being linked, nor anything from being remembered.
  const mistaken = (error: unknown) => failure({ code: systemCode(error) });
  const outcome = await store.execute(fix.id, { type: 'link', link: fixLink(fix) }).catch(mistaken);
  if (outcome.ok) port.linked(fix);
  else port.refused(fix, outcome.error.code);
  return outcome.ok;
}
