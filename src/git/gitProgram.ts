import path from 'node:path';
import { failure, success, type Result } from '../domain/foundation/result';
import type { GitFault } from './gitFault';
import { gitEnvironment } from './gitSafety';
import { isAtLeast, minimumVersion } from './gitVersion';
import { runLimited } from './limitedProcess';
import { firstProgram, searchPathOutside } from './outsideProgram';

/** A git outside the folder it is to run in. */
export interface GitProgram {
  /** Absolute. */
  readonly path: string;
  /** As it says itself, for example `2.39.5`. */
  readonly version: string;
  /** Where it looks for other programs: absolute folders outside the one it runs in. */
  readonly searchPath: readonly string[];
}

/** What was found, by search path and folder; and the version of each program, asked once. Failures are looked at again. */
const programs = new Map<string, Promise<Result<GitProgram, GitFault>>>();
const versions = new Map<string, Promise<Result<string, GitFault>>>();

/**
 * Finds git on the search path for a run in `folder` (a real path), at least as new as `minimum`. A program that lies in that folder is never
 * taken, and a relative entry of the search path is none: what comes with a workspace must not be run.
 */
export async function findGit(folder: string, minimum: string = minimumVersion): Promise<Result<GitProgram, GitFault>> {
  const found = await programFor(folder);
  if (!found.ok || isAtLeast(found.value.version, minimum)) return found;
  // A newer one may be there the next time.
  forgetGit();
  return failure({ code: 'oldGit', version: found.value.version, minimum });
}

function programFor(folder: string): Promise<Result<GitProgram, GitFault>> {
  return remembered(programs, `${process.env['PATH'] ?? ''}\0${folder}`, async () => {
    const searchPath = await searchPathOutside(folder);
    const program = await firstProgram('git', searchPath, folder);
    if (program === undefined) return failure({ code: 'noGit' });
    const version = await remembered(versions, program, () => versionOf(program, searchPath));
    if (!version.ok) return version;
    return success({ path: program, version: version.value, searchPath });
  });
}

/** Looks for git anew at the next call: what was found is gone. */
export function forgetGit(): void {
  programs.clear();
  versions.clear();
}

async function remembered<T>(
  known: Map<string, Promise<Result<T, GitFault>>>,
  key: string,
  find: () => Promise<Result<T, GitFault>>,
): Promise<Result<T, GitFault>> {
  const found = known.get(key) ?? find();
  known.set(key, found);
  const result = await found;
  if (!result.ok) known.delete(key);
  return result;
}

async function versionOf(program: string, searchPath: readonly string[]): Promise<Result<string, GitFault>> {
  let said = '';
  const end = await runLimited(
    program,
    ['--version'],
    chunk => {
      said += chunk.toString('utf8');
    },
    { folder: path.dirname(program), env: gitEnvironment(path.dirname(program), searchPath), timeout: 10_000, maxOutput: 10_000 },
  );
  const [, version] = /^git version (\d+\.\d+(?:\.\d+)?)/.exec(said) ?? [];
  if (version !== undefined) return success(version);
  if (end.type === 'timeout') return failure({ code: 'timeout' });
  const message = end.type === 'exited' ? end.errors || said.trim() : '';
  return failure({ code: 'failed', exitCode: end.type === 'exited' ? end.exitCode : -1, message: message || program });
}
