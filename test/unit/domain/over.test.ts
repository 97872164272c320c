import { decide } from '../../../src/domain/deciding';
import { definitions, fold } from '../../../src/domain/records';
import assert from 'node:assert/strict';
import type { RecordEvent } from '../../../src/domain/record/event';
import type { Patch } from '../../../src/domain/forms/field';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import { incidentEvent } from '../../../src/domain/incident/event';
import { incidentFields } from '../../../src/domain/incident/forms';
import { patchOfIncidentEvent } from '../../../src/domain/incident/written';
import { headsOf } from '../../../src/domain/record/log';
import { changedPaths, lastWrite, type ChangedMeanwhile, type Over } from '../../../src/domain/record/over';
import { applyPatch } from '../../../src/domain/forms/values';
import { seal } from '../../../src/store/chain';
import { Bench, benchAt, context, person, testNow } from '../../support/incidents';

/** What was typed over, with the heads as they are. */
function over(bench: { readonly events: readonly RecordEvent[] }, values: Readonly<Record<string, unknown>>, replaces?: string): Over {
  const heads = [...headsOf(bench.events)];
  return Object.fromEntries(Object.entries(values).map(([path, value]) => [path, { value, heads, ...(replaces && { replaces }) }]));
}

/** What a refused command names: path, value and who. */
function changed(bench: Bench, command: IncidentCommand): readonly (readonly [string, unknown, string | undefined])[] {
  const before = bench.events.length;
  const decision = bench.try(command);
  assert.ok(!decision.ok && decision.error.code === 'changedMeanwhile', JSON.stringify(decision));
  assert.equal(bench.events.length, before);
  assert.equal(decision.error.field, decision.error.changed[0]?.path);
  return decision.error.changed.map(({ path, value, by }) => [path, value, by?.role]);
}

const save = (step: 'detect' | 'analyse' | 'remedy', patch: Patch, typed: Over): IncidentCommand => ({
  type: 'save',
  step,
  patch,
  over: typed,
});

