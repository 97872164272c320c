import assert from 'node:assert/strict';
import path from 'node:path';
import { ownCases } from '../../../eval/suspects/ownCases';
import { temporaryFolder } from '../../../support/folders';
import { TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();

describe('cases that a repository tells by itself', () => {
  it('are its fixes and reverts, with the answer taken out of the report', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    await repo.commit('First', { 'a.c': '1\n' });
    const faulty = await repo.commit('Relay: dial faster', { 'relay.c': 'fast\n' });
    const start = await repo.git('rev-parse', 'HEAD~1');
    await repo.commit('Unrelated', { 'b.c': '1\n' });
    const fix = await repo.commit(
      `Relay: wait for the tone\n\nNobody is reached since ${faulty.slice(0, 10)}.\n\nFixes: ${faulty.slice(0, 12)} ("Relay: dial faster")`,
      { 'relay.c': 'slow\n' },
    );
    const other = await repo.commit('Other', { 'c.c': '1\n' });
    repo.wait(1);
    await repo.git('revert', '--no-edit', other);
    const cases = await ownCases(repo.repository, { since: start });
    assert.deepEqual(
      cases.map(({ culprits }) => [...culprits]),
      [[other], [faulty]],
    );
    const [, single] = cases;
    assert.equal(single?.fix, fix);
    assert.ok(!single.window.includes(fix) && single.window.includes(faulty));
    assert.doesNotMatch(single.texts.report_text, new RegExp(`${faulty.slice(0, 7)}|dial faster|Fixes`));
    assert.match(single.texts.report_text, /wait for the tone/);
  });
});
