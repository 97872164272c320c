import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { foldIncident } from '../../../src/domain/incident/fold';
import { mergeLogs } from '../../../src/domain/log';
import { runGit } from '../../../src/git/runGit';
import { verifyLog } from '../../../src/store/chain';
import { parseLog } from '../../../src/store/codec';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();

async function git(...args: string[]): Promise<string> {
  const output = await runGit(folder.path, ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args]);
  assert.ok(output.ok, JSON.stringify(output));
  return output.value;
}

describe('git’s union merge of two people’s appends', () => {
  for (const way of ['merge', 'rebase'] as const) {
    for (const base of ['left', 'right'] as const) {
      it(`${way} onto ${base} gives a valid file whose state is that of merging the logs`, async () => {
        const store = openStore(path.join(folder.path, '.faultline'));
        const created = await store.create({ title: 'A' });
        assert.ok(created.ok);
        const id = created.value;
        const file = path.join(folder.path, '.faultline/incidents', `${id}.json`);
        await git('init', '--quiet', '--initial-branch=main');
        await git('add', '--all');
        await git('commit', '--quiet', '--message=base');
        for (const branch of ['left', 'right']) {
          await git('switch', '--quiet', '--create', branch, 'main');
          for (const n of [1, 2])
            await store.execute(id, {
              type: 'save',
              step: 'detect',
              patch: { symptoms: `${branch} ${n}`, ...(branch === 'left' && { location: 'here' }) },
            });
          await git('commit', '--quiet', '--all', `--message=${branch}`);
        }
        store.dispose();
        const logs = await Promise.all(
          ['left', 'right'].map(async branch => {
            const parsed = parseLog(await git('show', `${branch}:.faultline/incidents/${id}.json`));
            assert.ok(parsed.ok);
            return parsed.value.events;
          }),
        );
        const other = base === 'left' ? 'right' : 'left';
        if (way === 'merge') {
          await git('switch', '--quiet', base);
          await git('merge', '--quiet', '--no-edit', other);
        } else {
          await git('switch', '--quiet', other);
          await git('rebase', '--quiet', base);
        }
        const merged = parseLog(await readFile(file, 'utf8'));
        assert.ok(merged.ok, JSON.stringify(merged));
        assert.deepEqual(verifyLog(id, merged.value.events), []);
        assert.equal(merged.value.events.length, 5);
        const state = foldIncident(id, merged.value.events);
        assert.deepEqual(state, foldIncident(id, mergeLogs(logs[0] ?? [], logs[1] ?? [])));
        assert.equal(state.conflicts.length, 1);
      });
    }
  }
});
