import assert from 'node:assert/strict';
import type { ReadOnlyContext } from '../../../media/readOnly/context';
import { noFilter } from '../../../media/readOnly/filter';
import { viewBar } from '../../../media/readOnly/viewBar';
import type { ListView } from '../../../src/protocol/savedView';
import { english } from '../../../src/words/english';

const sort = { key: 'age', descending: true } as const;

/** What is drawn, its texts and values in their order. */
function drawn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(drawn);
  if (typeof value !== 'object' || value === null || !('strings' in value) || !('values' in value)) return [value];
  const [texts, values] = [value.strings as readonly string[], value.values as readonly unknown[]];
  return texts.flatMap((text, at) => [text, ...(at < values.length ? drawn(values[at]) : [])]);
}

function bar(change: Partial<ReadOnlyContext>): readonly unknown[] {
  const { kind, priority, step, state, tile } = noFilter;
  const view = { name: 'Mine', listed: 'incident', filter: { text: 'relay', kind, priority, step, state, tile }, sort } as const;
  const given: Partial<ReadOnlyContext> = { words: english, views: [view], filter: { ...noFilter, text: 'relay' }, sort, ...change };
  return drawn(viewBar(given as ReadOnlyContext, 'incident', []));
}

describe('the views of a list', () => {
  it('offers to save what one looks at, and not the incidents of a pattern, which are others tomorrow', () => {
    assert.ok(bar({}).includes('keepView'));
    assert.ok(bar({}).includes('forgetView'));
    const narrowed = bar({ filter: { ...noFilter, text: 'relay', only: { name: 'Again and again', ids: ['INC-000001'] } } });
    assert.ok(!narrowed.includes('keepView'));
    assert.ok(!narrowed.includes('forgetView'), 'it is not the view that is kept');
  });

  it('None takes the filter away and keeps the order', () => {
    const chosen: ListView[] = [];
    const parts = bar({ choose: view => chosen.push(view) });
    const at = parts.findIndex(part => typeof part === 'string' && part.endsWith('data-view-name @change='));
    (parts[at + 1] as (event: unknown) => void)({ target: { value: '' } });
    const { text, kind, priority, step, state, tile } = noFilter;
    assert.deepEqual(chosen, [{ listed: 'incident', filter: { text, kind, priority, step, state, tile }, sort }]);
  });
});
