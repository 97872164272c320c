import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { success, type Result } from '../domain/foundation/result';
import { addRules, isUnreadable, readRules, removeRules, type RuleFileFault } from './ruleFile';
import { runGit } from './runGit';

/**
 * How far a folder is from being published with the repository: kept out, about to be added by the next `git add`, or tracked already;
 * not known where git cannot be asked, because what stands in place of a file of rules would keep it waiting.
 */
export type Exposure =
  | { readonly state: 'kept' | 'unignored' }
  | { readonly state: 'tracked'; readonly files: number }
  | { readonly state: 'notKnown'; readonly file: string };

/** What stands before each rule of ours, so that it is known again. */
const reason = '# Faultline: incidents are confidential';
/** Everything, in a folder's own rules. */
const everything = '*';

/** A folder's path inside a work tree, `/`-separated, whatever symbolic links both were reached by; undefined for the root itself and outside. */
export async function pathInside(root: string, folder: string): Promise<string | undefined> {
  const relative = path.relative(await realPlace(root), await realPlace(folder));
  return relative === '' || relative.split(path.sep)[0] === '..' || path.isAbsolute(relative)
    ? undefined
    : relative.split(path.sep).join('/');
}

/** The real path of a place that need not be there yet. */
async function realPlace(place: string): Promise<string> {
  const above = path.dirname(place);
  return realpath(place).catch(async () => (above === place ? place : path.join(await realPlace(above), path.basename(place))));
}

/**
 * What git does with a folder of the work tree whose root is given. `probes` are files that will lie in it; git is asked about them by name,
 * as rules can let some of them in again. Undefined when it lies outside, or git cannot say.
 */
export async function exposureOf(root: string, folder: string, probes: readonly string[]): Promise<Exposure | undefined> {
  const relative = await pathInside(root, folder);
  if (relative === undefined) return undefined;
  const tracked = await runGit(root, ['ls-files', '-z', '--', relative]);
  if (!tracked.ok) return undefined;
  const files = tracked.value.split('\0').filter(Boolean).length;
  if (files > 0) return { state: 'tracked', files };
  for (const file of [await excludeFile(root), path.join(folder, '.gitignore')])
    if (file !== undefined && (await isUnreadable(file))) return { state: 'notKnown', file };
  const fresh = await runGit(root, ['ls-files', '--others', '--exclude-standard', '-z', '--', relative]);
  if (!fresh.ok) return undefined;
  if (fresh.value !== '') return { state: 'unignored' };
  const ignored = await runGit(root, ['check-ignore', '--no-index', '--stdin', '-z'], {
    input: probes.map(probe => `./${relative}/${probe}\0`).join(''),
  });
  // Exit code 1: none of them is ignored.
  if (!ignored.ok) return ignored.error.code === 'failed' && ignored.error.exitCode === 1 ? { state: 'unignored' } : undefined;
  return { state: ignored.value.split('\0').filter(Boolean).length === probes.length ? 'kept' : 'unignored' };
}

/**
 * Keeps a folder out of git for this clone alone, through `info/exclude`. Gives true when it was added now, false when it was
 * excluded already, lies outside, or is tracked, unless it is to be kept out `evenTracked`: then what is new stays out.
 */
export async function excludeFolder(root: string, folder: string, { evenTracked = false } = {}): Promise<Result<boolean, RuleFileFault>> {
  const relative = await pathInside(root, folder);
  const file = await excludeFile(root);
  if (relative === undefined || file === undefined) return success(false);
  const known = await readRules(file);
  if (!known.ok) return known;
  const pattern = patternOf(relative);
  if (known.value.split(/\r?\n/).includes(pattern)) return success(false);
  const tracked = evenTracked ? undefined : await runGit(root, ['ls-files', '--', relative], { maxOutput: 1024 * 1024 });
  if (tracked?.ok === true && tracked.value !== '') return success(false);
  const added = await addRules(file, known.value, `${reason}\n${pattern}\n`);
  return added.ok ? success(true) : added;
}

/**
 * Lets a folder into git again: takes away what `excludeFolder` and `ignoreFromWithin` have added, and no other rule. Gives true when there was
 * such a rule.
 */
export async function includeFolder(root: string, folder: string): Promise<Result<boolean, RuleFileFault>> {
  const relative = await pathInside(root, folder);
  const file = await excludeFile(root);
  if (relative === undefined || file === undefined) return success(false);
  const outside = await removeRules(file, reason, [patternOf(relative)]);
  if (!outside.ok) return outside;
  const within = await removeRules(path.join(folder, '.gitignore'), reason, [everything]);
  return within.ok ? success(outside.value + within.value > 0) : within;
}

/** Keeps a folder out of git by its own `.gitignore`, which comes before every rule of the folders above it. */
export async function ignoreFromWithin(folder: string): Promise<Result<undefined, RuleFileFault>> {
  const file = path.join(folder, '.gitignore');
  const known = await readRules(file);
  return known.ok ? addRules(file, known.value, `${reason}\n${everything}\n`) : known;
}

/** Takes a folder's files out of the index; they stay on disk, and earlier commits keep them. Returns whether git did. */
export async function untrackFolder(root: string, folder: string): Promise<boolean> {
  const relative = await pathInside(root, folder);
  return relative !== undefined && (await runGit(root, ['rm', '--cached', '-r', '--quiet', '--', relative])).ok;
}

/** The rule for a folder, whatever its name holds. */
function patternOf(relative: string): string {
  return `/${relative.replace(/[\\*?[\]!# ]/g, '\\$&')}/`;
}

/** Where git keeps the rules of this clone alone; undefined when it does not say. */
async function excludeFile(root: string): Promise<string | undefined> {
  const located = await runGit(root, ['rev-parse', '--git-path', 'info/exclude']);
  return located.ok ? path.resolve(root, located.value.replace(/\r?\n$/, '')) : undefined;
}
