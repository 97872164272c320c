import { jsonOf } from '../../src/base/json';
import { fold, isRecordId } from '../../src/domain/records';
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import type { RecordEvent } from '../../src/domain/record/event';
import type { RecordId } from '../../src/domain/records';
import { headsOf, mergeLogs } from '../../src/domain/record/log';
import { withoutRedacted } from '../../src/domain/record/redaction';
import { seal, verifyLog } from '../../src/store/chain';
import { formatLog } from '../../src/store/codec';
import { mendLog } from '../../src/store/mend';
import { readLog } from '../../src/store/readLog';
import { temporaryFolder } from '../support/folders';
import { benchAt, person, testId, testNow } from '../support/incidents';
import { mutation, type Mutation } from '../support/mutations';
import { openStore } from '../support/stores';

/** The same files again: `FAULTLINE_SEED=… npm test -- stress`. */
const seed = Number(process.env['FAULTLINE_SEED'] ?? Date.now() % 2_147_483_647);
const problemId: RecordId = 'PRB-7K3QF2';

/** Logs as the store has acknowledged them: a whole story, two who wrote at once, one with a redacted comment, a problem. */
const acknowledged: readonly { readonly record: RecordId; readonly events: readonly RecordEvent[] }[] = [
  { record: testId, events: benchAt('complete').events },
  { record: testId, events: forked() },
  { record: testId, events: redacted() },
  {
    record: problemId,
    events: [seal({ type: 'record.captured', data: { record: problemId, patch: { title: 'Queue stalls' } } }, [], testNow, person())],
  },
];

function comment(text: string, parents: readonly string[], by = person()): RecordEvent {
  return seal({ type: 'record.commented', data: { text } }, parents, testNow, by);
}

function forked(): readonly RecordEvent[] {
  const { events } = benchAt('analyse');
  const ours = comment('seen here', headsOf(events));
  const theirs = comment('seen there', headsOf(events), person('developer', 'Ben'));
  const merged = mergeLogs([...events, ours], [...events, theirs]);
  return [...merged, comment('both', headsOf(merged))];
}

function redacted(): readonly RecordEvent[] {
  const bench = benchAt('qualify').do({ type: 'comment', text: 'The password is swordfish' });
  bench
    .do({ type: 'redact', entry: bench.events.at(-1)?.id ?? '', reason: 'A password' }, 'itManager')
    .do({ type: 'comment', text: 'Changed' });
  return withoutRedacted(bench.events);
}

/** The value of a text as any other program reads it, whatever our own schemas leave out; the comma before an entry's line may lack, or be one too many. */
function rawEntries(text: string): readonly unknown[] {
  const body = JSON.parse(withItsCommas(text.startsWith('\uFEFF') ? text.slice(1) : text)) as Readonly<Record<string, unknown>>;
  assert.deepEqual(Object.keys(body).sort(), ['events', 'format', 'record']);
  return body['events'] as readonly unknown[];
}

