import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Repository } from '../../src/git/repository';
import { runGit } from '../../src/git/runGit';

/** The repository in a folder, which must be there. */
export async function openRepository(folder: string): Promise<Repository> {
  const found = await Repository.find(folder);
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

/** A real git repository for a test. */
export class TestRepository {
  private clock = Date.parse('2026-03-01T08:00:00Z');

  private constructor(
    readonly folder: string,
    readonly repository: Repository,
  ) {}

  static async create(folder: string): Promise<TestRepository> {
    await mkdir(folder, { recursive: true });
    assert.ok((await runGit(folder, ['init', '--quiet', '--initial-branch=main'])).ok);
    return new TestRepository(folder, await openRepository(folder));
  }

  /** When the last commit was made. */
  get now(): string {
    return new Date(this.clock).toISOString();
  }

  /** Lets time pass, in hours. */
  wait(hours: number): void {
    this.clock += hours * 3_600_000;
  }

  async git(...args: readonly string[]): Promise<string> {
    const at = this.now;
    const env = {
      GIT_AUTHOR_NAME: 'Tess Ter',
      GIT_AUTHOR_EMAIL: 't@example.org',
      GIT_AUTHOR_DATE: at,
      GIT_COMMITTER_NAME: 'Tess Ter',
      GIT_COMMITTER_EMAIL: 't@example.org',
      GIT_COMMITTER_DATE: at,
    };
    const output = await runGit(this.folder, args, { env, timeout: 120_000 });
    assert.ok(output.ok, JSON.stringify([args, output]));
    return output.value.trim();
  }

  /** Writes files, commits them an hour later, and gives the hash. */
  async commit(message: string, files: Readonly<Record<string, string>>): Promise<string> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(this.folder, name)), { recursive: true });
      await writeFile(path.join(this.folder, name), text);
    }
    this.wait(1);
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', `--message=${message}`);
    return this.git('rev-parse', 'HEAD');
  }

  /** The same many times over, by one git (`git fast-import`): `work` commits with what it is given; the work tree follows at the end. There is a commit already. */
  async commitMany(work: (commit: TestRepository['commit']) => Promise<void>): Promise<void> {
    const [before, branch] = [await this.git('rev-parse', 'HEAD'), await this.git('symbolic-ref', 'HEAD')];
    const importer = spawn('git', ['fast-import', '--quiet'], { cwd: this.folder, stdio: ['pipe', 'pipe', 'inherit'] });
    const answers = createInterface({ input: importer.stdout })[Symbol.asyncIterator]();
    const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
    let from = `from ${before}\n`;
    await work(async (message, files) => {
      this.wait(1);
      const tester = `Tess Ter <t@example.org> ${Math.floor(this.clock / 1000)} +0000`;
      const changed = Object.entries(files).map(([name, text]) => `M 100644 inline ${name}\n${data(text)}`);
      const told = `commit ${branch}\nmark :1\nauthor ${tester}\ncommitter ${tester}\n${data(`${message}\n`)}${from}${changed.join('')}\nget-mark :1\n`;
      importer.stdin.write(told);
      // A branch goes on where it is.
      from = '';
      return String((await answers.next()).value);
    });
    importer.stdin.end();
    const [code] = (await once(importer, 'close')) as [number];
    assert.equal(code, 0);
    await this.git('read-tree', '-m', '-u', before, 'HEAD');
  }
}
