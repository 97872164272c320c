import assert from 'node:assert/strict';
import { incidentEvent } from '../../../src/domain/incident/event';
import { foldIncident } from '../../../src/domain/incident/fold';
import { milestonesSchema, type Milestones } from '../../../src/domain/incident/milestones';
import { milestonesOf } from '../../../src/domain/incident/milestonesOf';
import { addHours } from '../../../src/domain/foundation/time';
import type { Link } from '../../../src/domain/record/link';
import { headsOf } from '../../../src/domain/record/log';
import { defaultPriorityMatrix } from '../../../src/domain/vocabulary/priority';
import { seal } from '../../../src/store/chain';
import { benchAt, fulfilled, passStep, person, testId, testNow, type Bench } from '../../support/incidents';

const after = (hours: number): string => addHours(testNow, hours);
const at = (bench: Bench, hours: number): Bench => Object.assign(bench, { now: after(hours) });

function milestones(bench: Bench): Milestones {
  const found = milestonesOf(bench.incident);
  assert.deepEqual(milestonesSchema.parse(found), found);
  return found;
}

function completed(bench: Bench): Bench {
  return bench
    .save('complete', fulfilled.complete)
    .do({ type: 'storeReport', text: 'Report', sha256: 'a'.repeat(64) })
    .do({ type: 'complete' });
}

function linked(...links: readonly Omit<Link, 'id'>[]): Milestones {
  return milestones(links.reduce((bench, link) => bench.do({ type: 'link', link }), benchAt('qualify')));
}

