import assert from 'node:assert/strict';
import path from 'node:path';
import { HistoryIndex } from '../../../../src/review/cases/historyIndex';
import { ownCases, type OwnCase } from '../../../../src/review/cases/ownCases';
import { temporaryFolder } from '../../../support/folders';
import { TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();
const symptom = 'Nobody who dials a busy line hears anything, and the exchange fails after about one minute';

describe('cases that a repository tells by itself', () => {
  let repo: TestRepository;
  beforeEach(async function () {
    repo = await TestRepository.create(path.join(folder.path, String(this.currentTest?.title.length)));
    await repo.commit('First', { 'a.c': '1\n' });
  });
  const casesOf = async (since?: string): Promise<readonly OwnCase[]> => {
    const index = await HistoryIndex.read(repo.repository);
    assert.ok(index.ok);
    const among = since === undefined ? {} : { among: new Set((await repo.git('rev-list', `${since}..HEAD`)).split('\n')) };
    const cases: OwnCase[] = [];
    for await (const single of ownCases(repo.repository, index.value, among)) cases.push(single);
    return cases;
  };
  const madeOf = async (since?: string) => (await casesOf(since)).map(({ fix, culprits, links }) => [fix, [...culprits], links]);

  it('are its fixes and the reverts that say why, with the answer taken out of the report', async () => {
    const faulty = await repo.commit('Relay: dial faster', { 'relay.c': 'fast\n' });
    const start = await repo.git('rev-parse', 'HEAD~1');
    const bare = await repo.commit('Unrelated', { 'b.c': '1\n' });
    const fix = await repo.commit(
      `Relay: wait for the tone\n\n${symptom} since ${faulty.slice(0, 10)}.\n\nFixes: ${faulty.slice(0, 12)} ("Relay: dial faster")`,
      { 'relay.c': 'slow\n' },
    );
    const other = await repo.commit('Other', { 'c.c': '1\n' });
    await repo.git('revert', '--no-edit', bare);
    const revert = await repo.commit(`Revert "Other"\n\nThis reverts commit ${other}.\n\n${symptom}.`, { 'c.c': '' });
    assert.deepEqual(await madeOf(start), [
      [revert, [other], ['revert']],
      [fix, [faulty], ['fixes']],
    ]);
    const [, single] = await casesOf(start);
    assert.ok(single && !single.window.includes(fix) && single.window.includes(faulty) && single.sharedWindow.includes(faulty));
    assert.doesNotMatch(single.texts.report_text, new RegExp(`${faulty.slice(0, 7)}|dial faster|Fixes`));
    assert.match(single.texts.report_text, /wait for the tone/);
  });

  it('name all that a merged pull request brought', async () => {
    await repo.git('checkout', '--quiet', '-b', 'topic');
    const brought = [await repo.commit('Dial', { 'dial.c': '1\n' }), await repo.commit('Tone', { 'tone.c': '1\n' })];
    await repo.git('checkout', '--quiet', 'main');
    await repo.git('merge', '--quiet', '--no-ff', '-m', 'Merge pull request #12 from tess/topic', 'topic');
    repo.wait(1);
    const fix = await repo.commit(`Wait for the tone\n\n${symptom}. Regression from #12.`, { 'tone.c': '2\n' });
    assert.deepEqual(await madeOf(), [[fix, brought.reverse(), ['pull']]]);
  });

  it('name squashed pull requests, Change-Ids, reviews and Subversion numbers', async () => {
    const names = [
      ['Dial (#34)', '#34', 'pull'],
      ['Tone\n\nChange-Id: I0123456789abcdef0123456789abcdef01234567', 'I0123456789', 'changeId'],
      ['Ring\n\nReviewed-on: https://go-review.example.org/c/go/+/56789', 'CL 56789', 'changeList'],
      ['Line\n\ngit-svn-id: https://svn.example.org/trunk@54321 602fd350', '[54321]', 'subversion'],
      ['Bell\n\nDifferential Revision: https://secure.example.org/D987', 'D987', 'differential'],
    ] as const;
    const told: unknown[] = [];
    for (const [message, name, kind] of names) {
      const faulty = await repo.commit(message, { [`${kind}.c`]: '1\n' });
      repo.wait(1);
      told.unshift([await repo.commit(`Wait\n\n${symptom}. Broken by ${name}.`, { [`${kind}.c`]: '2\n' }), [faulty], [kind]]);
    }
    assert.deepEqual(await madeOf(), told);
  });

  it('are no fixes of comments or tests, and none made within the hour', async () => {
    const faulty = await repo.commit('Dial', { 'dial.c': '1\n' });
    await repo.commit(`Wait\n\n${symptom}. Broken by ${faulty}.`, { 'dial.c': '1\n// late\n' });
    await repo.commit(`Wait more\n\n${symptom}. Broken by ${faulty}.`, { 'tests/dial.c': '1\n' });
    const fresh = await repo.commit('Tone', { 'tone.c': '1\n' });
    repo.wait(-0.5);
    await repo.commit(`Wait again\n\n${symptom}. Broken by ${fresh}.`, { 'tone.c': '2\n' });
    assert.deepEqual(await madeOf(), []);
  });

  it('look at the beginning of a message alone, however long somebody has made it', async () => {
    const sha = await repo.commit(`Dial ${'1 '.repeat(10_000)}\n\n${'2 '.repeat(10_000)}`, { 'dial.c': '1\n' });
    const index = await HistoryIndex.read(repo.repository);
    assert.ok(index.ok);
    const told = index.value.told(sha);
    assert.deepEqual([told?.subject.length, told?.body.length], [500, 4_000]);
  });
});
