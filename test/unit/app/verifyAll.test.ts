import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keepEvidence } from '../../../src/app/evidence';
import { Proofs } from '../../../src/app/proofs';
import { verifyAll, type Checked, type VerifyFinding } from '../../../src/app/verifyAll';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { RecordEvent } from '../../../src/domain/record/event';
import type { RecordId } from '../../../src/domain/records';
import { seal } from '../../../src/store/chain';
import { formatLog, parseLog } from '../../../src/store/codec';
import { sha256 } from '../../../src/store/hash';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { person } from '../../support/incidents';
import { openStore } from '../../support/stores';

type Change = (events: readonly RecordEvent[]) => readonly RecordEvent[];

/** The same entries with one changed, and all hashes from there on made anew: what somebody writes who knows how. */
function recomputed(events: readonly RecordEvent[], index: number, change: (event: RecordEvent) => RecordEvent): readonly RecordEvent[] {
  const all: RecordEvent[] = [];
  for (const [at, event] of events.entries()) {
    const { type, data, at: time, by } = at === index ? change(event) : event;
    all.push(seal({ type, data }, all.at(-1) ? [all.at(-1)?.id ?? ''] : [], time, by));
  }
  return all;
}

const forgedName = (event: RecordEvent): RecordEvent => ({ ...event, by: { ...event.by, name: 'Grace' } });

