import assert from 'node:assert/strict';
import { bringListIntoSight } from '../../../media/readOnly/focus';

/** A page on which these stand so far down; which of them are brought into sight. */
function broughtOf(places: Readonly<Record<string, number>>, height: number): readonly string[] {
  const brought: string[] = [];
  const querySelector = (selector: string): unknown => {
    const top = places[selector];
    if (top === undefined) return null;
    return { getBoundingClientRect: () => ({ top }), scrollIntoView: () => brought.push(selector) };
  };
  bringListIntoSight({ querySelector } as unknown as HTMLElement, height);
  return brought;
}

describe('the list that a tile filters', () => {
  it('is brought into sight where it stands below it, things that are counted one by one first', () => {
    assert.deepEqual(broughtOf({ '[data-count]': 1100 }, 900), ['[data-count]']);
    assert.deepEqual(broughtOf({ '[data-count]': 1400, '.particulars': 1000 }, 900), ['.particulars']);
  });

  it('stays where it is in sight', () => {
    assert.deepEqual(broughtOf({ '[data-count]': 400 }, 900), []);
    assert.deepEqual(broughtOf({ '[data-count]': 1400, '.particulars': 300 }, 900), []);
    assert.deepEqual(broughtOf({}, 900), []);
  });
});
