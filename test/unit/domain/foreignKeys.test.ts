import { fold } from '../../../src/domain/records';
import assert from 'node:assert/strict';
import { missingDocumentation } from '../../../src/domain/incident/documentation';
import { incidentFields } from '../../../src/domain/incident/forms';
import { missingAt } from '../../../src/domain/incident/gate';
import { changedPaths, lastWrite, valueWritten } from '../../../src/domain/record/over';
import { applyPatch, patchBetween } from '../../../src/domain/forms/values';
import { foldIncident } from '../../../src/domain/incident/fold';
import { headsOf } from '../../../src/domain/record/log';
import { seal } from '../../../src/store/chain';
import { isDirty } from '../../../media/form/model';
import { atPage } from '../../support/atPage';
import { testGates, benchAt, person, testId, testNow } from '../../support/incidents';

/** What every plain object answers to without holding it. */
const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf'];
const row = { what: 'Mend it', type: 'final', weakensSafeguard: 'no' };

describe('ids that plain objects know', () => {
  for (const name of names) {
    it(`${name}: a measure of this id waits for its release like any other`, () => {
      const bench = benchAt('analyse')
        .fulfil('analyse')
        .save('analyse', { measures: { [name]: row } });
      const missing = missingAt(bench.incident, 'analyse', testGates);
      assert.deepEqual(
        missing.map(({ code, row: id }) => [code, id]),
        [['release', name]],
      );
      assert.equal(bench.try({ type: 'advance', from: 'analyse' }).ok, false);
      bench.do({ type: 'release', part: name }, 'itManager');
      assert.deepEqual(missingAt(bench.incident, 'analyse', testGates), []);
      assert.equal(bench.incident.releases.get(name)?.by.role, 'itManager');
    });

    it(`${name}: nothing is applied, released, documented or written that nobody did`, () => {
      const bench = benchAt('analyse').save('analyse', { measures: { [name]: { ...row, type: 'workaround' } } });
      const { incident } = bench;
      assert.deepEqual([incident.applied.has(name), incident.releases.has(name)], [false, false]);
      assert.ok(missingDocumentation(incident, 'always').some(({ code, row: id }) => code === 'workaroundNotReleased' && id === name));
      const patch = { measures: { m2: row } };
      assert.equal(valueWritten(patch, `measures/${name}`), undefined);
      assert.equal(valueWritten(patch, `measures/${name}/what`), undefined);
      assert.equal(valueWritten(patch, name), undefined);
      assert.deepEqual(changedPaths(incidentFields, {}, { measures: { [name]: row } }, {}), []);
      assert.equal(
        lastWrite({ fields: incidentFields, values: {}, timeline: incident.timeline, patchOf: () => patch }, `measures/${name}`),
        undefined,
      );
      const edited = { fields: incidentFields, saved: {}, draft: { patch, typed: {}, at: testNow } };
      assert.equal(isDirty(edited as never, `measures/${name}`), false);
    });

    it(`${name}: a workaround can be applied under this id, once, and links can bear it`, () => {
      const link = { id: name, kind: 'causedBy', state: 'suspected', target: { type: 'record', id: 'PRB-000001' } } as const;
      const bench = benchAt('analyse');
      bench.events = [...bench.events, seal({ type: 'record.linked', data: { link } }, headsOf(bench.events), testNow, person())];
      bench.do({ type: 'judgeLink', link: name, state: 'confirmed' });
      assert.deepEqual(bench.incident.links, [{ ...link, state: 'confirmed' }]);
      const measure = { id: name, what: 'x', person: 'y', weakensSafeguard: 'yes', safeguard: 'z' } as const;
      const apply = { type: 'applyWorkaround', measure, reviewAt: '2027-01-01T00:00:00.000Z', from: 'KE-000001' } as const;
      bench.do(apply);
      assert.deepEqual([bench.incident.applied.get(name), bench.incident.gaps.map(({ id }) => id)], ['KE-000001', [name]]);
      const again = bench.try(apply);
      assert.equal(!again.ok && again.error.code, 'alreadyApplied');
    });

    it(`${name}: travels to a page and back as it is`, () => {
      const bench = benchAt('analyse')
        .save('analyse', { measures: { [name]: row } })
        .do({ type: 'release', part: name }, 'itManager');
      const incident = atPage(testId, [bench.events]);
      assert.deepEqual([[...incident.releases], [...incident.applied]], [[...bench.incident.releases], []]);
      assert.equal(incident.releases.has('toLocaleString'), false);
    });

    it(`${name}: is no field and no type`, () => {
      assert.deepEqual(applyPatch(incidentFields, {}, { [name]: 'x' }), {});
      const first = seal({ type: name, data: { patch: {} } }, [], testNow, person());
      assert.deepEqual(foldIncident(testId, [first]).values, {});
      assert.deepEqual(fold('CHG-000001', [first]).values, {});
    });

    it(`${name}: a row of this id is changed and taken away by the patch between two states`, () => {
      const before = { measures: [{ id: name, what: 'a' }] };
      const after = { measures: [{ id: name, what: 'b' }] };
      const change = patchBetween(incidentFields, before, after);
      assert.deepEqual(applyPatch(incidentFields, before, change), after);
      assert.deepEqual(applyPatch(incidentFields, before, patchBetween(incidentFields, before, {})), { measures: [] });
    });
  }

  it('__proto__: is no id of a row, and changes nothing where a file has it', () => {
    const { events } = benchAt('analyse');
    const data = JSON.parse('{"step":"analyse","patch":{"__proto__":{"title":"x"},"measures":{"__proto__":{"what":{"a":1}}}}}') as unknown;
    const before = foldIncident(testId, events);
    const entries = [
      { type: 'record.updated', data },
      { type: 'incident.measureReleased', data: { measure: '__proto__' } },
    ];
    const forged = entries.reduce((log, draft) => [...log, seal(draft, headsOf(log), testNow, person('itManager'))], events);
    const { values, releases } = foldIncident(testId, forged);
    assert.deepEqual(values, { ...before.values, measures: [] });
    assert.deepEqual([[...releases.keys()], Object.hasOwn(Object.prototype, 'title')], [['__proto__'], false]);
    const bench = benchAt('analyse').save('analyse', { measures: { m1: row } });
    assert.equal(bench.incident.releases.get('m1'), undefined);
  });
});
