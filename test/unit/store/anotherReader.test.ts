import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

// A reader written from docs/record.md alone: it uses nothing of the product.
interface Entry {
  id: string;
  parents: string[];
  at: string;
  by: Record<string, string>;
  type: string;
  digest: string;
  data: Record<string, unknown> | null;
}

/** Canonical JSON (RFC 8785): keys sorted, no blanks. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map(key => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`).join(',')}}`;
}

const hash = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

/** The faults of a log by the number of the entry, as the document names them. */
function faultsOf(text: string): readonly string[] {
  const { record, events } = JSON.parse(text) as { record: string; events: Entry[] };
  const all = new Set(events.map(({ id }) => id));
  const before = new Map<string, Entry>();
  const seenBy = (entry: Entry): ReadonlySet<string> => {
    const seen = new Set<string>();
    const waiting = [...entry.parents];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      waiting.push(...(events.find(other => other.id === id)?.parents ?? []));
    }
    return seen;
  };
  const isRedacted = ({ id, type }: Entry): boolean =>
    type !== 'record.redacted' &&
    events.some(
      entry =>
        entry.type === 'record.redacted' && entry.by['role'] === 'itManager' && entry.data?.['entry'] === id && seenBy(entry).has(id),
    );
  const isTombstone = (entry: Entry): boolean =>
    entry.type === 'record.erased' && entry.by['role'] === 'itManager' && String(entry.data?.['record']).startsWith('INC-');
  // Of several the smallest id; whatever else a merge has left counts no more.
  const [tombstone] = events.filter(isTombstone).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (!tombstone && events.length === 1 && events[0]?.type === 'record.erased') return ['0 erased'];
  return (tombstone ? [tombstone] : events).flatMap((entry, n) => {
    const { id, parents, at, by, type, digest, data } = entry;
    const fault = (): string | undefined => {
      if (hash({ at, by, digest, parents, type }) !== id) return 'idMismatch';
      if (!tombstone && parents.some(parent => !all.has(parent))) return 'parentMissing';
      if (!tombstone && (parents.some(parent => !before.has(parent)) || (parents.length === 0) !== (n === 0))) return 'outOfOrder';
      if (data === null) return isRedacted(entry) ? undefined : 'erased';
      if (hash(data) !== digest) return 'digestMismatch';
      const names = n === 0 || type === 'record.redacted';
      return names && data['record'] !== record ? 'otherRecord' : undefined;
    };
    const found = fault();
    before.set(id, entry);
    return found === undefined ? [] : [`${n} ${found}`];
  });
}

describe('another reader, written from docs/record.md', () => {
  const folder = temporaryFolder();
  let text: string;

  beforeEach(async () => {
    const store = openStore(path.join(folder.path, '.faultline'), { role: 'itManager' });
    const created = await store.create('incident', { title: 'Mail “größer”', symptoms: 'Tab\tand 1e21' });
    assert.ok(created.ok);
    const said = await store.execute(created.value, { type: 'comment', text: 'the key is swordfish' });
    assert.ok(said.ok);
    assert.ok((await store.execute(created.value, { type: 'save', step: 'detect', patch: { location: 'Hall A' } })).ok);
    assert.ok((await store.execute(created.value, { type: 'redact', entry: said.value[0]?.id ?? '', reason: 'a password' })).ok);
    text = await readFile(path.join(store.folder, 'incidents', `${created.value}.json`), 'utf8');
    store.dispose();
  });

  const lines = (): string[] => text.split('\n');

  it('verifies what Faultline writes, the redacted entry with it', () => {
    assert.equal(lines().length, 7);
    assert.deepEqual(faultsOf(text), []);
  });

  it('finds the same bytes where it writes them itself', () => {
    const { format, record, events } = JSON.parse(text) as { format: string; record: string; events: Entry[] };
    const written = events.map(
      ({ id, parents, at, by, type, digest, data }) =>
        `${JSON.stringify({ id, parents, at }).slice(0, -1)},"by":${canonical(by)},"type":"${type}","digest":"${digest}","data":${canonical(data)}}`,
    );
    assert.equal(`{"format":"${format}","record":"${record}","events":[\n${written.join('\n,')}\n]}\n`, text);
  });

  it('names what was changed, removed, re-ordered, erased or moved, as the document says', () => {
    const [header = '', first = '', second = '', third = '', fourth = '', ...rest] = lines();
    const log = (...entries: string[]): string => [header, entries.map(line => line.replace(/^,/, '')).join('\n,'), ...rest].join('\n');
    const record = /INC-\w{6}/.exec(header)?.[0] ?? '';
    assert.deepEqual(faultsOf(log(first, second, third.replace('Hall A', 'Hall B'), fourth)), ['2 digestMismatch']);
    assert.deepEqual(faultsOf(log(first, second, third.replace('itManager', 'developer'), fourth)), ['2 idMismatch']);
    assert.deepEqual(faultsOf(log(first, third, fourth)).at(0), '1 parentMissing');
    assert.deepEqual(faultsOf(log(first, third, second, fourth)).at(0), '1 outOfOrder');
    assert.deepEqual(faultsOf(log(first, second, third)), ['1 erased']);
    assert.deepEqual(faultsOf(text.replaceAll(`"record":"${record}","events"`, '"record":"INC-000000","events"')), [
      '0 otherRecord',
      '3 otherRecord',
    ]);
  });

  it('takes a tombstone for all that is left, and no other entry of its kind', async () => {
    let now = '2015-06-01T12:00:00.000Z';
    const store = openStore(path.join(folder.path, '.faultline'), { role: 'itManager', now: () => now });
    const patch = { title: 'Mail', kind: 'disruption', couldBeSecurity: 'no', couldBeSecurityReason: 'A known change' };
    const created = await store.create('incident', patch);
    assert.ok(created.ok);
    const ending = { closureCode: 'withdrawn', solution: 'x' };
    assert.ok((await store.execute(created.value, { type: 'completeShortly', patch: ending })).ok);
    const file = path.join(store.folder, 'incidents', `${created.value}.json`);
    const before = (await readFile(file, 'utf8')).split('\n');
    now = '2026-06-01T12:00:00.000Z';
    assert.ok((await store.execute(created.value, { type: 'erase', reason: 'Kept for 10 years' })).ok);
    const tombstone = await readFile(file, 'utf8');
    store.dispose();
    assert.equal(tombstone.split('\n').length, 4);
    assert.deepEqual(faultsOf(tombstone), []);
    assert.deepEqual(faultsOf(tombstone.replace('\n]}', `\n${before[2] ?? ''}\n]}`)), []);
    assert.deepEqual(faultsOf(tombstone.replace('Kept for 10', 'Kept for 11')), ['0 digestMismatch']);
    assert.deepEqual(faultsOf(tombstone.replace('itManager', 'developer')), ['0 erased']);
    assert.deepEqual(faultsOf(tombstone.replace(`"record":"${created.value}","events"`, '"record":"INC-000000","events"')), [
      '0 otherRecord',
    ]);
  });
});
