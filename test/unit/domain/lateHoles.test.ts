import assert from 'node:assert/strict';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import { alertsOf } from '../../../src/domain/incident/alerts';
import { attentionOf } from '../../../src/domain/incident/attention';
import { dueOf } from '../../../src/domain/incident/due';
import { incidentEvent } from '../../../src/domain/incident/event';
import { incidentFacts } from '../../../src/domain/incident/facts';
import { foldIncident } from '../../../src/domain/incident/fold';
import { missingAt } from '../../../src/domain/incident/gate';
import { isUnsettled } from '../../../src/domain/incident/gateStanding';
import { addDays, addHours } from '../../../src/domain/foundation/time';
import { dutyIds } from '../../../src/domain/vocabulary/duties';
import type { StepId } from '../../../src/domain/vocabulary/steps';
import { seal } from '../../../src/store/chain';
import { benchAt, person, testGates, type Bench, testId, testNow } from '../../support/incidents';

const who = { name: 'Ada', role: 'administrator' } as const;
const noDuties = Object.fromEntries(dutyIds.map(id => [id, { applies: 'no', reason: 'x' }]));
const handOver = { interface: 'securityManagement', person: 'Dana', at: testNow, channel: 'Phone', passed: 'All' } as const;

function missing(bench: Bench, step: StepId | 'short' = 'complete'): readonly string[] {
  return missingAt(bench.incident, step, { ...testGates, now: bench.now, ownDuties: bench.ownDuties }).map(({ code }) => code);
}

function refused(bench: Bench, command: IncidentCommand): unknown {
  const decision = bench.try(command);
  return decision.ok ? undefined : decision.error;
}

/** Ways around what was decided, which an attack has found; each through the public commands or a log of two who work at the same time. */
describe('what earlier gates asked', () => {
  const wiped: readonly (readonly [StepId, Record<string, unknown>, string])[] = [
    ['detect', { title: null }, 'title'],
    ['detect', { kind: null }, 'kind'],
    ['detect', { symptoms: null }, 'symptoms'],
    ['qualify', { category: null }, 'category'],
    ['qualify', { assessment: null }, 'assessment'],
    ['qualify', { assessmentReason: null }, 'assessment'],
    ['qualify', { impact: null }, 'priority'],
    ['qualify', { priorityOverride: 'P4' }, 'overrideReason'],
    ['analyse', { cause: null }, 'cause'],
    ['analyse', { changeReview: null }, 'changeReview'],
    ['analyse', { measures: { m1: null } }, 'measure'],
    ['remedy', { restoration: { functionTest: { answer: null } } }, 'checklist'],
    ['monitor', { checks: { c1: null } }, 'checkHolds'],
    ['monitor', { recurrence: 'yes', recurrenceReason: 'Again' }, 'noRecurrence'],
  ];
  for (const [step, patch, code] of wiped)
    it(`is asked again at the end: ${JSON.stringify(patch)}`, () => {
      const bench = benchAt('complete').fulfil('complete');
      assert.deepEqual(missing(bench), []);
      bench.save(step, patch);
      assert.ok(missing(bench).includes(code), missing(bench).join());
    });

  it('is missing once, however many gates asked it', () => {
    const bench = benchAt('monitor')
      .fulfil('monitor')
      .save('detect', { occurredAt: addDays(testNow, 2) });
    assert.deepEqual(
      missing(bench, 'monitor').filter(code => code === 'timesInOrder'),
      ['timesInOrder'],
    );
  });
});

describe('an inquiry that ends at step 2', () => {
  it('ends as it says it does', () => {
    const bench = (): Bench => benchAt('qualify', { kind: 'inquiry' }).fulfil('qualify');
    assert.deepEqual(missing(bench(), 'qualify'), []);
    assert.deepEqual(missing(bench().save('complete', { closureCode: 'solved', solution: 'x' }), 'qualify'), ['serviceNormal']);
    assert.deepEqual(missing(bench().save('complete', { closureCode: 'duplicate' }), 'qualify'), ['duplicateOf']);
    const under = bench().save('analyse', { measures: { m1: { what: 'x', type: 'final', weakensSafeguard: 'no' } } });
    const once = missing(under.save('complete', { closureCode: 'solved', solution: 'x' }), 'qualify');
    assert.deepEqual(
      once.filter(code => code === 'measuresOver'),
      ['measuresOver'],
    );
  });
});

