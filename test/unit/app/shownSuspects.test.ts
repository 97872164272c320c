import { deepEqual, equal } from 'node:assert/strict';
import { shownSuspects } from '../../../src/app/suspects/shownSuspects';
import { nothingKnown } from '../../../src/app/suspects/suspectSearch';
import { insightSchema } from '../../../src/protocol/insight';
import type { Suspect } from '../../../src/review/suspects/suspect';

const suspect = (letter: string, more: Partial<Suspect> = {}): Suspect => ({
  sha: letter.repeat(40),
  subject: `Change ${letter}`,
  author: 'Ada',
  landedAt: Date.parse('2026-11-22T06:00:00.000Z'),
  files: ['lib/queue.js'],
  chance: 0.2,
  confidence: 'possible',
  reasons: [],
  ...more,
});

describe('the suspects a page is sent', () => {
  const search = { ...nothingKnown, firstSeen: '2026-11-22T08:00:00.000Z', suspects: [suspect('a'), suspect('b', { state: 'confirmed' })] };

  it('begin with what is confirmed, and say how long before the fault each came', () => {
    const shown = shownSuspects(search, 'note');
    deepEqual(
      shown.rows.map(({ subject, before, state }) => [subject, before, state]),
      [
        ['Change b', 7_200_000, 'confirmed'],
        ['Change a', 7_200_000, undefined],
      ],
    );
    equal(shown.notes, 'note');
    equal(insightSchema.shape.suspects.safeParse(shown).success, true);
  });

  it('are at most twenty, and none lies after the fault', () => {
    const many = Array.from({ length: 30 }, () => suspect('c', { landedAt: Date.parse('2026-11-23T00:00:00.000Z') }));
    const { rows } = shownSuspects({ ...search, suspects: many }, '');
    deepEqual([rows.length, rows[0]?.before], [20, 0]);
  });

  it('come with how many fixes name what they mend, once those are enough to measure by', () => {
    deepEqual(
      [0, 29, 30, 99].map(fixes => shownSuspects({ ...search, fixes }, '').fixes),
      [undefined, undefined, 30, 99],
    );
    equal(insightSchema.shape.suspects.safeParse(shownSuspects({ ...search, fixes: 30 }, '')).success, true);
  });
});
