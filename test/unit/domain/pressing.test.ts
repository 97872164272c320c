import assert from 'node:assert/strict';
import { addHours } from '../../../src/domain/foundation/time';
import { incidentFacts, type IncidentFacts } from '../../../src/domain/incident/facts';
import { pressing } from '../../../src/domain/incident/pressing';
import { benchAt, testNow } from '../../support/incidents';

const now = addHours(testNow, 5);

describe('what presses of an incident', () => {
  const clocks: readonly (readonly [what: string, clock: Omit<IncidentFacts['clocks'][number], 'duty'>, presses: boolean])[] = [
    ['over', { since: testNow, due: addHours(testNow, 4) }, true],
    ['running', { since: testNow, due: addHours(testNow, 6) }, false],
    ['due without undue delay', { halt: 'immediate' }, true],
    ['that cannot run', { halt: 'stopped' }, true],
    ['that waits for its occasion', { halt: 'waiting' }, false],
    ['whose notice was sent', { since: testNow, due: addHours(testNow, 4), sentAt: testNow }, false],
  ];
  for (const [what, clock, presses] of clocks)
    it(`a duty ${what} ${presses ? 'does' : 'does not'}`, () => {
      const facts: IncidentFacts = { ...incidentFacts(benchAt('qualify').incident), clocks: [{ duty: 'gdprNotification', ...clock }] };
      assert.equal(pressing.duties(facts, now).length, presses ? 1 : 0);
    });
});
