import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Role } from '../../../src/domain/vocabulary/actor';
import type { RecordEvent } from '../../../src/domain/record/event';
import { foldIncident } from '../../../src/domain/incident/fold';
import { Ancestry } from '../../../src/domain/record/ancestry';
import { causalOrder, headsOf, mergeLogs } from '../../../src/domain/record/log';
import { seal, verifyLog } from '../../../src/store/chain';
import { formatLog, parseLog } from '../../../src/store/codec';
import { eventGraph } from '../../support/eventGraphs';
import { person, testId, testNow } from '../../support/incidents';

const runs = { numRuns: 1000 };
/** The entry that takes the content of another one away. */
function redactionOf({ id }: RecordEvent, parents: readonly string[], role: Role = 'itManager'): RecordEvent {
  return seal({ type: 'record.redacted', data: { record: testId, entry: id, reason: 'A password' } }, parents, testNow, person(role));
}

const subset = (events: readonly RecordEvent[]): fc.Arbitrary<readonly RecordEvent[]> => fc.subarray([...events]);

describe('the log', () => {
  it('merge is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(
        eventGraph().chain(events => fc.tuple(subset(events), subset(events), subset(events))),
        ([a, b, c]) => {
          assert.deepEqual(mergeLogs(a, b), mergeLogs(b, a));
          assert.deepEqual(mergeLogs(mergeLogs(a, b), c), mergeLogs(a, mergeLogs(b, c)));
          assert.deepEqual(mergeLogs(a, a), mergeLogs(a, []));
        },
      ),
      runs,
    );
  });

  it('the copy of an entry that has its content wins, from either side, unless a redaction names the entry', () => {
    const event = seal({ type: 'record.commented', data: { text: 'secret' } }, [], testNow, person());
    const erased = { ...event, data: null };
    assert.deepEqual([mergeLogs([event], [erased]), mergeLogs([erased], [event])], [[event], [event]]);
    const redaction = redactionOf(event, [event.id]);
    for (const [a, b] of [
      [[event], [erased, redaction]],
      [[erased, redaction], [event]],
      [[event, redaction], [event]],
    ] as const)
      assert.deepEqual(mergeLogs(a, b), [erased, redaction]);
    assert.deepEqual(verifyLog(testId, [erased, redaction]), []);
    const byOther = redactionOf(event, [event.id], 'administrator');
    assert.deepEqual(mergeLogs([event], [erased, byOther]), [event, byOther]);
  });

  it('redaction keeps the chain whole and the rest of the state, in whatever order copies meet', () => {
    fc.assert(
      fc.property(
        eventGraph().chain(events => fc.tuple(fc.constant(events), subset(events))),
        ([events, secret]) => {
          const hidden = new Set(secret.map(({ id }) => id));
          const erased = events.map(event => (hidden.has(event.id) ? { ...event, data: null } : event));
          assert.deepEqual(
            verifyLog(testId, erased).map(({ event, code }) => [event, code]),
            [...hidden].map(id => [id, 'erased']),
          );
          assert.deepEqual(mergeLogs(events, erased), mergeLogs(events, events));
          const redacted = [...erased, ...secret.map(event => redactionOf(event, headsOf(events)))];
          assert.deepEqual(verifyLog(testId, redacted), []);
          assert.deepEqual(mergeLogs(events, redacted), mergeLogs(redacted, events));
          assert.deepEqual(mergeLogs(events, redacted), mergeLogs(redacted, redacted));
          const parsed = parseLog(formatLog({ record: testId, events: redacted }));
          assert.deepEqual(parsed.ok && parsed.value.events, redacted);
          const left = [...events, ...redacted.slice(events.length)].flatMap(({ id, data }) =>
            hidden.has(id) || data === null ? [] : JSON.stringify(data),
          );
          const shown = foldIncident(testId, redacted).timeline.flatMap(({ data }) => (data === null ? [] : JSON.stringify(data)));
          assert.deepEqual(shown.sort(), left.sort());
        },
      ),
      runs,
    );
  });

  it('an entry has seen exactly those it builds on, directly or not, also where entries between are missing', () => {
    fc.assert(
      fc.property(eventGraph(), fc.option(fc.nat(8), { nil: undefined }), (all, missing) => {
        const events = all.filter((_, index) => index !== missing);
        const timeline = causalOrder(events);
        const ancestry = new Ancestry(timeline);
        const above = new Map<string, Set<string>>();
        for (const event of timeline) {
          const { id: later, parents } = event;
          ancestry.enter(event);
          above.set(later, new Set(parents.flatMap(parent => [parent, ...(above.get(parent) ?? [])])));
          for (const { id: earlier } of events) assert.equal(ancestry.hasSeen(earlier), above.get(later)?.has(earlier) ?? false);
        }
      }),
      runs,
    );
  });

  it('a long log of two writers who meet now and then folds in memory that grows with its length alone', () => {
    const events = [seal({ type: 'record.captured', data: { record: testId, patch: { title: 'A' } } }, [], testNow, person())];
    for (let meeting = 0; meeting < 100; meeting++) {
      const base = headsOf(events.slice(-2)).slice(-2);
      const ends = ['Ada', 'Ben'].map(name => {
        let parents = base;
        for (let n = 0; n < 50; n++) {
          const data = { step: 'detect', patch: { title: `${name} ${meeting} ${n}`, reporter: name } };
          const event = seal({ type: 'record.updated', data }, parents, testNow, person('administrator', name));
          events.push(event);
          parents = [event.id];
        }
        return parents[0] ?? '';
      });
      events.push(seal({ type: 'record.commented', data: { text: 'met' } }, ends.sort(), testNow, person()));
    }
    const state = foldIncident(testId, events);
    assert.equal(state.timeline.length, 10_101);
    assert.deepEqual(state.conflicts.map(({ path }) => path).sort(), ['reporter', 'title']);
  });

  it('fold does not depend on the order of the lines', () => {
    fc.assert(
      fc.property(
        eventGraph().chain(events => fc.tuple(fc.constant(events), fc.shuffledSubarray([...events], { minLength: events.length }))),
        ([events, shuffled]) => {
          assert.deepEqual(foldIncident(testId, shuffled), foldIncident(testId, events));
        },
      ),
      runs,
    );
  });

  it('fold never throws, whatever the entries hold', () => {
    const types = ['record.captured', 'record.updated', 'incident.advanced', 'record.linked', 'incident.gapAccepted', 'incident.unheardOf'];
    const wild = fc.record({ type: fc.constantFrom(...types), data: fc.anything(), at: fc.constant(testNow) });
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 8 }), drafts => {
        const events = drafts.map(({ type, data, at }, index): RecordEvent => ({
          id: String(index),
          parents: index === 0 ? [] : [String(index - 1)],
          at,
          by: person(),
          type,
          digest: '',
          data,
        }));
        assert.equal(foldIncident(testId, events).timeline.length, events.length);
      }),
      runs,
    );
  });

  it('parents come before children, and concurrent entries in order of time', () => {
    fc.assert(
      fc.property(eventGraph(), events => {
        const place = new Map(causalOrder(events).map((event, index) => [event.id, index]));
        for (const event of events) for (const parent of event.parents) assert.ok((place.get(parent) ?? -1) < (place.get(event.id) ?? -1));
      }),
      runs,
    );
  });

  it('parse(format(log)) is the log', () => {
    fc.assert(
      fc.property(eventGraph(), events => {
        const parsed = parseLog(formatLog({ record: testId, events }));
        assert.ok(parsed.ok);
        assert.deepEqual(parsed.value, { record: testId, events });
      }),
      runs,
    );
  });

  it('two concurrent edits of one field: the later wins, and the conflict stays until somebody settles it', () => {
    const save = (title: string, parents: readonly string[], at: string): RecordEvent =>
      seal({ type: 'record.updated', data: { step: 'detect', patch: { title } } }, parents, at, person());
    const first = seal({ type: 'record.captured', data: { record: testId, patch: { title: 'A' } } }, [], testNow, person());
    const left = save('B', [first.id], '2026-11-22T09:00:00.000Z');
    const right = save('C', [first.id], '2026-11-22T10:00:00.000Z');
    const merged = mergeLogs([first, left], [first, right]);
    const state = foldIncident(testId, merged);
    assert.equal(state.values.title, 'C');
    assert.deepEqual(state.conflicts, [{ path: 'title', event: right.id, value: 'C', other: left.id, otherValue: 'B' }]);
    assert.deepEqual(headsOf(merged), [left.id, right.id].sort());
    const oneSided = [...merged, save('D', [right.id], '2026-11-22T10:30:00.000Z')];
    assert.deepEqual(
      foldIncident(testId, oneSided).conflicts.map(({ otherValue }) => otherValue),
      ['B'],
    );
    const settled = [...merged, save('B and C', headsOf(merged), '2026-11-22T11:00:00.000Z')];
    assert.deepEqual(foldIncident(testId, settled).conflicts, []);
  });

  it('concurrent edits of different cells of one row both stand', () => {
    const save = (cells: object, parents: readonly string[]): RecordEvent =>
      seal({ type: 'record.updated', data: { step: 'analyse', patch: { measures: { m1: cells } } } }, parents, testNow, person());
    const first = save({ what: 'Mend it' }, []);
    const state = foldIncident(testId, [first, save({ person: 'Ben' }, [first.id]), save({ component: 'Mail' }, [first.id])]);
    assert.deepEqual(
      state.values.measures,
      [{ id: 'm1', what: 'Mend it', component: 'Mail', person: 'Ben' }].map(row => ({ ...row })),
    );
    assert.deepEqual(state.conflicts, []);
  });
});
