import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RecordEvent } from '../../../src/domain/event';
import { seal, verifyLog } from '../../../src/store/chain';
import { hashOfValue } from '../../../src/store/hash';
import { eventGraph } from '../../support/eventGraphs';
import { benchAt, fulfilled, person, testId, testNow } from '../../support/incidents';

const runs = { numRuns: 1000 };
const log = benchAt('analyse').save('analyse', fulfilled.analyse).events;

function changed(index: number, change: Partial<RecordEvent>): readonly RecordEvent[] {
  return log.map((event, i) => (i === index ? { ...event, ...change } : event));
}

describe('verification', () => {
  it('finds nothing wrong with what was sealed', () => {
    fc.assert(
      fc.property(eventGraph(), events => {
        assert.deepEqual(verifyLog(testId, events), []);
      }),
      runs,
    );
  });

  it('names a changed entry, whatever was changed in it', () => {
    const changes: readonly (readonly [Partial<RecordEvent>, string])[] = [
      [{ data: { step: 'detect', patch: { title: 'Other' } } }, 'digestMismatch'],
      [{ at: '2020-01-01T00:00:00.000Z' }, 'idMismatch'],
      [{ by: { name: 'Mallory', email: '', role: 'itManager' } }, 'idMismatch'],
      [{ type: 'incident.signedOff' }, 'idMismatch'],
      [{ digest: 'f'.repeat(64) }, 'idMismatch'],
      [{ parents: [] }, 'idMismatch'],
    ];
    for (const [change, code] of changes) {
      const [fault] = verifyLog(testId, changed(2, change));
      assert.deepEqual([fault?.index, fault?.code], [2, code]);
    }
  });

  it('finds every removed entry that others build on', () => {
    fc.assert(
      fc.property(
        eventGraph().filter(events => events.length > 1),
        fc.nat(),
        (events, n) => {
          const inner = events.filter(event => events.some(other => other.parents.includes(event.id)));
          const removed = inner[n % inner.length];
          const faults = verifyLog(
            testId,
            events.filter(event => event !== removed),
          );
          const orphans = events.filter(event => removed && event.parents.includes(removed.id)).map(({ id }) => id);
          assert.deepEqual(
            faults.filter(({ code }) => code === 'parentMissing').map(({ event }) => event),
            orphans,
          );
        },
      ),
      runs,
    );
  });

  it('finds every entry that stands before one it builds on', () => {
    fc.assert(
      fc.property(
        eventGraph().filter(events => events.length > 1),
        fc.nat(),
        (events, n) => {
          const index = 1 + (n % (events.length - 1));
          const moved = events[index];
          if (!moved) return;
          const reordered = [moved, ...events.filter(event => event !== moved)];
          assert.ok(verifyLog(testId, reordered).some(({ event, code }) => event === moved.id && code === 'outOfOrder'));
        },
      ),
      runs,
    );
  });

  it('finds an entry that stands twice, and entries of another record', () => {
    const [first] = log;
    assert.equal(first && verifyLog(testId, [...log, first]).at(-1)?.code, 'duplicate');
    assert.equal(verifyLog('INC-000000', log)[0]?.code, 'otherRecord');
  });

  it('seals any text a person or a program can produce, half surrogate pairs too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('\ud83d', '\ude00', 'a')), (text, halves) => {
        const odd = `${text}${halves.join('')}`;
        const event = seal({ type: 'incident.commented', data: { text: odd } }, [], testNow, person('administrator', odd));
        assert.deepEqual(verifyLog(testId, [event]), []);
        assert.deepEqual(event.data, { text: odd.toWellFormed() });
      }),
      runs,
    );
  });

  it('canonical JSON: the order of keys does not matter, everything else does', () => {
    assert.equal(hashOfValue({ a: 1, b: [1, 2] }), hashOfValue({ b: [1, 2], a: 1 }));
    assert.notEqual(hashOfValue({ a: 1 }), hashOfValue({ a: '1' }));
    assert.equal(hashOfValue({}), '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
});