describe('the milestones of an incident', () => {
  it('of one that was just recorded are what is known of its beginning', () => {
    assert.deepEqual(milestones(benchAt('detect')), { detectedAt: testNow });
    const known = benchAt('detect', { occurredAt: after(-2), detectedAt: after(-1) });
    assert.deepEqual(milestones(known), { occurredAt: after(-2), detectedAt: after(-1) });
  });

  it('of one that took all steps are the times of the entries that first said so', () => {
    const over = { state: 'ended', doneAt: after(5), doneBy: 'Ada' };
    const bench = benchAt('qualify');
    passStep(at(bench, 1), 'qualify');
    passStep(at(bench, 2), 'analyse');
    at(bench, 3).do({
      type: 'applyWorkaround',
      measure: { id: 'w1', what: 'Other relay', person: 'Ada', weakensSafeguard: 'no' },
      reviewAt: after(90),
    });
    at(bench, 5).save('remedy', { ...fulfilled.remedy, restoredAt: after(4), measures: { m1: over, w1: over } });
    bench.do({ type: 'release', part: 'w1' }, 'itManager').do({ type: 'advance', from: 'remedy' });
    passStep(at(bench, 6), 'monitor');
    assert.deepEqual(milestones(completed(at(bench, 7))), {
      detectedAt: testNow,
      qualifiedAt: after(1),
      workaroundAt: after(3),
      restoredAt: after(4),
      firstCompletedAt: after(7),
      targetDue: after(72),
    });
  });

  it('qualified is when a priority was first in force, however often it changed, and not before both grades are known', () => {
    const bench = benchAt('qualify').save('qualify', { impact: '2' });
    assert.equal(milestones(bench).qualifiedAt, undefined);
    at(bench, 1).save('qualify', { urgency: '3' });
    at(bench, 2).save('qualify', { urgency: '1', impact: '1' });
    assert.equal(milestones(bench).qualifiedAt, after(1));
    const byHand = at(benchAt('qualify'), 1).save('qualify', { priorityOverride: 'P1', priorityReason: 'The board cannot work' });
    assert.equal(milestones(byHand).qualifiedAt, after(1));
  });

  it('qualified is when step 2 was left, where the entry that set the priority is redacted', () => {
    const bench = benchAt('qualify');
    passStep(at(bench, 1), 'qualify');
    const redacted = bench.events.map(entry => ('matrix' in (entry.data as object) ? { ...entry, data: null } : entry));
    assert.equal(milestonesOf(foldIncident(testId, redacted)).qualifiedAt, after(1));
  });

  it('qualified is what an entry of the first format says that has the priority itself', () => {
    const bench = benchAt('qualify');
    const draft = { type: 'incident.updated', data: { step: 'qualify', patch: { impact: '1', urgency: '1' }, priority: 'P1' } };
    bench.events = [...bench.events, seal(draft, headsOf(bench.events), after(1), person())];
    assert.equal(milestones(bench).qualifiedAt, after(1));
  });

  it('a service that went straight to normal needed no workaround: users could work since it was restored', () => {
    const bench = at(benchAt('remedy'), 3).save('remedy', { serviceState: 'normal', restoredAt: after(2) });
    assert.deepEqual([milestones(bench).workaroundAt, milestones(bench).restoredAt], [after(2), after(2)]);
  });

  it('restored is since when the service is normal, where no time stands there', () => {
    // A save fills the time in; entries of the first format do not have it.
    const said = (hours: number, serviceState: string) => ({
      at: after(hours),
      draft: { type: 'incident.updated', data: { step: 'remedy', patch: { serviceState } } },
    });
    const bench = benchAt('remedy');
    const append = (...entries: readonly ReturnType<typeof said>[]): void => {
      for (const entry of entries) bench.events = [...bench.events, seal(entry.draft, headsOf(bench.events), entry.at, person())];
    };
    append(said(1, 'normal'), said(2, 'down'));
    assert.equal(milestones(bench).restoredAt, undefined);
    append(said(3, 'normal'), said(4, 'normal'));
    assert.deepEqual([milestones(bench).workaroundAt, milestones(bench).restoredAt], [after(1), after(3)]);
  });

  it('a reopened incident keeps when it was first completed, and counts how often; the short way is that of the last time', () => {
    const bench = at(benchAt('detect', { ...fulfilled.detect, kind: 'inquiry' }), 1);
    const shortly = { type: 'completeShortly', patch: { closureCode: 'answered', solution: 'Told' } } as const;
    bench.do(shortly);
    assert.deepEqual(
      [milestones(bench).firstCompletedAt, milestones(bench).shortWay, milestones(bench).reopenings],
      [after(1), true, undefined],
    );
    at(bench, 2).do({ type: 'reopen', to: 'detect', reason: 'Asked again' });
    at(bench, 3).do(shortly);
    at(bench, 4).do({ type: 'reopen', to: 'detect', reason: 'And again' }).do({ type: 'advance', from: 'detect' });
    at(bench, 5).save('qualify', fulfilled.qualify).do({ type: 'complete' });
    const { firstCompletedAt, shortWay, reopenings } = milestones(bench);
    assert.deepEqual([firstCompletedAt, shortWay, reopenings], [after(1), undefined, 2]);
  });

  it('a known error was hit where the review found it, or its workaround or solution is linked; not where it was made afterwards', () => {
    const target = { type: 'record', id: 'KE-000001' } as const;
    const found = benchAt('analyse').do({
      type: 'review',
      source: 'knownError',
      outcome: 'matches',
      match: { id: target.id, title: 'Known' },
      candidates: [],
    });
    assert.equal(milestones(found).knownErrorHit, true);
    assert.equal(linked({ kind: 'worksAround', state: 'confirmed', target }).knownErrorHit, true);
    assert.equal(linked({ kind: 'fixedBy', state: 'ruledOut', target }).knownErrorHit, undefined);
    assert.equal(linked({ kind: 'causedBy', state: 'confirmed', target }).knownErrorHit, undefined);
    assert.equal(linked({ kind: 'fixedBy', state: 'confirmed', target: { type: 'record', id: 'CHG-000001' } }).knownErrorHit, undefined);
  });

  it('a change caused it where a link says so, suspected apart from confirmed', () => {
    const commit = { type: 'commit', sha: 'a'.repeat(40), subject: 'TLS only' } as const;
    const change = { type: 'record', id: 'CHG-000001' } as const;
    assert.equal(linked({ kind: 'causedBy', state: 'suspected', target: commit }).changeCaused, 'suspected');
    assert.equal(
      linked({ kind: 'causedBy', state: 'suspected', target: commit }, { kind: 'causedBy', state: 'confirmed', target: change })
        .changeCaused,
      'confirmed',
    );
    assert.equal(linked({ kind: 'causedBy', state: 'ruledOut', target: change }).changeCaused, undefined);
    assert.equal(linked({ kind: 'fixedBy', state: 'confirmed', target: commit }).changeCaused, undefined);
    assert.equal(linked({ kind: 'causedBy', state: 'confirmed', target: { type: 'record', id: 'PRB-000001' } }).changeCaused, undefined);
  });

  it('leaves out entries that do not count', () => {
    const bench = benchAt('qualify');
    const matrix = defaultPriorityMatrix.map(row => [...row]);
    const draft = incidentEvent('record.updated', { step: 'qualify', patch: { impact: '1', urgency: '1' }, matrix });
    bench.events = [...bench.events, seal(draft, headsOf(bench.events), after(1), person('securityOfficer'))];
    assert.equal(bench.incident.disregarded.length, 1);
    assert.equal(milestones(bench).qualifiedAt, undefined);
  });

  it('leaves nothing of an erased incident', () => {
    const data = { record: testId, entries: 4, completed: 2015, reason: 'Its time is over' };
    const tombstone = seal({ type: 'record.erased', data }, [], testNow, person('itManager'));
    assert.deepEqual(milestonesOf(foldIncident(testId, [tombstone])), {});
  });
});
