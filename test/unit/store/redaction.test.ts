import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Role } from '../../../src/domain/vocabulary/actor';
import type { RecordEvent } from '../../../src/domain/record/event';
import type { Incident, IncidentId } from '../../../src/domain/incident/incident';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
let opened: Store[] = [];

function as(role: Role): Store {
  const store = openStore(folder.path, { role });
  opened.push(store);
  return store;
}

async function load(id: IncidentId): Promise<Incident> {
  const loaded = await as('administrator').load(id);
  assert.ok(loaded.ok);
  assert.deepEqual(loaded.value.faults, []);
  return loaded.value.record;
}

async function allText(): Promise<string> {
  const files = (await readdir(folder.path, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile());
  return (await Promise.all(files.map(({ parentPath, name }) => readFile(path.join(parentPath, name), 'utf8')))).join('\n');
}

/** An incident with a comment that must not stay. */
async function withSecret(): Promise<{ readonly id: IncidentId; readonly comment: RecordEvent }> {
  const created = await as('administrator').create('incident', { title: 'Mail is not delivered' });
  assert.ok(created.ok);
  const id = created.value;
  await as('administrator').execute(id, { type: 'comment', text: 'The password is hunter2' });
  const comment = (await load(id)).timeline[1];
  assert.ok(comment);
  return { id, comment };
}

describe('redaction', () => {
  afterEach(() => {
    for (const store of opened) store.dispose();
    opened = [];
  });

  it('takes the content of an entry off the disk; that it was there, who took it, when and why stays', async () => {
    const { id, comment } = await withSecret();
    const command = { type: 'redact', entry: comment.id, reason: 'A password' } as const;
    const refused = await as('administrator').execute(id, command);
    assert.equal(!refused.ok && refused.error.code, 'notPermitted');
    assert.match(await allText(), /hunter2/);
    assert.ok((await as('itManager').execute(id, command)).ok);
    assert.doesNotMatch(await allText(), /hunter2/);
    const { timeline } = await load(id);
    assert.deepEqual(
      timeline.map(({ id: entry, data }) => [entry, data === null]),
      [
        [timeline[0]?.id, false],
        [comment.id, true],
        [timeline[2]?.id, false],
      ],
    );
    assert.deepEqual(timeline[2]?.data, { record: id, entry: comment.id, reason: 'A password' });
    assert.ok((await as('administrator').execute(id, { type: 'comment', text: 'It goes on' })).ok);
    assert.equal((await load(id)).timeline.length, 4);
  });

  it('stays where a merge or a copy has brought the content back into the file', async () => {
    const { id, comment } = await withSecret();
    await as('itManager').execute(id, { type: 'redact', entry: comment.id, reason: 'A password' });
    const file = path.join(folder.path, 'incidents', `${id}.json`);
    const log = JSON.parse(await readFile(file, 'utf8')) as { events: { id: string; data: unknown }[] };
    const entry = log.events.find(event => event.id === comment.id);
    assert.equal(entry?.data, null);
    entry.data = comment.data;
    await writeFile(file, JSON.stringify(log));
    assert.equal((await load(id)).timeline[1]?.data, null);
    assert.ok((await as('administrator').execute(id, { type: 'comment', text: 'It goes on' })).ok);
    assert.doesNotMatch(await allText(), /hunter2/);
  });

  it('is refused for an entry that is not there or has no content, without a reason, and where more than words would go', async () => {
    const created = await as('administrator').create('incident', { title: 'Mail is not delivered', symptoms: 'password hunter2' });
    assert.ok(created.ok);
    const id = created.value;
    const measures = { m1: { what: 'Send without TLS', weakensSafeguard: 'yes', safeguard: 'Encryption' } };
    await as('administrator').execute(id, { type: 'save', step: 'analyse', patch: { measures } });
    const [captured, saved] = (await load(id)).timeline.map(event => event.id);
    const redact = async (entry: string, reason = 'x'): Promise<string> => {
      const outcome = await as('itManager').execute(id, { type: 'redact', entry, reason });
      return outcome.ok ? 'done' : outcome.error.code;
    };
    assert.equal(await redact('a'.repeat(64)), 'noSuchEntry');
    assert.equal(await redact(captured ?? '', ' '), 'reasonMissing');
    // The gap that this entry opened must not vanish.
    assert.equal(await redact(saved ?? ''), 'carriesState');
    assert.equal((await load(id)).gaps.length, 1);
    assert.equal(await redact(captured ?? ''), 'done');
    assert.equal(await redact(captured ?? ''), 'noSuchEntry');
    const incident = await load(id);
    assert.equal(await redact(incident.timeline.at(-1)?.id ?? ''), 'noSuchEntry');
    assert.deepEqual([incident.values.title, incident.gaps.length, incident.recorded?.by.name], [undefined, 1, 'Ada']);
    assert.doesNotMatch(await allText(), /hunter2/);
    assert.ok((await as('administrator').execute(id, { type: 'save', step: 'detect', patch: { title: 'Again' } })).ok);
  });

  it('works on the other records too', async () => {
    const created = await as('developer').create('knownError', { title: 'Relay refuses TLS' });
    assert.ok(created.ok);
    await as('developer').execute(created.value, { type: 'comment', text: 'password hunter2' });
    const loaded = await as('developer').load(created.value);
    assert.ok(loaded.ok);
    const command = { type: 'redact', entry: loaded.value.record.timeline[1]?.id ?? '', reason: 'x' } as const;
    assert.equal((await as('developer').execute(created.value, command)).ok, false);
    assert.ok((await as('itManager').execute(created.value, command)).ok);
    assert.doesNotMatch(await allText(), /hunter2/);
    const after = await as('developer').load(created.value);
    assert.deepEqual(after.ok && after.value.faults, []);
  });

  it('takes back what covered the content, and nothing where it was a comment', async () => {
    const created = await as('administrator').create('incident', { title: 'Mail', symptoms: 'x' });
    assert.ok(created.ok);
    const id = created.value;
    await as('administrator').execute(id, { type: 'save', step: 'detect', patch: { symptoms: 'password hunter2' } });
    await as('administrator').execute(id, { type: 'comment', text: 'y' });
    await as('itManager').execute(id, { type: 'signOff' });
    const [, saved, comment] = (await load(id)).timeline.map(event => event.id);
    await as('itManager').execute(id, { type: 'redact', entry: comment ?? '', reason: 'x' });
    assert.ok((await load(id)).signOff);
    await as('itManager').execute(id, { type: 'redact', entry: saved ?? '', reason: 'x' });
    const { signOff, values, fallen } = await load(id);
    assert.deepEqual([signOff, values.symptoms, fallen.length], [undefined, 'x', 1]);
  });
});
