import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { sideBySide } from '../../src/base/sideBySide';
import type { RecordId } from '../../src/domain/records';
import { runGit, streamGit, type GitLimits } from '../../src/git/runGit';
import { fileOf } from '../../src/store/recordFile';
import { pathOf } from '../../src/sync/layout';

const branch = 'refs/heads/faultline/store';
const fetching = ['fetch', '--quiet'];

/** Git and nothing else over a branch of records: a bare repository that has what `remote` has. */
export class PlainSync {
  private constructor(
    private readonly engine: string,
    private readonly remote: string,
  ) {}

  static async begin(engine: string, remote: string): Promise<PlainSync> {
    await mkdir(engine, { recursive: true });
    await git(engine, ['init', '--quiet', '--bare']);
    const plain = new PlainSync(engine, remote);
    await plain.fetch();
    return plain;
  }

  /** Another remote with the same. */
  static async secondRemote(remote: string, second: string): Promise<string> {
    await git(remote, ['clone', '--quiet', '--bare', remote, second]);
    return second;
  }

  /** Takes what the remote has. */
  async fetch(): Promise<void> {
    await git(this.engine, [...fetching, this.remote, `+${branch}:${branch}`]);
  }

  /** Sends a commit (`commitOf`), after a look at what the remote has. */
  async send(commit: string): Promise<void> {
    await this.fetch();
    await git(this.engine, ['fast-import', '--quiet', '--done', '--force'], { input: commit });
    await git(this.engine, ['push', '--quiet', this.remote, `${branch}:${branch}`]);
  }

  /** Takes what the remote has, and writes these records durably into a folder, each over the one that is there, some side by side. */
  async take(ids: readonly RecordId[], folder: string): Promise<void> {
    await this.fetch();
    const chunks: Buffer[] = [];
    const input = ids.map(id => `${branch}:${pathOf(id)}\n`).join('');
    const limits = { ...within(this.engine), input, maxOutput: 2 ** 32 };
    const read = await streamGit(this.engine, ['cat-file', '--batch'], chunk => chunks.push(chunk), limits);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const all = Buffer.concat(chunks);
    let at = 0;
    const contents = ids.map(id => {
      const from = all.indexOf(0x0a, at) + 1;
      const size = Number(all.toString('latin1', at, from).split(' ')[2]);
      at = from + size + 1;
      return [path.join(folder, `${id}.json`), all.subarray(from, from + size)] as const;
    });
    await mkdir(folder, { recursive: true });
    await sideBySide(contents, ([file, content]) => writeDurably(file, content));
  }
}

async function writeDurably(file: string, content: Buffer): Promise<void> {
  const handle = await open(`${file}~`, 'w');
  await handle.write(content);
  await handle.sync();
  await handle.close();
  await rename(`${file}~`, file);
  const folder = await open(path.dirname(file));
  await folder.sync();
  await folder.close();
}

/** What `git fast-import` is told, for these records of a store as their files are. */
export async function commitOf(storeFolder: string, ids: readonly RecordId[], turn: number): Promise<string> {
  const parts = [`commit ${branch}\ncommitter B <b@example.org> ${1_700_000_000 + turn} +0000\ndata 1\n${turn % 10}\nfrom ${branch}^0\n`];
  for (const id of ids) {
    const text = await readFile(fileOf(storeFolder, id), 'utf8');
    parts.push(`M 100644 inline ${pathOf(id)}\ndata ${Buffer.byteLength(text)}\n${text}\n`);
  }
  return `${parts.join('')}\ndone\n`;
}

/** The commit at which a branch of records stands. */
export async function tipOf(repository: string): Promise<string> {
  return (await git(repository, ['rev-parse', branch])).trim();
}

/** Bytes of what the branch has got since that commit, as it is stored. */
export async function bytesSince(repository: string, commit: string): Promise<number> {
  return Number(await git(repository, ['rev-list', '--objects', '--disk-usage', `${commit}..${branch}`]));
}

function within(folder: string): GitLimits {
  return { timeout: 600_000, env: { GIT_DIR: folder, GIT_ALLOW_PROTOCOL: 'file' } };
}

async function git(folder: string, args: readonly string[], limits: GitLimits = {}): Promise<string> {
  const output = await runGit(folder, args, { ...within(folder), ...limits });
  if (!output.ok) throw new Error(JSON.stringify(output.error));
  return output.value;
}
