import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Folder } from '../../../src/app/folder';
import { Proofs } from '../../../src/app/proofs';
import { StoredKeys } from '../../../src/app/storedKeys';
import { Signing, type UnsignedFault } from '../../../src/app/signing';
import type { Role } from '../../../src/domain/vocabulary/actor';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { Proof, WhoseKey } from '../../../src/domain/record/proof';
import { isToBeSigned } from '../../../src/domain/signing';
import { formatLog } from '../../../src/store/codec';
import { seal } from '../../../src/store/chain';
import { temporaryFolder } from '../../support/folders';
import { withEnvironment } from '../../support/hostileGit';
import { context, passingCommands } from '../../support/incidents';
import { makeSshKey, type SshKeyPair } from '../../support/sshKeys';

describe('signing what is decided', () => {
  const temporary = temporaryFolder();
  const opened: Folder[] = [];
  const signings: Signing[] = [];
  const told: (readonly [string, UnsignedFault['code']])[] = [];
  let key: SshKeyPair;
  let chosen: string;
  let role: Role;
  /** How often it was asked which key is chosen: once for each decision. */
  let asked: number;

  // Where git knows nobody, the person is who the settings say.
  const { HOME: home = '' } = process.env;

  beforeEach(async () => {
    process.env['HOME'] = temporary.path;
    key = await makeSshKey(temporary.path);
    [chosen, role] = [key.file, 'itManager'];
    told.length = 0;
    asked = 0;
  });
  afterEach(() => {
    process.env['HOME'] = home;
    for (const begun of [...opened.splice(0), ...signings.splice(0)]) begun.dispose();
  });

  const open = ({ mayRun = true } = {}): Folder => {
    const signing = new Signing({
      mayRun: () => mayRun,
      chosenKey: () => {
        asked += 1;
        return chosen;
      },
      told: (id, { code }) => told.push([id, code]),
    });
    signings.push(signing);
    const folder: Folder = new Folder(path.join(temporary.path, 'work'), {
      storePath: '.faultline',
      cacheFolder: undefined,
      memoryFolder: undefined,
      mayWrite: () => true,
      mayMend: () => true,
      mayRunGit: () => true,
      person: () => ({ name: 'Grace', role }),
      appended: (id, added) => void signing.sign(folder, id, added),
      settings: () => context(),
      report: error => {
        throw error;
      },
    });
    opened.push(folder);
    return folder;
  };

  /** An incident with a measure, which is released. */
  const release = async ({ store }: Folder): Promise<IncidentId> => {
    await mkdir(path.join(temporary.path, 'work'), { recursive: true });
    const created = await store.create('incident', { title: 'Mail' });
    assert.ok(created.ok);
    const id = created.value;
    for (const command of [...passingCommands('detect'), ...passingCommands('qualify')]) {
      const done = await store.execute(id, command);
      assert.ok(done.ok, JSON.stringify(done));
    }
    const patch = { measures: { m1: { what: 'Open the port', type: 'final' } } };
    assert.ok((await store.execute(id, { type: 'save', step: 'analyse', patch })).ok);
    assert.ok((await store.execute(id, { type: 'release', part: 'm1' })).ok);
    return id;
  };
  const typesOf = async ({ store }: Folder, id: IncidentId): Promise<readonly string[]> => {
    const loaded = await store.load(id);
    assert.ok(loaded.ok);
    assert.deepEqual(loaded.value.faults, []);
    return loaded.value.record.timeline.map(({ type }) => type).slice(-2);
  };
  const untilSigned = async (folder: Folder, id: IncidentId): Promise<void> => {
    while ((await typesOf(folder, id)).at(-1) !== 'record.signed') await new Promise(resolve => setTimeout(resolve, 20));
  };
  const untilAsked = async (times: number): Promise<void> => {
    while (asked < times) await new Promise(resolve => setTimeout(resolve, 20));
  };
  const proofIn = async ({ store }: Folder, id: IncidentId, whose?: WhoseKey): Promise<readonly Proof[]> => {
    const loaded = await store.load(id);
    assert.ok(loaded.ok);
    return [...(await new Proofs(() => Promise.resolve(whose)).of(loaded.value)).values()];
  };
  const ownedBy =
    (name: string): WhoseKey =>
    (asked, by) =>
      asked !== key.line ? 'nobodys' : by.name === name ? 'theirs' : 'anothers';

  it('adds an entry behind the decision, by which it is proven where the key is known to be the person’s', async () => {
    const folder = open();
    const id = await release(folder);
    await untilSigned(folder, id);
    assert.deepEqual(await typesOf(folder, id), ['record.released', 'record.signed']);
    assert.deepEqual(await proofIn(folder, id, ownedBy('Grace')), ['proven']);
    assert.deepEqual(await proofIn(folder, id), ['claimed']);
    assert.deepEqual(await proofIn(folder, id, ownedBy('Ada')), ['notValid']);
    // Nothing of it takes back what was decided.
    const loaded = await folder.store.load(id);
    assert.ok(loaded.ok && loaded.value.record.releases.has('m1'));
    assert.deepEqual([loaded.value.record.fallen, loaded.value.record.disregarded, told], [[], [], []]);
  });

  it('a decision stands, claimed, where nothing can sign it; each reason is told once, and none where no key is set up', async () => {
    const folder = open();
    chosen = path.join(temporary.path, 'nowhere');
    const id = await release(folder);
    await untilAsked(1);
    const again = await release(folder);
    await untilAsked(2);
    chosen = 'none';
    const quiet = await release(folder);
    await untilAsked(3);
    chosen = key.file;
    const last = await release(folder);
    await untilSigned(folder, last);
    assert.deepEqual(told, [[id, 'noKeyFile']]);
    for (const unsigned of [id, again, quiet]) {
      assert.equal((await typesOf(folder, unsigned)).at(-1), 'record.released');
      assert.deepEqual(await proofIn(folder, unsigned, ownedBy('Grace')), ['claimed']);
      // Where nobody signs, nothing is to be said.
      assert.deepEqual(await proofIn(folder, unsigned), []);
    }
  });

  it('signs with the key that git signs commits with, where none is chosen', async () => {
    const settings = `[gpg]\n\tformat = ssh\n[user]\n\tsigningKey = ${key.file}.pub\n`;
    await writeFile(path.join(temporary.path, '.gitconfig'), settings);
    chosen = '';
    await withEnvironment({ HOME: temporary.path, XDG_CONFIG_HOME: temporary.path }, async () => {
      const folder = open();
      const id = await release(folder);
      await untilSigned(folder, id);
      assert.deepEqual(await proofIn(folder, id, ownedBy('Grace')), ['proven']);
    });
  });

  it('starts nothing in a workspace that is not trusted', async () => {
    const folder = open({ mayRun: false });
    const id = await release(folder);
    const other = open();
    const later = await release(other);
    await untilSigned(other, later);
    assert.equal((await typesOf(folder, id)).at(-1), 'record.released');
  });

  it('is proven by the key that stands in the register of people, whose entries are signed as well', async () => {
    const folder = open();
    const { store } = folder;
    await mkdir(path.join(temporary.path, 'work'), { recursive: true });
    const keys = new StoredKeys(() => store);
    assert.equal(await keys.current(), undefined);
    const entered = await store.create('person', {
      title: 'Grace',
      roles: { r1: { role: 'itManager' } },
      sshKeys: [`${key.line} her laptop`],
    });
    assert.ok(entered.ok);
    const id = await release(folder);
    await untilSigned(folder, id);
    const proofs = new Proofs(() => keys.current());
    for (const [record, proof] of [
      [id, ['proven']],
      // It begins with her: that is for others to see.
      [entered.value, ['proven']],
    ] as const) {
      const loaded = await store.load(record);
      assert.ok(loaded.ok);
      assert.deepEqual([...(await proofs.of(loaded.value)).values()], proof);
    }
    // Taken away: what was signed before stays proven, what is signed from then on is a claim.
    assert.ok((await store.execute(entered.value, { type: 'save', patch: { sshKeys: null } })).ok);
    const later = await release(folder);
    await untilSigned(folder, later);
    for (const [record, proof] of [
      [id, 'proven'],
      [later, 'claimed'],
    ] as const) {
      const loaded = await store.load(record);
      assert.ok(loaded.ok);
      assert.deepEqual([...(await proofs.of(loaded.value)).values()], [proof]);
    }
  });

  it('what was changed since it was signed is not proven by it, and a faulty entry does not change whose key it was', async () => {
    const folder = open();
    const id = await release(folder);
    await untilSigned(folder, id);
    const loaded = await folder.store.load(id);
    assert.ok(loaded.ok);
    const released = loaded.value.record.timeline.find(({ type }) => type === 'record.released');
    const proofs = new Proofs(() => Promise.resolve(ownedBy('Grace')));
    const faults = [{ index: 0, event: released?.id ?? '', code: 'digestMismatch' as const }];
    assert.deepEqual([...(await proofs.of({ ...loaded.value, faults })).values()], ['notValid']);
  });

  it('a signature that is moved proves nothing: onto another entry, into another record, onto an entry by somebody else', async () => {
    const folder = open();
    const [id, target] = [await release(folder), await release(folder)];
    await untilSigned(folder, target);
    await untilSigned(folder, id);
    const loaded = await folder.store.load(id);
    assert.ok(loaded.ok);
    const { timeline } = loaded.value.record;
    const [released, signed] = [timeline.at(-2), timeline.at(-1)];
    assert.ok(released && signed && isToBeSigned(id, released));
    const { signature } = signed.data as { signature: string };
    chosen = 'none';
    // A second release of the same measure, and one that somebody else has written into the file under her name.
    const forged = seal({ type: 'record.released', data: { part: 'm1' } }, [signed.id], signed.at, {
      ...released.by,
      email: 'x@example.org',
    });
    const moved = seal({ type: 'record.signed', data: { entries: [forged.id], signature } }, [forged.id], signed.at, forged.by);
    const file = path.join(folder.store.folder, 'incidents', `${id}.json`);
    await writeFile(file, formatLog({ record: id, events: [...timeline, forged, moved] }));
    assert.deepEqual(await proofIn(folder, id, ownedBy('Grace')), ['proven', 'notValid']);
    // Into another record, whose own signature is taken out.
    const other = await folder.store.load(target);
    assert.ok(other.ok);
    const events = other.value.record.timeline.slice(0, -1);
    const last = events.at(-1);
    assert.ok(last);
    const there = seal({ type: 'record.signed', data: { entries: [last.id], signature } }, [last.id], signed.at, signed.by);
    await writeFile(
      path.join(folder.store.folder, 'incidents', `${target}.json`),
      formatLog({ record: target, events: [...events, there] }),
    );
    assert.deepEqual(await proofIn(folder, target, ownedBy('Grace')), ['notValid']);
    assert.ok((await readFile(file, 'utf8')).includes(forged.id));
  });
});
