import assert from 'node:assert/strict';
import { nothing } from 'lit-html';
import { recordHead } from '../../../media/record/recordHead';
import type { RecordContext } from '../../../media/record/context';
import { english } from '../../../src/words/english';
import { benchAt } from '../../support/incidents';
import { markupOf } from '../../support/markup';

describe('the head of a record’s page', () => {
  const headOf = (withdrawn?: boolean): string => {
    const around: RecordContext['shown']['around'] = {
      faults: [],
      related: [],
      chain: { nodes: [], edges: [] },
      openIncidents: [],
      proofs: {},
      ...(withdrawn !== undefined && { withdrawn }),
    };
    const shown: RecordContext['shown'] = {
      record: benchAt('detect').incident,
      around,
      may: [],
      userName: 'Max',
      rules: { priorityMatrix: [], releaseRule: 'major', ownDuties: [] },
    };
    const own = { badges: '' as never, line: '', notes: [], mayRename: false };
    return markupOf(recordHead(english, { shown, goTo: () => undefined }, own, nothing));
  };

  it('says of what others have withdrawn that what is written here stays here, and of nothing else', () => {
    assert.match(headOf(true), /role="status"[^]*withdrawn from what all share[^]*What is written here stays on this machine/);
    assert.doesNotMatch(headOf(), /withdrawn/);
    assert.doesNotMatch(headOf(false), /withdrawn/);
  });
});
