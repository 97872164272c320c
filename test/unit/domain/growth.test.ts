import { incidentFacts } from '../../../src/domain/incident/facts';
import assert from 'node:assert/strict';
import { foldIncident } from '../../../src/domain/incident/fold';
import { gateOf } from '../../../src/domain/incident/gate';
import { missingDocumentation } from '../../../src/domain/incident/documentation';
import { stepIds } from '../../../src/domain/vocabulary/steps';
import { headsOf, mergeLogs } from '../../../src/domain/record/log';
import { remarksOf } from '../../../src/domain/record/remark';
import { english } from '../../../src/words/english';
import { describeEvent } from '../../../src/words/describeEvent';
import { describeIntegrity, standingNotes } from '../../../src/words/standing';
import { largeLogs } from '../../support/largeLogs';
import { assertGrowsWithLength } from '../../support/processorTime';
import { testId, testGates, testNow } from '../../support/incidents';

describe('the cost of a long record grows with its length', () => {
  for (const [name, make] of Object.entries(largeLogs)) {
    it(name, () => {
      assertGrowsWithLength(2_000, make, events => {
        const incident = foldIncident(testId, events);
        assert.ok(incident.timeline.length > 1);
        incidentFacts(incident);
        missingDocumentation(incident, 'always');
        for (const step of stepIds) gateOf(incident, step, testGates);
        headsOf(events);
        mergeLogs(events, events);
        remarksOf(incident.timeline, testNow);
        standingNotes(english, incident, at => at);
        describeIntegrity(english, incident, { faults: [], now: testNow, formatTime: at => at });
      });
    });
  }

  it('values that were replaced knowingly, in words', () => {
    const replacing = (count: number) => {
      const rows = largeLogs['rows one by one']?.(count) ?? [];
      const [last] = rows.slice(-1);
      assert.ok(last);
      const over = Object.fromEntries(rows.map((_, n) => [`measures/m${n}/what`, last.id]));
      const entry = { ...last, id: 'f'.repeat(64), parents: [last.id], data: { step: 'analyse', patch: {}, over } };
      return { entry, timeline: [...rows, entry] };
    };
    const told = ({ entry, timeline }: ReturnType<typeof replacing>): void => {
      const { details } = describeEvent(english, { kind: 'incident', timeline }, entry, at => at);
      assert.equal(details.length, timeline.length - 1);
    };
    assertGrowsWithLength(4_000, replacing, told, 6);
  });
});
