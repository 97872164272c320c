import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { raiseProblem } from '../../../src/app/knowledge';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { RecordEvent } from '../../../src/domain/record/event';
import { headsOf } from '../../../src/domain/record/log';
import type { IdOf, RecordId } from '../../../src/domain/records';
import { seal } from '../../../src/store/chain';
import { formatLog } from '../../../src/store/codec';
import { readLog } from '../../../src/store/readLog';
import { pathOf, withdrawalPath } from '../../../src/sync/layout';
import { rememberedOf } from '../../../src/sync/withdrawn';
import { temporaryFolder } from '../../support/folders';
import { person } from '../../support/incidents';
import { inRoles, People } from '../../support/people';
import { pushByHand } from '../../support/sharedActs';
import { done, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

const mallory = { ...person('itManager'), name: 'mallory', email: 'mallory@example.org' };

describe('somebody who may push and holds no role', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  let remote: string;
  let anna: Sharer;
  let ben: Sharer;
  const opened: Sharer[] = [];
  const sharer = (name: string, role: 'administrator' | 'itManager' = 'administrator', now?: () => string): Sharer => {
    const made = makeSharer(folder.path, name, role, now);
    opened.push(made);
    return made;
  };

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    [anna, ben] = [sharer('anna', 'itManager'), sharer('ben')];
  });
  afterEach(() => {
    for (const { store } of opened.splice(0)) store.dispose();
  });

  /** Writes into the branch by plain git. */
  const push = (work: (clone: string) => Promise<void>): Promise<void> => pushByHand(remote, work);
  const put = async (clone: string, file: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(clone, file)), { recursive: true });
    await writeFile(path.join(clone, file), text);
  };
  const marker = async (clone: string, more: object): Promise<void> => {
    const file = path.join(clone, 'faultline.json');
    await writeFile(file, JSON.stringify({ ...(JSON.parse(await readFile(file, 'utf8')) as object), ...more }));
  };
  const incident = async ({ store }: Sharer, title = 'Mail', more: Readonly<Record<string, string>> = {}): Promise<IncidentId> => {
    const created = await store.create('incident', { title, ...more });
    assert.ok(created.ok);
    return created.value;
  };
  const enter = async ({ store }: Sharer, name: string): Promise<IdOf<'person'>> => {
    const created = await store.create('person', inRoles(name, 'itManager'));
    assert.ok(created.ok);
    return created.value;
  };
  const act = async ({ store }: Sharer, id: IncidentId, command: IncidentCommand): Promise<void> => {
    const outcome = await store.execute(id, command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  };
  const timelineOf = async ({ store }: Sharer, id: RecordId): Promise<readonly RecordEvent[]> => {
    const loaded = await store.load(id);
    assert.ok(loaded.ok, JSON.stringify(loaded));
    return loaded.value.record.timeline;
  };
  const managers = ({ store }: Sharer): readonly string[] =>
    (store.register()?.tenures ?? []).filter(({ role }) => role === 'itManager').map(({ who }) => who.email);
  /** A register of his own, dated back. */
  const forged = (): string => {
    const people = new People();
    people.write(mallory, '2020-01-01T00:00:00.000Z', 'PER-MARY00', inRoles('mallory', 'itManager'));
    return formatLog({ record: 'PER-MARY00', events: people.logs.get('PER-MARY00') ?? [] });
  };
  const tombstone = (id: IncidentId, parents: readonly string[]): RecordEvent =>
    seal(
      { type: 'record.erased', data: { record: id, entries: 2, completed: 2020, reason: 'x' } },
      parents,
      new Date().toISOString(),
      mallory,
    );

  it('cannot name a beginning of the register that nobody has: the true one takes its place, and nothing is erased by another', async () => {
    const id = await incident(anna);
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await push(clone => marker(clone, { register: 'a'.repeat(64) }));
    for (const { sync } of [anna, ben]) done(await sync.sync());
    await enter(anna, 'anna');
    for (const { sync } of [anna, ben]) done(await sync.sync());
    await push(clone => put(clone, pathOf('PER-MARY00'), forged()));
    for (const { sync } of [anna, ben]) done(await sync.sync());
    await push(async clone =>
      put(clone, pathOf(id), formatLog({ record: id, events: [tombstone(id, headsOf(await timelineOf(anna, id)))] })),
    );
    for (const each of [anna, ben]) {
      done(await each.sync.sync());
      assert.deepEqual([managers(each), (await timelineOf(each, id)).length], [['anna@example.org'], 1], each.name);
    }
    const cleo = sharer('cleo');
    done(await cleo.sync.join(remote));
    assert.deepEqual(managers(cleo), ['anna@example.org']);
  });

  it('has no register for who joins by damaging the one that is there: it is heard as it was', async () => {
    const id = await enter(anna, 'anna');
    done(await anna.sync.share(remote));
    await push(async clone => {
      await put(clone, pathOf(id), '{');
      await put(clone, pathOf('PER-MARY00'), forged());
    });
    done(await ben.sync.join(remote));
    assert.deepEqual(managers(ben), ['anna@example.org']);
  });

  it('has no register for who joins where the history does not hold the true one either: nobody holds a role until it is whole', async () => {
    const id = await enter(anna, 'anna');
    done(await anna.sync.share(remote));
    const whole = await plainGit(remote, ['show', `faultline/store:${pathOf(id)}`]);
    await push(async clone => {
      await put(clone, pathOf(id), '{');
      await put(clone, pathOf('PER-MARY00'), forged());
    });
    const ref = 'refs/heads/faultline/store';
    await plainGit(remote, ['update-ref', ref, await plainGit(remote, ['commit-tree', `${ref}^{tree}`, '-m', 'x'])]);
    done(await ben.sync.join(remote));
    const named = await plainGit(remote, ['show', 'faultline/store:faultline.json']);
    for (let turn = 0; turn < 2; turn++) {
      assert.deepEqual([managers(ben), ben.store.register()?.since], [[], '']);
      done(await ben.sync.sync());
    }
    assert.equal(await plainGit(remote, ['show', 'faultline/store:faultline.json']), named);
    await push(clone => put(clone, pathOf(id), `${whole}\n`));
    for (const { sync } of [anna, ben]) done(await sync.sync());
    assert.deepEqual([managers(ben), managers(anna)], [['anna@example.org'], ['anna@example.org']]);
  });

  it('begins no register on a machine that has lost its memory of records: it has agreed with the branch', async () => {
    await enter(anna, 'anna');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await push(clone => put(clone, pathOf('PER-MARY00'), forged()));
    done(await ben.sync.sync());
    ben.store.dispose();
    await rm(path.join(ben.folder, 'seen.txt'), { force: true });
    ben = sharer('ben');
    done(await ben.sync.sync());
    assert.deepEqual(managers(ben), ['anna@example.org']);
  });

  it('cannot withdraw people from the branch', async () => {
    const id = await enter(anna, 'anna');
    done(await anna.sync.share(remote));
    await push(clone => put(clone, withdrawalPath(id), `{"heads":["${'a'.repeat(64)}"]}\n`));
    assert.deepEqual(done(await anna.sync.sync()).withdrew, []);
    done(await ben.sync.join(remote));
    assert.deepEqual(managers(ben), ['anna@example.org']);
  });

  it('cannot fill the memory of sharing, nor make machines push for ever', async () => {
    await incident(anna);
    done(await anna.sync.share(remote));
    const heads = (count: number): string =>
      JSON.stringify({ heads: Array.from({ length: count }, (_, at) => String(at).padStart(64, '0')) });
    await push(async clone => {
      for (let at = 0; at < 20; at++) await put(clone, withdrawalPath(`INC-ZZZZ${String(at).padStart(2, '0')}`), heads(1000));
      await writeFile(Buffer.concat([Buffer.from(`${clone}/x`), Buffer.from([0xff, 0xfe])]), 'no text');
    });
    done(await anna.sync.sync());
    assert.notEqual(await anna.sync.sharing(), undefined);
    const tip = await plainGit(remote, ['rev-parse', 'faultline/store']);
    done(await anna.sync.sync());
    assert.equal(await plainGit(remote, ['rev-parse', 'faultline/store']), tip);
  });

  it('a label that is raised over many ends of a log is remembered with some of them', async () => {
    const id = await incident(anna);
    done(await anna.sync.share(remote));
    await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    const before = await timelineOf(anna, id);
    const said = Array.from({ length: 20 }, (_, at) =>
      seal({ type: 'record.commented', data: { text: String(at) } }, [before[0]?.id ?? ''], new Date().toISOString(), mallory),
    );
    assert.ok((await anna.store.merge(id, [...before, ...said])).ok);
    assert.deepEqual(done(await anna.sync.sync()).withdrew, [id]);
    assert.ok(((await anna.sync.sharing())?.withdrawn?.[id]?.length ?? 0) > 0);
    assert.deepEqual(done(await anna.sync.sync()).sent, []);
  });

  it('cannot crowd out of the memory what was withdrawn of records that are here', () => {
    const ids = Array.from({ length: 10_001 }, (_, at): IncidentId => `INC-${String(at).padStart(6, '0')}`);
    const remembered = rememberedOf(new Map(ids.map(id => [id, []])), id => id === ids.at(-1));
    assert.deepEqual([Object.keys(remembered).length, Object.hasOwn(remembered, ids.at(-1) ?? '')], [10_000, true]);
  });

  it('hides no record behind a tombstone that does not count, however often it stands there', async () => {
    await enter(anna, 'anna');
    const id = await incident(anna);
    const stone = tombstone(id, []);
    for (const count of [1, 2]) {
      const text = formatLog({ record: id, events: Array.from({ length: count }, () => stone) });
      const read = readLog(text, id, { register: anna.store.register() });
      assert.ok(read.ok && read.value.faults.length === count, JSON.stringify(read));
    }
  });

  it('two registers that are begun at once become one, and what is redacted stays so', async () => {
    const id = await incident(anna);
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    done(await anna.sync.share(remote));
    const boss = sharer('boss', 'itManager');
    done(await boss.sync.join(remote));
    for (const each of [anna, boss]) await enter(each, each.name);
    for (const { sync } of [anna, boss, anna, boss]) done(await sync.sync());
    assert.deepEqual(managers(anna), managers(boss));
    await act(anna, id, { type: 'redact', entry: (await timelineOf(anna, id))[1]?.id ?? '', reason: 'x' });
    for (const { sync } of [anna, boss, anna]) done(await sync.sync());
    for (const { sync } of [boss, anna]) assert.deepEqual(done(await sync.sync()).sent, []);
    assert.ok(!(await plainGit(remote, ['show', `faultline/store:${pathOf(id)}`])).includes('swordfish'));
  });

  it('a history is not dropped while something could not be taken or sent: it would be lost', async () => {
    const id = await incident(ben);
    done(await ben.sync.share(remote));
    done(await anna.sync.join(remote));
    const file = path.join(anna.store.folder, 'incidents', `${id}.json`);
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, -40));
    const outcome = await anna.sync.beginEpoch();
    assert.equal(outcome?.ok === false && outcome.error.code, 'notAll');
    assert.equal(await plainGit(remote, ['for-each-ref', '--format=%(refname:short)']), 'faultline/store');
  });

  describe('what was made of an incident that stays here', () => {
    let now: string;
    let secret: IncidentId;
    beforeEach(async () => {
      now = '2015-06-01T12:00:00.000Z';
      anna = sharer('boss', 'itManager', () => now);
      await incident(anna, 'Printer');
      done(await anna.sync.share(remote));
      secret = await incident(anna, 'the informant is swordfish', {
        tlp: 'RED',
        kind: 'disruption',
        couldBeSecurity: 'no',
        couldBeSecurityReason: 'x',
      });
      const port = { store: anna.store, person: () => Promise.resolve('anna'), untitled: '' };
      assert.ok((await raiseProblem(port, [secret])).ok);
      assert.deepEqual(done(await anna.sync.sync()).sent, []);
    });

    const fileOf = (): string => path.join(anna.store.folder, 'incidents', `${secret}.json`);
    const ends: Readonly<Record<string, () => Promise<void>>> = {
      'is erased': async () => {
        await act(anna, secret, { type: 'completeShortly', patch: { closureCode: 'withdrawn', solution: 'x' } });
        now = '2026-06-01T12:00:00.000Z';
        await act(anna, secret, { type: 'erase', reason: 'over' });
      },
      'is no longer linked to it': async () => {
        const loaded = await anna.store.load(secret);
        assert.ok(loaded.ok);
        for (const { id } of loaded.value.record.links) await act(anna, secret, { type: 'unlink', link: id });
      },
      'is damaged': async () => {
        await writeFile(fileOf(), (await readFile(fileOf(), 'utf8')).slice(0, -40));
      },
      'is gone': () => rm(fileOf()),
    };
    for (const [name, end] of Object.entries(ends))
      it(`stays, too, where that ${name}, also after a start`, async () => {
        await end();
        done(await anna.sync.sync());
        anna.store.dispose();
        anna = sharer('boss', 'itManager', () => now);
        done(await anna.sync.sync());
        assert.ok(!(await plainGit(remote, ['log', '--all', '--patch', '--format=%H'])).includes('swordfish'));
      });

    it('goes when its label is lowered', async () => {
      await act(anna, secret, { type: 'save', step: 'detect', patch: { tlp: 'GREEN' } });
      assert.equal(done(await anna.sync.sync()).sent.length, 2);
    });
  });
});
