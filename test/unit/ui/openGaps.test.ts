import { incidentFacts } from '../../../src/domain/incident/facts';
import assert from 'node:assert/strict';
import { allOpenGaps } from '../../../src/ui/tree/overview';
import { benchAt, testId, testNow } from '../../support/incidents';

describe('the open safeguard gaps of all incidents', () => {
  it('hold one whose risk was accepted until a date, from that date on, also where the incident is completed', () => {
    const until = '2026-12-01T00:00:00.000Z';
    const bench = benchAt('complete').fulfil('complete');
    bench.save('analyse', { measures: { m1: { weakensSafeguard: 'yes', safeguard: 'Firewall' } } });
    bench.do({ type: 'acceptGap', gap: 'm1', until, reason: 'x' }, 'itManager').do({ type: 'release', part: 'm1' }, 'itManager');
    bench.save('remedy', { restoration: { safeguardsInForce: { answer: 'notApplicable', reason: 'x' } } }).do({ type: 'complete' });
    const facts = incidentFacts(bench.incident);
    assert.equal(facts.open, false);
    const entry = { type: 'record', kind: 'incident', id: testId, facts, version: '', size: 0 } as const;
    assert.deepEqual(allOpenGaps([entry], testNow), []);
    assert.deepEqual(
      allOpenGaps([entry], until).map(({ id, safeguard }) => [id, safeguard]),
      [[testId, 'Firewall']],
    );
  });
});
