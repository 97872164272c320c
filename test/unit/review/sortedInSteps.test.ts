import assert from 'node:assert/strict';
import { sortedInSteps } from '../../../src/review/patterns/sortedInSteps';
import { inOneGo } from '../../support/inOneGo';
import { randomFrom } from '../../support/random';

describe('sorting in steps', () => {
  it('gives what sorting in one go gives, and leaves what is the same as it came, however much there is', () => {
    const random = randomFrom(3);
    for (const count of [0, 1, 1_999, 2_000, 2_001, 6_001, 10_000]) {
      const values = Array.from({ length: count }, (_, came) => ({ key: Math.floor(random() * 50), came }));
      const byKey = (a: { key: number }, b: { key: number }): number => a.key - b.key;
      assert.deepEqual(inOneGo(sortedInSteps(values, byKey)), values.toSorted(byKey), `${count}`);
    }
  });
});
