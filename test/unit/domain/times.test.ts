import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addDays,
  addHours,
  compareCodes,
  instantSchema,
  isEarlierInstant,
  isInstant,
  millisecondsBetween,
  parseTime,
  parseUntil,
} from '../../../src/domain/foundation/time';

const moments = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });

describe('stored times', () => {
  it('are what a clock gives in UTC with milliseconds', () => {
    fc.assert(fc.property(moments, date => isInstant(date.toISOString())));
  });

  for (const text of [
    '2026-11-22',
    '2026-11-22T08:00:00Z',
    '2026-11-22T08:00:00.000',
    '2026-11-22T08:00:00.000+01:00',
    ' 2026-11-22T08:00:00.000Z',
    '2026-11-22T08:00:00.000Z\n',
    '+002026-11-22T08:00:00.000Z',
    '+012026-11-22T08:00:00.000Z',
    'x'.repeat(24),
    // No such day or time, though Date takes them for the day after.
    '2026-02-30T08:00:00.000Z',
    '2026-02-29T08:00:00.000Z',
    '2026-04-31T08:00:00.000Z',
    '2026-11-22T24:00:00.000Z',
    '2026-13-01T08:00:00.000Z',
    '2026-11-22T08:60:00.000Z',
  ]) {
    it(`${JSON.stringify(text)} is none`, () => {
      assert.equal(isInstant(text), false);
      assert.equal(instantSchema.safeParse(text).success, false);
    });
  }

  it('are counted on in hours and days of 24 hours', () => {
    const at = '2026-12-31T23:30:00.000Z';
    assert.equal(addHours(at, 1), '2027-01-01T00:30:00.000Z');
    assert.equal(addDays(at, 2), '2027-01-02T23:30:00.000Z');
    assert.equal(addDays(at, 0.5), '2027-01-01T11:30:00.000Z');
    assert.equal(millisecondsBetween(at, addHours(at, 2)), 7_200_000);
    assert.equal(millisecondsBetween(addHours(at, 2), at), -7_200_000);
  });

  it('stand in the order of the clock when they are compared as text', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        const [first, second] = [a.toISOString(), b.toISOString()];
        assert.equal(compareCodes(first, second), Math.sign(a.getTime() - b.getTime()));
        assert.equal(isEarlierInstant(first, second), a.getTime() < b.getTime());
      }),
    );
    assert.equal(compareCodes('a', 'a'), 0);
    assert.equal(isEarlierInstant('2026', '2026'), false);
  });
});

