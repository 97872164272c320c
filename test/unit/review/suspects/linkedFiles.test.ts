import assert from 'node:assert/strict';
import path from 'node:path';
import { SuspectRanker } from '../../../../src/app/suspects/ranker';
import type { IncidentValues } from '../../../../src/domain/incident/forms';
import type { Link, LinkTarget } from '../../../../src/domain/record/link';
import { suspectSubject } from '../../../../src/review/suspects/subject';
import type { Suspect } from '../../../../src/review/suspects/suspect';
import { sha256 } from '../../../../src/store/hash';
import { temporaryFolder } from '../../../support/folders';
import { TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();

type FileTarget = Extract<LinkTarget, { type: 'file' }>;

/** The suspects of an incident whose texts say nothing of the code. */
async function suspectsOf(
  repo: TestRepository,
  {
    values = {},
    file,
    globs,
    firstSeen = repo.now,
  }: { values?: IncidentValues; file?: FileTarget; globs?: readonly string[]; firstSeen?: string },
): Promise<readonly Suspect[]> {
  const links: readonly Link[] = file ? [{ id: 'a', kind: 'relatedTo', state: 'confirmed', target: file }] : [];
  const component = { id: 'CO-AAAAAA', kind: 'component', title: 'Queue', paths: globs ?? [], inForce: true, changedAt: '' };
  const components = globs ? [component as unknown as Parameters<typeof suspectSubject>[2][number]] : [];
  const subject = suspectSubject({ title: 'Sums are wrong', components: ['Queue'], ...values }, links, components, new Map(), '');
  let suspects: readonly Suspect[] = [];
  await new SuspectRanker().search(
    { root: repo.repository.root, settings: { days: 60, commits: 100 }, subject, firstSeen, changes: [], now: repo.now },
    {
      signal: new AbortController().signal,
      found: finding => {
        if (finding.type === 'last') ({ suspects } = finding);
      },
    },
  );
  return suspects;
}

/** The codes of a suspect's reasons that have to do with its files. */
function told(suspects: readonly Suspect[], subject: string): readonly string[] {
  const reasons = suspects.find(suspect => suspect.subject === subject)?.reasons ?? [];
  return reasons.map(({ code }) => code).filter(code => /[fF]ile|[pP]ath$|Function|lastChanged/.test(code));
}

const lines = (...changed: readonly string[]): string =>
  [...changed, ...Array.from({ length: 20 }, (_, at) => `let a${at} = ${at};`)].map(line => `${line}\n`).join('');

describe('suspects by files of a folder that was renamed', () => {
  async function renamed(): Promise<TestRepository> {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    await repo.commit('Begin', { 'lib/queue.js': lines(), 'README.md': 'Words\n' });
    await repo.commit('Change', { 'lib/queue.js': lines('a0 += 1;') });
    await repo.commit('Words', { 'README.md': 'More words\n' });
    await repo.git('mv', 'lib', 'src');
    await repo.commit('Move', {});
    repo.wait(5);
    return repo;
  }

  it('are those that changed them, under whatever name, and not the one that moved them', async () => {
    const repo = await renamed();
    const errorText = 'Error: no\n    at sum (/srv/app/src/queue.js:9:1)';
    const cases = [
      [{ file: { type: 'file', path: 'src/queue.js' } }, 'linkedFile'],
      [{ file: { type: 'file', path: 'lib/queue.js' } }, 'linkedFile'],
      [{ globs: ['src/**'] }, 'componentPath'],
      [{ values: { errorText } }, 'frameFile'],
    ] as const;
    for (const [incident, code] of cases) {
      const suspects = await suspectsOf(repo, incident);
      const place = (subject: string): number => suspects.findIndex(suspect => suspect.subject === subject);
      assert.deepEqual([told(suspects, 'Change').includes(code), told(suspects, 'Move')], [true, []], JSON.stringify(incident));
      // A component alone weighs less than three hours.
      assert.ok(place('Change') < place('Move') || code === 'componentPath', JSON.stringify(incident));
    }
  });
});

describe('suspects with very many files', () => {
  it('are told of linked files and those of the trace behind the first thousand, and how many more there are', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'many'));
    const files = Object.fromEntries(Array.from({ length: 1_010 }, (_, at) => [`a/f${at}.js`, '1\n']));
    await repo.commit('All', { ...files, 'lib/[z].js': 'x();\n', 'lib/dial.js': 'dial();\n' });
    await repo.commit('Words', { 'README.md': 'Words\n' });
    const errorText = 'Error: no\n    at dial (/srv/app/lib/dial.js:1:1)';
    const suspects = await suspectsOf(repo, { file: { type: 'file', path: 'lib/[z].js' }, values: { errorText } });
    const all = suspects.find(({ subject }) => subject === 'All');
    assert.deepEqual(told(suspects, 'All').slice(0, 3), ['lastChangedFrames', 'frameFile', 'linkedFile']);
    assert.deepEqual([all?.files.length, all?.moreFiles], [1_002, 10]);
    assert.equal(suspects.find(({ subject }) => subject === 'Words')?.moreFiles, undefined);
  });
});

