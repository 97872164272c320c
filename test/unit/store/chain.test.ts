import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Role } from '../../../src/domain/vocabulary/actor';
import type { RecordEvent } from '../../../src/domain/record/event';
import { headsOf } from '../../../src/domain/record/log';
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

  it('an entry may stand twice, unless the second differs from the first', () => {
    const [first] = log;
    assert.ok(first);
    assert.deepEqual(verifyLog(testId, [...log, first]), []);
    for (const [change, code] of [
      [{ data: { text: 'Forged' } }, 'digestMismatch'],
      [{ digest: 'f'.repeat(64) }, 'idMismatch'],
      [{ by: person('itManager', 'Mallory') }, 'idMismatch'],
      [{ data: null }, 'erased'],
      [{ note: 'x' }, 'extraKey'],
    ] as const)
      assert.deepEqual(verifyLog(testId, [...log, { ...first, ...change }]), [{ index: log.length, event: first.id, code }]);
  });

  it('finds entries of another record', () => {
    assert.equal(verifyLog('INC-000000', log)[0]?.code, 'otherRecord');
  });

  it('an entry whose content is gone is a fault, unless an IT manager who had seen it redacted it in this record', () => {
    const [first, second, third] = log;
    assert.ok(first && second && third);
    const erased = changed(1, { data: null });
    assert.deepEqual(verifyLog(testId, erased), [{ index: 1, event: second.id, code: 'erased' }]);
    // Also where it was verified before, when the redaction was there.
    assert.deepEqual(verifyLog(testId, erased, new Set(erased)), [{ index: 1, event: second.id, code: 'erased' }]);
    const redaction = (
      change: { type?: string; record?: string; role?: Role; parents?: readonly string[]; reason?: string } = {},
    ): RecordEvent => {
      const { type = 'record.redacted', record = testId, role = 'itManager', parents = headsOf(log), reason = 'A password' } = change;
      return seal({ type, data: { record, entry: second.id, reason } }, parents, testNow, person(role));
    };
    assert.deepEqual(verifyLog(testId, [...erased, redaction()]), []);
    for (const refused of [
      { role: 'administrator' },
      { role: 'developer' },
      { role: 'securityOfficer' },
      { type: 'record.commented' },
      { reason: '' },
      { parents: [first.id] },
    ] as const)
      assert.deepEqual(
        verifyLog(testId, [...erased, redaction(refused)]).map(({ event, code }) => [event, code]),
        [[second.id, 'erased']],
        JSON.stringify(refused),
      );
    const foreign = verifyLog(testId, [...erased, redaction({ record: 'INC-000000' })]);
    assert.deepEqual(
      foreign.map(({ code }) => code),
      ['otherRecord'],
    );
  });

  it('a redaction cannot itself be taken away', () => {
    const redact = (entry: string, parents: readonly string[]): RecordEvent =>
      seal({ type: 'record.redacted', data: { record: testId, entry, reason: 'x' } }, parents, testNow, person('itManager'));
    const first = redact(log[1]?.id ?? '', headsOf(log));
    const second = redact(first.id, [first.id]);
    const codes = verifyLog(testId, [...changed(1, { data: null }), { ...first, data: null }, second]).map(({ index, code }) => [
      index,
      code,
    ]);
    assert.deepEqual(codes, [
      [1, 'erased'],
      [log.length, 'erased'],
    ]);
  });

  it('two erased entries do not make an open safeguard gap vanish from a record that is called verified', () => {
    const bench = benchAt('analyse').save('analyse', { measures: { m1: { what: 'x', weakensSafeguard: 'yes', safeguard: 'Firewall' } } });
    bench.save('analyse', { measures: { m1: { component: 'Relay' } } });
    const erased = bench.events.map((event, n) => (n >= bench.events.length - 2 ? { ...event, data: null } : event));
    assert.deepEqual(
      verifyLog(testId, erased).map(({ code }) => code),
      ['erased', 'erased'],
    );
  });

  it('names what the hash does not cover: other keys in the head, and numbers that cannot be told apart', () => {
    assert.deepEqual(verifyLog(testId, changed(2, { note: 'x' } as object))[0]?.code, 'extraKey');
    const by = { ...person(), note: 'x' };
    assert.deepEqual(verifyLog(testId, changed(2, { by }))[0]?.code, 'extraKey');
    for (const number of [2 ** 53, -(2 ** 53), 1e300]) {
      const event = seal({ type: 'record.commented', data: { text: 'x', deep: [{ number }] } }, [], testNow, person());
      assert.equal(verifyLog(testId, [event])[0]?.code, 'inexactNumber');
    }
    const exact = seal({ type: 'record.commented', data: [2 ** 53 - 1, 0.1, -5] }, [], testNow, person());
    assert.deepEqual(verifyLog(testId, [exact]), []);
  });

  it('seals any text a person or a program can produce, half surrogate pairs too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('\ud83d', '\ude00', 'a')), (text, halves) => {
        const odd = `${text}${halves.join('')}`;
        const event = seal({ type: 'record.commented', data: { text: odd } }, [], testNow, person('administrator', odd));
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
