import { incidentFacts } from '../../../src/domain/incident/facts';
import assert from 'node:assert/strict';
import { foldIncident } from '../../../src/domain/incident/fold';
import { gateOf } from '../../../src/domain/incident/gate';
import { missingDocumentation } from '../../../src/domain/incident/documentation';
import { stepIds } from '../../../src/domain/vocabulary/steps';
import { headsOf, mergeLogs } from '../../../src/domain/record/log';
import { noticesOf } from '../../../src/domain/record/notice';
import { english } from '../../../src/words/english';
import { describeEvent } from '../../../src/words/describeEvent';
import { describeIntegrity, standingNotes } from '../../../src/words/standing';
import { largeLogs } from '../../support/largeLogs';
import { testId, testGates, testNow } from '../../support/incidents';

/** Milliseconds of processor time, which other programs of the machine do not lengthen; the least of some runs. */
function cost(work: () => void): number {
  const times = [0, 1].map(() => {
    const before = process.cpuUsage();
    work();
    return process.cpuUsage(before).user / 1000;
  });
  return Math.min(...times);
}

describe('the cost of a long record grows with its length', () => {
  const [few, many] = [2_000, 8_000];
  for (const [name, make] of Object.entries(largeLogs)) {
    it(name, () => {
      const spent = [few, many].map(count => {
        const events = make(count);
        return cost(() => {
          const incident = foldIncident(testId, events);
          assert.ok(incident.timeline.length > 1);
          incidentFacts(incident);
          missingDocumentation(incident, 'always');
          for (const step of stepIds) gateOf(incident, step, testGates);
          headsOf(events);
          mergeLogs(events, events);
          noticesOf(incident.timeline, testNow);
          standingNotes(english, incident, at => at);
          describeIntegrity(english, incident, { faults: [], now: testNow, formatTime: at => at });
        });
      });
      const [small = 0, large = 0] = spent;
      // Four times the length: four times the cost, sixteen times where it is quadratic. Small costs are noise.
      assert.ok(large < 10 * Math.max(small, 20), `${small} ms for ${few}, ${large} ms for ${many}`);
    });
  }

  it('values that were replaced knowingly, in words', () => {
    const [fewer, more] = [4_000, 16_000];
    const spent = [fewer, more].map(count => {
      const rows = largeLogs['rows one by one']?.(count) ?? [];
      const [last] = rows.slice(-1);
      assert.ok(last);
      const over = Object.fromEntries(rows.map((_, n) => [`measures/m${n}/what`, last.id]));
      const replacing = { ...last, id: 'f'.repeat(64), parents: [last.id], data: { step: 'analyse', patch: {}, over } };
      const timeline = [...rows, replacing];
      return cost(() => {
        assert.equal(describeEvent(english, { kind: 'incident', timeline }, replacing, at => at).details.length, rows.length);
      });
    });
    const [small = 0, large = 0] = spent;
    assert.ok(large < 6 * Math.max(small, 20), `${small} ms for ${fewer}, ${large} ms for ${more}`);
  });
});
