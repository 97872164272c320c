import { appendFile, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runGit } from './runGit';

/** How far a folder is from being published with the repository: kept out, about to be added by the next `git add`, or tracked already. */
export type Exposure = { readonly state: 'kept' | 'unignored' } | { readonly state: 'tracked'; readonly files: number };

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
 * Keeps a folder out of git for this clone alone, through `info/exclude`. Returns true when it was added now, false when it was
 * excluded or tracked already or lies outside.
 */
export async function excludeFolder(root: string, folder: string): Promise<boolean> {
  const relative = await pathInside(root, folder);
  const located = await runGit(root, ['rev-parse', '--git-path', 'info/exclude']);
  if (relative === undefined || !located.ok) return false;
  const file = path.resolve(root, located.value.trim());
  const known = await readFile(file, 'utf8').catch(() => '');
  const pattern = `/${relative.replace(/[\\*?[\]!# ]/g, '\\$&')}/`;
  if (known.split(/\r?\n/).includes(pattern)) return false;
  const tracked = await runGit(root, ['ls-files', '--', relative], { maxOutput: 1024 * 1024 });
  if (tracked.ok && tracked.value !== '') return false;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${known}${gapAfter(known)}# Faultline: incidents are confidential\n${pattern}\n`);
  return true;
}

/** Keeps a folder out of git by its own `.gitignore`, which comes before every rule of the folders above it. */
export async function ignoreFromWithin(folder: string): Promise<void> {
  const file = path.join(folder, '.gitignore');
  const known = await readFile(file, 'utf8').catch(() => '');
  await appendFile(file, `${gapAfter(known)}# Faultline: incidents are confidential\n*\n`);
}

/** Takes a folder's files out of the index; they stay on disk, and earlier commits keep them. Returns whether git did. */
export async function untrackFolder(root: string, folder: string): Promise<boolean> {
  const relative = await pathInside(root, folder);
  return relative !== undefined && (await runGit(root, ['rm', '--cached', '-r', '--quiet', '--', relative])).ok;
}

function gapAfter(text: string): string {
  return text === '' || text.endsWith('\n') ? '' : '\n';
}