describe('a suspicion', () => {
  const suspected = (): Bench => benchAt('complete').save('qualify', { assessment: 'suspected', assessmentReason: 'A ransom note' });

  it('is taken back with a reason of its own alone', () => {
    const cleared = { assessment: 'no' };
    for (const patch of [cleared, { ...cleared, assessmentReason: 'A ransom note' }, { assessment: null, assessmentReason: null }])
      assert.deepEqual(refused(suspected(), { type: 'save', step: 'qualify', patch }), {
        code: 'reasonMissing',
        field: 'assessmentReason',
      });
    assert.equal(suspected().save('qualify', { ...cleared, assessmentReason: 'A drill' }).incident.values.assessment, 'no');
    const incident = benchAt('detect', { kind: 'securityIncident' });
    assert.deepEqual(refused(incident, { type: 'save', step: 'detect', patch: { kind: 'inquiry' } }), {
      code: 'reasonMissing',
      field: 'couldBeSecurityReason',
    });
  });

  it('is not taken back by the short way without one either', () => {
    const patch = { closureCode: 'falseAlarm', solution: 'x', assessment: 'no' };
    assert.deepEqual(refused(suspected(), { type: 'completeShortly', patch }), { code: 'reasonMissing', field: 'assessmentReason' });
  });
});

describe('the short way', () => {
  const patch = { closureCode: 'falseAlarm', solution: 'It prints', couldBeSecurity: 'no', couldBeSecurityReason: 'Paper' };
  const lacks = (bench: Bench, more: Record<string, unknown> = {}): unknown => {
    const error = refused(bench, { type: 'completeShortly', patch: { ...patch, ...more } });
    return (error as { missing?: readonly { code: string }[] } | undefined)?.missing?.map(({ code }) => code);
  };

  it('asks what the long way asks of the same answers', () => {
    const bench = (): Bench => benchAt('qualify');
    assert.equal(lacks(bench()), undefined);
    assert.deepEqual(lacks(bench(), { assessment: 'no', assessmentReason: null }), ['assessment']);
    assert.deepEqual(lacks(bench(), { continuityThreatened: 'yes' }), ['handOverEmergency']);
    assert.deepEqual(lacks(bench(), { restoredAt: '2001-01-01T00:00:00.000Z' }), ['timesInOrder']);
    assert.deepEqual(lacks(bench(), { detectedAt: addDays(testNow, 1) }), ['timesInOrder']);
    assert.deepEqual(lacks(bench(), { priorityOverride: 'P4' }), ['overrideReason']);
    const duty = bench().save('qualify', { awareSince: testNow, duties: { gdprNotification: { applies: 'yes' } } });
    assert.deepEqual(lacks(duty, { duties: { gdprNotification: { applies: 'no' } } }), ['noDuty']);
    assert.equal(lacks(duty, { duties: { gdprNotification: { applies: 'no', reason: 'No person is concerned' } } }), undefined);
  });

  it('answers every safeguard question, and is no duplicate of itself', () => {
    const measured = benchAt('analyse').save('analyse', {
      measures: { m1: { what: 'x', type: 'final', state: 'done', weakensSafeguard: null } },
    });
    assert.ok(missing(measured.save('complete', { closureCode: 'notReproducible', solution: 'x' }), 'short').includes('safeguardQuestion'));
    const { incident } = benchAt('detect');
    const ofItself = { ...incident, values: { ...incident.values, closureCode: 'duplicate', duplicateOf: testId } } as const;
    assert.ok(missingAt(ofItself, 'short', { ...testGates, exists: () => true }).some(({ code }) => code === 'duplicateOf'));
    const own = { code: 'noSuchRecord', field: 'duplicateOf', named: testId };
    assert.deepEqual(
      refused(benchAt('detect'), { type: 'completeShortly', patch: { ...patch, closureCode: 'duplicate', duplicateOf: testId } }),
      own,
    );
  });

  it('changes no kept evidence, decides no duty that is none', () => {
    const bench = benchAt('detect');
    bench.do({ type: 'attachEvidence', row: 'e1', cells: { source: 'a.log', sha256: 'b'.repeat(64), content: 'text' } });
    const error = refused(bench, { type: 'completeShortly', patch: { ...patch, evidence: { e1: { sha256: 'c'.repeat(64) } } } });
    assert.equal((error as { code: string }).code, 'contentFixed');
    assert.deepEqual(refused(bench, { type: 'completeShortly', patch: { ...patch, duties: { 'no-such-duty': { applies: 'no' } } } }), {
      code: 'invalidField',
      field: 'duties',
      detail: 'unknown',
    });
  });

  it('has no other ending than its own, whatever a file says', () => {
    const { events } = benchAt('qualify');
    const ended = (closureCode: 'falseAlarm' | 'solvedByWorkaround') => {
      const data = { from: 'qualify', closureCode, short: true } as const;
      return foldIncident(testId, [
        ...events,
        seal(incidentEvent('incident.completed', data), [events.at(-1)?.id ?? ''], testNow, person()),
      ]);
    };
    assert.deepEqual([ended('falseAlarm').open, ended('solvedByWorkaround').open], [false, true]);
  });
});

