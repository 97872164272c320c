import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, readdir, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { keepEvidence, keepPicture, contentToKeep, type EvidenceFault, type SecretAnswer } from '../../../src/app/evidence';
import type { Result } from '../../../src/domain/foundation/result';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { Role } from '../../../src/domain/vocabulary/actor';
import { systemFiles, type FilePort } from '../../../src/store/filePort';
import { sha256 } from '../../../src/store/hash';
import { maxAttachments, maxAttachmentSize } from '../../../src/store/limits';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { person } from '../../support/incidents';
import { openStore } from '../../support/stores';

function must<T>(outcome: Result<T, unknown>): T {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.value;
}

function codeOf(outcome: Result<unknown, { readonly code: string }>): string {
  return outcome.ok ? 'done' : outcome.error.code;
}

const log = Buffer.from('relay: connection refused\n');
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

describe('evidence that is kept', () => {
  const folder = temporaryFolder();
  let store: Store;
  let incident: IncidentId;
  const storeFolder = (): string => path.join(folder.path, '.faultline');
  const fileOf = (bytes: Uint8Array): string => path.join(storeFolder(), 'attachments', sha256(bytes).slice(0, 2), sha256(bytes));
  const attach = async (
    bytes: Uint8Array,
    to = incident,
    by: Store = store,
    role: Role = 'administrator',
  ): Promise<Result<unknown, EvidenceFault>> =>
    keepEvidence({ store: by, actor: () => Promise.resolve(person(role)) }, to, { bytes, content: 'text' }, { source: 'relay.log' });
  const isThere = (bytes: Uint8Array): Promise<boolean> =>
    stat(fileOf(bytes)).then(
      () => true,
      () => false,
    );

  beforeEach(async () => {
    store = openStore(storeFolder(), { role: 'itManager' });
    incident = must(await store.create('incident', { title: 'Mail waits' }));
  });
  afterEach(() => {
    store.dispose();
  });

  it('lies under its SHA-256, is named by one entry, and is given out as it was', async () => {
    must(await attach(log));
    assert.deepEqual(await readFile(fileOf(log)), log);
    const { record } = must(await store.load(incident));
    assert.deepEqual(
      record.values.evidence?.map(({ source, sha256: hash, content }) => [source, hash, content]),
      [['relay.log', sha256(log), 'text']],
    );
    assert.equal(record.timeline.at(-1)?.type, 'incident.evidenceAttached');
    assert.deepEqual(Buffer.from(must(await (await store.attachments()).read(sha256(log)))), log);
    assert.deepEqual(await readdir(path.join(storeFolder(), '.lock')), []);
  });

  it('that was changed or taken away says so, and is never given out', async () => {
    must(await attach(log));
    await chmod(fileOf(log), 0o600);
    await writeFile(fileOf(log), 'relay: all is well\n');
    assert.equal(codeOf(await (await store.attachments()).read(sha256(log))), 'contentChanged');
    // Nor is it overwritten: it shows that somebody was there.
    assert.equal(codeOf(await attach(log)), 'contentChanged');
    assert.equal(await readFile(fileOf(log), 'utf8'), 'relay: all is well\n');
    await rm(fileOf(log));
    assert.equal(codeOf(await (await store.attachments()).read(sha256(log))), 'contentGone');
  });

  it('is written before the entry that names it: on a full disk nothing is acknowledged and nothing stays', async () => {
    const full: FilePort = {
      ...systemFiles,
      open: async file => {
        const handle = await systemFiles.open(file);
        const refuse = (): Promise<number> => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
        return { ...handle, write: refuse };
      },
    };
    const cramped = openStore(storeFolder(), { files: full });
    try {
      const before = must(await store.load(incident)).record.timeline.length;
      assert.deepEqual(await attach(log, incident, cramped), { ok: false, error: { code: 'contentNotKept', reason: 'ENOSPC' } });
      assert.equal(must(await store.load(incident)).record.timeline.length, before);
      assert.equal(await isThere(log), false);
    } finally {
      cramped.dispose();
    }
  });

  it('is not stored where it may not be attached: in another role, to what is completed, to what is not there', async () => {
    assert.equal(codeOf(await attach(log, incident, store, 'securityOfficer')), 'notPermitted');
    assert.equal(codeOf(await attach(log, 'INC-000000')), 'notFound');
    const patch = { closureCode: 'falseAlarm', solution: 'x', kind: 'disruption', reporter: 'x', symptoms: 'x', impact: '4', urgency: '4' };
    const answers = { couldBeSecurity: 'no', couldBeSecurityReason: 'x', assessment: 'no', assessmentReason: 'x' };
    must(await store.execute(incident, { type: 'completeShortly', patch: { ...patch, ...answers } }));
    assert.equal(codeOf(await attach(log)), 'closed');
    assert.equal(await isThere(log), false);
  });

  it('is no larger than a limit, and no name but a hash leads anywhere', async () => {
    assert.equal(codeOf(await attach(Buffer.alloc(maxAttachmentSize + 1, 65))), 'contentTooLarge');
    await mkdir(path.join(folder.path, 'secret'));
    await writeFile(path.join(folder.path, 'secret', 'file'), 'x');
    for (const name of ['../../secret/file', '..', '', 'A'.repeat(64), `${'a'.repeat(62)}/.`])
      assert.equal(codeOf(await (await store.attachments()).read(name)), 'noContent', name);
  });

  it('that was put in its place by others is not followed, waited for or read whole: a link, a folder, a file of two gigabytes', async () => {
    must(await attach(log));
    const outside = path.join(folder.path, 'outside');
    await writeFile(outside, log);
    await rm(fileOf(log));
    await symlink(outside, fileOf(log));
    assert.equal(codeOf(await (await store.attachments()).read(sha256(log))), 'contentUnreadable');
    await rm(fileOf(log));
    await writeFile(fileOf(log), '');
    await truncate(fileOf(log), 2 * 1024 * 1024 * 1024);
    assert.equal(codeOf(await (await store.attachments()).read(sha256(log))), 'contentChanged');
    await rm(fileOf(log));
    await mkdir(fileOf(log));
    assert.notEqual(codeOf(await (await store.attachments()).read(sha256(log))), 'done');
    const other = Buffer.from('another');
    const place = path.dirname(fileOf(other));
    await mkdir(path.join(folder.path, 'elsewhere'));
    await rm(place, { recursive: true, force: true });
    await symlink(path.join(folder.path, 'elsewhere'), place);
    assert.equal(codeOf(await attach(other)), 'contentNotKept');
    assert.deepEqual(await readdir(path.join(folder.path, 'elsewhere')), []);
  });

  it('that several attach at once is there once, and each entry stands', async () => {
    const others = await Promise.all(Array.from({ length: 4 }, () => store.create('incident', { title: 'Mail waits, too' })));
    const second = openStore(storeFolder(), { role: 'itManager' });
    try {
      const done = await Promise.all(others.map((other, at) => attach(log, must(other), at % 2 === 0 ? store : second)));
      assert.deepEqual(done.map(codeOf), ['done', 'done', 'done', 'done']);
      assert.deepEqual(Buffer.from(must(await (await store.attachments()).read(sha256(log)))), log);
    } finally {
      second.dispose();
    }
  });

  it('that another entry names stays when attaching it again is refused', async () => {
    must(await attach(log));
    const refused = await (await store.attachments()).keeping(log, () => Promise.resolve({ ok: false, error: { code: 'refused' } }));
    assert.equal(codeOf(refused), 'refused');
    assert.equal(await isThere(log), true);
  });

  it('goes with the redaction of the last entry that names it, not before', async () => {
    const other = must(await store.create('incident', { title: 'Mail waits, too' }));
    const entryOf = async (id: IncidentId): Promise<string> => must(await store.load(id)).record.timeline.at(-1)?.id ?? '';
    for (const id of [incident, other]) must(await attach(log, id));
    const [first, last] = [await entryOf(incident), await entryOf(other)];
    must(await store.execute(incident, { type: 'redact', entry: first, reason: 'A password' }));
    assert.equal(await isThere(log), true);
    must(await store.execute(other, { type: 'redact', entry: last, reason: 'A password' }));
    assert.equal(await isThere(log), false);
    assert.deepEqual(must(await store.load(other)).record.values.evidence ?? [], []);
  });

  it('nobody says by hand that something is kept, nor another hash of what is', async () => {
    must(await attach(log));
    const row = must(await store.load(incident)).record.values.evidence?.[0]?.id ?? '';
    const save = async (cells: Readonly<Record<string, unknown>>, at = row): Promise<string> =>
      codeOf(await store.execute(incident, { type: 'save', step: 'detect', patch: { evidence: { [at]: cells } } }));
    assert.equal(await save({ sha256: sha256(png) }), 'contentFixed');
    assert.equal(await save({ content: 'png', sha256: sha256(png) }, 'new'), 'contentFixed');
    assert.equal(await save({ note: 'Of the relay' }), 'done');
    assert.equal(await save({ sha256: sha256(png) }, 'new'), 'done');
  });

  it('is a picture by its bytes alone: an SVG is a text, and no page gives one as a picture', async () => {
    const ports = { store, actor: () => Promise.resolve(person()) };
    assert.equal(codeOf(await keepPicture(ports, incident, svg, { source: 'Screenshot' })), 'noPicture');
    must(await keepPicture(ports, incident, png, { source: 'Screenshot' }));
    assert.equal(must(await store.load(incident)).record.values.evidence?.[0]?.content, 'png');
    const kept = await contentToKeep({ mask: '', askAboutSecrets: () => Promise.resolve('cancel') }, svg);
    assert.equal(kept?.content, 'text');
  });

  it('a text with what looks like a secret is asked about before it is stored: as it is, masked, or not at all', async () => {
    const text = Buffer.from('user=ada password=hunter22 port=25');
    const keep = (answer: SecretAnswer): ReturnType<typeof contentToKeep> =>
      contentToKeep({ mask: '[masked]', askAboutSecrets: (_, secrets) => Promise.resolve(secrets.length === 1 ? answer : 'cancel') }, text);
    assert.deepEqual(await keep('store'), { bytes: text, content: 'textWithSecrets' });
    assert.deepEqual(await keep('mask'), { bytes: Buffer.from('user=ada password=[masked] port=25'), content: 'maskedText' });
    assert.equal(await keep('cancel'), undefined);
  });

  it('counts once what there is, however much is refused for which there is no room', async () => {
    const attachments = await store.attachments();
    const counting = mock.method(attachments as unknown as { size: () => Promise<number> }, 'size', () => Promise.resolve(maxAttachments));
    for (const text of ['one', 'two', 'three'])
      assert.equal(codeOf(await attachments.takeOver(sha256(Buffer.from(text)), Buffer.from(text))), 'contentsFull');
    assert.equal(counting.mock.callCount(), 1);
  });

  it('counts anew before it refuses what there was no room for a while ago', async () => {
    const attachments = await store.attachments();
    const sizes = mock.method(attachments as unknown as { size: () => Promise<number> }, 'size', () => Promise.resolve(maxAttachments));
    const later = mock.method(performance, 'now', () => 1_000_000);
    try {
      assert.equal(codeOf(await attachments.takeOver(sha256(log), log)), 'contentsFull');
      sizes.mock.mockImplementation(() => Promise.resolve(0));
      later.mock.mockImplementation(() => 1_010_000);
      assert.equal(codeOf(await attachments.takeOver(sha256(log), log)), 'done');
    } finally {
      later.mock.restore();
    }
  });
});
