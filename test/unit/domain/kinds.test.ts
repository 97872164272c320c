import assert from 'node:assert/strict';
import type { Offers } from '../../../src/domain/record/offers';
import type { MadeOf } from '../../../src/domain/record/definition';
import type { CommonEvent } from '../../../src/domain/record/entries';
import { definitions, formKinds, kinds, offersOf, type Kind } from '../../../src/domain/records';

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

describe('the room that a record keeps for its end', () => {
  for (const kind of formKinds)
    it(`is for decisions, signatures and, half of it, answers: ${kind}`, () => {
      const left = (type: CommonEvent['type']): number => definitions[kind].shareToLeave(type);
      assert.deepEqual([left('record.released'), left('record.redacted'), left('record.signed')], [0, 0, 0]);
      assert.deepEqual([left('record.updated'), left('record.commented'), left('record.linked')], [0.5, 1, 1]);
    });
});
