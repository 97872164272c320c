import assert from 'node:assert/strict';
import { english } from '../../../src/words/english';
import { withoutEditor } from '../../support/withoutEditor';

describe('the incidents a command was called on', () => {
  withoutEditor(english);

  const [first, second] = [{ id: 'INC-000001' }, { id: 'INC-000002' }];
  const selected = async (argument?: unknown, rows?: unknown): Promise<readonly string[]> => {
    const { selectedIncidents } = await import('../../../src/ui/commands/selectedIncidents');
    return selectedIncidents(argument, rows);
  };

  it('are those selected, each once, else the one of the menu, else none', async () => {
    assert.deepEqual(await selected(first, [first, second, first, { id: 'PRB-000001' }, { type: 'group' }]), ['INC-000001', 'INC-000002']);
    assert.deepEqual(await selected(first, undefined), ['INC-000001']);
    assert.deepEqual(await selected(first, []), ['INC-000001']);
    assert.deepEqual(await selected(), []);
    assert.deepEqual(await selected({ id: 'PRB-000001' }), []);
  });

  it('are not guessed at where the list was drawn anew while its menu was open', async () => {
    for (const rows of [[undefined], [undefined, undefined]])
      await assert.rejects(selected(undefined, rows), { message: english.ui.rowsGone });
  });
});
