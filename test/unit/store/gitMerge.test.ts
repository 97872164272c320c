import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Role } from '../../../src/domain/vocabulary/actor';
import type { RecordEvent } from '../../../src/domain/record/event';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { foldIncident } from '../../../src/domain/incident/fold';
import { mergeLogs } from '../../../src/domain/record/log';
import { runGit } from '../../../src/git/runGit';
import { seal, verifyLog } from '../../../src/store/chain';
import { formatLog, parseLog } from '../../../src/store/codec';
import { mendLog } from '../../../src/store/mend';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { person, testNow } from '../../support/incidents';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
const fileOf = (id: IncidentId): string => path.join(folder.path, '.faultline/incidents', `${id}.json`);

/** Whoever runs the tests need not have told git who they are. */
const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.org'];

async function git(...args: string[]): Promise<string> {
  const output = await runGit(folder.path, [...identity, ...args]);
  assert.ok(output.ok, JSON.stringify(output));
  return output.value;
}

/** A repository in which two branches have appended to the same incident. */
async function twoBranches({ union }: { union: boolean }): Promise<{ id: IncidentId; merged: readonly RecordEvent[] }> {
  const store = openStore(path.join(folder.path, '.faultline'));
  store.dispose();
  const created = await store.create('incident', { title: 'A' });
  assert.ok(created.ok);
  const id = created.value;
  if (!union) await rm(path.join(folder.path, '.faultline/.gitattributes'));
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message=base');
  const logs: (readonly RecordEvent[])[] = [];
  for (const branch of ['left', 'right']) {
    await git('switch', '--quiet', '--create', branch, 'main');
    for (const n of [1, 2]) {
      const patch = { symptoms: `${branch} ${n}`, ...(branch === 'left' && { location: 'here' }) };
      assert.ok((await store.execute(id, { type: 'save', step: 'detect', patch })).ok);
    }
    await git('commit', '--quiet', '--all', `--message=${branch}`);
    const parsed = parseLog(await git('show', `${branch}:.faultline/incidents/${id}.json`));
    assert.ok(parsed.ok);
    logs.push(parsed.value.events);
  }
  return { id, merged: mergeLogs(logs[0] ?? [], logs[1] ?? []) };
}

describe('git’s union merge of two people’s appends', () => {
  for (const way of ['merge', 'rebase'] as const) {
    for (const base of ['left', 'right'] as const) {
      it(`${way} onto ${base} gives a valid file whose state is that of merging the logs`, async () => {
        const { id, merged } = await twoBranches({ union: true });
        const other = base === 'left' ? 'right' : 'left';
        await git('switch', '--quiet', way === 'merge' ? base : other);
        await git(...(way === 'merge' ? ['merge', '--quiet', '--no-edit', other] : ['rebase', '--quiet', base]));
        const parsed = parseLog(await readFile(fileOf(id), 'utf8'));
        assert.ok(parsed.ok, JSON.stringify(parsed));
        assert.deepEqual(verifyLog(id, parsed.value.events), []);
        assert.equal(parsed.value.events.length, 5);
        const state = foldIncident(id, parsed.value.events);
        assert.deepEqual(state, foldIncident(id, merged));
        assert.equal(state.conflicts.length, 1);
      });
    }
  }
});

describe('git’s union merge of a redaction and what was appended meanwhile', () => {
  for (const base of ['left', 'right'] as const)
    it(`onto ${base}: the entry stands twice, once with its content; it is read once, redacted, and so it is written with the next entry`, async () => {
      const place = path.join(folder.path, '.faultline');
      const open = (role: Role): Store => {
        const store = openStore(place, { role });
        store.dispose();
        return store;
      };
      const created = await open('administrator').create('incident', { title: 'A' });
      assert.ok(created.ok);
      const id = created.value;
      const said = await open('administrator').execute(id, { type: 'comment', text: 'The password is hunter2' });
      const entry = said.ok ? (said.value[0]?.id ?? '') : '';
      await git('init', '--quiet', '--initial-branch=main');
      await git('add', '--all');
      await git('commit', '--quiet', '--message=base');
      for (const [branch, role, command] of [
        ['left', 'itManager', { type: 'redact', entry, reason: 'A password' }],
        ['right', 'administrator', { type: 'comment', text: 'Meanwhile' }],
      ] as const) {
        await git('switch', '--quiet', '--create', branch, 'main');
        assert.ok((await open(role).execute(id, command)).ok);
        await git('commit', '--quiet', '--all', `--message=${branch}`);
      }
      if (base === 'left') await git('switch', '--quiet', 'left');
      await git('merge', '--quiet', '--no-edit', base === 'left' ? 'right' : 'left');
      const merged = await readFile(fileOf(id), 'utf8');
      assert.equal(merged.split(`"id":"${entry}"`).length, 3);
      assert.match(merged, /hunter2/);
      const loaded = await open('administrator').load(id);
      assert.ok(loaded.ok);
      assert.deepEqual(loaded.value.faults, []);
      const { timeline } = loaded.value.record;
      assert.deepEqual([timeline.length, timeline.find(event => event.id === entry)?.data], [4, null]);
      assert.ok((await open('administrator').execute(id, { type: 'comment', text: 'It goes on' })).ok);
      const written = await readFile(fileOf(id), 'utf8');
      assert.equal(written.split(`"id":"${entry}"`).length, 2);
      assert.doesNotMatch(written, /hunter2/);
    });
});

