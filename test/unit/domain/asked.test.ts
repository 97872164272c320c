import assert from 'node:assert/strict';
import { askedFields, divided } from '../../../src/domain/incident/asked';
import { missingAt } from '../../../src/domain/incident/gate';
import type { GateContext } from '../../../src/domain/incident/gateCondition';
import { formOf } from '../../../src/domain/incident/relevance';
import { stepIds } from '../../../src/domain/vocabulary/steps';
import { benchAt, testNow } from '../../support/incidents';

const context: GateContext = { now: testNow, releaseRule: 'major', ownDuties: [], exists: () => true, originals: () => [] };

describe('what a form asks', () => {
  it('is what its gate asks for, with all that one condition needs together', () => {
    const { incident } = benchAt('detect');
    const asked = ['title', 'kind', 'detection', 'reporter', 'detectedAt', 'symptoms', 'couldBeSecurity', 'couldBeSecurityReason'];
    assert.deepEqual([...askedFields(incident, 'detect', context)], asked);
  });

  for (const step of stepIds)
    it(`${step}: whatever the gate misses stands among what is asked, and nothing of the form is lost`, () => {
      const { incident } = benchAt(step);
      const asked = askedFields(incident, step, context);
      for (const { field } of missingAt(incident, step, context)) assert.ok(field === undefined || asked.has(field), field);
      const groups = formOf(step, incident.values);
      const parts = divided(groups, asked);
      const fieldsOf = (some: typeof groups): readonly string[] => some.flatMap(({ fields }) => fields.map(({ id }) => id)).sort();
      assert.deepEqual(fieldsOf([...parts.asked, ...parts.optional]), fieldsOf(groups));
      assert.equal(
        parts.asked.every(({ fields }) => fields.every(({ id }) => asked.has(id))),
        true,
      );
      assert.equal(
        parts.optional.some(({ fields }) => fields.some(({ id }) => asked.has(id))),
        false,
      );
    });
});
