import { deepEqual, equal } from 'node:assert/strict';
import { DescribedTimeline, savesMerged } from '../../../media/shared/describedTimeline';
import type { RecordEvent } from '../../../src/domain/record/event';
import { seal } from '../../../src/store/chain';
import { person, testNow } from '../../support/incidents';

const events: readonly RecordEvent[] = Array.from({ length: 3000 }, (_, n) =>
  seal({ type: 'incident.commented', data: { text: `Note ${n}` } }, [], testNow, person()),
);

const rows = savesMerged(events);

describe('a long timeline', () => {
  it('puts each entry into words once, and only what is drawn or searched', () => {
    const described: string[] = [];
    const timeline = new DescribedTimeline(rows, event => {
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
    const timeline = new DescribedTimeline(rows, event => ({ title: (event.data as { text: string }).text, details: [], notes: ['n'] }));
    const shown = (filter: string, whole: boolean): readonly number[] => {
      const { rows: found, count } = timeline.part(filter, whole);
      return [found.length, count];
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

describe('saves in a timeline', () => {
  const save = (who: string, step: string, title: string): RecordEvent =>
    seal({ type: 'record.updated', data: { step, patch: { title } } }, [], testNow, person('administrator', who));
  const note = seal({ type: 'record.commented', data: { text: 'Called' } }, [], testNow, person());
  const titles = (merged: ReturnType<typeof savesMerged>): readonly (readonly string[])[] =>
    merged.map(row => row.map(({ data }) => (data as { patch?: { title: string } }).patch?.title ?? 'note'));

  it('of one person and step that follow one another are one row, newest first', () => {
    deepEqual(titles(savesMerged([save('Ada', 'detect', 'a'), save('Ada', 'detect', 'b'), save('Ada', 'detect', 'c')])), [['c', 'b', 'a']]);
  });

  it('of somebody else, of another step, or with something between them are not', () => {
    const events = [save('Ada', 'detect', 'a'), save('Ben', 'detect', 'b'), save('Ben', 'qualify', 'c'), note, save('Ben', 'qualify', 'd')];
    deepEqual(titles(savesMerged(events)), [['d'], ['note'], ['c'], ['b'], ['a']]);
  });

  it('say everything that each of them says, and how many there are', () => {
    const timeline = new DescribedTimeline(savesMerged([save('Ada', 'detect', 'a'), save('Ada', 'detect', 'b')]), event => ({
      title: 'Saved',
      notes: [],
      details: [(event.data as { patch: { title: string } }).patch.title],
    }));
    const [row] = timeline.part('', false).rows;
    deepEqual([row?.title, row?.count, row?.details], ['Saved', 2, ['b', 'a']]);
    equal(timeline.part('b', false).count, 1);
  });

  it('without their content stand for themselves', () => {
    const redacted = { ...save('Ada', 'detect', 'b'), data: null };
    equal(savesMerged([save('Ada', 'detect', 'a'), redacted]).length, 2);
  });
});