describe('suspects by linked lines', () => {
  const changed = 'let a5 = 7;';
  let made = 0;
  const tenMore = Array.from({ length: 10 }, (_, at) => `let top${at};`);

  /** The sixth line of a file is changed, a fault is seen, and then ten lines are put on top of the file. */
  async function grown(): Promise<{
    readonly repo: TestRepository;
    readonly firstSeen: string;
    readonly begin: string;
    readonly top: string;
  }> {
    const repo = await TestRepository.create(path.join(folder.path, `repo${++made}`));
    const begin = await repo.commit('Begin', { 'queue.js': lines() });
    await repo.commit('Change', { 'queue.js': lines().replace('let a5 = 5;', changed) });
    repo.wait(1);
    const firstSeen = repo.now;
    const top = await repo.commit('Top', { 'queue.js': lines(...tenMore).replace('let a5 = 5;', changed) });
    return { repo, firstSeen, begin, top };
  }

  /** Who is said to have changed them last, and which line of theirs that is. */
  async function blamed(repo: TestRepository, file: Omit<FileTarget, 'type' | 'path'>, firstSeen?: string): Promise<readonly unknown[]> {
    const suspects = await suspectsOf(repo, { file: { type: 'file', path: 'queue.js', ...file }, ...(firstSeen && { firstSeen }) });
    return suspects
      .filter(({ subject }) => told(suspects, subject).includes('lastChangedLinked'))
      .map(({ subject, line }) => [subject, line?.line]);
  }

  const at = (line: number): Pick<FileTarget, 'lines'> => ({ lines: { from: line, to: line } });
  const textHash = sha256(changed);

  it('are those that changed them as they stood where they were linked, whatever has come on top since', async () => {
    const { repo, firstSeen, top } = await grown();
    assert.deepEqual(await blamed(repo, { ...at(16), seenAt: top }, firstSeen), [['Change', 6]]);
    assert.deepEqual(await blamed(repo, { ...at(16), seenAt: top, textHash }, firstSeen), [['Change', 6]]);
    assert.deepEqual(await blamed(repo, at(6), firstSeen), [['Change', 6]]);
  });

  it('are found by their text where an edit had moved them, or where the file has been changed since; else none is named', async () => {
    const { repo, firstSeen, begin, top } = await grown();
    assert.deepEqual(await blamed(repo, { ...at(19), seenAt: top, textHash }, firstSeen), [['Change', 6]]);
    assert.deepEqual(await blamed(repo, { ...at(6), seenAt: begin, textHash }), [['Change', 6]]);
    assert.deepEqual(await blamed(repo, { ...at(6), seenAt: begin }), []);
    assert.deepEqual(await blamed(repo, { ...at(6), seenAt: begin, textHash: sha256('gone') }), []);
    assert.deepEqual(await blamed(repo, { ...at(6), seenAt: 'f'.repeat(40), textHash }, firstSeen), [['Change', 6]]);
  });

  it('are those that changed them before the file was given another name, or deleted', async () => {
    for (const gone of ['renamed', 'deleted'] as const) {
      const { repo } = await grown();
      const seenAt = await repo.git('rev-parse', 'HEAD');
      await repo.git(...(gone === 'renamed' ? ['mv', 'queue.js', 'row.js'] : ['rm', '--quiet', 'queue.js']));
      await repo.commit('Away', {});
      for (const more of [{}, { textHash }]) assert.deepEqual(await blamed(repo, { ...at(16), seenAt, ...more }), [['Change', 6]], gone);
      assert.deepEqual(await blamed(repo, { ...at(16), textHash }), [], 'nothing tells where they stood');
    }
  });
});
