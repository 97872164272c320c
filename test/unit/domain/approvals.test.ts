import assert from 'node:assert/strict';
import { missingAt } from '../../../src/domain/incident/gate';
import { lacksFourEyes } from '../../../src/domain/incident/measure';
import { english } from '../../../src/words/english';
import { describeDecisions, describeRelease } from '../../../src/words/standing';
import { benchAt, testNow } from '../../support/incidents';

const onBehalf = { person: 'Grace', how: 'phone', reference: 'Ticket 4711' } as const;
const approval = { type: 'recordApproval', part: 'm1', onBehalf } as const;
const measure = { what: 'Replace the relay', type: 'final', weakensSafeguard: 'no', needsOutage: 'yes' };

/** A final solution that needs a release, proposed by the administrator. */
function proposed() {
  return benchAt('analyse').save('analyse', { measures: { m1: measure } });
}

function gateAsks(bench: ReturnType<typeof benchAt>): boolean {
  const context = { now: testNow, releaseRule: 'major', ownDuties: [], exists: () => true, originals: () => [] } as const;
  return missingAt(bench.incident, 'analyse', context).some(({ code }) => code === 'release');
}

describe('an approval that was given elsewhere', () => {
  it('counts, and says who recorded it for whom, how, and that it is not confirmed', () => {
    const bench = proposed();
    assert.equal(gateAsks(bench), true);
    bench.do(approval);
    assert.equal(gateAsks(bench), false);
    const told = describeRelease(english, bench.incident, 'm1', at => at);
    assert.match(told ?? '', /^released by Grace \(by phone, Ticket 4711\), recorded by Ada \(administrator\), .*, not confirmed$/);
    assert.ok(
      describeDecisions(english, bench.incident, at => at).some(line => line.includes('not confirmed')),
      'in the report',
    );
  });

  it('is confirmed by a release in the role that may give it, which hearsay does not undo', () => {
    const bench = proposed().do(approval).do({ type: 'release', part: 'm1' }, 'itManager');
    assert.equal(bench.incident.releases.get('m1')?.onBehalf, undefined);
    assert.deepEqual(bench.try(approval), { ok: false, error: { code: 'released' } });
  });

  it('names somebody, is of a measure that there is, and is recorded by who may', () => {
    const bench = proposed();
    assert.deepEqual(bench.try({ ...approval, onBehalf: { ...onBehalf, person: ' ' } }), { ok: false, error: { code: 'whoApproved' } });
    assert.deepEqual(bench.try({ ...approval, part: 'm2' }), { ok: false, error: { code: 'noSuchMeasure' } });
    for (const role of ['developer', 'securityOfficer'] as const)
      assert.deepEqual(bench.try(approval, role), { ok: false, error: { code: 'notPermitted', action: 'recordApproval', role } });
  });

  it('falls when the measure is changed', () => {
    const bench = proposed()
      .do(approval)
      .save('analyse', { measures: { m1: { what: 'Replace both relays' } } });
    assert.equal(gateAsks(bench), true);
  });
});

describe('four eyes', () => {
  it('are missing where one person proposed and released, whatever the role', () => {
    const { incident } = proposed().do({ type: 'release', part: 'm1' }, 'itManager');
    assert.equal(lacksFourEyes(incident, 'm1'), true);
    assert.match(describeRelease(english, incident, 'm1', at => at) ?? '', /proposed and released by one person$/);
  });

  it('are missing where one recorded the approval of oneself', () => {
    const bench = proposed().do({ ...approval, onBehalf: { ...onBehalf, person: 'Ada' } });
    assert.equal(lacksFourEyes(bench.incident, 'm1'), true);
  });

  it('looked where somebody else released, or others wrote part of it', () => {
    assert.equal(lacksFourEyes(proposed().do({ type: 'release', part: 'm1' }, 'itManager', 'Grace').incident, 'm1'), false);
    const both = proposed().do({ type: 'save', step: 'analyse', patch: { measures: { m1: { what: 'Other' } } } }, 'itManager', 'Grace');
    assert.equal(lacksFourEyes(both.do({ type: 'release', part: 'm1' }, 'itManager', 'Grace').incident, 'm1'), false);
  });
});