describe('a time', () => {
  it('of what has happened does not lie ahead, wherever it stands', () => {
    const ahead = addDays(testNow, 1);
    const later: readonly (readonly [StepId, Record<string, unknown>])[] = [
      ['qualify', { awareSince: ahead }],
      ['qualify', { duties: { gdprNotification: { applies: 'yes', awareAt: ahead } } }],
      ['qualify', { duties: { gdprNotification: { applies: 'yes', awareAt: testNow, sentAt: ahead } } }],
      ['qualify', { handOvers: { h1: { ...handOver, at: ahead } } }],
      ['qualify', { handOvers: { h1: { ...handOver, acknowledgedAt: ahead } } }],
      ['remedy', { usersInformedAt: ahead }],
      ['complete', { followUps: { f1: { what: 'x', doneAt: ahead } } }],
    ];
    for (const [step, patch] of later) {
      const bench = benchAt('complete').fulfil('complete').save(step, patch);
      assert.ok(missing(bench).includes('timesInOrder'), JSON.stringify(patch));
      bench.now = addDays(ahead, 1);
      assert.ok(!missing(bench).includes('timesInOrder'), JSON.stringify(patch));
    }
  });

  it('in the last year that can be written is no target and nothing that is due', () => {
    const bench = benchAt('detect')
      .save('detect', { detectedAt: '9999-12-31T23:59:59.000Z' })
      .save('qualify', { impact: '1', urgency: '1', handOvers: { h1: { ...handOver, at: '9999-12-31T23:59:59.000Z' } } });
    assert.equal(bench.incident.target, undefined);
    assert.deepEqual(dueOf(incidentFacts(bench.incident), testNow), []);
  });
});

