import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sureness } from '../../../../src/review/cases/howGood';
import { tryOut, type Trial } from '../../../../src/review/cases/trial';
import { temporaryFolder } from '../../../support/folders';
import { makePastFaults } from '../../../support/pastFaults';
import { TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();

describe('trying the suspects out on past faults', function () {
  // Real git, hundreds of times: on a busy machine that takes its time.
  this.timeout(120_000);
  let repo: TestRepository;
  beforeEach(async function () {
    repo = await TestRepository.create(path.join(folder.path, String(this.currentTest?.title.length)));
    await repo.commit('First', { 'lib/main.js': 'start();\n' });
  });
  const tried = async (...asked: Parameters<typeof tryOut> extends [unknown, ...infer Rest] ? Rest : never): Promise<Trial> => {
    const done = await tryOut(repo.repository, ...asked);
    assert.ok(done.ok, JSON.stringify(done));
    return done.value;
  };

  it('finds the culprit of each, from its symptoms alone, among what was there before the fix', async () => {
    const culprits = await makePastFaults(repo, 12);
    const { cases, sure, isWhole } = await tried();
    assert.ok(isWhole);
    assert.deepEqual(
      cases.map(({ single }) => [...single.culprits]),
      culprits.toReversed().map(culprit => [culprit]),
    );
    // Its words stand in its place alone.
    assert.ok(cases.filter(({ place }) => place === 1).length >= 10, JSON.stringify(cases.map(({ place }) => place)));
    for (const { single, right, place, chance } of cases) {
      assert.ok(!single.window.includes(single.fix));
      assert.doesNotMatch(single.texts.symptom_text, /Fixes|keeping what/);
      assert.equal(right, place === 1);
      assert.ok(chance > 0 && chance <= 1);
    }
    assert.deepEqual(sure, sureness(cases));
  });

  it('says how far it is, and gives what was tried by then when it is ended', async () => {
    await makePastFaults(repo, 4);
    const heard: string[] = [];
    const { cases } = await tried({ progress: ({ share, fix, of, tried: count }) => heard.push(`${share} ${fix}/${of} ${count}`) });
    assert.deepEqual(heard, ['0 1/4 0', '0.25 2/4 1', '0.5 3/4 2', '0.75 4/4 3']);
    const ending = new AbortController();
    const ended = await tried({
      signal: ending.signal,
      progress: ({ tried: count }) => {
        if (count === 2) ending.abort();
      },
    });
    assert.deepEqual([ended.isWhole, ended.cases], [false, cases.slice(0, ended.cases.length)]);
    assert.ok(ended.cases.length > 0 && ended.cases.length < 4);
    const never = await tryOut(repo.repository, { signal: AbortSignal.abort() });
    assert.deepEqual(never, { ok: false, error: { code: 'cancelled' } });
  });

  it('passes over a fix of a time that there is not', async () => {
    const [culprit = ''] = await makePastFaults(repo, 2);
    const fix = await repo.git('log', '-1', '--format=%B', `--grep=Fixes: ${culprit.slice(0, 12)}`);
    const [tree, parent] = [await repo.git('rev-parse', 'HEAD~1^{tree}'), await repo.git('rev-parse', 'HEAD')];
    const file = path.join(folder.path, 'commit');
    for (const seconds of ['8640000000001', '18446744073709551614']) {
      const who = `Tess Ter <t@example.org> ${seconds} +0000`;
      await writeFile(file, `tree ${tree}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n\n${fix}\n`);
      const crafted = await repo.git('hash-object', '-t', 'commit', '-w', '--literally', file);
      await repo.git('reset', '--soft', '--quiet', crafted);
      assert.equal((await tried()).cases.length, 2);
    }
  });

  it('has nothing to try where no fix names a culprit', async () => {
    await repo.commit('Fix the mail, which was never delivered to anybody who waited for it', { 'lib/main.js': 'start(2);\n' });
    assert.deepEqual((await tried()).cases, []);
  });
});
