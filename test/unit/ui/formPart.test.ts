import { deepEqual } from 'node:assert/strict';
import type { FormKind, IdOf } from '../../../src/domain/records';
import type { PanelSide } from '../../../src/ui/panel/panelPart';
import { english } from '../../../src/words/english';
import { withoutEditor } from '../../support/withoutEditor';

describe('what a page of a record that is one form asks for', () => {
  withoutEditor(english);

  it('is left to the use case, whatever the kind: what does not offer it is refused, never passed over in silence', async () => {
    const { FormPart } = await import('../../../src/ui/panel/formPart');
    const ids: readonly IdOf<FormKind>[] = ['PRB-000001', 'CHG-000001', 'KE-000001'];
    const asked: unknown[] = [];
    const records = { makeKnownError: (id: unknown) => Promise.resolve(asked.push(id)) };
    for (const id of ids) await new FormPart(id, { ports: { records } } as unknown as PanelSide).answer({ type: 'makeKnownError' });
    deepEqual(asked, ids);
  });
});
