import assert from 'node:assert/strict';
import type { Offers } from '../../../src/domain/record/offers';
import type { MadeOf } from '../../../src/domain/record/definition';
import { definitions, kinds, offersOf, type Kind } from '../../../src/domain/records';

/** What each kind is to incidents: what it offers, whether it is a failure itself, and of what its records are made. */
const expected: Readonly<Record<Kind, readonly [offers: readonly (keyof Offers)[], isFailure: boolean, madeOf: MadeOf]>> = {
  incident: [[], true, 'nothing'],
  problem: [['makesKnownError', 'openIncidents'], true, 'incidents'],
  knownError: [['appliesMeasures', 'openIncidents'], true, 'incidents'],
  procedure: [[], false, 'incidents'],
  change: [[], false, 'nothing'],
  component: [[], false, 'nothing'],
  interface: [[], false, 'nothing'],
  person: [[], false, 'nothing'],
};

describe('what a kind of record is to incidents', () => {
  for (const kind of kinds)
    it(kind, () => {
      const { isFailure, madeOf } = definitions[kind];
      assert.deepEqual([Object.keys(offersOf(kind)).sort(), isFailure, madeOf], expected[kind]);
    });
});
