import { definitionOf } from '../../../src/domain/records';
import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import type { Role } from '../../../src/domain/vocabulary/actor';
import { maxParents, type RecordEvent } from '../../../src/domain/record/event';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import type { Link } from '../../../src/domain/record/link';
import { headsOf } from '../../../src/domain/record/log';
import type { Result } from '../../../src/domain/foundation/result';
import { seal } from '../../../src/store/chain';
import { formatLog } from '../../../src/store/codec';
import { sha256 } from '../../../src/store/hash';
import { fullnessOf, maxEntries, maxFileSize, maxValues, reserve, roomOf } from '../../../src/store/limits';
import { temporaryFolder } from '../../support/folders';
import { benchAt, emptyReviews, fulfilled, person, testId, testNow } from '../../support/incidents';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
const file = (): string => path.join(folder.path, 'incidents', `${testId}.json`);

function open(options?: Parameters<typeof openStore>[1]): ReturnType<typeof openStore> {
  const store = openStore(folder.path, options);
  store.dispose();
  return store;
}

const root = seal({ type: 'record.captured', data: { record: testId, patch: { title: 'Long' } } }, [], testNow, person());

function commented(text: string, ...parents: readonly string[]): RecordEvent {
  return seal({ type: 'record.commented', data: { text } }, parents, testNow, person());
}

function large(bytes: number): RecordEvent {
  return seal({ type: 'future.entry', data: { text: 'x'.repeat(bytes) } }, [root.id], testNow, person());
}

function lineOf(event: RecordEvent): string {
  return formatLog({ record: testId, events: [event] }).split('\n')[1] ?? '';
}

/** A link as no page would send it. */
function linkTo(from: number, path: string): Link {
  return { id: 'l1', kind: 'evidence', state: 'confirmed', target: { type: 'file', path, lines: { from, to: from } } };
}

/** A comma and a line end stand between two entries. */
const separator = 2;