describe('a redaction', () => {
  const deciding = (command: IncidentCommand): Bench =>
    benchAt('complete')
      .fulfil('complete')
      .save('qualify', { awareSince: testNow, duties: { gdprNotification: { awareAt: testNow } } })
      .do(command);
  const redact = (bench: Bench): unknown => refused(bench, { type: 'redact', entry: bench.events.at(-1)?.id ?? '', reason: 'A name' });

  it('takes no clock and no hand-over away', () => {
    const carries = { code: 'carriesState' };
    const save = (patch: Record<string, unknown>): IncidentCommand => ({ type: 'save', step: 'qualify', patch });
    const commands: readonly IncidentCommand[] = [
      save({ duties: { gdprNotification: { applies: 'yes' } } }),
      save({ handOvers: { h1: handOver } }),
    ];
    for (const command of commands) {
      const bench = deciding(command);
      assert.deepEqual(redactAs(bench), carries, JSON.stringify(command));
    }
    // What is chosen is said again.
    for (const command of [save({ awareSince: addHours(testNow, -1) }), save({ dutiesApply: 'none' })]) {
      const bench = deciding(command);
      const due = dueOf(incidentFacts(bench.incident), testNow);
      assert.equal(redactAs(bench), undefined);
      assert.deepEqual(dueOf(incidentFacts(bench.incident), testNow), due);
    }
    const closed = benchAt('complete').fulfil('complete').do({ type: 'complete' });
    closed.do({ type: 'handOver', handOver: { ...handOver, id: 'h1' } });
    assert.deepEqual(redactAs(closed), carries);
    const told = deciding(save({ assessmentReason: 'It names a person' }));
    assert.equal(redactAs(told), undefined);
  });

  function redactAs(bench: Bench): unknown {
    const decision = bench.try({ type: 'redact', entry: bench.events.at(-1)?.id ?? '', reason: 'A name' }, 'itManager');
    return decision.ok ? undefined : decision.error;
  }

  it('is the IT manager’s', () => {
    assert.deepEqual(redact(deciding({ type: 'comment', text: 'x' })), { code: 'notPermitted', role: 'administrator', action: 'redact' });
  });
});

describe('what was completed without what is known now', () => {
  /** Two at the same time: one completes, the other finds it to be a security incident. */
  function race(patch: Record<string, unknown>, first: 'completion' | 'save') {
    const bench = benchAt('complete').fulfil('complete');
    const before = bench.events;
    const parents = [before.at(-1)?.id ?? ''];
    const [a, b] = first === 'completion' ? [addHours(testNow, 1), addHours(testNow, 2)] : [addHours(testNow, 2), addHours(testNow, 1)];
    const completed = seal(incidentEvent('incident.completed', { from: 'complete', closureCode: 'solved' }), parents, a, person());
    const saved = seal(incidentEvent('record.updated', { step: 'qualify', patch }), parents, b, person('administrator', 'Eve'));
    return foldIncident(testId, [...before, completed, saved]);
  }

  it('is due to be reopened, in whichever order the clocks of the two stand', () => {
    for (const first of ['completion', 'save'] as const)
      for (const patch of [{ assessment: 'confirmed' }, { continuityThreatened: 'yes' }, { personalData: 'yes' }]) {
        const incident = race(patch, first);
        const facts = incidentFacts(incident);
        assert.deepEqual([incident.open, facts.unsettled], [false, true], JSON.stringify([first, patch]));
        assert.ok(dueOf(facts, testNow).some(({ what }) => what.code === 'reopening'));
        assert.equal(attentionOf(facts, { name: 'Somebody', role: 'developer' }, testNow), 'security');
        assert.ok(alertsOf(testId, { ...facts, assignee: 'Ada' }, who, testNow).some(({ due }) => due?.what.code === 'reopening'));
      }
    assert.deepEqual(
      incidentFacts(race({ assessment: 'confirmed' }, 'completion')).untold,
      ['securityManagement'],
      'whom it must be handed over to',
    );
    assert.equal(incidentFacts(race({ category: 'network' }, 'completion')).unsettled, undefined);
  });

  it('so is one that security management takes for a security incident since; reopened, it is not any more', () => {
    const bench = benchAt('complete').fulfil('complete').do({ type: 'complete' });
    assert.equal(isUnsettled(bench.incident), false);
    bench.do({ type: 'assessSecurity', assessment: 'confirmed', reason: 'Seen elsewhere' }, 'securityOfficer');
    assert.equal(isUnsettled(bench.incident), true);
    bench.do({ type: 'reopen', to: 'analyse', reason: 'Confirmed' });
    assert.equal(isUnsettled(bench.incident), false);
  });

  it('stays as it was decided where nothing has come in between, whatever today’s rules ask', () => {
    const { events } = benchAt('complete');
    const parents = [events.at(-1)?.id ?? ''];
    const data = { from: 'complete', closureCode: 'solved' } as const;
    const incident = foldIncident(testId, [...events, seal(incidentEvent('incident.completed', data), parents, testNow, person())]);
    assert.deepEqual([incident.open, isUnsettled({ ...incident, priority: 'P1' })], [false, false]);
  });
});

