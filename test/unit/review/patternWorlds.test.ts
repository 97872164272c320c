import assert from 'node:assert/strict';
import type { Finding } from '../../../src/domain/incident/finding';
import { Calendar } from '../../../src/review/patterns/calendar';
import { binomialTail, hypergeometricTail } from '../../../src/review/patterns/chance';
import type { Happening, History } from '../../../src/review/patterns/history';
import { OffSafeguards } from '../../../src/review/patterns/offSafeguards';
import { findPatterns } from '../../../src/review/patterns/patterns';
import { withoutUsualBursts } from '../../../src/review/patterns/surges';
import { Random } from '../../eval/patterns/random';
import { allTold } from '../../support/allTold';
import { inOneGo } from '../../support/inOneGo';

const [hour, day] = [3_600_000, 86_400_000];
const begin = Date.UTC(2024, 0, 1);

function happening(id: number, at: number, more: Partial<Happening> = {}): Happening {
  return {
    id: `INC-${String(id).padStart(6, '0')}`,
    at,
    components: [],
    signatures: [],
    causes: [],
    accounts: [],
    addresses: [],
    hosts: [],
    signs: [],
    isSecurity: false,
    isCleared: false,
    isUnavailable: false,
    causeKnown: false,
    gaps: [],
    files: [],
    ...more,
  };
}

function patternsIn(happenings: readonly Happening[], more: Partial<History> = {}): readonly Finding[] {
  const steps = findPatterns({ happenings, changes: [], causes: [], until: begin + 366 * day, offset: () => 0, ...more });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return allTold(value);
  }
}

/** So many, at any time of a year, each with what `more` says. */
function uniform(random: Random, count: number, more: (at: number) => Partial<Happening>): readonly Happening[] {
  return Array.from({ length: count }, (_, id) => {
    const at = begin + random.next() * 365 * day;
    return happening(id, at, more(at));
  });
}

const components = (random: Random, count: number): (() => string[]) => {
  const names = Array.from({ length: count }, (_, at) => `part-${at}`);
  return () => [random.zipf(names, 0.8)];
};

