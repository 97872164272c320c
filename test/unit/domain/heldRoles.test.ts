import assert from 'node:assert/strict';
import { decide } from '../../../src/domain/deciding';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import type { DecisionContext } from '../../../src/domain/incident/decisionContext';
import { foldIncident } from '../../../src/domain/incident/fold';
import type { Incident } from '../../../src/domain/incident/incident';
import { fold } from '../../../src/domain/records';
import { headsOf, mergeLogs } from '../../../src/domain/record/log';
import { withoutRedacted } from '../../../src/domain/record/redaction';
import type { RecordEvent } from '../../../src/domain/record/event';
import { roles, type Role } from '../../../src/domain/vocabulary/actor';
import { holdOf, type Register } from '../../../src/domain/vocabulary/register';
import { seal } from '../../../src/store/chain';
import { describeIntegrity, standingNotes } from '../../../src/words/standing';
import { english } from '../../../src/words/english';
import { benchAt, context, person, testId, testNow, type Bench } from '../../support/incidents';
import { at, begun, inRoles, People } from '../../support/people';

const dayBefore = '2026-11-21T08:00:00.000Z';
const tomorrow = '2026-11-23T08:00:00.000Z';

/** A register that began before everything in these tests, in which `name` holds every role. */
function registerWith(name: string): Register {
  const people = new People();
  people.write(person('administrator', name), dayBefore, 'PER-KEEPER', inRoles(name, ...roles));
  return people.register();
}

const [withAda, withoutAda] = [registerWith('Ada'), registerWith('Max')];

/** What the decisions of a record come to. */
function decisions({ releases, releaseRequests, gaps, signOff, ownAssessment, values }: Incident): unknown {
  return {
    releases: [...releases.keys()],
    refused: [...releaseRequests.values()].map(({ refused }) => refused?.reason),
    gaps: gaps.map(({ accepted }) => accepted?.until),
    signed: signOff !== undefined,
    assessed: ownAssessment?.assessment,
    acknowledged: (values.handOvers ?? []).map(({ acknowledgedAt }) => acknowledgedAt),
  };
}

/** An incident with a hand-over, a measure that weakens a safeguard, and its release asked for. */
function ready(): Bench {
  const bench = benchAt('analyse');
  bench.save('analyse', {
    measures: { m1: { what: 'Send in the clear', type: 'final', person: 'Ben', weakensSafeguard: 'yes', safeguard: 'TLS' } },
  });
  bench.do({ type: 'openGap', gap: { id: 'g1', safeguard: 'Filter', component: 'Relay', since: testNow } });
  const handOver = { interface: 'securityManagement', person: 'Dana', at: testNow, channel: 'Phone', passed: 'All' } as const;
  return bench.do({ type: 'handOver', handOver: { id: 'h1', ...handOver } });
}

/** Everything that others rely on, in the role that it takes. */
const reliedOn: readonly (readonly [IncidentCommand, Role])[] = [
  [{ type: 'release', part: 'm1' }, 'itManager'],
  [{ type: 'recordApproval', part: 'm1', onBehalf: { person: 'Max', how: 'phone', reference: '' } }, 'administrator'],
  [{ type: 'acceptGap', gap: 'g1', until: tomorrow, reason: 'It has to be' }, 'itManager'],
  [{ type: 'signOff' }, 'itManager'],
  [{ type: 'acknowledge', handOver: 'h1', who: 'Dana', at: testNow, how: 'Phone' }, 'securityOfficer'],
  [{ type: 'assessSecurity', assessment: 'confirmed', reason: 'A known attacker' }, 'securityOfficer'],
];

/** The context of Ada, who asks in a role. */
function asking(role: Role, register: Register | undefined): DecisionContext {
  return context({ role, register, hold: holdOf(register, person(role), testNow) });
}

