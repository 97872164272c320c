import assert from 'node:assert/strict';
import { addHours } from '../../../src/domain/foundation/time';
import type { HandOver, Party } from '../../../src/domain/incident/command';
import { dueOf } from '../../../src/domain/incident/due';
import { incidentFacts } from '../../../src/domain/incident/facts';
import { missingAt } from '../../../src/domain/incident/gate';
import { pressing } from '../../../src/domain/incident/pressing';
import { acknowledgementOf, hoursToAcknowledge } from '../../../src/domain/incident/handOver';
import { awaitsAcknowledgement } from '../../../src/domain/incident/attention';
import type { EventDraft } from '../../../src/domain/record/event';
import { headsOf } from '../../../src/domain/record/log';
import { seal } from '../../../src/store/chain';
import { benchAt, person, testGates, testNow, type Bench } from '../../support/incidents';

function handOver(party: Party, change: Partial<HandOver> = {}): HandOver {
  return { id: 'h1', interface: party, person: 'Dana', at: testNow, channel: 'Phone', passed: 'Everything', ...change };
}

function told(party: Party, bench = benchAt('analyse')): Bench {
  return bench.do({ type: 'handOver', handOver: handOver(party) });
}

const acknowledgement = { type: 'acknowledge', handOver: 'h1', who: 'Dana', at: testNow, how: 'By phone' } as const;

/** The same as an entry holds it. */
const acknowledged = { handOver: 'h1', who: 'Dana', at: testNow, how: 'By phone' };

/** Writes an entry that nobody has decided into the log. */
function forge(bench: Bench, type: string, data: EventDraft['data']): Bench {
  bench.events = [...bench.events, seal({ type, data }, headsOf(bench.events), bench.now, person())];
  return bench;
}

function dueAt(bench: Bench, now: string): readonly string[] {
  return dueOf({ ...incidentFacts(bench.incident), target: undefined }, now).map(({ what }) => what.code);
}

describe('a hand-over that is recorded as it is made', () => {
  it('is one entry, and the complete row that the gate asks for', () => {
    const bench = benchAt('analyse').save('qualify', { assessment: 'confirmed' });
    const missing = (): boolean => missingAt(bench.incident, 'analyse', testGates).some(({ code }) => code === 'handOverSecurity');
    assert.equal(missing(), true);
    const before = bench.events.length;
    told('securityManagement', bench);
    assert.equal(bench.events.length, before + 1);
    assert.equal(missing(), false);
    assert.deepEqual(bench.incident.values.handOvers, [
      { id: 'h1', interface: 'securityManagement', person: 'Dana', at: testNow, channel: 'Phone', passed: 'Everything' },
    ]);
  });

  for (const [what, change] of [
    ['no person', { person: ' ' }],
    ['no channel', { channel: '' }],
    ['nothing passed', { passed: '' }],
    ['a time ahead', { at: addHours(testNow, 1) }],
    ['an id that is none', { id: 'a/b' }],
    ['a line that is too long', { person: 'x'.repeat(1001) }],
  ] as const)
    it(`is refused with ${what}, and nothing is written`, () => {
      const bench = benchAt('analyse');
      const before = bench.events.length;
      assert.equal(bench.try({ type: 'handOver', handOver: handOver('cert', change) }).ok, false);
      assert.equal(bench.events.length, before);
    });

  it('takes no row that there is', () => {
    const again = told('cert').try({ type: 'handOver', handOver: handOver('securityManagement') });
    assert.equal(!again.ok && again.error.code, 'exists');
  });

  it('takes back report and sign-off while the incident is open, and neither after its completion', () => {
    const bench = benchAt('complete').fulfil('complete').do({ type: 'signOff' }, 'itManager');
    const decided = (): readonly boolean[] => [bench.incident.signOff, bench.incident.finalReport].map(stamp => stamp !== undefined);
    told('cert', bench);
    assert.deepEqual(decided(), [false, false]);
    bench
      .do({ type: 'signOff' }, 'itManager')
      .do({ type: 'complete' })
      .do({ type: 'storeReport', text: 'x', sha256: 'a'.repeat(64) });
    bench.do({ type: 'handOver', handOver: handOver('manufacturer', { id: 'h2' }) });
    assert.deepEqual(decided(), [true, true]);
    assert.deepEqual(bench.incident.disregarded, []);
  });
});

