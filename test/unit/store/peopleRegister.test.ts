import assert from 'node:assert/strict';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { RecordEvent } from '../../../src/domain/record/event';
import { headsOf } from '../../../src/domain/record/log';
import type { Role } from '../../../src/domain/vocabulary/actor';
import { seal } from '../../../src/store/chain';
import { formatLog } from '../../../src/store/codec';
import { readLog } from '../../../src/store/readLog';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { person } from '../../support/incidents';
import { inRoles, People } from '../../support/people';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();

describe('the register of people in a store', () => {
  let opened: Store[] = [];
  /** A store that somebody writes in. */
  function open(name: string, role: Role, cacheFile?: string): Store {
    const actor = () => Promise.resolve(person(role, name));
    const store = openStore(folder.path, { actor, ...(cacheFile !== undefined && { cacheFile }) });
    opened.push(store);
    return store;
  }
  afterEach(() => {
    for (const store of opened) store.dispose();
    opened = [];
  });

  const codeOf = (outcome: { readonly ok: boolean; readonly error?: { readonly code: string } }): string =>
    outcome.ok ? 'done' : (outcome.error?.code ?? '');
  async function recorded(store: Store): Promise<IncidentId> {
    const created = await store.create('incident', { title: 'Mail' });
    assert.ok(created.ok);
    return created.value;
  }
  const signedOff = async (store: Store, id: IncidentId): Promise<readonly unknown[]> => {
    const loaded = await store.load(id);
    assert.ok(loaded.ok);
    return [loaded.value.record.signOff !== undefined, loaded.value.record.disregarded.map(({ reason }) => reason)];
  };
  /** Somebody enters a person by writing a file, as a pull or an editor would. */
  async function writePeople(people: People): Promise<void> {
    await mkdir(path.join(folder.path, 'people'), { recursive: true });
    for (const [record, events] of people.logs)
      await writeFile(path.join(folder.path, 'people', `${record}.json`), formatLog({ record, events }));
  }

  it('is begun by anybody; from then on what counts is refused to who does not hold the role, and a store that knows nothing yet asks first', async () => {
    const incident = await recorded(open('Ada', 'administrator'));
    assert.equal(codeOf(await open('Mallory', 'itManager').execute(incident, { type: 'signOff' })), 'done');
    assert.equal(codeOf(await open('Ada', 'administrator').create('person', inRoles('Ada', 'itManager'))), 'done');
    for (const [name, role, expected] of [
      ['Mallory', 'itManager', 'notHeld'],
      ['Ada', 'itManager', 'done'],
    ] as const)
      assert.equal(codeOf(await open(name, role).execute(incident, { type: 'signOff' })), expected, name);
    assert.equal(codeOf(await open('Mallory', 'itManager').create('person', inRoles('Mallory', 'itManager'))), 'notHeld');
    assert.equal(codeOf(await open('Mallory', 'administrator').execute(incident, { type: 'comment', text: 'x' })), 'done');
  });

  it('counts at once in the store in which somebody is entered', async () => {
    const store = open('Ada', 'itManager');
    assert.ok((await store.create('person', inRoles('Ada', 'securityOfficer'))).ok);
    const incident = await recorded(store);
    assert.equal(codeOf(await store.execute(incident, { type: 'signOff' })), 'notHeld');
  });

  it('what lists know is made anew when it says something else, whoever wrote it, and not otherwise', async () => {
    const cacheFile = path.join(folder.path, 'cache.json');
    const first = open('Mallory', 'itManager', cacheFile);
    await first.refresh();
    const incident = await recorded(first);
    assert.ok((await first.execute(incident, { type: 'save', step: 'detect', patch: { kind: 'securityIncident' } })).ok);
    await first.execute(incident, {
      type: 'openGap',
      gap: { id: 'g1', safeguard: 'Filter', component: '', since: new Date().toISOString() },
    });
    const until = new Date(Date.now() + 86_400_000).toISOString();
    assert.equal(codeOf(await first.execute(incident, { type: 'acceptGap', gap: 'g1', until, reason: 'x' })), 'done');
    const accepted = (store: Store): boolean => {
      const [gap] = store.facts('incident')[0]?.gaps ?? [];
      return gap?.acceptedUntil !== undefined;
    };
    assert.ok(accepted(first));

    const people = new People();
    people.write(person('administrator', 'Ada'), '2020-01-01T08:00:00.000Z', 'PER-ADA000', inRoles('Ada', 'itManager'));
    await writePeople(people);
    let changed: readonly string[] = [];
    first.onDidChange(ids => {
      changed = ids;
    });
    await first.refresh();
    assert.ok(changed.includes(incident));
    assert.ok(!accepted(first));
    // What was kept before the register was another is read again, what was kept since is not.
    await first.refresh();
    const second = open('Ada', 'administrator', cacheFile);
    await second.open();
    await second.refresh();
    assert.ok(!accepted(second));
    let fired = 0;
    second.onDidChange(() => fired++);
    people.write(person('itManager', 'Ada'), '2020-01-02T08:00:00.000Z', 'PER-ADA000', { reachable: 'always' });
    await writePeople(people);
    await second.refresh(['PER-ADA000']);
    assert.equal(fired, 1);
    people.write(person('itManager', 'Ada'), '2020-01-03T08:00:00.000Z', 'PER-MARY00', inRoles('Mallory', 'itManager'));
    await writePeople(people);
    await second.refresh(['PER-MARY00']);
    assert.ok(accepted(second));
    await rm(path.join(folder.path, 'people'), { recursive: true });
    await second.refresh();
    assert.equal(second.register(), undefined);
  });

  it('a large record is folded by it in the thread that reads it, and so is one that somebody opens', async () => {
    const store = open('Ada', 'administrator');
    const incident = await recorded(store);
    assert.equal(codeOf(await open('Mallory', 'itManager').execute(incident, { type: 'signOff' })), 'done');
    assert.deepEqual(await signedOff(store, incident), [true, []]);
    const people = new People();
    people.write(person('administrator', 'Ada'), '2020-01-01T08:00:00.000Z', 'PER-ADA000', inRoles('Ada', 'itManager'));
    await writePeople(people);
    assert.deepEqual(await signedOff(open('Ada', 'administrator'), incident), [false, ['notHeld']]);
  });

  it('a redaction by who did not hold the role takes nothing away, however the record is read, and goes on doing nothing when it is written', async () => {
    const store = open('Ada', 'administrator');
    const incident = await recorded(store);
    const file = path.join(folder.path, 'incidents', `${incident}.json`);
    assert.equal(codeOf(await store.execute(incident, { type: 'comment', text: 'swordfish' })), 'done');
    const entered = await store.create('person', inRoles('Ada', 'itManager'));
    assert.ok(entered.ok);
    const log = readLog(await readFile(file, 'utf8'), incident);
    assert.ok(log.ok);
    const { events } = log.value;
    const data = { record: incident, entry: events.at(-1)?.id, reason: 'x' };
    const forged = seal({ type: 'record.redacted', data }, headsOf(events), new Date().toISOString(), person('itManager', 'Mallory'));
    await writeFile(file, formatLog({ record: incident, events: [...events, forged] }));
    const text = async (): Promise<unknown> => {
      const loaded = await open('Ada', 'administrator').load(incident);
      assert.ok(loaded.ok);
      return loaded.value.record.timeline.find(({ type }) => type === 'record.commented')?.data;
    };
    assert.deepEqual(await text(), { text: 'swordfish' });
    assert.equal(codeOf(await open('Ada', 'administrator').execute(incident, { type: 'comment', text: 'more' })), 'done');
    assert.deepEqual(await text(), { text: 'swordfish' });
    // A copy without it takes nothing away, either.
    const bare = [...events.slice(0, -1), { ...events.at(-1), data: null } as RecordEvent, forged];
    assert.ok((await open('Ada', 'administrator').merge(incident, bare)).ok);
    assert.deepEqual(await text(), { text: 'swordfish' });
    await writeFile(file, formatLog({ record: incident, events: [...events, forged] }).replace(/\]\}\n$/, ''));
    assert.ok((await open('Ada', 'administrator').mend(incident)).ok);
    assert.deepEqual(await text(), { text: 'swordfish' });
  });

  it('remembers with which entry it began: one that is dated back before it changes nothing here, also at the next start', async () => {
    const witnessFile = path.join(folder.path, '..', `${path.basename(folder.path)}-seen.txt`);
    const begin = (): Store => {
      const store = openStore(folder.path, { actor: () => Promise.resolve(person('itManager', 'Ada')), witnessFile });
      opened.push(store);
      return store;
    };
    const store = begin();
    assert.ok((await store.create('person', inRoles('Ada', 'itManager'))).ok);
    const said = store.register();
    await store.refresh();
    const forged = new People();
    forged.write(person('itManager', 'Mallory'), '2020-01-01T08:00:00.000Z', 'PER-MARY00', inRoles('Mallory', 'itManager'));
    await writePeople(forged);
    for (const reader of [store, begin()]) {
      await reader.refresh();
      const { tenures, refused, beginning } = reader.register() ?? {};
      assert.deepEqual([tenures, refused?.length, beginning], [said?.tenures, 1, said?.beginning]);
    }
    // What cannot be read is not taken for nothing, nor written over.
    const text = await readFile(witnessFile, 'utf8');
    await rm(witnessFile);
    await mkdir(witnessFile);
    await begin().refresh();
    await rm(witnessFile, { recursive: true });
    await writeFile(witnessFile, `${text}register ${'f'.repeat(64)}\n`);
    const again = begin();
    await again.refresh();
    assert.equal(again.register()?.beginning, said?.beginning);
    // Where nobody is there who began it, nobody holds any role, until somebody accepts that.
    await rm(path.join(folder.path, 'people'), { recursive: true });
    const bereft = begin();
    await bereft.refresh();
    assert.deepEqual([bereft.register()?.since, bereft.register()?.tenures], ['', []]);
    for (const { id } of bereft.entriesOf('person')) assert.ok(id);
    for (const entry of bereft.entries()) assert.ok((await bereft.accept(entry.id)).ok);
    assert.equal(bereft.register(), undefined);
    await rm(witnessFile);
  });

  it('a file that cannot be read leaves what it said before; an entry that was altered says nothing', async () => {
    const store = open('Ada', 'itManager');
    const created = await store.create('person', inRoles('Ada', 'itManager'));
    assert.ok(created.ok);
    const file = path.join(folder.path, 'people', `${created.value}.json`);
    const text = await readFile(file, 'utf8');
    const said = store.register();
    assert.equal(said?.tenures.length, 1);
    await appendFile(file, '<<<<<<< mine');
    await store.refresh();
    assert.deepEqual(store.register(), said);
    await writeFile(
      file,
      text.replace('ada@example.org","', 'mallory@example.org","').replace('["ada@example.org"]', '["mallory@example.org"]'),
    );
    await store.refresh();
    assert.equal(store.register(), undefined);
  });
});
