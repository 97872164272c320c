import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, addHours } from '../../../../src/domain/foundation/time';
import { incidentFacts } from '../../../../src/domain/incident/facts';
import { figuresSchema, figureGroupings, type ProcessFigures } from '../../../../src/domain/incident/figures';
import { measuredOf, type MeasuredIncident } from '../../../../src/domain/incident/measuredIncident';
import { traitsOf } from '../../../../src/domain/incident/traitsOf';
import { observe } from '../../../../src/review/figures/observation';
import { processFigures, type FiguresAsked } from '../../../../src/review/figures/processFigures';
import { targetOutcome } from '../../../../src/review/figures/target';
import { english } from '../../../../src/words/english';
import { describeFigures } from '../../../../src/words/figures/describeFigures';
import { marksOf } from '../../../../src/review/figures/marks';
import { benchAt, fulfilled, person } from '../../../support/incidents';

const recordedAt = '2026-10-05T08:00:00.000Z';
const at = '2026-11-20T08:00:00.000Z';
const asked: FiguresAsked = { by: 'priority', period: { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' }, at };
const after = (hours: number): string => addHours(recordedAt, hours);
const hours = (count: number): number => count * 3_600_000;

function measured(change: Partial<MeasuredIncident> = {}): MeasuredIncident {
  return { recordedAt, detectedAt: recordedAt, open: true, reported: 'disruption', components: [], priority: 'P2', ...change };
}

const restored = (length: number, change: Partial<MeasuredIncident> = {}): MeasuredIncident =>
  measured({
    qualifiedAt: after(1),
    workaroundAt: after(length),
    restoredAt: after(length),
    open: false,
    closedAt: after(length + 24),
    firstCompletedAt: after(length + 24),
    closureCode: 'solved',
    ...change,
  });

function figures(incidents: Iterable<MeasuredIncident>, change: Partial<FiguresAsked> = {}): ProcessFigures {
  const work = processFigures(incidents, { ...asked, ...change });
  let next = work.next();
  while (!next.done) next = work.next();
  return figuresSchema.parse(next.value);
}

describe('what is observed of an incident', () => {
  it('counts from the detection, and detection from what occurred; without a detection from the recording', () => {
    const incident = restored(5, { occurredAt: after(-3) });
    assert.deepEqual(observe('detect', incident, at), { length: hours(3), ended: true });
    assert.deepEqual(observe('qualify', incident, at), { length: hours(1), ended: true });
    assert.deepEqual(observe('restore', incident, at), { length: hours(5), ended: true });
    assert.deepEqual(observe('complete', incident, at), { length: hours(29), ended: true });
    assert.deepEqual(observe('restore', restored(5, { detectedAt: undefined, recordedAt: after(2) }), at), {
      length: hours(3),
      ended: true,
    });
    assert.equal(observe('detect', restored(5), at), undefined);
  });

  it('waits until now while it is open, and until its completion where it ended without', () => {
    assert.deepEqual(observe('qualify', measured(), after(7)), { length: hours(7), ended: false });
    assert.deepEqual(observe('restore', measured(), after(7)), { length: hours(7), ended: false });
    const given = measured({ open: false, closedAt: after(9), closureCode: 'notSolved' });
    assert.deepEqual(observe('restore', given, at), { length: hours(9), ended: false });
    assert.equal(observe('qualify', given, at), undefined);
  });

  it('waits for what lies ahead by a wrong clock or a forged record: it has not happened yet', () => {
    const ahead = restored(5, { restoredAt: '9999-12-31T23:59:59.999Z', closedAt: '9999-12-31T23:59:59.999Z', targetDue: after(200) });
    assert.deepEqual(observe('restore', ahead, after(100)), { length: hours(100), ended: false });
    assert.deepEqual(observe('complete', ahead, after(100)), { length: hours(100), ended: false });
    assert.deepEqual([targetOutcome(ahead, after(100)), targetOutcome(ahead, after(300))], ['running', 'missed']);
  });

  it('has nothing to restore of an inquiry, an order, or what turned out to be nothing', () => {
    for (const reported of ['inquiry', 'order'] as const) assert.equal(observe('restore', measured({ reported }), at), undefined);
    for (const closureCode of ['falseAlarm', 'duplicate', 'answered', 'notReproducible', 'withdrawn'] as const)
      assert.equal(observe('workaround', measured({ open: false, closedAt: after(1), closureCode }), at), undefined);
    assert.ok(observe('complete', measured({ reported: 'order' }), at));
  });

  it('leaves out times that contradict one another', () => {
    assert.equal(observe('restore', restored(-2), at), undefined);
    assert.equal(observe('detect', measured({ occurredAt: after(1) }), at), undefined);
  });

  it('was in time, or not, or may still be', () => {
    const outcome = (change: Partial<MeasuredIncident>, now = at): string | undefined =>
      targetOutcome(measured({ targetDue: after(8), ...change }), now);
    assert.equal(outcome({ restoredAt: after(8) }), 'met');
    assert.equal(outcome({ restoredAt: after(9) }), 'missed');
    assert.equal(outcome({}, after(8)), 'running');
    assert.equal(outcome({}, after(9)), 'missed');
    assert.equal(outcome({ targetDue: undefined }), undefined);
    assert.equal(outcome({ open: false, closedAt: after(1), closureCode: 'falseAlarm' }), undefined);
  });

  it('that ended without being restored is late where its target lay before the completion, and else neither late nor still in time', () => {
    const outcomes = (closed: number, restoredAt?: string): readonly (string | undefined)[] =>
      [after(5), after(100)].map(now => {
        const incident = measured({ targetDue: after(8), open: false, closedAt: after(closed), closureCode: 'notSolved', restoredAt });
        return targetOutcome(incident, now);
      });
    assert.deepEqual(outcomes(9), ['running', 'missed']);
    assert.deepEqual(outcomes(4), [undefined, undefined]);
    assert.deepEqual(outcomes(8), ['running', undefined]);
    assert.deepEqual(outcomes(20, after(8)), ['running', 'met']);
  });

  it('has marks only among those that could have them', () => {
    assert.deepEqual(marksOf(measured({ reported: 'inquiry' })), {
      workaround: undefined,
      reopened: undefined,
      knownError: undefined,
      changeCaused: undefined,
      changeSuspected: undefined,
      shortWay: undefined,
    });
    const all = restored(5, { workaroundAt: after(2), knownErrorHit: true, changeCaused: 'suspected', reopenings: 2, shortWay: true });
    assert.deepEqual(marksOf(all), {
      workaround: true,
      reopened: true,
      knownError: true,
      changeCaused: false,
      changeSuspected: true,
      shortWay: true,
    });
    assert.equal(marksOf(restored(5)).workaround, false, 'straight to normal');
  });
});

describe('the figures of the process', () => {
  it('are of what was recorded in the period, in it and not at its end', () => {
    const { all, months } = figures([
      restored(5),
      restored(5, { recordedAt: asked.period.from }),
      restored(5, { recordedAt: asked.period.to }),
      restored(5, { recordedAt: '2026-09-30T23:59:59.999Z', closedAt: after(0) }),
    ]);
    assert.equal(all.count, 2);
    assert.deepEqual(months, [{ month: '2026-10', recorded: 2, completed: 4 }]);
  });

  it('count those that wait as long as they do: half of three is not known where two wait', () => {
    const { all } = figures([restored(4), measured({ detectedAt: after(-24) }), measured({ detectedAt: after(-24) })]);
    const { ended, waiting, median, ninth, left } = all.durations.restore;
    assert.deepEqual([ended, waiting, median, ninth], [1, 2, undefined, undefined]);
    assert.deepEqual(
      left.map(share => Math.round(share * 100)),
      [100, 67, 67, 67, 67, 67, 67, 67],
    );
    assert.equal(figures([restored(4), restored(6), measured()]).all.durations.restore.median, hours(6));
    assert.equal(figures([restored(4), restored(6)]).all.durations.restore.ninth, hours(6));
  });

  it('say nothing that hangs on fewer than five while others are watched for less', () => {
    const open = (count: number, length: number): readonly MeasuredIncident[] =>
      Array.from({ length: count }, () => measured({ detectedAt: addHours(at, -length) }));
    const one = restored(72);
    const sample = figures([one, ...open(5, 5)]).all.durations.complete;
    assert.deepEqual([sample.median, sample.ninth, sample.left], [undefined, undefined, [1, 1]]);
    assert.deepEqual(sample.watched, [6, 6, 1, 1, 1, 0, 0, 0, 0]);
    const four = figures([...Array.from({ length: 4 }, () => one), ...open(1, 5)]).all.durations.complete;
    assert.deepEqual([four.median, four.ninth, four.left], [undefined, undefined, [1, 1]]);
    const five = figures([...Array.from({ length: 5 }, () => one), ...open(1, 5)]).all.durations.complete;
    assert.deepEqual([five.median, five.ninth, five.left], [hours(96), hours(96), [1, 1, 1, 1, 1]]);
    assert.equal(figures([one]).all.durations.complete.median, hours(96), 'all there are');
    const texts = JSON.stringify(describeFigures(english, figures([one, ...open(5, 5)])));
    assert.match(texts, /fewer than 5 are left to tell it from/);
    assert.match(texts, /\["8 h","–","1","–","1"\]/);
    const point = describeFigures(english, figures(open(6, 2))).find(({ id }) => id === 'left');
    assert.deepEqual([point?.chart, point?.table?.rows[0]], [undefined, ['1 h', '100 %', '6', '100 %', '6']], 'one point makes no picture');
    const only = describeFigures(english, figures([one, measured({ detectedAt: at })])).find(({ id }) => id === 'left');
    assert.deepEqual([only?.chart, only?.table?.rows[0]], [undefined, ['1 h', '–', '1', '–', '1']]);
  });

  it('tell apart by priority, by month, and by each component, those with the most first', () => {
    const incidents = [
      restored(1, { priority: 'P3', components: ['Relay', 'RELAY', 'Mail'] }),
      restored(2, { priority: undefined, components: ['mail '] }),
      restored(3, { priority: 'P1' }),
    ];
    const named = (by: FiguresAsked['by']): unknown => figures(incidents, { by }).groups.map(({ name, count }) => [name, count]);
    assert.deepEqual(named('priority'), [
      ['P1', 1],
      ['P3', 1],
      [undefined, 1],
    ]);
    assert.deepEqual(named('component'), [
      ['Mail', 2],
      ['Relay', 1],
      [undefined, 1],
    ]);
    assert.deepEqual(named('month'), [['2026-10', 3]]);
  });

  it('say how many components more there are than are told apart', () => {
    const incidents = Array.from({ length: 30 }, (_, n) => restored(1, { components: [`Relay ${n}`] }));
    const { groups, moreGroups } = figures(incidents, { by: 'component' });
    assert.deepEqual([groups.length, moreGroups], [24, 6]);
  });

  it('age what is open, whenever it was recorded, by priority', () => {
    const old = (days: number): MeasuredIncident =>
      measured({ recordedAt: addDays(at, -days), detectedAt: addDays(at, -days), priority: 'P1' });
    const { ageing, all } = figures([old(0.5), old(1), old(6), old(7), old(29), old(30), old(90), old(400), restored(1)]);
    assert.deepEqual(ageing[0], { priority: 'P1', counts: [1, 2, 2, 1, 2] });
    assert.deepEqual(ageing.at(-1), { counts: [0, 0, 0, 0, 0] });
    assert.equal(all.count, 3, 'of them three were recorded in the period');
  });

  it('are the same whatever the order of the incidents', () => {
    const some = fc.array(
      fc.record({ length: fc.nat(300), priority: fc.constantFrom('P1' as const, 'P4' as const, undefined), open: fc.boolean() }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(some, fc.constantFrom(...figureGroupings), (made, by) => {
        const incidents = made.map(({ length, priority, open }) =>
          open ? measured({ priority, detectedAt: after(-length) }) : restored(length, { priority }),
        );
        assert.deepEqual(figures([...incidents].reverse(), { by }), figures(incidents, { by }));
      }),
    );
  });

  it('yield often enough that nothing waits for them', () => {
    const work = processFigures(
      Array.from({ length: 5_000 }, (_, n) => restored(n % 500)),
      asked,
    );
    let yields = 0;
    while (!work.next().done) yields += 1;
    assert.ok(yields >= 25, `${yields}`);
  });

  it('are made of nothing that says who an incident was reported or handled by, nor of its texts', () => {
    const secret = 'Secret-Person';
    const bench = benchAt('qualify', {
      title: secret,
      reporter: secret,
      reporterContact: secret,
      symptoms: `account ${secret}`,
      affectedUsers: secret,
    });
    bench.save('qualify', { ...fulfilled.qualify, assignee: secret });
    bench.do({ type: 'assign', level: 'third', person: secret, reason: secret }, 'administrator', secret);
    const facts = incidentFacts(bench.incident);
    const traits = traitsOf(bench.incident);
    assert.ok(JSON.stringify([facts, person('administrator', secret)]).includes(secret));
    const made = measuredOf(facts, traits);
    assert.ok(made);
    assert.deepEqual(traits?.accounts, [secret.toLowerCase()]);
    assert.doesNotMatch(JSON.stringify(made), new RegExp(`${secret}|${bench.incident.id}|level|assign`, 'i'));
    // A field that is added here is to be looked at: it must say nothing of a person.
    const fields = {
      recordedAt: 1,
      open: 1,
      reported: 1,
      priority: 1,
      closureCode: 1,
      closedAt: 1,
      components: 1,
      occurredAt: 1,
      detectedAt: 1,
      qualifiedAt: 1,
      workaroundAt: 1,
      restoredAt: 1,
      firstCompletedAt: 1,
      targetDue: 1,
      reopenings: 1,
      shortWay: 1,
      knownErrorHit: 1,
      changeCaused: 1,
    } satisfies Record<keyof MeasuredIncident, 1>;
    assert.deepEqual(
      Object.keys(made).filter(key => !(key in fields)),
      [],
    );
  });

  it('know nothing of what was erased', () => {
    const facts = { ...incidentFacts(benchAt('detect').incident), recordedAt: undefined };
    assert.equal(measuredOf(facts), undefined);
  });
});