describe('what is done in a role that was not held', () => {
  for (const [command, role] of reliedOn) {
    it(`${command.type} is refused, counts for nothing where it is written all the same, and is named`, () => {
      const bench = ready();
      const before = decisions(bench.incident);
      const refused = decide(foldIncident(testId, bench.events, withoutAda), command, asking(role, withoutAda));
      assert.deepEqual(
        [!refused.ok && refused.error.code, !refused.ok && 'role' in refused.error && refused.error.role],
        ['notHeld', role],
      );
      assert.ok(decide(foldIncident(testId, bench.events, withAda), command, asking(role, withAda)).ok);
      bench.do(command, role);
      const last = bench.events.at(-1);
      const unheld = foldIncident(testId, bench.events, withoutAda);
      assert.deepEqual(decisions(unheld), before);
      assert.deepEqual(
        unheld.disregarded.map(({ event, reason }) => [event, reason]),
        [[last?.id, 'notHeld']],
      );
      assert.equal(unheld.timeline.length, bench.events.length);
      for (const register of [undefined, withAda]) {
        const held = foldIncident(testId, bench.events, register);
        assert.deepEqual(held.disregarded, []);
        assert.notDeepEqual(decisions(held), before);
      }
    });
  }

  it('what nobody relies on is taken down, whoever does it: an incident at night waits for no register', () => {
    const bench = ready();
    for (const register of [withoutAda, withAda])
      for (const command of [
        { type: 'comment', text: 'x' },
        { type: 'save', step: 'analyse', patch: { cause: 'y' } },
      ] as const)
        assert.ok(decide(foldIncident(testId, bench.events, register), command, asking('administrator', register)).ok, command.type);
    assert.deepEqual(foldIncident(testId, bench.events, withoutAda).disregarded, []);
  });

  it('a decision on what was shown is asked by the same register: what did not count then is no change since', () => {
    const bench = ready().do({ type: 'release', part: 'm1' }, 'itManager');
    const context = { ...asking('itManager', withoutAda), hold: holdOf(withoutAda, person('itManager', 'Max'), testNow) };
    const command = { type: 'release', part: 'm1', seen: headsOf(bench.events) } as const;
    assert.ok(decide(foldIncident(testId, bench.events, withoutAda), command, context).ok);
  });

  it('what was done before the register began was an agreement, and counts', () => {
    const bench = ready().do({ type: 'release', part: 'm1' }, 'itManager');
    const people = new People();
    people.write(person('administrator', 'Max'), at('09:00'), 'PER-KEEPER', inRoles('Max', 'itManager'));
    assert.ok(foldIncident(testId, bench.events, people.register()).releases.has('m1'));
  });

  it('a solution that is applied by somebody who does not hold the role is not released by it, nor by a release that was none', () => {
    const bench = benchAt('remedy');
    const measure = { id: 's1', what: 'Mend it', person: 'Ada', weakensSafeguard: 'no' } as const;
    const [own, elsewhere] = [
      { type: 'applySolution', measure } as const,
      { type: 'applySolution', measure, from: 'KE-000001', released: { at: testNow, by: person('itManager') } } as const,
    ];
    const refused = decide(foldIncident(testId, bench.events, withoutAda), own, asking('itManager', withoutAda));
    assert.equal(!refused.ok && refused.error.code, 'notReleased');
    for (const [command, named] of [
      [own, []],
      [elsewhere, ['notHeld']],
    ] as const) {
      const { events } = benchAt('remedy').do(command, 'itManager');
      const added = new Set(events.slice(bench.events.length).map(({ id }) => id));
      const [unheld, held] = [withoutAda, withAda].map(register => foldIncident(testId, events, register));
      assert.deepEqual([unheld?.releases.has('s1'), held?.releases.has('s1')], [false, true]);
      assert.deepEqual(
        unheld?.disregarded.filter(({ event }) => added.has(event)).map(({ reason }) => reason),
        named,
      );
    }
  });

  it('the short way is not signed off by somebody who does not hold the role', () => {
    const bench = benchAt('qualify').save('qualify', { impact: '1', urgency: '1' });
    const patch = { closureCode: 'solved', solution: 'Paper taken out', couldBeSecurity: 'no', couldBeSecurityReason: 'Paper' };
    const short = (register: Register): string => {
      const decision = decide(
        foldIncident(testId, bench.events, register),
        { type: 'completeShortly', patch },
        asking('itManager', register),
      );
      if (decision.ok) return decision.value.map(({ type }) => type).join(' ');
      return 'missing' in decision.error ? decision.error.missing.map(({ code }) => code).join(' ') : decision.error.code;
    };
    assert.ok(short(withAda).includes('incident.signedOff'), short(withAda));
    assert.ok(short(withoutAda).includes('signOff') && !short(withoutAda).includes('incident.'), short(withoutAda));
  });

  it('content that was taken away is gone, takes back what was decided on it, and the redaction is named', () => {
    const bench = ready().do({ type: 'signOff' }, 'itManager');
    const comment = bench.do({ type: 'save', step: 'detect', patch: { location: 'Room 7' } }).events.at(-1);
    bench.do({ type: 'signOff' }, 'itManager');
    const data = { record: testId, entry: comment?.id, reason: 'x' };
    const redacted = seal({ type: 'record.redacted', data }, headsOf(bench.events), testNow, person('itManager', 'Mallory'));
    const log: readonly RecordEvent[] = [
      ...bench.events.map(entry => (entry.id === comment?.id ? { ...entry, data: null } : entry)),
      redacted,
    ];
    const { disregarded, signOff } = foldIncident(testId, log, withAda);
    assert.deepEqual([disregarded.map(({ event, reason }) => [event, reason]), signOff], [[[redacted.id, 'notHeld']], undefined]);
  });

  it('a redaction takes away nothing that a copy still has, in whatever order copies meet, and takes back nothing', () => {
    const bench = ready().do({ type: 'save', step: 'detect', patch: { location: 'Room 7' } });
    const saved = bench.events.at(-1);
    bench.do({ type: 'signOff' }, 'itManager');
    const data = { record: testId, entry: saved?.id, reason: 'x' };
    const by = (name: string, parents = headsOf(bench.events), at = testNow, email?: string): RecordEvent =>
      seal({ type: 'record.redacted', data }, parents, at, { ...person('itManager', name), ...(email !== undefined && { email }) });
    const bare = bench.events.map(entry => (entry.id === saved?.id ? { ...entry, data: null } : entry));
    for (const [redaction, stays] of [
      [by('Mallory'), true],
      [by('Ada'), false],
      // Under her name, without the address that the register has for her.
      [by('Ada', headsOf(bench.events), testNow, ''), true],
      // Before it began she needed none.
      [by('Ada', headsOf(bench.events), '2020-01-01T00:00:00.000Z', ''), false],
      // Dated back to when every role was an agreement.
      [by('Mallory', headsOf(bench.events), '2020-01-01T00:00:00.000Z'), true],
    ] as const) {
      const whole = mergeLogs([...bench.events, redaction], [...bare, redaction], withAda);
      assert.deepEqual(whole, mergeLogs([...bare, redaction], [...bench.events, redaction], withAda));
      assert.equal(whole.find(({ id }) => id === saved?.id)?.data !== null, stays);
      assert.deepEqual(withoutRedacted([...bench.events, redaction], withAda), whole);
      const { signOff, disregarded } = foldIncident(testId, whole, withAda);
      assert.deepEqual([signOff !== undefined, disregarded.length], [stays, stays ? 1 : 0]);
    }
  });

  it('counts by its own time: a wrong clock in an entry before it ends no role later', () => {
    const people = begun();
    const { events } = ready();
    const ahead = seal({ type: 'record.commented', data: { text: 'x' } }, headsOf(events), '2031-01-01T00:00:00.000Z', person('developer'));
    const signed = seal({ type: 'incident.signedOff', data: {} }, [ahead.id], at('08:30'), person('itManager', 'Ada'));
    people.write(person('itManager', 'Ada'), at('09:00'), 'PER-BEN000', inRoles('Ben', 'itManager'));
    people.write(person('itManager', 'Ben'), at('10:00'), 'PER-ADA000', { participation: 'left' });
    assert.ok(foldIncident(testId, [...events, ahead, signed], people.register()).signOff);
  });

  it('is told beside the entry and where it is said whether the record is whole', () => {
    const incident = foldIncident(testId, ready().do({ type: 'signOff' }, 'itManager').events, withoutAda);
    const [last] = incident.timeline.slice(-1);
    assert.ok(last);
    const notes = standingNotes(english, incident, time => time)(last).join();
    assert.match(notes, /register of people/);
    const { verified, text } = describeIntegrity(english, incident, { faults: [], now: testNow, formatTime: time => time });
    assert.equal(verified, false);
    assert.match(text, /register of people/);
  });

  it('a person is entered by who keeps the register alone, once it has begun', () => {
    const register = begun().register();
    const capture = { type: 'capture', record: 'PER-NEW000', patch: { title: 'New' } } as const;
    const refusal = (name: string, role: Role): unknown => {
      const hold = holdOf(register, person(role, name), at('09:00'));
      const decision = decide(fold('PER-NEW000', []), capture, context({ role, hold, register }));
      return decision.ok ? 'done' : decision.error.code;
    };
    assert.deepEqual(
      [refusal('Ada', 'itManager'), refusal('Ada', 'administrator'), refusal('Mallory', 'itManager'), refusal('Mallory', 'developer')],
      ['done', 'notPermitted', 'notHeld', 'notPermitted'],
    );
  });
});
