import assert from 'node:assert/strict';
import { readHistory } from '../../eval/patterns/historyFile';

const now = Date.UTC(2026, 0, 1);
const day = 86_400_000;
const many = Array.from({ length: 200 }, (_, n) => JSON.stringify({ id: n, created: now - n * day }));

describe('a history that is read from a file', () => {
  const read = (...lines: readonly string[]): ReturnType<typeof readHistory> => readHistory(lines, now);

  it('names the line that is none, empty ones counted', () => {
    assert.throws(() => read('{"id":1}', '', '{"id":2,"cre'), /^Error: line 3 is no JSON: {"id":2,"cre$/);
    assert.throws(() => read('', '{"id":1,"created":"yesterday"}'), /line 2: created: “yesterday” is no time/);
    assert.throws(() => read('[{"id":1}]'), /line 1 is a list/);
    assert.throws(() => read('{"id":1,"created":1e300}'), /is no time/);
  });

  it('does not end with a clock that was wrong, and leaves that out', () => {
    const { until, happenings, leftOut } = read(
      ...many,
      '{"id":"x","created":"9999-01-01"}',
      '{"id":"y","created":"2025-12-31","restored":"2099-01-01"}',
    );
    assert.deepEqual([until, happenings.length, leftOut], [now, 201, { undated: 0, ahead: 1, again: 0 }]);
  });

  it('that lies ahead as a whole is read as it is', () => {
    const { until, happenings, leftOut } = readHistory(many, now - 100 * day);
    assert.deepEqual([until, happenings.length, leftOut.ahead], [now, 200, 0]);
  });

  it('takes seconds for what they are, the last of what comes again, numbers for names, and leaves out what has no time', () => {
    const { happenings, leftOut } = read(
      JSON.stringify({ id: 1, created: now / 1000, component: 'a' }),
      JSON.stringify({ id: 1, created: now / 1000, component: 7 }),
      '{"id":2}',
    );
    assert.deepEqual(
      happenings.map(({ at, components }) => [at, components]),
      [[now, ['7']]],
    );
    assert.deepEqual(leftOut, { undated: 1, ahead: 0, again: 1 });
  });

  it('may be as long as it is', () => {
    const lines = Array.from({ length: 200_000 }, (_, n) => `{"id":${n},"created":${now - n * 1000}}`);
    assert.equal(read(...lines.slice(0, 1000)).until, now);
    assert.equal(readHistory(lines, now).happenings.length, 200_000);
  });
});
