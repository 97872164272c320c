import assert from 'node:assert/strict';
import { english } from '../../../src/words/english';
import { withoutEditor } from '../../support/withoutEditor';

describe('asking for a person', () => {
  withoutEditor(english);
  const known = [
    { name: 'Max Manager', roles: ['itManager'] },
    { name: 'Zoe', roles: [] },
  ] as const;
  const offered = async (typed: string): Promise<unknown> => {
    const { personItems } = await import('../../../src/ui/records/personItems');
    return personItems(known, typed).map(({ name, label, description }) => [name, label, description]);
  };
  const rows = [
    ['Max Manager', 'Max Manager', 'IT manager'],
    ['Zoe', 'Zoe', ''],
  ];

  it('offers who is known before what was typed, whose label has nothing that could be sorted before them', async () => {
    assert.deepEqual(await offered('Max Man'), [...rows, [undefined, '$(person-add)', 'Max Man, as typed']]);
  });

  it('offers nobody but who is known where that is who was typed, whatever its case', async () => {
    assert.deepEqual(await offered(''), rows);
    assert.deepEqual(await offered('Max Manager'), rows);
    assert.deepEqual(await offered('zoe'), rows);
  });
});