describe('a file that a merge left with conflict markers', () => {
  for (const style of ['merge', 'diff3', 'zdiff3']) {
    it(`is joined on the person’s word: every entry of both sides (conflict style ${style})`, async () => {
      const { id, merged } = await twoBranches({ union: false });
      const failed = await runGit(folder.path, [
        ...identity,
        '-c',
        `merge.conflictStyle=${style}`,
        'merge',
        '--quiet',
        '--no-edit',
        'left',
      ]);
      assert.equal(failed.ok, false);
      const store = openStore(path.join(folder.path, '.faultline'));
      store.dispose();
      await store.refresh();
      const entry = store.entry(id);
      assert.equal(entry?.type === 'broken' && entry.fault.code, 'conflictMarkers');
      const before = await readFile(fileOf(id), 'utf8');
      assert.deepEqual(await store.mend(id), { ok: true, value: `${id}.json.broken` });
      assert.equal(await readFile(`${fileOf(id)}.broken`, 'utf8'), before);
      const loaded = await store.load(id);
      assert.ok(loaded.ok);
      assert.deepEqual([loaded.value.record, loaded.value.faults], [foldIncident(id, merged), []]);
      assert.equal(store.entry(id)?.type, 'record');
      assert.ok((await store.execute(id, { type: 'comment', text: 'goes on' })).ok);
    });
  }

  it('is kept beside what was mended from it, until something of that is redacted', async () => {
    const { id } = await twoBranches({ union: false });
    await runGit(folder.path, [...identity, 'merge', '--quiet', '--no-edit', 'left']);
    const store = openStore(path.join(folder.path, '.faultline'), { role: 'itManager' });
    await store.refresh();
    assert.ok((await store.mend(id)).ok);
    const copies = async (): Promise<number> => (await readdir(path.dirname(fileOf(id)))).filter(name => name.includes('.broken')).length;
    assert.ok((await store.execute(id, { type: 'comment', text: 'hunter2' })).ok);
    assert.equal(await copies(), 1);
    const loaded = await store.load(id);
    const entry = loaded.ok ? loaded.value.record.timeline.at(-1)?.id : undefined;
    assert.ok((await store.execute(id, { type: 'redact', entry: entry ?? '', reason: 'A password' })).ok);
    assert.equal(await copies(), 0);
    store.dispose();
  });

  it('is left alone where a side is no log, belongs to another record, or nobody may write', async () => {
    const { id } = await twoBranches({ union: true });
    const good = await readFile(fileOf(id), 'utf8');
    const store = openStore(path.join(folder.path, '.faultline'));
    store.dispose();
    for (const [name, ours, theirs] of [
      ['no log', good, good.slice(0, -30)],
      ['of another record', good, good.replace(/INC-\w{6}/, 'INC-000000')],
      ['changed', good, good.replace('left 1', 'left 9').replace('right 1', 'right 9')],
    ] as const) {
      const text = `<<<<<<< ours\n${ours}=======\n${theirs}\n>>>>>>> theirs\n`;
      await writeFile(fileOf(id), text);
      const refused = await store.mend(id);
      assert.equal(!refused.ok && refused.error.code, 'broken', name);
      assert.equal(await readFile(fileOf(id), 'utf8'), text);
      assert.deepEqual((await readdir(path.dirname(fileOf(id)))).length, 1);
    }
    const reader = openStore(path.join(folder.path, '.faultline'), { mayWrite: false });
    reader.dispose();
    const refused = await reader.mend(id);
    assert.equal(!refused.ok && refused.error.code, 'readOnly');
  });

  it('is not joined where the two sides are two records that were given one id', () => {
    const record: IncidentId = 'INC-7K3QF2';
    const [ours, theirs] = ['A', 'B'].map(title =>
      formatLog({ record, events: [seal({ type: 'record.captured', data: { record, patch: { title } } }, [], testNow, person())] }),
    );
    const joined = mendLog(`<<<<<<< ours\n${ours ?? ''}=======\n${theirs ?? ''}>>>>>>> theirs\n`, record);
    assert.deepEqual(joined, { ok: false, error: { code: 'integrity', line: 3, detail: 'outOfOrder' } });
  });
});