describe('times as people type them', () => {
  const now = new Date(2026, 10, 22, 14, 30, 15);
  const local = (...parts: [number, number, number, number?, number?, number?]): string => new Date(...parts).toISOString();
  const understood: readonly (readonly [string, string])[] = [
    ['now', now.toISOString()],
    ['  NOW ', now.toISOString()],
    ['0 s ago', now.toISOString()],
    ['15 s ago', local(2026, 10, 22, 14, 30, 0)],
    ['15 sec ago', local(2026, 10, 22, 14, 30, 0)],
    ['15 seconds ago', local(2026, 10, 22, 14, 30, 0)],
    ['10 min ago', local(2026, 10, 22, 14, 20, 15)],
    ['10min ago', local(2026, 10, 22, 14, 20, 15)],
    ['10  minutes  ago', local(2026, 10, 22, 14, 20, 15)],
    ['1 m ago', local(2026, 10, 22, 14, 29, 15)],
    ['2 h ago', local(2026, 10, 22, 12, 30, 15)],
    ['1 hour ago', local(2026, 10, 22, 13, 30, 15)],
    ['0.25 h ago', local(2026, 10, 22, 14, 15, 15)],
    ['3 days ago', local(2026, 10, 19, 14, 30, 15)],
    ['1 d ago', local(2026, 10, 21, 14, 30, 15)],
    ['2 w ago', local(2026, 10, 8, 14, 30, 15)],
    ['1 week ago', local(2026, 10, 15, 14, 30, 15)],
    ['14:05', local(2026, 10, 22, 14, 5)],
    ['0:00', local(2026, 10, 22)],
    ['23:59', local(2026, 10, 22, 23, 59)],
    ['yesterday 9:00', local(2026, 10, 21, 9, 0)],
    ['yesterday  9:00', local(2026, 10, 21, 9, 0)],
    ['yesterday', local(2026, 10, 21)],
    ['today 8:15', local(2026, 10, 22, 8, 15)],
    ['2026-11-20 08:00', local(2026, 10, 20, 8, 0)],
    ['2026-1-2', local(2026, 0, 2)],
    ['2026-11-20', local(2026, 10, 20)],
    ['2026-11-20T08:00:05', local(2026, 10, 20, 8, 0, 5)],
    ['22.11.2026 8:00', local(2026, 10, 22, 8, 0)],
    ['22.11.2026, 8:00:07', local(2026, 10, 22, 8, 0, 7)],
    ['1/2/2026', local(2026, 1, 1)],
    ['22/11/2026 8:00', local(2026, 10, 22, 8, 0)],
    ['29.2.2028', local(2028, 1, 29)],
    ['1970-06-01', local(1970, 5, 1)],
    ['9999-06-01', local(9999, 5, 1)],
    ['2026-11-20T08:00:00Z', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20t08:00z', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20T08:00:00.125Z', '2026-11-20T08:00:00.125Z'],
    ['2026-11-20T08:00+02:00', '2026-11-20T06:00:00.000Z'],
    ['2026-11-20T08:00-0230', '2026-11-20T10:30:00.000Z'],
    ['1970-01-01T00:00Z', '1970-01-01T00:00:00.000Z'],
    ['in 90 min', new Date(now.getTime() + 90 * 60_000).toISOString()],
    ['in 20 days', new Date(now.getTime() + 20 * 86_400_000).toISOString()],
    ['tomorrow 9:05', local(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9, 5)],
  ];
  for (const [typed, at] of understood)
    it(`understands “${typed}”`, () => {
      assert.equal(parseTime(typed, now), at);
    });
  for (const typed of [
    '',
    ' ',
    'soon',
    'nowhere',
    '31.2.2026',
    '0.1.2026',
    '1.0.2026',
    '25:00',
    '24:00',
    '8:60',
    '2026-11-20 24:00',
    '2026-11-20 08:61',
    '2026-11-20 08:00:60',
    '2026-13-01',
    '99999999999',
    '5 bananas ago',
    'about 5 min ago',
    '5 min ago or so',
    '5 min',
    '12345 min ago',
    '9999 weeks ago',
    'on 2026-11-20',
    '2026-11-20 morning',
    'at 2026-11-20T08:00Z',
    '2026-11-20T08:00Z sharp',
    '2026-11-20T08:00Z (sharp)',
    '99.1.2026',
    '2026-02-30T08:00Z',
    '2026-13-01T08:00Z',
    '1969-06-01',
    '1969-12-31T23:59Z',
    '9999-12-31T23:59-05:00',
    'yesterday morning',
    'since yesterday',
    'in 5 bananas',
    'in a while',
  ]) {
    it(`does not guess at “${typed}”`, () => {
      assert.equal(parseTime(typed, now), undefined);
    });
  }
  it('lets a day last until its end where something is to last', () => {
    for (const [typed, at] of [
      ['2026-12-24', local(2026, 11, 24, 23, 59, 59)],
      ['24.12.2026', local(2026, 11, 24, 23, 59, 59)],
      ['tomorrow', local(now.getFullYear(), now.getMonth(), now.getDate() + 1, 23, 59, 59)],
      ['2026-12-24 12:00', local(2026, 11, 24, 12)],
      ['in 2 h', new Date(now.getTime() + 7_200_000).toISOString()],
      ['soon', undefined],
    ] as const)
      assert.equal(parseUntil(typed, now), at, typed);
  });
  it('reads 1/2/2026 in the order of the locale', () => {
    assert.equal(parseTime('1/2/2026', now, false), local(2026, 0, 2));
  });
});