/** docs/record.md: a comma that lacks before an entry's line is put there, one behind the first line passed over. */
function withItsCommas(text: string): string {
  return jsonOf(text) !== undefined ? text : text.replace(/\}(\r?\n)(?=\{"id":)/g, '}$1,').replace(/^(.*\[\r?\n),(?=\{"id":)/, '$1');
}

/**
 * What SECURITY.md promises of a log that is called verified: every entry in it is one that was acknowledged, unchanged, and none that a
 * later one builds on is missing. A tail that was cut off is what the log by itself cannot show.
 */
function assertAcknowledged(text: string, before: readonly RecordEvent[]): void {
  const known = new Map(before.map(event => [event.id, canonicalize(event)]));
  const seen = new Set<string>();
  for (const entry of rawEntries(text)) {
    const { id, parents } = entry as RecordEvent;
    assert.equal(canonicalize(entry), known.get(id));
    for (const parent of parents) assert.ok(seen.has(parent), 'an entry without one it builds on');
    seen.add(id);
  }
}

function foldAny(record: RecordId, events: readonly RecordEvent[]): unknown {
  return isRecordId(record) ? fold(record, events) : undefined;
}

function mutate(text: string, mutations: readonly Mutation[]): string {
  return mutations.reduce((current, change) => change(current), text);
}

const mutations = fc.array(mutation(), { minLength: 1, maxLength: 3 });

describe(`mutated store files, seed ${seed}`, () => {
  const folder = temporaryFolder();

  it('50,000 of them: reading never throws, and none is called verified that differs from what was acknowledged', () => {
    const tally = { refused: 0, faulty: 0, verified: 0 };
    fc.assert(
      fc.property(fc.nat(acknowledged.length - 1), mutations, (n, changes) => {
        const { record, events } = acknowledged[n] ?? { record: testId, events: [] };
        const text = mutate(formatLog({ record, events }), changes);
        const parsed = readLog(text, record);
        if (!parsed.ok) {
          tally.refused++;
          return;
        }
        foldAny(parsed.value.record, parsed.value.events);
        if (parsed.value.faults.length > 0) {
          tally.faulty++;
          return;
        }
        tally.verified++;
        assertAcknowledged(text, events);
      }),
      { numRuns: 50_000, seed },
    );
    console.log(`      refused ${tally.refused}, faulty ${tally.faulty}, unchanged or cut off at the end ${tally.verified}`);
    assert.ok(tally.refused > 1000 && tally.faulty > 1000 && tally.verified > 100, 'the mutations are too wild or too tame');
  });

  it('10,000 conflicts: joining never throws, keeps every entry of both sides, and takes none that was changed', () => {
    const base = benchAt('qualify').events;
    fc.assert(
      fc.property(
        fc.array(fc.string(), { maxLength: 3 }),
        fc.array(fc.string(), { maxLength: 3 }),
        mutations,
        fc.boolean(),
        (ours, theirs, changes, intact) => {
          const mine = ours.reduce<readonly RecordEvent[]>((log, text) => [...log, comment(text, headsOf(log))], base);
          const other = theirs.reduce<readonly RecordEvent[]>(
            (log, text) => [...log, comment(text, headsOf(log), person('developer', 'Ben'))],
            base,
          );
          const conflict = conflictOf(mine, other, base.length);
          const text = intact ? conflict : mutate(conflict, changes);
          const joined = mendLog(text, testId);
          if (intact) assert.ok(joined.ok, JSON.stringify(joined));
          if (!joined.ok) return;
          const known = new Map([...mine, ...other].map(event => [event.id, canonicalize(event)]));
          for (const event of joined.value.events) assert.equal(canonicalize(event), known.get(event.id));
          assert.deepEqual(verifyLog(testId, joined.value.events), []);
          if (intact) assert.equal(joined.value.events.length, known.size);
        },
      ),
      { numRuns: 10_000, seed },
    );
  });

  it('2,000 of them on disk: each is shown with its fault, and the good records beside them stay readable', async () => {
    const store = openStore(folder.path);
    const created = await store.create('incident', { title: 'Good' });
    assert.ok(created.ok);
    const incidents = path.join(folder.path, 'incidents');
    await mkdir(incidents, { recursive: true });
    const [whole] = acknowledged;
    const texts = fc.sample(
      mutations.map(changes => mutate(formatLog(whole ?? { record: testId, events: [] }), changes)),
      { numRuns: 2_000, seed },
    );
    await Promise.all(texts.map((text, n) => writeFile(path.join(incidents, `INC-${String(n).padStart(6, '0')}.json`), text)));
    await store.refresh();
    // Their name is not that of the record they claim to be of, so none of them is a record.
    const entries = store.entries();
    assert.equal(entries.length, texts.length + 1);
    assert.deepEqual(
      entries.filter(({ type }) => type !== 'broken').map(({ id }) => id),
      [created.value],
    );
    const loaded = await store.load(created.value);
    assert.ok(loaded.ok && loaded.value.faults.length === 0 && loaded.value.record.values.title === 'Good');
    store.dispose();
  });
});

/** The text that git leaves when both sides appended and no union driver was at hand. */
function conflictOf(ours: readonly RecordEvent[], theirs: readonly RecordEvent[], common: number): string {
  const lines = (events: readonly RecordEvent[]): readonly string[] =>
    formatLog({ record: testId, events })
      .split('\n')
      .slice(1 + common, -2);
  const [head = '', ...rest] = formatLog({ record: testId, events: ours.slice(0, common) }).split('\n');
  const entries = rest.slice(0, common);
  const sides = [lines(ours), lines(theirs)] as const;
  const middle = sides.every(side => side.length === 0) ? [] : ['<<<<<<< HEAD', ...sides[0], '=======', ...sides[1], '>>>>>>> other'];
  return [head, ...entries, ...middle, ']}', ''].join('\n');
}