describe('the acknowledgement of a hand-over', () => {
  for (const party of ['securityManagement', 'emergencyManagement', 'dataProtection', 'cert'] as const)
    it(`is due after a time that is the party's (${party}), until it is there`, () => {
      const bench = told(party);
      const due = addHours(testNow, hoursToAcknowledge(party));
      // Security management looks at these lists itself.
      const before = party === 'securityManagement' ? ['handOver'] : [];
      assert.deepEqual([dueAt(bench, addHours(due, -0.1)), dueAt(bench, due)], [before, ['handOver']]);
      bench.do(acknowledgement);
      assert.deepEqual(dueAt(bench, addHours(due, 1000)), []);
      const [row] = bench.incident.values.handOvers ?? [];
      assert.deepEqual([row?.acknowledgedAt, row?.acknowledgedBy, row?.acknowledgedHow], [testNow, 'Dana', 'By phone']);
    });

  it('is given by the security officer for what was handed to security management, and for nothing else', () => {
    assert.equal(told('securityManagement').try(acknowledgement, 'securityOfficer').ok, true);
    const other = told('cert').try(acknowledgement, 'securityOfficer');
    assert.equal(!other.ok && other.error.code, 'notPermitted');
    assert.equal(told('cert').try(acknowledgement, 'developer').ok, false);
  });

  it('that an officer wrote into the file for another party does not count', () => {
    const bench = told('securityManagement').do(acknowledgement, 'securityOfficer');
    assert.deepEqual(bench.incident.disregarded, []);
    // The hand-over turns out to have been one to somebody else, in an entry before: the same log with another party.
    const forged = told('cert');
    forged.events = [...forged.events, ...bench.events.slice(-1).map(event => ({ ...event, parents: [forged.events.at(-1)?.id ?? ''] }))];
    assert.equal(forged.incident.disregarded.length, 1);
    assert.equal(forged.incident.values.handOvers?.[0]?.acknowledgedAt, undefined);
  });

  it('is refused twice, for no hand-over, without who and how, and for a time ahead', () => {
    const codes = [
      told('cert').do(acknowledgement).try(acknowledgement),
      told('cert').try({ ...acknowledgement, handOver: 'h9' }),
      told('cert').try({ ...acknowledgement, who: ' ' }),
      told('cert').try({ ...acknowledgement, how: '' }),
      told('cert').try({ ...acknowledgement, at: addHours(testNow, 1) }),
      told('cert').try({ ...acknowledgement, at: addHours(testNow, -1) }),
    ].map(decision => !decision.ok && decision.error.code);
    const incomplete = 'acknowledgementIncomplete';
    assert.deepEqual(codes, ['acknowledgedAlready', 'noSuchHandOver', incomplete, incomplete, 'timeAhead', 'acknowledgedBefore']);
  });

  it('that is lacking at the completion stays due after it, and is given without reopening', () => {
    const bench = told('cert', benchAt('complete').fulfil('complete')).do({ type: 'complete' });
    bench.do({ type: 'storeReport', text: 'x', sha256: 'a'.repeat(64) });
    assert.deepEqual(dueAt(bench, addHours(testNow, 100)), ['handOver']);
    bench.do(acknowledgement);
    assert.deepEqual(dueAt(bench, addHours(testNow, 100)), []);
    assert.equal(bench.incident.open, false);
    assert.ok(bench.incident.finalReport, 'what was stored still holds');
  });

  it('is not asked for of an incident that was completed before there was one', () => {
    const bench = told('cert', benchAt('complete').fulfil('complete')).do({ type: 'complete' });
    const rows = { h1: { interface: 'cert', person: 'Dana', at: testNow, channel: 'Phone', passed: 'x' } };
    const typed = benchAt('complete').save('qualify', { handOvers: rows }).fulfil('complete').do({ type: 'complete' });
    const completion = typed.events.at(-1);
    assert.deepEqual(dueAt(typed, addHours(testNow, 100)), ['handOver']);
    typed.events = typed.events.map(event =>
      event === completion ? { ...event, data: { from: 'complete', closureCode: 'solved' } } : event,
    );
    assert.equal(typed.incident.open, false);
    assert.deepEqual(dueAt(typed, addHours(testNow, 100)), []);
    assert.deepEqual(dueAt(bench, addHours(testNow, 100)), ['handOver'], 'one that was recorded as it was made is');
  });
});