describe('a value that was changed while one typed over it', () => {
  it('is not overwritten: the field is named, with the value in force, who and when; nothing is written', () => {
    const bench = benchAt('detect', { title: 'As it was', location: 'Hall 1' });
    const mine = over(bench, { title: 'As it was', location: 'Hall 1', reporter: null });
    bench.do({ type: 'save', step: 'detect', patch: { title: 'Theirs', location: 'Hall 2' } }, 'developer');
    const decision = bench.try(save('detect', { title: 'Mine', location: null, reporter: 'Ada' }, mine));
    assert.deepEqual(!decision.ok && decision.error, {
      code: 'changedMeanwhile',
      field: 'title',
      changed: ['title', 'location'].map(path => ({
        path,
        value: path === 'title' ? 'Theirs' : 'Hall 2',
        entry: bench.events.at(-1)?.id,
        by: person('developer'),
        at: testNow,
      })),
    } satisfies ChangedMeanwhile);
    assert.equal(bench.incident.values.title, 'Theirs');
  });

  it('asks nothing where both mean the same, where it was changed back, and where other fields were changed', () => {
    const bench = benchAt('detect', { title: 'As it was' });
    const mine = over(bench, { title: 'As it was' });
    bench.save('detect', { title: 'Theirs' }).save('detect', { location: 'Hall 2' });
    bench.do(save('detect', { title: 'Theirs' }, mine));
    bench.save('detect', { title: 'As it was' });
    bench.do(save('detect', { title: 'Mine' }, mine));
    assert.deepEqual([bench.incident.values.title, bench.incident.values.location], ['Mine', 'Hall 2']);
  });

  it('what is saved without saying over what counts as typed over nothing', () => {
    const bench = benchAt('detect', { title: 'As it was' });
    assert.deepEqual(changed(bench, save('detect', { title: 'Mine', location: 'Hall 1' }, {})), [['title', 'As it was', 'administrator']]);
  });

  it('rows: cell by cell; a removed row and a row that is to be removed are asked about as a whole', () => {
    const rows = { m1: { what: 'One', person: 'Ada' }, m2: { what: 'Two' } };
    const bench = benchAt('analyse').save('analyse', { measures: rows });
    const m1 = { id: 'm1', ...rows.m1 };
    const mine = over(bench, { 'measures/m1': m1, 'measures/m1/what': 'One', 'measures/m1/component': null });
    const patch = { measures: { m1: { what: 'One, mine', component: 'Mail' } } };
    const theirs = (cells: unknown): Bench =>
      Object.assign(new Bench(), { events: bench.events }).save('analyse', { measures: { m1: cells } });

    assert.ok(theirs({ person: 'Ben' }).try(save('analyse', patch, mine)).ok);
    assert.deepEqual(changed(theirs({ what: 'One, theirs' }), save('analyse', patch, mine)), [
      ['measures/m1/what', 'One, theirs', 'administrator'],
    ]);
    assert.deepEqual(changed(theirs({ component: 'Relay' }), save('analyse', patch, mine)), [
      ['measures/m1/component', 'Relay', 'administrator'],
    ]);
    // Half a row must not come back by itself, even where the cell was empty before.
    assert.deepEqual(changed(theirs(null), save('analyse', { measures: { m1: { component: 'Mail' } } }, mine)), [
      ['measures/m1', null, 'administrator'],
    ]);

    const away = save('analyse', { measures: { m1: null } }, over(bench, { 'measures/m1': m1 }));
    assert.ok(theirs(null).try(away).ok);
    assert.ok(Object.assign(new Bench(), { events: bench.events }).try(away).ok);
    assert.deepEqual(changed(theirs({ what: 'One, theirs' }), away), [['measures/m1', { ...m1, what: 'One, theirs' }, 'administrator']]);
    // A row of one's own stands over nothing.
    assert.ok(bench.try(save('analyse', { measures: { m3: { what: 'Three' } } }, {})).ok);
  });

  it('a checklist’s item that both have begun is asked about', () => {
    const bench = benchAt('remedy');
    const mine = over(bench, { 'restoration/functionTest/answer': null });
    bench.save('remedy', { restoration: { functionTest: { answer: 'notApplicable' } } });
    assert.deepEqual(changed(bench, save('remedy', { restoration: { functionTest: { answer: 'done' } } }, mine)), [
      ['restoration/functionTest/answer', 'notApplicable', 'administrator'],
    ]);
  });

  it('replaced knowingly: the entry names the one whose value it replaces, and asks again when that changed once more', () => {
    const bench = benchAt('detect', { title: 'As it was' }).save('detect', { title: 'Theirs' });
    const theirs = bench.events.at(-1)?.id ?? '';
    const knowingly = save('detect', { title: 'Mine' }, over(bench, { title: 'Theirs' }, theirs));
    const again = Object.assign(new Bench(), { events: bench.events }).save('detect', { title: 'Theirs, once more' });
    assert.deepEqual(changed(again, knowingly), [['title', 'Theirs, once more', 'administrator']]);
    bench.do(knowingly);
    assert.deepEqual(bench.events.at(-1)?.data, { step: 'detect', patch: { title: 'Mine' }, over: { title: theirs } });
    assert.equal(bench.incident.values.title, 'Mine');
  });

  it('names the last entry that the writer had not seen, also where a later one only came to the same', () => {
    const bench = benchAt('detect', { title: 'As it was' });
    const mine = over(bench, { title: 'As it was' });
    bench.save('detect', { title: 'First' }).do({ type: 'save', step: 'detect', patch: { title: 'Second' } }, 'itManager');
    assert.deepEqual(changed(bench, save('detect', { title: 'Mine' }, mine)), [['title', 'Second', 'itManager']]);
  });

  it('hand-over, review and workaround ask, too: they overwrite what a form shows', () => {
    const bench = benchAt('analyse');
    const { level, assignee } = bench.incident.values;
    const shown = over(bench, { level, assignee });
    const empty = over(bench, { problemReview: null, problemMatch: null, serviceState: null, workaroundReviewAt: null });
    bench
      .do({ type: 'assign', level: 'third', person: 'Cara', reason: '' })
      .do({ type: 'review', source: 'problem', outcome: 'matches', match: { id: 'PRB-000001', title: 'Relay' }, candidates: [] })
      .do({
        type: 'applyWorkaround',
        measure: { id: 'w1', what: 'Restart', person: 'Ben', weakensSafeguard: 'no' },
        reviewAt: '2027-01-01T00:00:00.000Z',
      });
    assert.deepEqual(
      changed(bench, { type: 'assign', level: 'second', person: 'Ada', reason: '', over: shown }).map(([path]) => path),
      ['level', 'assignee'],
    );
    assert.deepEqual(
      changed(bench, { type: 'review', source: 'problem', outcome: 'none', candidates: [], over: empty }).map(([path]) => path),
      ['problemReview', 'problemMatch'],
    );
    const another = { id: 'w2', what: 'Wait', person: 'Ben', weakensSafeguard: 'no' } as const;
    assert.deepEqual(
      changed(bench, { type: 'applyWorkaround', measure: another, reviewAt: '2027-02-01T00:00:00.000Z', over: empty }).map(
        ([path]) => path,
      ),
      ['workaroundReviewAt'],
    );
  });

  it('problems and the other records are asked about in the same way', () => {
    const events: RecordEvent[] = [];
    const run = (patch: Patch, typed?: Over): ReturnType<typeof decide> => {
      const record = fold('PRB-000001', events);
      const command = events.length === 0 ? { type: 'capture' as const, record: record.id, patch } : { type: 'save' as const, patch };
      const decision = decide(record, { ...command, ...(typed && { over: typed }) }, context());
      if (decision.ok) for (const draft of decision.value) events.push(seal(draft, headsOf(events), testNow, person()));
      return decision;
    };
    run({ title: 'As it was' });
    const mine = over({ events }, { title: 'As it was' });
    run({ title: 'Theirs' });
    const refused = run({ title: 'Mine' }, mine);
    assert.deepEqual(!refused.ok && refused.error.code === 'changedMeanwhile' && refused.error.changed.map(({ value }) => value), [
      'Theirs',
    ]);
    const theirs = events.at(-1)?.id ?? '';
    assert.ok(run({ title: 'Mine' }, over({ events }, { title: 'Theirs' }, theirs)).ok);
    assert.deepEqual(events.at(-1)?.data, { patch: { title: 'Mine' }, over: { title: theirs } });
    assert.deepEqual(changedPaths(definitions.problem.fields, { title: 'a' }, { title: 'b' }, {}), ['title']);
  });

  it('of two who wrote at the same time the one is named whom one had not seen, whichever stands last', () => {
    const bench = benchAt('detect', { title: 'As it was' });
    const heads = headsOf(bench.events);
    const write = (title: string, at: string, name: string): RecordEvent =>
      seal(incidentEvent('record.updated', { step: 'detect', patch: { title } }), heads, at, person('administrator', name));
    const [ada, ben] = [write('Ada’s', '2026-11-22T09:00:00.000Z', 'Ada'), write('Ben’s', '2026-11-22T10:00:00.000Z', 'Ben')];
    const written = { timeline: [...bench.events, ada, ben], patchOf: patchOfIncidentEvent };
    assert.deepEqual(
      [[ada.id], [ben.id], [ada.id, ben.id], []].map(
        seen => lastWrite({ ...bench.incident, fields: incidentFields, ...written }, 'title', seen)?.by.name,
      ),
      ['Ben', 'Ada', 'Ben', 'Ben'],
    );
  });

  it('what each entry wrote is what the fold makes of it', () => {
    const bench = benchAt('complete').do({ type: 'goBack', to: 'monitor', reason: 'Again' });
    bench.save('monitor', { recurrence: 'yes', recurrenceReason: 'It came back' });
    const written = bench.events.reduce<object>(
      (values, event) => applyPatch(incidentFields, values, patchOfIncidentEvent(event) ?? {}),
      {},
    );
    assert.deepEqual(written, bench.incident.values);
    assert.equal(bench.incident.step, 'analyse');
  });
});
