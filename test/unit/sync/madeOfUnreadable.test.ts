import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { raiseProblem } from '../../../src/app/knowledge';
import { makeProcedure } from '../../../src/app/procedures';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { NewLink } from '../../../src/domain/record/link';
import type { RecordId } from '../../../src/domain/records';
import { fileOf } from '../../../src/store/recordFile';
import { pathOf } from '../../../src/sync/layout';
import { sharingPlace } from '../../../src/sync/sharingPlace';
import { StoreSync } from '../../../src/sync/storeSync';
import { person } from '../../support/incidents';
import { temporaryFolder } from '../../support/folders';
import { act, codeOf, must, record, told } from '../../support/sharedActs';
import { done, makeRemote, makeSharer, plainGit, sharersIn, type Sharer } from '../../support/sharers';

describe('what is made of an incident', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(240_000);
  const folder = temporaryFolder();
  const sharer = sharersIn(folder);
  let remote = '';
  let anna: Sharer;

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    anna = sharer('anna', 'itManager');
    await record(anna, 'Printer');
  });
  const problemOf = async (...ids: readonly IncidentId[]) =>
    must(await raiseProblem({ store: anna.store, person: () => Promise.resolve('anna'), untitled: '' }, ids));
  const isThere = async (id: RecordId): Promise<boolean> =>
    (await plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store'])).includes(pathOf(id));
  const secret = (): Promise<IncidentId> => record(anna, 'The informant is swordfish', { tlp: 'RED' });
  const causedBy = (id: RecordId): NewLink => ({ kind: 'causedBy', state: 'suspected', target: { type: 'record', id } });
  const acceptGone = async (id: IncidentId): Promise<void> => {
    await rm(fileOf(anna.store.folder, id));
    await anna.store.refresh();
    must(await anna.store.accept(id));
  };
  /** Leaves the marks of a merge in its file; gives the file as it was. */
  const damage = async (id: IncidentId): Promise<string> => {
    const file = fileOf(anna.store.folder, id);
    const text = await readFile(file, 'utf8');
    await writeFile(file, `<<<<<<< HEAD\n${text}`);
    return text;
  };

  for (const isShared of [false, true])
    it(`that cannot be read stays until that can be: ${isShared ? 'damaged between two syncs' : 'before anything is shared'}`, async () => {
      if (isShared) done(await anna.sync.share(remote));
      const id = await secret();
      const problem = await problemOf(id);
      await damage(id);
      done(await (isShared ? anna.sync.sync() : anna.sync.share(remote)));
      assert.equal(await isThere(problem), false);
    });

  it('that cannot be read stays also in a window that begins behind that, where nothing could be noted', async () => {
    done(await anna.sync.share(remote));
    const id = await secret();
    const problem = await problemOf(id);
    const file = path.join(sharingPlace(path.join(anna.folder, 'storage'), anna.store.folder, 'all'), 'kept.json');
    await mkdir(path.join(file, 'full'), { recursive: true });
    await assert.rejects(async () => anna.sync.sync());
    await rm(file, { recursive: true });
    anna.store.dispose();
    await damage(id);
    done(await sharer('anna', 'itManager').sync.sync());
    assert.equal(await isThere(problem), false);
  });

  it('that cannot be read, and alone says so, stays; that is told, and it goes once that can be read', async () => {
    done(await anna.sync.share(remote));
    const before = must(await anna.store.create('problem', { title: 'Toner' }));
    done(await anna.sync.sync());
    const id = await record(anna, 'Mail');
    const problem = must(await anna.store.create('problem', { title: 'Relay' }));
    await act(anna, id, { type: 'link', link: causedBy(problem) });
    const text = await damage(id);
    must(await anna.store.execute(before, { type: 'comment', text: 'What others have goes on' }));
    const { sent, leftOut } = done(await anna.sync.sync());
    assert.deepEqual(sent, [before]);
    assert.deepEqual(
      told({ leftOut } as never)
        .map(([of, , why]) => [of, why])
        .sort(),
      [
        [id, 'conflictMarkers'],
        [problem, 'sourceUnreadable'],
      ],
    );
    await writeFile(fileOf(anna.store.folder, id), text);
    assert.deepEqual([...done(await anna.sync.sync()).sent].sort(), [id, problem].sort());
  });

  it('that was damaged so that it reads as for all, and names it no more, and is gone then, stays', async () => {
    done(await anna.sync.share(remote));
    const id = await secret();
    const problem = must(await anna.store.create('problem', { title: 'swordfish' }));
    await act(anna, id, { type: 'link', link: causedBy(problem) });
    done(await anna.sync.sync());
    const file = fileOf(anna.store.folder, id);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"tlp":"RED"', '"tlp":"AMBER"').replaceAll(problem, 'PRB-000000'));
    done(await anna.sync.sync());
    await acceptGone(id);
    done(await anna.sync.sync());
    assert.equal(await isThere(problem), false);
  });

  it('that could not be read when it was first met, and is gone then, stays', async () => {
    done(await anna.sync.share(remote));
    const id = await secret();
    const problem = await problemOf(id);
    await damage(id);
    done(await anna.sync.sync());
    await acceptGone(id);
    done(await anna.sync.sync());
    assert.equal(await isThere(problem), false);
  });

  for (const [what, make] of [
    ['problem', (id: IncidentId) => problemOf(id)],
    ['procedure', async (id: IncidentId) => must(await makeProcedure({ store: anna.store, untitled: '' }, id, 'Ask the swordfish'))],
  ] as const)
    for (const how of ['raised', 'damaged'])
      it(`that is shared stays where that is ${how} in the last moment before it goes: a ${what}`, async () => {
        done(await anna.sync.share(remote));
        const second = sharer('anna', 'itManager');
        await second.sync.sync();
        const id = await record(anna, 'swordfish');
        done(await anna.sync.sync());
        const made = await make(id);
        let isFirst = true;
        const change = async (): Promise<unknown> => {
          if (how === 'damaged') return damage(id);
          await second.store.refresh();
          return act(second, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
        };
        const slow = new StoreSync({
          store: anna.store,
          folder: path.join(anna.folder, 'storage'),
          audience: 'all',
          sender: async () => {
            if (isFirst) await change();
            isFirst = false;
            return { ...person('itManager'), name: 'anna', email: 'anna@example.org' };
          },
        });
        const outcome = await slow.sync().catch(() => undefined);
        assert.equal(isFirst, false);
        assert.equal(await isThere(made), false);
        assert.ok(!outcome?.ok || !outcome.value.sent.includes(made));
        done(await slow.sync());
        assert.equal(await isThere(made), false);
      });

  it('whose label was lowered and raised again by two windows stays, though it is gone then', async () => {
    done(await anna.sync.share(remote));
    const id = await secret();
    const problem = await problemOf(id);
    done(await anna.sync.sync());
    const second = makeSharer(folder.path, 'anna', 'itManager');
    done(await second.sync.sync());
    await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'AMBER' } });
    // Only looked at, as offline.
    assert.ok((await anna.sync.unsent())?.includes(problem));
    await act(second, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    done(await second.sync.sync());
    second.store.dispose();
    await rm(fileOf(anna.store.folder, id));
    done(await anna.sync.sync());
    assert.equal(await isThere(problem), false);
    assert.equal(codeOf(await anna.store.load(id)), 'notFound');
  });
});