describe('how a hand-over stands', () => {
  it('stays late once it was acknowledged late; what lies ahead has not come', () => {
    const of = (acknowledged: number | undefined, now: number, made = 0) =>
      acknowledgementOf(
        {
          party: 'securityManagement',
          at: addHours(testNow, made),
          acknowledgedAt: acknowledged === undefined ? undefined : addHours(testNow, acknowledged),
        },
        addHours(testNow, now),
      );
    assert.deepEqual([of(4, 100), of(4.1, 100), of(undefined, 4), of(undefined, 4.1)], ['inTime', 'late', 'running', 'over']);
    assert.deepEqual([of(5, 3), of(undefined, 3, 4)], ['running', undefined]);
    assert.deepEqual([of(-0.05, 3), of(-1, 3), of(-1, 5)], ['inTime', 'running', 'over'], 'nobody acknowledges what was not made yet');
  });

  it('is late where only a file says that it was acknowledged, at a time to come or before it was made; the true one can be recorded still', () => {
    for (const forged of ['9999-12-31T23:59:59.000Z', '0001-01-01T00:00:00.000Z']) {
      const bench = forge(told('securityManagement'), 'incident.acknowledged', { ...acknowledged, at: forged });
      const facts = incidentFacts(bench.incident);
      const later = addHours(testNow, 5);
      assert.deepEqual(
        pressing.lateHandOvers(facts, later).map(({ what }) => what.code),
        ['handOver'],
        forged,
      );
      assert.equal(awaitsAcknowledgement(facts, 'administrator', later), true, 'offered for an acknowledgement');
      bench.do(acknowledgement);
      assert.deepEqual(pressing.lateHandOvers(incidentFacts(bench.incident), later), [], forged);
      assert.equal(awaitsAcknowledgement(incidentFacts(bench.incident), 'administrator', later), false);
    }
  });

  it('stays unacknowledged where only a time to come says otherwise, also once that has come', () => {
    const at = addHours(testNow, 47);
    const bench = forge(told('cert'), 'incident.acknowledged', { ...acknowledged, at });
    for (const [now, late] of [
      [40, 0],
      [60, 1],
    ] as const) {
      const facts = incidentFacts(bench.incident);
      assert.equal(pressing.lateHandOvers(facts, addHours(testNow, now)).length, late);
      const [made] = facts.handedOver;
      assert.equal(made && acknowledgementOf(made, addHours(testNow, now)), late > 0 ? 'over' : 'running');
    }
    bench.now = at;
    forge(bench, 'incident.acknowledged', { ...acknowledged, at });
    assert.deepEqual(pressing.lateHandOvers(incidentFacts(bench.incident), addHours(testNow, 60)), [], 'said when it had come');
  });

  for (const type of ['incident.handedOver', 'incident.acknowledged', 'record.updated'] as const)
    it(`stands where somebody dates the same back beside it (${type})`, () => {
      const bench = benchAt('analyse').save('qualify', { assessment: 'confirmed' });
      const at = addHours(testNow, 2);
      const { id, ...row } = handOver('securityManagement', { at });
      if (type === 'incident.acknowledged') bench.do({ type: 'handOver', handOver: { id, ...row, at: testNow } });
      const seen = headsOf(bench.events);
      bench.now = at;
      bench.do(type === 'incident.acknowledged' ? { ...acknowledgement, at } : { type: 'handOver', handOver: { id, ...row } });
      const data = {
        'incident.handedOver': { handOver: id, ...row },
        'incident.acknowledged': { ...acknowledged, at },
        'record.updated': { step: 'qualify', patch: { handOvers: { [id]: row } } },
      }[type];
      const before = incidentFacts(bench.incident).handedOver;
      bench.events = [...bench.events, seal({ type, data }, seen, addHours(testNow, 1), person('administrator', 'Mallory'))];
      assert.deepEqual([before.length, incidentFacts(bench.incident).handedOver], [1, before]);
    });

  it('has not been made where its time lay ahead: the party is told of nothing, typed or forged', () => {
    const { id, ...row } = handOver('securityManagement', { at: '2062-11-22T08:00:00.000Z' });
    const typed = benchAt('analyse').save('qualify', { assessment: 'confirmed', handOvers: { [id]: row } });
    const forged = forge(benchAt('analyse').save('qualify', { assessment: 'confirmed' }), 'incident.handedOver', { handOver: id, ...row });
    for (const bench of [typed, forged]) {
      const facts = incidentFacts(bench.incident);
      assert.deepEqual([facts.untold, facts.handOvers, facts.handedOver], [['securityManagement'], [], []]);
      bench.save('qualify', { handOvers: { [id]: { at: testNow } } });
      assert.deepEqual(
        [incidentFacts(bench.incident).untold, incidentFacts(bench.incident).handedOver.length],
        [undefined, 1],
        'put right',
      );
    }
  });

  it('is waited for behind the completion where its acknowledgement lies before it', () => {
    const { id, ...row } = handOver('cert');
    const typed = { ...row, acknowledgedAt: '2020-01-01T08:00:00.000Z' };
    const bench = benchAt('complete')
      .save('qualify', { handOvers: { [id]: typed } })
      .fulfil('complete')
      .do({ type: 'complete' });
    assert.deepEqual(dueAt(bench, addHours(testNow, 100)), ['handOver']);
  });

  it('to security management waits for the officer, and when its time is over for who has the incident', () => {
    const facts = { ...incidentFacts(told('securityManagement').incident), target: undefined, assignee: 'Ada' };
    const of = (now: number) => dueOf(facts, addHours(testNow, now)).map(({ person: who, action }) => [who, action]);
    assert.deepEqual([of(0), of(5)], [[[undefined, 'assessSecurity']], [['Ada', 'acknowledgeSecurity']]]);
  });

  it('must be acknowledged by emergency management within one hour, security management four, data protection 24, others 48', () => {
    const parties = ['emergencyManagement', 'securityManagement', 'dataProtection', 'cert', 'authority', 'consultant'] as const;
    assert.deepEqual(parties.map(hoursToAcknowledge), [1, 4, 24, 48, 48, 48]);
  });
});