describe('a solution', () => {
  it('brings no release along without the record that it was given in', () => {
    const bench = benchAt('remedy').save('qualify', { impact: '1', urgency: '1' });
    const released = { at: testNow, by: person('itManager', 'Boss') };
    const measure = { id: 's1', what: 'x', person: 'Ben', weakensSafeguard: 'no' } as const;
    assert.deepEqual(refused(bench, { type: 'applySolution', measure, released }), { code: 'notReleased' });
    assert.equal(refused(bench, { type: 'applySolution', measure, released, from: 'KE-000001' }), undefined);
  });
});

describe('a notification', () => {
  const facts = incidentFacts(benchAt('qualify').fulfil('qualify').save('qualify', { impact: '1', urgency: '1' }).incident);
  const kinds = (change: Partial<typeof facts>, at = testNow): readonly string[] =>
    alertsOf(testId, { ...facts, target: undefined, ...change }, who, at).map(({ kind }) => kind);

  it('of a new P1 goes to who has it, or to all where nobody does', () => {
    assert.deepEqual(kinds({ assignee: 'Bob' }), []);
    assert.ok(kinds({ assignee: undefined }).includes('newP1'));
    assert.ok(kinds({ assignee: 'ada' }).includes('newP1'));
  });

  it('of a clock comes when three quarters of its own time are over, whenever the incident was recorded', () => {
    const clock = { duty: 'gdprNotification', since: addHours(testNow, -67), due: addHours(testNow, 5) };
    assert.ok(kinds({ assignee: 'Ada', recordedAt: testNow, clocks: [clock] }).includes('clocks'));
    const month = { duty: 'nis2FinalReport', since: testNow, due: addDays(testNow, 30) };
    assert.ok(!kinds({ assignee: 'Ada', recordedAt: addDays(testNow, -180), clocks: [month] }).includes('clocks'));
  });

  it('of a hand-over to me comes again when it comes back to me', () => {
    const bench = benchAt('qualify');
    const key = (): string | undefined =>
      alertsOf(testId, incidentFacts(bench.incident), who, bench.now).find(({ kind }) => kind === 'toMe')?.key;
    const assign = (whom: string): void => {
      bench.now = addHours(bench.now, 1);
      bench.do({ type: 'assign', level: 'second', person: whom, reason: '' });
    };
    assign('Ada');
    const first = key();
    assign('Bob');
    assert.equal(key(), undefined);
    assign('Ada');
    assert.ok(first !== undefined && key() !== undefined && key() !== first);
  });
});

describe('a duty', () => {
  it('that nobody decided keeps the short way closed where personal data are concerned', () => {
    const bench = benchAt('qualify').save('qualify', { personalData: 'yes' });
    assert.deepEqual(missing(bench.save('complete', { closureCode: 'falseAlarm', solution: 'x' }), 'short'), ['noDuty']);
    bench.save('qualify', { dutiesApply: 'none', dutiesReason: 'Test data', duties: noDuties });
    assert.deepEqual(missing(bench, 'short'), []);
  });

  it('has no reason from one it follows that applies', () => {
    const rows = {
      ...noDuties,
      nis2EarlyWarning: { applies: 'yes', awareAt: testNow, reason: 'Of importance' },
      nis2Notification: { applies: 'no', reason: null },
    };
    const bench = benchAt('complete').fulfil('complete').save('qualify', { personalData: 'yes', duties: rows });
    assert.ok(missing(bench).includes('dutiesDecided'));
  });
});
