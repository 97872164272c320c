import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { SuspectRanker } from '../../../src/app/suspects/ranker';
import { SuspectSearches } from '../../../src/app/suspects/searches';
import { offeredSuspects, type SuspectSearch } from '../../../src/app/suspects/suspectSearch';
import type { SuspectWork } from '../../../src/app/suspects/suspectWork';
import type { Patch } from '../../../src/domain/forms/field';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { Store } from '../../../src/store/store';
import { english } from '../../../src/words/english';
import { counted } from '../../../src/words/words';
import { temporaryFolder } from '../../support/folders';
import { TestRepository } from '../../support/repositories';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
const settings = { days: 60, commits: 1_000, learn: true };

describe('searches for suspect changes', () => {
  let repo: TestRepository;
  let store: Store;
  let searches: SuspectSearches;
  let breaking: string;
  let id: IncidentId;
  let grounds: number;
  let work: SuspectWork;
  const errors: unknown[] = [];
  /** Records that the relay is not reached, with what is told of it besides. */
  async function notReached(told: Patch): Promise<IncidentId> {
    const created = await store.create('incident', { title: 'The relay is not reached', ...told, occurredAt: repo.now });
    assert.ok(created.ok);
    return created.value;
  }

  beforeEach(async () => {
    repo = await TestRepository.create(path.join(folder.path, 'code'));
    await repo.commit('A relay', { 'lib/relay.js': 'connect(25);\n' });
    breaking = await repo.commit('Ports of the relay are configured', { 'lib/relay.js': 'connect(settings.relay);\n' });
    await repo.commit('Docs', { 'README.md': 'A program\n' });
    repo.wait(5);
    store = openStore(path.join(folder.path, 'store'));
    store.dispose();
    id = await notReached({ symptoms: 'Ports of the relay fail' });
    grounds = 0;
    work = new SuspectRanker();
    const ground = { store, repository: repo.repository, folder: repo.repository.root, settings };
    searches = new SuspectSearches({
      ground: () => {
        grounds++;
        return Promise.resolve({ ok: true, value: ground });
      },
      work: () => Promise.resolve(work),
      report: error => errors.push(error),
    });
  });
  afterEach(() => {
    searches.dispose();
    assert.deepEqual(errors.splice(0), []);
  });

  /** Everything that is told of the incident while `work` goes on. */
  async function toldDuring(work: () => Promise<unknown>): Promise<readonly SuspectSearch[]> {
    const told: SuspectSearch[] = [];
    const listening = searches.onDidChange(of => {
      const known = searches.of(of);
      if (known) told.push(known);
    });
    await work();
    listening.dispose();
    return told;
  }

  it('a search is known as running from the first moment, tells early rankings, and ends with the suspects and no note', async () => {
    assert.equal(searches.of(id), undefined);
    const told = await toldDuring(async () => assert.deepEqual(await searches.search(id), { ok: true, value: undefined }));
    assert.deepEqual(
      told.map(({ running }) => running),
      [...told.slice(1).map(() => true), false],
    );
    assert.ok(told.some(({ running, suspects }) => running && suspects.length > 0));
    const known = searches.of(id);
    assert.equal(known?.suspects[0]?.sha, breaking);
    assert.deepEqual([known.notes, known.window?.window.length], [[], 3]);
    assert.equal(offeredSuspects(known)[0]?.id, breaking);
    assert.deepEqual(offeredSuspects(undefined), []);
  });

  it('counts the fixes that name what they mend', async () => {
    await repo.commit(`Connect again\n\nFixes: ${breaking.slice(0, 12)}`, { 'lib/relay.js': 'connect(25);\n' });
    repo.wait(5);
    const later = await store.create('incident', { title: 'The relay is slow', occurredAt: repo.now });
    assert.ok(later.ok);
    await searches.search(later.value);
    assert.equal(searches.of(later.value)?.fixes, 1);
  });

  it('what was linked meanwhile counts at once, where there was a search', async () => {
    searches.follow([id]);
    assert.equal(grounds, 0);
    await searches.search(id);
    const link = { kind: 'causedBy', state: 'ruledOut', target: { type: 'commit', sha: breaking, subject: '' } } as const;
    assert.ok((await store.execute(id, { type: 'link', link })).ok);
    const again = new Promise<void>(resolve => {
      searches.onDidChange(() => {
        if (searches.of(id)?.running === false) resolve();
      });
    });
    searches.follow([id]);
    await again;
    assert.ok(!searches.of(id)?.suspects.some(({ sha }) => sha === breaking));
    searches.follow([]);
    assert.equal(searches.of(id), undefined);
  });

  it('what was changed while it searched counts, too: it searches once more', async () => {
    let isChanged = false;
    const link = { kind: 'causedBy', state: 'ruledOut', target: { type: 'commit', sha: breaking, subject: '' } } as const;
    const again = new Promise<void>(resolve => {
      searches.onDidChange(() => {
        const { running, suspects = [] } = searches.of(id) ?? {};
        if (!isChanged && running === true && suspects.length > 0) {
          isChanged = true;
          void store.execute(id, { type: 'link', link }).then(() => {
            searches.follow([id]);
          });
        }
        if (running === false && !suspects.some(({ sha }) => sha === breaking)) resolve();
      });
    });
    await searches.search(id);
    await again;
    await new Promise(resolve => setTimeout(resolve, 300));
    assert.equal(grounds, 2, 'and no more');
    for (let time = 0; time < 2; time++) searches.follow([id]);
    searches.cancel(id);
    await new Promise(resolve => setTimeout(resolve, 300));
    assert.equal(grounds, 3, 'one that is cancelled is not begun anew');
  });

  it('where the whole store is another, what is still found is of the former one and counts no more', async () => {
    const listening = searches.onDidChange(() => {
      if (searches.of(id)) searches.follow([]);
    });
    await searches.search(id);
    listening.dispose();
    assert.equal(searches.of(id), undefined);
  });

  it('a newer search ends the older one, whose answers do not stand over it', async () => {
    const told = await toldDuring(() => Promise.all([searches.search(id), searches.search(id)]));
    assert.equal(told.filter(({ running }) => !running).length, 1);
    assert.equal(searches.of(id)?.suspects[0]?.sha, breaking);
  });

  /** Searches, and cancels at the first that is told while `isEnough`. */
  async function stoppedWhen(isEnough: (search: SuspectSearch) => boolean): Promise<void> {
    const listening = searches.onDidChange(() => {
      const known = searches.of(id);
      if (known?.running === true && isEnough(known)) searches.cancel(id);
    });
    await searches.search(id);
    listening.dispose();
  }

  it('one that is cancelled leaves what was known before, and says nothing, however far it had come', async () => {
    // Without the lines of its trace another one is first.
    await repo.commit('The relay is not reached when ports of the relay fail', { 'lib/other.js': 'relay();\n' });
    repo.wait(5);
    id = await notReached({ errorText: 'Error: refused\n    at run (lib/relay.js:1:1)' });
    await searches.search(id);
    const before = searches.of(id);
    assert.equal(before?.suspects[0]?.sha, breaking);
    await stoppedWhen(() => true);
    assert.equal(searches.of(id), before);
    await stoppedWhen(({ suspects }) => suspects !== before.suspects && suspects[0]?.sha !== breaking);
    assert.equal(searches.of(id), before, 'stopped after an early ranking');
    const newer = searches.search(id);
    await stoppedWhen(() => true);
    await newer;
    assert.equal(searches.of(id), before, 'stopped after it had ended another one');
  });

  it('one that is cancelled says so where the incident has changed since the one before', async () => {
    await searches.search(id);
    const link = { kind: 'causedBy', state: 'ruledOut', target: { type: 'commit', sha: breaking, subject: '' } } as const;
    assert.ok((await store.execute(id, { type: 'link', link })).ok);
    searches.follow([id]);
    await stoppedWhen(() => true);
    assert.deepEqual(searches.of(id)?.notes, [{ code: 'stopped' }]);
  });

  it('one that is cancelled leaves the notes of the one before as well', async () => {
    const withNotes: SuspectWork = {
      search: async (asked, { found, ...watch }) =>
        new SuspectRanker().search(asked, {
          ...watch,
          found: finding => {
            if (finding.type === 'window') found({ ...finding, window: { ...finding.window, shallow: true } });
            else found(finding.type === 'last' ? { ...finding, missed: [{ code: 'withoutDiff', count: 3 }] } : finding);
          },
        }),
      tryOut: () => Promise.reject(new Error('not asked for')),
    };
    work = withNotes;
    await searches.search(id);
    await stoppedWhen(({ suspects }) => suspects.length > 0);
    assert.deepEqual(searches.of(id)?.notes, [{ code: 'shallow' }, { code: 'withoutDiff', count: 3 }]);
  });

  it('the first one that is stopped says so, and is begun anew once what it has left is forgotten', async () => {
    const listening = searches.onDidChange(() => {
      searches.cancel(id);
    });
    await searches.search(id);
    listening.dispose();
    const { running, suspects, notes } = searches.of(id) ?? {};
    assert.deepEqual([running, suspects, notes], [false, [], [{ code: 'stopped' }]]);
    searches.forgetStopped('INC-ZZZZZZ');
    assert.notEqual(searches.of(id), undefined);
    assert.deepEqual(await toldDuring(() => Promise.resolve(searches.forgetStopped(id))), []);
    assert.equal(searches.of(id), undefined);
    await searches.search(id);
    const whole = searches.of(id);
    assert.deepEqual([whole?.suspects[0]?.sha, whole?.notes], [breaking, []]);
    searches.forgetStopped();
    assert.equal(searches.of(id), whole, 'what was found stays');
  });

  it('one cannot be ended by a failure of the work as if there were nothing', async () => {
    const broken = new SuspectSearches({
      ground: () => Promise.resolve({ ok: true, value: { store, repository: repo.repository, folder: repo.repository.root, settings } }),
      work: () => Promise.reject(new Error('broken')),
      report: error => errors.push(error),
    });
    await assert.rejects(broken.search(id), /broken/);
    assert.deepEqual(broken.of(id)?.notes, [{ code: 'stopped' }]);
  });

  it('one that cannot begin is refused, and known with its reason', async () => {
    const nowhere = new SuspectSearches({
      ground: () => Promise.resolve({ ok: false, error: { code: 'untrusted' } }),
      work: () => Promise.resolve(new SuspectRanker()),
      report: error => errors.push(error),
    });
    assert.deepEqual(await nowhere.search(id), { ok: false, error: { code: 'untrusted' } });
    assert.deepEqual(nowhere.of(id)?.notes, [{ code: 'search', fault: { code: 'untrusted' } }]);
    const gone = await searches.search('INC-ZZZZZZ');
    assert.ok(!gone.ok && gone.error.code === 'unreadable');
    assert.equal(searches.of('INC-ZZZZZZ')?.running, false);
  });

  it('a fault older than the history has no window, and it is noted', async () => {
    await searches.search(id);
    const patch = { occurredAt: '2001-01-01T00:00:00.000Z' };
    assert.ok((await store.execute(id, { type: 'save', step: 'detect', patch })).ok);
    await searches.search(id);
    assert.deepEqual(searches.of(id)?.notes, [{ code: 'window', fault: { code: 'nothingBefore' } }]);
    await stoppedWhen(() => true);
    const { suspects, notes } = searches.of(id) ?? {};
    assert.deepEqual([suspects, notes], [[], [{ code: 'stopped' }]], 'what was found for another time does not stand again');
  });

  it('diffs that the repository has lost are said to be lost; in a partial clone they are only not at hand', async () => {
    const blob = await repo.git('rev-parse', `${breaking}:lib/relay.js`);
    await rm(path.join(repo.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    await searches.search(id);
    assert.deepEqual(searches.of(id)?.notes, [{ code: 'lostDiff', count: 1 }]);
    const lost = counted(english, english.suspects.lostDiff, { count: 1 });
    assert.match(lost, /^1 diff cannot be read: this repository has lost .*“git fsck”/);
    assert.doesNotMatch(lost, /clone.*git backfill/);
    await repo.git('config', 'remote.origin.promisor', 'true');
    await searches.search(id);
    assert.deepEqual(searches.of(id)?.notes, [{ code: 'withoutDiff', count: 1 }]);
    assert.match(counted(english, english.suspects.withoutDiff, { count: 1 }), /partial clone.*“git backfill”/);
  });
});
