import assert from 'node:assert/strict';
import { foundBelow } from '../../../media/incident/found';
import type { PageContext } from '../../../media/incident/context';
import type { Need } from '../../../src/domain/vocabulary/protectionNeed';
import { english } from '../../../src/words/english';

/** What stands below the field of the protection need where two components are named, one of them with a high need. */
function below(protectionNeed: Need | undefined): unknown {
  const inherited: NonNullable<PageContext['insight']>['inherited'] = [
    { id: 'CMP-000001', name: 'Relay', need: 'high', safeguards: [] },
    { id: 'CMP-000002', name: 'Queue', need: 'normal', safeguards: [] },
  ];
  const candidates = { problem: [], knownError: [], change: [] };
  const given: Partial<PageContext> = {
    words: english,
    insight: { similar: [], procedures: [], candidates, offered: [], errors: [], interfaces: [], inherited },
    values: { protectionNeed },
  };
  return (foundBelow(given as PageContext, 'protectionNeed', false) as { readonly values?: readonly unknown[] }).values?.[0];
}

describe('what the components of an incident give it', () => {
  it('is named below its protection need, and a need that is lower says so', () => {
    for (const need of [undefined, 'high', 'veryHigh'] as const) assert.equal(below(need), 'At least High, from Relay.');
    assert.match(String(below('normal')), /^Lower than it is for Relay: High\./);
  });
});