/** Commas and opened lists and objects, in a text without either in its strings. */
function valuesIn(text: string): number {
  return text.match(/[,[{]/g)?.length ?? 0;
}

/** A record with entries behind its own until it holds so many values. */
function filled(own: readonly RecordEvent[], values: number): readonly RecordEvent[] {
  const wide = (parent: string, lists: number): RecordEvent =>
    seal({ type: 'future.entry', data: Array.from({ length: lists }, () => Array<number>(100).fill(0)) }, [parent], testNow, person());
  const events = [...own];
  let room = values - valuesIn(formatLog({ record: testId, events }));
  for (const lists of [4000, 50, 0]) {
    // The comma before it counts, too.
    for (const cost = valuesIn(lineOf(wide(root.id, lists))) + 1; room >= cost; room -= cost)
      events.push(wide(events.at(-1)?.id ?? '', lists));
  }
  return events;
}

/** A record with so many entries, one after the other. */
function chain(count: number): readonly RecordEvent[] {
  const events = [root];
  for (let last = root; events.length < count;) events.push((last = commented('x', last.id)));
  return events;
}

async function store(events: readonly RecordEvent[]): Promise<void> {
  await mkdir(path.dirname(file()), { recursive: true });
  await writeFile(file(), formatLog({ record: testId, events }));
}

/** Every entry on disk, read and verified anew. */
async function stored(): Promise<readonly RecordEvent[]> {
  const loaded = await open().load(testId);
  assert.ok(loaded.ok, JSON.stringify(loaded));
  assert.deepEqual(loaded.value.faults, []);
  return loaded.value.record.timeline;
}

describe('what the store would not read again is refused before it is written', function () {
  this.timeout(120_000);

  it('a record that would grow past its size: the largest text that fits is taken, one byte more is not', async () => {
    // One large entry, as a newer version may know it, is read faster than hundreds.
    const comment = lineOf(commented('', root.id)).length + separator;
    const room = 1000;
    const empty = formatLog({ record: testId, events: [root, large(0)] }).length;
    const limit = maxFileSize - reserve.bytes;
    await store([root, large(limit - empty - comment - room)]);
    const before = await readFile(file());
    const refused = await open().execute(testId, { type: 'comment', text: 'y'.repeat(room + 1) });
    assert.deepEqual(!refused.ok && refused.error, { code: 'recordFull', of: 'bytes', size: limit + 1, limit });
    assert.ok((await readFile(file())).equals(before));
    assert.deepEqual(await readdir(path.join(folder.path, '.lock')), []);
    assert.ok((await open().execute(testId, { type: 'comment', text: 'y'.repeat(room) })).ok);
    assert.equal((await stat(file())).size, limit);
    assert.equal((await stored()).length, 3);
  });

  it('a record with more entries than can be read', async () => {
    await store(chain(maxEntries));
    const refused = await open().execute(testId, { type: 'comment', text: 'one too many' });
    assert.deepEqual(!refused.ok && refused.error, {
      code: 'recordFull',
      of: 'entries',
      size: maxEntries + 1,
      limit: maxEntries - reserve.entries,
    });
    assert.equal(fullnessOf(maxEntries, '', 0), undefined);
  });

  it('a record with more values than can be read', async () => {
    const events = filled([root], maxValues);
    await store(events);
    const refused = await open().execute(testId, { type: 'comment', text: 'x' });
    assert.deepEqual(!refused.ok && refused.error, {
      code: 'recordFull',
      of: 'values',
      size: roomOf('values', 1) + 1,
      limit: roomOf('values', 1),
    });
    assert.equal((await stored()).length, events.length);
  });

  it('but not what completes it: with the last room taken, it is answered, released, reported, signed off and closed; comments wait', async () => {
    const bench = benchAt('analyse').save('analyse', fulfilled.analyse);
    for (const review of emptyReviews) bench.do(review);
    await store(filled(bench.events, maxValues - reserve.values));
    const as = (role: Role) => (command: IncidentCommand) => open({ role }).execute(testId, command);
    const [administrator, manager] = [as('administrator'), as('itManager')];
    const done = async (outcome: Promise<Result<unknown, unknown>>): Promise<void> => {
      assert.deepEqual((await outcome).ok, true, JSON.stringify(await outcome).slice(0, 300));
    };
    const comment = { type: 'comment', text: 'x' } as const;
    const full = await administrator(comment);
    assert.equal(!full.ok && full.error.code, 'recordFull');
    await done(manager({ type: 'release', part: 'm1' }));
    await done(administrator({ type: 'advance', from: 'analyse' }));
    for (const step of ['remedy', 'monitor'] as const) {
      await done(administrator({ type: 'save', step, patch: fulfilled[step] }));
      if (step === 'monitor') await done(administrator({ type: 'save', step, patch: { endedEarlyReason: 'Test' } }));
      await done(administrator({ type: 'advance', from: step }));
    }
    await done(administrator({ type: 'save', step: 'complete', patch: fulfilled.complete }));
    const report = 'The report';
    await done(administrator({ type: 'storeReport', text: report, sha256: sha256(report) }));
    await done(manager({ type: 'signOff' }));
    await done(administrator({ type: 'complete' }));
    const again = await administrator(comment);
    assert.equal(!again.ok && again.error.code, 'recordFull');
    const loaded = await open().load(testId);
    assert.ok(loaded.ok);
    assert.deepEqual([loaded.value.faults, loaded.value.record.open], [[], false]);
  });

  it('of what is kept for the end of a record, answers take half, decisions and what stands there all, everything else nothing', () => {
    const shares = ['record.commented', 'record.linked', 'future.entry', 'record.updated', 'incident.signedOff'].map(type =>
      definitionOf('incident').shareToLeave(type),
    );
    assert.deepEqual(shares, [1, 1, 1, 0.5, 0]);
    for (const of of ['bytes', 'entries', 'values'] as const) {
      const [whole, half, none] = [roomOf(of, 0), roomOf(of, 0.5), roomOf(of, 1)];
      assert.deepEqual([whole - half, whole - none], [reserve[of] / 2, reserve[of]]);
    }
    assert.equal(fullnessOf(roomOf('entries', 0.5) + 1, '', 0.5)?.limit, roomOf('entries', 0.5));
  });

  it('an entry by somebody whose name cannot be stored', async () => {
    await store([root]);
    const nameless = open({ actor: () => Promise.resolve({ ...person(), name: '' }) });
    const refused = await nameless.execute(testId, { type: 'comment', text: 'x' });
    assert.equal(!refused.ok && refused.error.code, 'unstorable');
    assert.equal((await stored()).length, 1);
  });

  it('an entry with a number that is not told from its neighbour', async () => {
    await store([root]);
    const before = await readFile(file());
    const refused = await open().execute(testId, { type: 'link', link: linkTo(2 ** 60, 'a') });
    assert.deepEqual(!refused.ok && refused.error, { code: 'unstorable', fault: { code: 'integrity', line: 3, detail: 'inexactNumber' } });
    assert.ok((await readFile(file())).equals(before));
    assert.ok((await open().execute(testId, { type: 'link', link: linkTo(2 ** 53 - 1, 'a') })).ok);
    assert.equal((await stored()).length, 2);
  });

  it('an entry that the record itself would pass over', async () => {
    await store([root]);
    const before = await readFile(file());
    const refused = await open().execute(testId, { type: 'link', link: linkTo(1.5, 'a') });
    assert.deepEqual(!refused.ok && refused.error, { code: 'unstorable', fault: { code: 'shape', line: 3, detail: 'record.linked' } });
    assert.ok((await readFile(file())).equals(before));
  });

  it('whatever numbers and texts an entry holds: acknowledged is what is then read and verified, all else writes nothing', async () => {
    const numbers = fc.oneof(
      fc.integer({ min: 1 }),
      fc.double(),
      fc.maxSafeInteger(),
      fc.bigInt().map(Number),
      fc.constantFrom(-0, 2 ** 53, Infinity),
    );
    const texts = fc.oneof(
      fc.stringMatching(/^[a-zé€😀]{1,20}$/u),
      fc.string(),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map(units => String.fromCharCode(...units)),
    );
    let [taken, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(numbers, texts, async (from, text) => {
        await store([root]);
        const before = await readFile(file());
        const outcome = await open().execute(testId, { type: 'link', link: linkTo(from, text) });
        if (outcome.ok) assert.deepEqual(await stored(), [root, ...outcome.value]);
        else assert.ok((await readFile(file())).equals(before));
        if (outcome.ok) taken += 1;
        else refused += 1;
      }),
      { numRuns: 200 },
    );
    assert.ok(taken > 20 && refused > 20, `${taken} taken, ${refused} refused`);
  });
});

describe('what must be read again', () => {
  it('a record with more heads than an entry can name as parents: they are joined by the next entries', async () => {
    const heads = Array.from({ length: maxParents + 200 }, (_, n) => commented(`Said at the same time: ${n}`, root.id));
    await store([root, ...heads]);
    for (const left of [201, 1]) {
      assert.ok((await open().execute(testId, { type: 'comment', text: 'after the merge' })).ok);
      assert.equal(headsOf(await stored()).length, left);
    }
    assert.equal((await stored()).length, heads.length + 3);
  });

  it('an entry that was written while the clock stood an hour behind', async () => {
    const created = await open().create('incident', { title: 'x' });
    assert.ok(created.ok);
    const late = open({ now: () => new Date(Date.now() - 3_600_000).toISOString() });
    assert.ok((await late.execute(created.value, { type: 'comment', text: 'late' })).ok);
    assert.ok((await open().execute(created.value, { type: 'comment', text: 'in time' })).ok);
    const loaded = await open().load(created.value);
    assert.ok(loaded.ok);
    assert.deepEqual(loaded.value.faults, []);
    assert.equal(loaded.value.record.timeline.length, 3);
  });
});
