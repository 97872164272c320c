import assert from 'node:assert/strict';
import { enterPeople, outlookOf, peopleSeen, type SeenPerson } from '../../../src/app/enterPeople';
import { registerOf } from '../../../src/domain/person/register';
import type { Actor, Role } from '../../../src/domain/vocabulary/actor';
import { holdOf } from '../../../src/domain/vocabulary/register';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const named = (name: string, role: Role): Actor => ({ name, email: `${name}@example.org`, role });

describe('the register of people made from who is there', () => {
  const folder = temporaryFolder();
  let actor: Actor;
  let store: Store;

  beforeEach(() => {
    store = openStore(folder.path, { actor: () => Promise.resolve(actor) });
  });
  afterEach(() => {
    store.dispose();
  });

  async function record(by: Actor): Promise<void> {
    actor = by;
    // The officer keeps the interfaces, and records no incident.
    assert.ok((await store.create(by.role === 'securityOfficer' ? 'interface' : 'incident', { title: by.name })).ok);
  }

  async function register(): Promise<ReturnType<typeof registerOf>> {
    const logs = await Promise.all(
      store.entriesOf('person').map(async ({ id }) => {
        const loaded = await store.load(id);
        assert.ok(loaded.ok);
        return { id, timeline: loaded.value.record.timeline };
      }),
    );
    return registerOf(logs);
  }

  it('names everybody who has made an entry with all their roles, and the one who asks', async () => {
    for (const role of ['administrator', 'developer'] as const) await record(named('anna', role));
    await record(named('ben', 'developer'));
    assert.deepEqual(await peopleSeen(store, named('boss', 'itManager')), [
      { name: 'anna', email: 'anna@example.org', roles: ['administrator', 'developer'] },
      { name: 'ben', email: 'ben@example.org', roles: ['developer'] },
      { name: 'boss', email: 'boss@example.org', roles: ['itManager'] },
    ]);
  });

  it('says before who will keep it, whether that is who makes it, and whose name anybody may bear', async () => {
    const [boss, anna, dev] = [named('boss', 'itManager'), named('anna', 'administrator'), { ...named('dev', 'developer'), email: '' }];
    const of = ({ role, ...who }: Actor): SeenPerson => ({ ...who, roles: [role] });
    assert.deepEqual(outlookOf(store, [boss, anna, dev].map(of), anna), { keepers: ['boss'], leavesOut: true, withoutAddress: ['dev'] });
    assert.deepEqual(outlookOf(store, [boss, anna].map(of), boss), { keepers: ['boss'], leavesOut: false, withoutAddress: [] });
    assert.deepEqual(outlookOf(store, [anna].map(of), boss)?.keepers, []);
    actor = boss;
    assert.deepEqual(await enterPeople(store, [of(boss)], boss), { entered: 1 });
    assert.equal(outlookOf(store, [of(anna)], anna), undefined);
  });

  it('enters who was seen with an address by it, also where somebody acted under the bare name, and whoever makes it as they act', async () => {
    const bare = (name: string, role: Role): Actor => ({ ...named(name, role), email: '' });
    for (const by of [bare('anna', 'developer'), named('anna', 'developer'), bare('anna', 'developer'), named('boss', 'itManager')])
      await record(by);
    actor = bare('boss', 'itManager');
    const seen = await peopleSeen(store, actor);
    assert.deepEqual(seen, [
      { name: 'anna', email: 'anna@example.org', roles: ['developer'] },
      { name: 'boss', email: '', roles: ['itManager'] },
    ]);
    // Entered by an address that is not theirs just now, they would be left out.
    const withAddress: readonly SeenPerson[] = [{ ...named('boss', 'itManager'), roles: ['itManager'] }];
    assert.deepEqual(
      [seen, withAddress].map(people => outlookOf(store, people, actor)?.leavesOut),
      [false, true],
    );
    assert.deepEqual(await enterPeople(store, seen, actor), { entered: 2 });
    const now = new Date().toISOString();
    const found = await register();
    assert.deepEqual(
      [actor, named('boss', 'itManager'), bare('anna', 'developer'), named('anna', 'developer')].map(by => holdOf(found, by, now)),
      ['held', 'held', 'notHeld', 'held'],
    );
  });

  it('is theirs from then on who keep it, whoever made it, and nobody is asked for twice', async () => {
    for (const by of [named('boss', 'itManager'), named('olga', 'securityOfficer'), named('anna', 'administrator')]) await record(by);
    actor = named('boss', 'itManager');
    const seen = await peopleSeen(store, actor);
    assert.deepEqual(await enterPeople(store, seen, actor), { entered: 3 });
    const found = await register();
    assert.deepEqual(found.refused, []);
    for (const by of [named('boss', 'itManager'), named('olga', 'securityOfficer'), named('anna', 'administrator')])
      assert.equal(holdOf(found, by, new Date().toISOString()), 'held', by.name);
    assert.equal(holdOf(found, named('anna', 'itManager'), new Date().toISOString()), 'notHeld');
    assert.deepEqual(await peopleSeen(store, actor), []);
  });

  it('an administrator enters one who keeps it last, and says why no more', async () => {
    for (const by of [named('boss', 'itManager'), named('olga', 'securityOfficer'), named('anna', 'administrator')]) await record(by);
    const { entered, fault } = await enterPeople(store, await peopleSeen(store, actor), actor);
    assert.deepEqual([entered, fault?.code], [2, 'notPermitted']);
    assert.deepEqual((await register()).refused, []);
  });
});
