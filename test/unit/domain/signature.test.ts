import assert from 'node:assert/strict';
import { foldIncident } from '../../../src/domain/incident/fold';
import { signed } from '../../../src/domain/record/signature';
import { proofsOf, signaturesIn, signedText, type KeyOwner, type Proof } from '../../../src/domain/record/proof';
import { isToBeSigned } from '../../../src/domain/signing';
import { headsOf } from '../../../src/domain/record/log';
import type { EventDraft, RecordEvent } from '../../../src/domain/record/event';
import { seal } from '../../../src/store/chain';
import { canonicalText } from '../../../src/store/hash';
import { benchAt, person, testId, testNow } from '../../support/incidents';

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];

const signedEntry = (entries: readonly string[], signature: string): EventDraft => ({
  type: 'record.signed',
  data: { entries: [...entries].sort(), signature },
});

describe('signatures in a record', () => {
  it('are over canonical JSON of the record and the entries, in whatever order they are named', () => {
    const text = signedText('INC-7K3QF2', [b, a]);
    assert.equal(text, `{"entries":["${a}","${b}"],"format":"faultline-signature/1","record":"INC-7K3QF2"}`);
    assert.equal(text, canonicalText(JSON.parse(text)));
    assert.notEqual(text, signedText('INC-7K3QF3', [a, b]));
    const entry = seal(signedEntry([b, a], 'U1NI'), [], testNow, person());
    assert.deepEqual(signaturesIn('INC-7K3QF2', [entry]), [{ entry: entry.id, covers: [a, b], text, signature: 'U1NI' }]);
  });

  it('are added for entries that are there', () => {
    const entry = seal(signedEntry([a], 'x'), [], testNow, person());
    assert.deepEqual(signed([entry], [entry.id], 'U1NI'), { ok: true, value: [signedEntry([entry.id], 'U1NI')] });
    assert.deepEqual(signed([entry], [entry.id, a], 'U1NI'), { ok: false, error: { code: 'noSuchEntry' } });
  });

  it('are read from nothing else, and from nothing that is none', () => {
    for (const data of [
      null,
      {},
      { entries: [], signature: 'x' },
      { entries: ['x'], signature: 'x' },
      { entries: [a], signature: 'x'.repeat(9000) },
    ])
      assert.deepEqual(signaturesIn('INC-7K3QF2', [seal({ type: 'record.signed', data }, [], testNow, person())]), []);
    assert.deepEqual(
      signaturesIn('INC-7K3QF2', [seal({ type: 'record.commented', data: { entries: [a], signature: 'x' } }, [], testNow, person())]),
      [],
    );
  });

  const released = seal({ type: 'record.released', data: {} }, [], testNow, person('itManager'));
  const proofOf = (made: readonly (KeyOwner | 'nothing')[]): Proof | undefined => {
    const events = made.map((owner, index) => ({
      owner,
      entry: seal(signedEntry([released.id], `${index}`), [released.id], testNow, person()),
    }));
    const owners = new Map(events.map(({ owner, entry }) => [entry.id, owner]));
    return proofsOf(
      [released],
      signaturesIn(
        'INC-7K3QF2',
        events.map(({ entry }) => entry),
      ),
      ({ entry }) => (owners.get(entry) === 'nothing' ? undefined : entry),
      (key, by, at) => {
        assert.deepEqual([by, at], [released.by, released.at], 'whose it was then');
        return owners.get(key) as KeyOwner;
      },
    ).get(released.id);
  };

  it('prove with the person’s own key alone; another’s or a broken one is named, an unknown one leaves a claim', () => {
    assert.equal(proofOf([]), 'claimed');
    assert.equal(proofOf(['theirs']), 'proven');
    assert.equal(proofOf(['nobodys']), 'claimed');
    assert.equal(proofOf(['anothers']), 'notValid');
    assert.equal(proofOf(['nothing']), 'notValid');
  });

  it('are not spoilt by others that somebody adds', () => {
    assert.equal(proofOf(['nothing', 'anothers', 'theirs', 'nobodys']), 'proven');
    assert.equal(proofOf(['nobodys', 'nothing']), 'notValid');
  });

  it('change nothing of what is recorded, also after the completion and whoever brings them', () => {
    const bench = benchAt('complete');
    const beside = (events: readonly RecordEvent[]): RecordEvent =>
      seal(signedEntry([events[0]?.id ?? ''], 'U1NI'), headsOf(events), testNow, person('securityOfficer'));
    for (const events of [
      bench.events,
      [
        ...bench.events,
        seal({ type: 'incident.completed', data: { from: 'complete', closureCode: 'solved' } }, headsOf(bench.events), testNow, person()),
      ],
    ]) {
      const { timeline, changedAt, ...before } = foldIncident(testId, events);
      const { timeline: longer, changedAt: at, ...after } = foldIncident(testId, [...events, beside(events)]);
      assert.deepEqual([after, at, longer.length], [before, changedAt, timeline.length + 1]);
      assert.deepEqual(after.disregarded, []);
    }
  });

  it('are wanted of what others rely on: releases, accepted risks, sign-offs and acknowledgements, also of the first format', () => {
    const wanted = ['record.released', 'incident.measureReleased', 'incident.gapAccepted', 'incident.signedOff', 'incident.acknowledged'];
    for (const type of wanted) assert.ok(isToBeSigned('INC-7K3QF2', { type }), type);
    for (const type of ['record.updated', 'record.signed', 'incident.commented', 'constructor'])
      assert.ok(!isToBeSigned('INC-7K3QF2', { type }), type);
    for (const type of ['record.captured', 'record.updated']) assert.ok(isToBeSigned('PER-7K3QF2', { type }), 'an entry of the register');
  });
});
