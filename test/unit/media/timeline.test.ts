import { deepEqual, equal } from 'node:assert/strict';
import { DescribedTimeline } from '../../../media/shared/describedTimeline';
import type { RecordEvent } from '../../../src/domain/record/event';
import { seal } from '../../../src/store/chain';
import { person, testNow } from '../../support/incidents';

const events: readonly RecordEvent[] = Array.from({ length: 3000 }, (_, n) =>
  seal({ type: 'incident.commented', data: { text: `Note ${n}` } }, [], testNow, person()),
);

describe('a long timeline', () => {
  it('puts each entry into words once, and only what is drawn or searched', () => {
    const described: string[] = [];
    const timeline = new DescribedTimeline(events, event => {
      described.push(event.id);
      return { title: 'Comment', details: [(event.data as { text: string }).text], notes: [] };
    });
    deepEqual(timeline.part('', false).rows[0]?.details, ['Note 2999']);
    equal(described.length, 200);
    timeline.part('', false);
    equal(described.length, 200);
    for (const text of ['n', 'no', 'not', 'note 1', 'Note 17 ']) timeline.part(text, false);
    equal(described.length, 3000);
    equal(new Set(described).size, 3000);
  });

  it('shows the first part of what was found, and the whole when it is asked for', () => {
    const timeline = new DescribedTimeline(events, event => ({ title: (event.data as { text: string }).text, details: [], notes: ['n'] }));
    const shown = (filter: string, whole: boolean): readonly number[] => {
      const { rows, count } = timeline.part(filter, whole);
      return [rows.length, count];
    };
    deepEqual(
      [shown('', false), shown('', true)],
      [
        [200, 3000],
        [3000, 3000],
      ],
    );
    deepEqual(
      [shown('note 29', false), shown('note 29', true), shown('nothing', false)],
      [
        [111, 111],
        [111, 111],
        [0, 0],
      ],
    );
    deepEqual(
      [shown('note 2', false), shown('note 2', true)],
      [
        [200, 1111],
        [1111, 1111],
      ],
    );
  });
});
