import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Runs git as anybody would, without what Faultline does to it: for setting traps. */
export function plainGit(folder: string, args: readonly string[], input?: string): string {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Tess Ter',
    GIT_AUTHOR_EMAIL: 't@example.org',
    GIT_COMMITTER_NAME: 'Tess Ter',
    GIT_COMMITTER_EMAIL: 't@example.org',
    GIT_ALLOW_PROTOCOL: 'file',
  };
  return execFileSync('git', args, { cwd: folder, env, input, stdio: ['pipe', 'pipe', 'pipe'] })
    .toString()
    .trim();
}

/** A program that writes down that it ran. */
export class Trap {
  private constructor(
    /** Absolute. */
    readonly program: string,
    private readonly marker: string,
  ) {}

  /** Makes the program; `body` is what it does besides, as a shell script. */
  static async set(folder: string, body = 'cat'): Promise<Trap> {
    await mkdir(folder, { recursive: true });
    const [program, marker] = [path.join(folder, 'trap'), path.join(folder, 'sprung')];
    await writeFile(program, `#!/bin/sh\necho "$0" "$@" >> '${marker}'\n${body}\n`);
    await chmod(program, 0o755);
    return new Trap(program, marker);
  }

  /** What it was called with; empty when nobody ran it. */
  async sprung(): Promise<string> {
    return readFile(this.marker, 'utf8').catch(() => '');
  }

  async assertNotSprung(): Promise<void> {
    assert.equal(await this.sprung(), '');
  }
}

/** Puts other values into this process's environment for a while. */
export async function withEnvironment(values: Readonly<Record<string, string>>, act: () => Promise<void>): Promise<void> {
  const before = Object.keys(values).map(name => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  try {
    await act();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}

/** Makes a git that says it is of another version and is the real one in everything else. `log` is a file that gets a line for each start, `before` is a shell command. */
export async function pretendGit(folder: string, version: string, log = '/dev/null', before = ':'): Promise<string> {
  await mkdir(folder, { recursive: true });
  const real = execFileSync('which', ['git']).toString().trim();
  const file = path.join(folder, 'git');
  const answer = `if [ "$1" = --version ]; then echo "git version ${version}"; else ${before}; exec '${real}' "$@"; fi`;
  await writeFile(file, `#!/bin/sh\necho "$1" >> '${log}'\n${answer}\n`);
  await chmod(file, 0o755);
  return file;
}

/** A search path that begins with some folders. */
export function pathWith(...first: readonly string[]): string {
  return [...first, process.env['PATH'] ?? ''].join(path.delimiter);
}
