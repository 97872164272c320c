import assert from 'node:assert/strict';
import { decide, type CommandOf } from '../../../src/domain/deciding';
import type { DecisionContext } from '../../../src/domain/incident/decisionContext';
import { decidingForm } from '../../../src/domain/record/decideForm';
import type { Deciding } from '../../../src/domain/record/definition';
import {
  definitions,
  fold,
  kinds,
  newRecordId,
  type FormKind,
  type Kind,
  type RecordId,
  type Refusal,
  type StateOf,
} from '../../../src/domain/records';
import type { Store } from '../../../src/store/store';
import { context } from '../../support/incidents';

describe('what can be asked of a record', () => {
  it('is what can be asked of its kind; of one that may be of several, what can be asked of each: all else does not compile', () => {
    const asking = (store: Pick<Store, 'execute'>, id: RecordId): readonly (() => unknown)[] => [
      () => store.execute(id, { type: 'comment', text: 'x' }),
      () => store.execute('INC-000001', { type: 'archive' }),
      // @ts-expect-error: it may be no incident
      () => store.execute(id, { type: 'archive' }),
      // @ts-expect-error: it is none
      () => store.execute('PRB-000001', { type: 'archive' }),
      // @ts-expect-error: that of an incident names its step
      () => store.execute(id, { type: 'save', patch: {} }),
    ];
    assert.ok(asking);
    const ofForms: CommandOf<FormKind> = { type: 'save', patch: {} };
    assert.ok(ofForms);
  });

  it('is decided by what decides about its kind: that of another does not compile', () => {
    type DecidingKind<K extends Kind> = Deciding<StateOf<K>, never, DecisionContext, Refusal>;
    const right: DecidingKind<'change'> = decidingForm(definitions.change);
    // @ts-expect-error: a procedure is no change
    const wrong: DecidingKind<'procedure'> = decidingForm(definitions.change);
    assert.ok([right, wrong]);
  });

  it('is asked first whether one may, before anything of its kind is decided', () => {
    for (const kind of kinds) {
      const record = fold(newRecordId(kind, new Uint8Array(8)), []);
      const target = { type: 'record', id: 'INC-000001' } as const;
      const refused = decide(
        record,
        { type: 'link', link: { kind: 'parentOf', state: 'confirmed', target } },
        context({ role: 'securityOfficer' }),
      );
      assert.equal(!refused.ok && refused.error.code, 'notPermitted', kind);
    }
  });
});
