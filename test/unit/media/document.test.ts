import assert from 'node:assert/strict';
import { recordDocument, type DocumentContext, type ShownRecord } from '../../../media/readOnly/document';
import { Timeline } from '../../../media/shared/timeline';
import { english } from '../../../src/words/english';
import { benchAt } from '../../support/incidents';
import { markupOf } from '../../support/markup';

describe('the document of a record in the read-only panel', () => {
  const documentOf = (withdrawn?: boolean): string => {
    const around: ShownRecord['around'] = {
      faults: [],
      related: [],
      chain: { nodes: [], edges: [] },
      openIncidents: [],
      proofs: {},
      ...(withdrawn !== undefined && { withdrawn }),
    };
    const context: DocumentContext = {
      words: english,
      timeline: new Timeline(() => undefined),
      show: () => undefined,
      pictures: { get: () => undefined },
      unshown: new Map(),
      showKept: () => undefined,
    };
    return markupOf(recordDocument({ record: benchAt('detect').incident, around }, context));
  };

  it('says of what others have withdrawn that they have raised its label, before anything else, and of nothing else', () => {
    assert.match(documentOf(true), /<\/header>\s*<p class="waiting withdrawn" role="status">[^]*withdrawn from what all share/);
    assert.doesNotMatch(documentOf(), /withdrawn/);
    assert.doesNotMatch(documentOf(false), /withdrawn/);
  });
});
