import assert from 'node:assert/strict';
import type { ListView } from '../../../src/protocol/savedView';
import { SavedViews } from '../../../src/ui/panel/savedViews';

const view: ListView = {
  listed: 'incident',
  filter: { text: 'mail', kind: '', priority: 'P1', step: '', state: 'open', tile: '' },
  sort: { key: 'clock', descending: false },
};

/** What the editor remembers for the person, as JSON like it. */
function memory(kept?: unknown): ConstructorParameters<typeof SavedViews>[0] {
  const values = new Map([['faultline.views', JSON.stringify(kept)]]);
  return {
    get: key => (values.get(key) === undefined ? undefined : (JSON.parse(values.get(key) ?? '') as unknown)),
    update: (key, value) => {
      values.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

describe('the views that a reader keeps', () => {
  it('are known again by name; one of the same name takes its place; one that is forgotten is gone', async () => {
    const remembered = memory();
    const views = new SavedViews(remembered);
    await views.keep('P1', view);
    await views.keep('Late', { ...view, listed: 'change' });
    await views.keep('P1', { ...view, filter: { ...view.filter, text: '' } });
    const again = new SavedViews(remembered);
    assert.deepEqual(
      again.known.map(({ name, listed, filter }) => [name, listed, filter.text]),
      [
        ['Late', 'change', 'mail'],
        ['P1', 'incident', ''],
      ],
    );
    await again.forget('P1');
    assert.deepEqual(
      views.known.map(({ name }) => name),
      ['Late'],
    );
  });

  it('what was kept and is none of ours is left out, and no more than fifty are kept', async () => {
    assert.deepEqual(new SavedViews(memory('nonsense')).known, []);
    const views = new SavedViews(memory([{ ...view, name: 'Ours' }, { name: 'No view' }, { ...view, name: '', more: 1 }]));
    assert.deepEqual(
      views.known.map(({ name }) => name),
      ['Ours'],
    );
    for (let number = 0; number < 50; number++) await views.keep(`View ${number}`, view);
    assert.equal(views.known.length, 50);
    assert.ok(!views.known.some(({ name }) => name === 'Ours'));
  });
});