describe('patterns of failure in worlds of other kinds', () => {
  it('a tail whose first term is too small to be told from nothing: nearly certain below what is expected, nearly impossible above', () => {
    assert.deepEqual(
      [binomialTail(100, 100_000, 0.5), binomialTail(10, 1000, 0.99), hypergeometricTail(10, 5000, 5000, 10_000), binomialTail(3, 5, 1)],
      [1, 1, 1, 1],
    );
    assert.ok(binomialTail(99_000, 100_000, 0.5) < 1e-300);
    assert.ok(Math.abs(binomialTail(500, 1000, 0.5) - 0.5126) < 1e-4);
  });

  it('what fails several times a day is at no hour and on no day of the week for it', () => {
    const random = new Random(11);
    const named = components(random, 6);
    const isWeekend = (at: number): boolean => [0, 6].includes(new Date(at).getUTCDay());
    const all = uniform(random, 8000, () => ({ components: named() })).filter(({ at }) => !isWeekend(at) || random.isSo(0.2));
    const found = patternsIn(all).filter(({ pattern }) => pattern === 'together');
    assert.deepEqual(
      found.map(({ key }) => key),
      [],
    );
  });

  it('what comes all the time is not told as coming again in what is left when its fullest time is taken out', () => {
    let found = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const random = new Random(seed);
      const category = (): string => random.pick(['software', 'network', 'hardware', 'data']);
      const all = patternsIn(uniform(random, 400, () => ({ category: category() })));
      found += all.filter(({ pattern }) => pattern === 'recurrence').length;
    }
    assert.ok(found <= 4, `${found} in forty histories`);
  });

  it('what has become less is told of the time in which it was more, however often it comes', () => {
    const random = new Random(3);
    const half = begin + 182 * day;
    const all = uniform(random, 15_000, at => ({ category: random.isSo(at < half ? 0.8 : 0.2) ? 'software' : 'network' }));
    const software = patternsIn(all).filter(finding => finding.pattern === 'recurrence' && finding.name === 'software');
    assert.ok(software.length > 0);
    for (const finding of software)
      if (finding.pattern === 'recurrence' && finding.chance < 1e-6) assert.ok(Date.parse(finding.from) < half - 60 * day, finding.from);
  });

  it('a recurrence counts incidents of incidents: as many as are listed, of all there are, against what would be expected of all', () => {
    const random = new Random(8);
    const named = components(random, 12);
    const rest = uniform(random, 500, () => ({ components: named() }));
    const told = Array.from({ length: 15 }, (_, at) =>
      [0, 0.3].map(later => happening(1000 + at * 2 + later * 3, begin + (200 + at * 2) * day + later * hour, { components: ['pump'] })),
    ).flat();
    const found = patternsIn([...rest, ...told]).find(finding => finding.pattern === 'recurrence' && finding.name === 'pump');
    assert.ok(found?.pattern === 'recurrence');
    assert.equal(found.total, 30);
    assert.ok(found.ids.length <= found.total && found.ids.length > found.total / 2 && found.expected < found.ids.length / 2);
  });

  it('what comes on a few days alone does not come again and again', () => {
    const random = new Random(6);
    const named = components(random, 12);
    const rest = uniform(random, 500, () => ({ components: named() }));
    const on = (days: number): readonly Happening[] =>
      Array.from({ length: 5 }, (_, at) =>
        happening(3000 + at, begin + (200 + (at % days) * 3) * day + at * 1.9 * hour, { components: ['pump'] }),
      );
    const recurs = (some: readonly Happening[]): boolean =>
      patternsIn([...rest, ...some]).some(({ key }) => key === 'recurrence component pump');
    assert.deepEqual([recurs(on(3)), recurs(on(5))], [false, true]);
  });

  it('what comes in clusters anyway counts as so much less', () => {
    let [clustered, single] = [0, 0];
    for (let seed = 1; seed <= 30; seed++) {
      const random = new Random(seed * 31);
      const named = components(random, 12);
      const rest = uniform(random, 400, () => ({ components: named() }));
      const told = (each: number): readonly Happening[] =>
        Array.from({ length: 20 }, (_, place) => {
          const at = begin + Math.floor(random.next() * 360) * day;
          return Array.from({ length: each }, (_, more) =>
            happening(4000 + place * 10 + more, at + (8 + more * 1.5) * hour, { components: ['pump'] }),
          );
        }).flat();
      const count = (some: readonly Happening[]): number =>
        patternsIn([...rest, ...some]).filter(({ key }) => key === 'recurrence component pump').length;
      clustered += count(told(6));
      single += count(told(1));
    }
    assert.ok(clustered <= 3 && single <= 3, `${clustered} and ${single} in thirty histories`);
  });

  it('what is told of changes names the time in which so many came', () => {
    const random = new Random(5);
    const named = components(random, 12);
    const rest = uniform(random, 500, () => ({ components: named() }));
    const changes = Array.from({ length: 14 }, (_, at) => ({ id: `CHG-${at}`, at: begin + (10 + at * 24) * day, components: ['valve'] }));
    const after = changes.map(({ at }, id) => happening(2000 + id, at + (30 + (id % 3) * 12) * hour, { components: ['boiler'] }));
    const found = patternsIn([...rest, ...after], { changes }).find(
      finding => finding.pattern === 'together' && finding.company === 'afterChange',
    );
    assert.ok(found?.pattern === 'together');
    assert.deepEqual([found.a, found.b, found.days, found.count], ['boiler', 'valve', 3, 14]);
  });

  it('where everything is told by many as a rule, only what stands out among that is a burst', () => {
    const burst = (id: string, size: number) => ({ pattern: 'burst', ids: Array.from({ length: size }, (_, at) => `${id}${at}`) });
    const usual = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, at) => burst(id, 6 + (at % 3)));
    const sizes = (found: readonly { readonly ids: readonly string[] }[]): readonly number[] => found.map(({ ids }) => ids.length);
    assert.deepEqual(sizes(withoutUsualBursts([...usual, burst('x', 25)])), [25]);
    assert.deepEqual(sizes(withoutUsualBursts(usual.slice(0, 4))), [6, 7, 8, 6]);
  });

  it('a year in another century changes nothing that is found in this one', () => {
    const random = new Random(9);
    const named = components(random, 8);
    const all = uniform(random, 400, () => ({ components: named() }));
    const told = Array.from({ length: 20 }, (_, at) => happening(900 + at, begin + 100 * day + at * 0.2 * hour, { components: ['pump'] }));
    const keys = (some: readonly Happening[]): readonly string[] => patternsIn(some).map(({ key }) => key);
    const outliers = ['0001-01-01', '1990-01-01', '9999-12-31'].map((on, at) =>
      happening(5000 + at, Date.parse(on), { components: ['pump'] }),
    );
    assert.ok(keys([...all, ...told]).length > 0);
    assert.deepEqual(keys([...outliers, ...all, ...told]), keys([...all, ...told]));
  });

  it('where much happens every day, that two things happened near each other is no reason to ask', () => {
    const random = new Random(2);
    const named = components(random, 6);
    const all = uniform(random, 6000, at => ({
      components: named(),
      isUnavailable: random.isSo(0.2),
      ...(random.isSo(0.15) && { signs: ['authentication'] as const }),
      ...(random.isSo(0.03) && { isSecurity: true }),
      ...(random.isSo(0.03) && { gaps: [{ component: named()[0] ?? '', since: at, until: at + day }] }),
    }));
    const questions = (some: readonly Happening[]): number => patternsIn(some).filter(({ pattern }) => pattern === 'unnoticed').length;
    assert.ok(questions(all) <= 6, `${questions(all)} questions`);
    const nights = [0, 1, 2, 3].map(night =>
      happening(9000 + night, begin + (200 + night) * day + 3 * hour, {
        accounts: ['svc-copy'],
        signs: ['authentication', 'traces'],
        isUnavailable: true,
        components: ['part-0'],
      }),
    );
    assert.ok(patternsIn([...all, ...nights]).some(finding => finding.pattern === 'unnoticed' && finding.ids.includes('INC-009001')));
  });

  it('which safeguard of a component was off at a time: by another incident, the longest', () => {
    const gap = (since: number, until?: number) => ({ component: 'door', since, until });
    const off = inOneGo(
      OffSafeguards.of([
        happening(1, 0, { gaps: [gap(10, 90)] }),
        happening(2, 0, { gaps: [gap(20)] }),
        happening(3, 0, { gaps: [gap(30, 40)] }),
      ]),
    );
    const by = (id: number, at: number): readonly string[] =>
      off.reasons(happening(id, at, { components: ['roof', 'door'], isUnavailable: true })).flatMap(({ ids }) => ids.slice(0, 1));
    assert.deepEqual(
      [by(9, 5), by(9, 15), by(1, 15), by(1, 95), by(2, 50), by(2, 95)],
      [[], ['INC-000001'], [], ['INC-000002'], ['INC-000001'], []],
    );
  });

  it('a history of years asks for the time zone day by day, and hour by hour only where it changes', () => {
    let asked = 0;
    const summer = begin + 100 * day + 5 * hour;
    const offset = (at: number): number => {
      asked++;
      return at < summer ? 60 : 120;
    };
    // Every day at nine, local time.
    const times = Array.from({ length: 3_600 }, (_, n) => begin + n * day + (n < 100 ? 8 : 7) * hour);
    const calendar = inOneGo(Calendar.of(times, begin + 3_600 * day, offset));
    assert.ok(asked < 12_000, `${asked} times`);
    const atNine = (onDay: number, utc: number): number =>
      calendar.share(begin + onDay * day + utc * hour, begin + onDay * day + (utc + 1) * hour);
    assert.ok(Math.abs(atNine(93, 8) - atNine(107, 7)) < 1e-12);
    assert.ok(atNine(100, 7) > atNine(99, 7) * 5, 'on the day of the change, too');
    assert.ok(atNine(107, 7) > atNine(107, 8) * 5);
  });

  it('a history of years says how many of each day of the week it had', () => {
    const weekdays = inOneGo(Calendar.of([begin], begin + 14 * day, () => 0)).weekdays();
    assert.deepEqual(
      weekdays.map(({ days }) => days),
      [2, 2, 2, 2, 2, 2, 2],
    );
  });
});