describe('what lists know of the hand-overs that were made', () => {
  const handedOver = (bench: Bench): unknown => JSON.parse(JSON.stringify(incidentFacts(bench.incident).handedOver));

  it('names the interface of the register that each went over, and when it was acknowledged', () => {
    const bench = benchAt('analyse');
    bench.do({ type: 'handOver', handOver: handOver('cert', { register: 'IFC-000001' }) });
    bench.do({ type: 'handOver', handOver: handOver('cert', { id: 'h2', register: 'IFC-000002' }) });
    bench.do(acknowledgement);
    assert.deepEqual(handedOver(bench), [
      { party: 'cert', at: testNow, acknowledgedAt: testNow, over: 'IFC-000001' },
      { party: 'cert', at: testNow, over: 'IFC-000002' },
    ]);
  });

  it('names whom it went to where it names no interface, and leaves out what was not made', () => {
    const bench = benchAt('qualify').save('qualify', {
      handOvers: {
        h1: { interface: 'cert', person: 'y'.repeat(500), at: testNow },
        h2: { interface: 'cert', person: 'Dana' },
        h3: { person: 'Dana', at: testNow },
        h4: { interface: 'authority', at: testNow },
      },
    });
    assert.deepEqual(handedOver(bench), [
      { party: 'cert', at: testNow, to: 'y'.repeat(100) },
      { party: 'authority', at: testNow },
    ]);
  });
});