describe('checking everything', () => {
  const proofs = new Proofs(() => Promise.resolve(undefined));
  const folder = temporaryFolder();
  const storeFolder = (): string => path.join(folder.path, '.faultline');
  const fileOf = (id: RecordId): string => path.join(storeFolder(), 'incidents', `${id}.json`);
  const open = (): Store => {
    const store = openStore(storeFolder(), { witnessFile: path.join(folder.path, 'seen.txt') });
    store.dispose();
    return store;
  };
  let id: RecordId;
  let evidence: string;

  const check = async (
    store = open(),
    signal?: AbortSignal,
    arrivals?: ReadonlyMap<string, string>,
  ): Promise<{ checked: Checked; findings: readonly VerifyFinding[] }> => {
    const findings: VerifyFinding[] = [];
    const ports = {
      store,
      proofs,
      arrivals,
      now: () => new Date().toISOString(),
      onFinding: (finding: VerifyFinding) => findings.push(finding),
    };
    return { checked: await verifyAll(ports, signal), findings };
  };
  /** What is wrong, by record and in short. */
  const flaws = async (): Promise<readonly string[]> =>
    (await check()).findings.flatMap(({ id: named, flaws: found }) =>
      found.map(flaw => `${named === id ? 'it' : named} ${flaw.code === 'entry' ? flaw.fault.code : flaw.code}`),
    );
  const rewrite = async (change: Change): Promise<void> => {
    const log = parseLog(await readFile(fileOf(id), 'utf8'));
    assert.ok(log.ok);
    await writeFile(fileOf(id), formatLog({ ...log.value, events: change(log.value.events) }));
  };

  beforeEach(async () => {
    const store = open();
    const created = await store.create('incident', { title: 'Mail is not delivered' });
    assert.ok(created.ok);
    id = created.value;
    const bytes = Buffer.from('a line of a log');
    evidence = sha256(bytes);
    const by = person();
    assert.ok(
      (await keepEvidence({ store, actor: () => Promise.resolve(by) }, created.value, { bytes, content: 'text' }, { source: 'a.log' })).ok,
    );
    for (const text of ['first', 'second']) assert.ok((await store.execute(id, { type: 'comment', text })).ok);
    assert.ok((await store.create('component', { title: 'Relay' })).ok);
    await store.refresh();
  });

  it('says how much it looked at, and nothing where nothing is wrong', async () => {
    assert.deepEqual(await check(), {
      checked: { records: 2, of: 2, entries: 5, contents: 1, proofs: { proven: 0, claimed: 0, notValid: 0 } },
      findings: [],
    });
  });

  it('names a decision that came to the others a day or more after the time it bears, and no other entry', async () => {
    const store = openStore(storeFolder(), { role: 'itManager' });
    const signed = await store.execute(id as IncidentId, { type: 'signOff' });
    const loaded = await store.load(id);
    assert.ok(signed.ok && loaded.ok);
    const [decision = assert.fail()] = signed.value;
    const after = (hours: number): ReadonlyMap<string, string> => {
      const at = new Date(Date.parse(decision.at) + hours * 3_600_000).toISOString();
      return new Map(loaded.value.record.timeline.map(entry => [entry.id, at]));
    };
    const late = async (hours: number): Promise<readonly string[]> =>
      (await check(store, undefined, after(hours))).findings.flatMap(finding => finding.late.map(({ entry }) => entry.id));
    assert.deepEqual([await late(23), await late(25)], [[], [decision.id]]);
    store.dispose();
  });

  const attacks: Readonly<Record<string, readonly [change: Change, says: readonly string[]]>> = {
    'an entry whose content was altered': [
      ([first, ...rest]) => (first ? [{ ...first, data: { record: id, patch: { title: 'Nothing' } } }, ...rest] : []),
      ['it digestMismatch'],
    ],
    'an entry whose author was altered': [
      events => events.map((event, index) => (index === 2 ? forgedName(event) : event)),
      ['it idMismatch'],
    ],
    'an entry that was removed': [events => events.filter((_event, index) => index !== 1), ['it parentMissing']],
    'entries that were re-ordered': [([a, b, c, d]) => [a, b, d, c].filter(event => event !== undefined), ['it outOfOrder']],
    'a tail that was cut off': [events => events.slice(0, -1), ['it rolledBack']],
    'content that was taken away without a redaction': [
      events => events.map((event, index) => (index === 2 ? { ...event, data: null } : event)),
      ['it erased'],
    ],
    'a chain that was made anew with another author': [events => recomputed(events, 2, forgedName), ['it rolledBack']],
  };
  for (const [name, [change, says]] of Object.entries(attacks))
    it(`names ${name}, and what was seen when`, async () => {
      const before = new Date().toISOString();
      await rewrite(change);
      assert.deepEqual(await flaws(), says);
      const [finding] = (await check()).findings;
      assert.equal(finding?.remembered?.entries, 4);
      assert.ok((finding.remembered.at ?? '~') <= before, 'when it was seen whole');
      assert.ok((finding.written ?? '') > (finding.remembered.at ?? '~'), 'when the file was written');
    });

  it('names a record that was deleted, also after a start, and a store that was replaced by an older copy', async () => {
    const copy = path.join(folder.path, 'copy');
    await cp(storeFolder(), copy, { recursive: true });
    const store = open();
    assert.ok((await store.execute(id, { type: 'comment', text: 'third' })).ok);
    const later = await store.create('incident', { title: 'Printer' });
    assert.ok(later.ok);
    await store.refresh();
    await rm(storeFolder(), { recursive: true });
    await cp(copy, storeFolder(), { recursive: true });
    assert.deepEqual(new Set(await flaws()), new Set(['it rolledBack', `${later.value} gone`]));
    await rm(fileOf(id));
    assert.deepEqual(new Set(await flaws()), new Set(['it gone', `${later.value} gone`]));
  });

  it('names evidence that was changed or is gone', async () => {
    const file = path.join(storeFolder(), 'attachments', evidence.slice(0, 2), evidence);
    await writeFile(file, 'another line');
    const { findings } = await check();
    assert.deepEqual(findings[0]?.flaws, [{ code: 'content', name: evidence, fault: { code: 'contentChanged' } }]);
    await rm(file);
    assert.deepEqual((await check()).findings[0]?.flaws, [{ code: 'content', name: evidence, fault: { code: 'contentGone' } }]);
  });

  it('names a file that is no record any more', async () => {
    await writeFile(fileOf(id), '<<<<<<< ours\n');
    assert.deepEqual(await flaws(), ['it unreadable']);
  });

  it('remarks an entry that was made in a role which may not do that, though nothing was altered', async () => {
    await rewrite(events => {
      const last = events.at(-1);
      return [...events, seal({ type: 'record.released', data: {} }, [last?.id ?? ''], new Date().toISOString(), person('developer'))];
    });
    const { findings } = await check();
    assert.deepEqual(
      findings.map(finding => [finding.id, finding.flaws.length, finding.loaded?.record.disregarded.length]),
      [[id, 0, 1]],
    );
  });

  it('ends when it is told to, and says how far it came', async () => {
    const cancel = new AbortController();
    const store = open();
    const ports = {
      store,
      proofs,
      now: () => new Date().toISOString(),
      onFinding: () => undefined,
      onProgress: () => {
        cancel.abort();
      },
    };
    const checked = await verifyAll(ports, cancel.signal);
    assert.deepEqual([checked.records, checked.of], [1, 2]);
  });
});
