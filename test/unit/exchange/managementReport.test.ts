import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addHours } from '../../../src/domain/foundation/time';
import type { DueWhat } from '../../../src/domain/incident/due';
import type { Finding } from '../../../src/domain/incident/finding';
import type { FigureGrouping, ProcessFigures } from '../../../src/domain/incident/figures';
import type { MeasuredIncident } from '../../../src/domain/incident/measuredIncident';
import { chartSvg } from '../../../src/exchange/chartSvg';
import type { ManagementReport } from '../../../src/exchange/managementContent';
import { managementAsHtml, managementAsMarkdown } from '../../../src/exchange/managementReport';
import { comparison } from '../../../src/review/figures/comparison';
import { processFigures } from '../../../src/review/figures/processFigures';
import { english } from '../../../src/words/english';
import { describeFigures } from '../../../src/words/figures/describeFigures';
import { describeLength } from '../../../src/words/figures/describeLength';
import { describeShare } from '../../../src/words/figures/describeShare';
import type { Chart } from '../../../src/words/figures/figureSection';
import { chartShapes } from '../../../src/words/figures/chartShapes';
import { hostileTexts } from '../../support/hostile';
import { question } from '../../support/findings';

const period = { from: '2026-07-01T00:00:00.000Z', to: '2026-10-01T00:00:00.000Z' };
const at = '2026-10-02T08:00:00.000Z';
const hour = 3_600_000;

/** Forty incidents of a quarter, each as its number says. */
function incidents(): readonly MeasuredIncident[] {
  return Array.from({ length: 40 }, (_, n) => {
    const detectedAt = addHours(period.from, n * 53);
    const open = n % 8 === 7;
    const restoredAt = n % 4 === 3 ? undefined : addHours(detectedAt, 1 + ((n * 7) % 40));
    return {
      recordedAt: addHours(detectedAt, 0.25),
      detectedAt,
      occurredAt: n % 3 === 0 ? addHours(detectedAt, -(n % 5)) : undefined,
      qualifiedAt: addHours(detectedAt, 0.5 + (n % 3)),
      workaroundAt: n % 5 === 0 ? addHours(detectedAt, 1) : restoredAt,
      restoredAt,
      targetDue: addHours(detectedAt, 24),
      open,
      reported: 'disruption',
      priority: (['P1', 'P2', 'P3', undefined] as const)[n % 4],
      closureCode: open ? undefined : 'solved',
      closedAt: open ? undefined : addHours(detectedAt, 80),
      firstCompletedAt: open ? undefined : addHours(detectedAt, 70),
      reopenings: n % 10 === 0 ? 1 : undefined,
      shortWay: n % 9 === 0 ? true : undefined,
      knownErrorHit: n % 6 === 0 ? true : undefined,
      changeCaused: n % 7 === 0 ? 'confirmed' : n % 11 === 0 ? 'suspected' : undefined,
      components: n % 13 === 0 ? [] : [`Relay ${n % 3}`],
    };
  });
}

function figures(by: FigureGrouping, of: Iterable<MeasuredIncident>, asked = { period, at }): ProcessFigures {
  return done(processFigures(of, { by, ...asked }));
}

function done<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

const none = { named: [], more: 0, unnamed: 0 } as const;
const named = { id: 'INC-7K3QF2', title: 'Mail is not delivered', priority: 'P1', at: period.from } as const;

const gap = { id: 'w1', safeguard: 'Virus scanner', component: 'Relay 1', since: '2026-08-03T07:30:00.000Z', restored: false } as const;

/** Something of everything that presses. */
function pressing(): ManagementReport['pressing'] {
  const due = (what: DueWhat, on: string) => ({ ...named, thing: { what, at: on, isOver: true, person: 'Ada' } });
  const one = <T>(...of: readonly T[]) => ({ named: of, more: 0, unnamed: 0 });
  return {
    duties: one(
      due({ code: 'clock', duty: 'nis2EarlyWarning' }, '2026-09-29T08:00:00.000Z'),
      due({ code: 'clock', duty: 'insurer', title: 'Notice to the insurer', halt: 'stopped', undecided: true }, at),
    ),
    gaps: {
      ...one({ ...named, thing: { ...gap, component: '' } }, { ...named, thing: { ...gap, acceptedUntil: '2026-10-01T00:00:00.000Z' } }),
      unnamed: 1,
    },
    target: one(due({ code: 'target' }, '2026-09-30T20:00:00.000Z')),
    untold: { ...one({ ...named, thing: 'securityManagement' as const }), more: 2 },
    lateHandOvers: one(due({ code: 'handOver', row: 'h1', party: 'cert' }, '2026-09-20T08:00:00.000Z')),
    reviews: one(due({ code: 'review' }, '2026-09-01T08:00:00.000Z')),
    accepted: one({ ...named, thing: { ...gap, acceptedUntil: '2026-12-24T00:00:00.000Z' } }),
  };
}

/** Those of the quarter before: fewer, and nearly all restored in time. */
function earlier(): readonly MeasuredIncident[] {
  return Array.from({ length: 24 }, (_, n) => {
    const detectedAt = n === 0 ? '2026-03-30T08:00:00.000Z' : addHours('2026-04-01T08:00:00.000Z', n * 80);
    const [restoredAt, closedAt] = [addHours(detectedAt, 3 + (n % 5)), addHours(detectedAt, 30)];
    const times = { recordedAt: detectedAt, detectedAt, qualifiedAt: detectedAt, workaroundAt: restoredAt, restoredAt, closedAt };
    const said = { open: false, reported: 'disruption', priority: 'P2', closureCode: 'solved' } as const;
    return { ...times, ...said, components: [], targetDue: addHours(detectedAt, 24), firstCompletedAt: closedAt };
  });
}

const findings: readonly Finding[] = [
  question({
    ids: ['INC-7K3QF2', 'INC-8K3QF2'],
    components: ['Relay 1'],
    reasons: [
      { reason: 'traces', detail: '', ids: ['INC-7K3QF2'] },
      { reason: 'safeguardOff', detail: 'Relay 1', ids: ['INC-7K3QF2', 'INC-8K3QF2'] },
    ],
  }),
  {
    pattern: 'burst',
    key: 'burst component Relay 2',
    ids: ['INC-7K3QF2', 'INC-8K3QF2', 'INC-9K3QF2'],
    facet: 'component',
    name: 'Relay 2',
    from: '2026-08-11T09:30:00.000Z',
    to: '2026-08-11T15:10:00.000Z',
    total: 12,
    weeks: [1, 2],
    chance: 0.004,
    expected: 0.2,
    tried: 40,
  },
];

function report(change: Partial<ManagementReport> = {}, of: Iterable<MeasuredIncident> = incidents()): ManagementReport {
  const all = [...of];
  return {
    of: 'mail-relay',
    byPriority: figures('priority', all),
    byComponent: figures('component', all),
    compared: done(
      comparison(
        [...earlier(), ...all].map((one, n) => [one, n % 9 === 0] as const),
        period,
        at,
      ),
    ),
    weakest: { name: 'P2', count: 6, of: 19 },
    pressing: pressing(),
    security: {
      counts: [
        { standing: 'confirmed', count: 2, open: 0 },
        { standing: 'suspected', count: 3, open: 1 },
        { standing: 'unassessed', count: 0, open: 0 },
        { standing: 'none', count: 3, open: 0 },
      ],
      named: { named: [{ ...named, security: 'confirmed' }], more: 1, unnamed: 1 },
    },
    handOvers: {
      parties: [
        { party: 'securityManagement', made: 4, inTime: 1, late: 2, over: 1, running: 0 },
        { party: 'cert', made: 1, inTime: 0, late: 0, over: 0, running: 1 },
      ],
      late: {
        named: [
          { ...named, party: 'securityManagement', took: 9 * 24 * hour, isAcknowledged: true },
          { ...named, at: '2026-10-01T08:00:00.000Z', party: 'securityManagement', took: 24 * hour, isAcknowledged: false },
        ],
        more: 0,
        unnamed: 1,
      },
    },
    patterns: { told: findings, more: 0, unnamed: 1, titles: {} },
    oldest: { named: [named], more: 3, unnamed: 1 },
    late: none,
    confined: 2,
    confinedElsewhere: 1,
    unread: 0,
    ...change,
  };
}

function golden(file: string): string {
  return readFileSync(path.join(import.meta.dirname, '../../fixtures/managementReport', file), 'utf8');
}

/** The tags of a page in their order. */
function tagsOf(html: string): readonly string[] {
  return Array.from(html.matchAll(/<\/?([a-z][a-z0-9]*)/gi), ([tag]) => tag);
}

describe('the management report', () => {
  it('is word for word as it was agreed', () => {
    assert.equal(managementAsMarkdown(report(), english), golden('report.md'));
    assert.equal(managementAsHtml(report(), english), golden('report.html'));
  });

  it('marks months of which only a part counts, in the table, in the picture and in words', () => {
    const asked = { period: { from: '2026-07-15T00:00:00.000Z', to: '2026-10-13T00:00:00.000Z' }, at: '2026-10-13T00:00:00.000Z' };
    const byPriority = figures('priority', incidents(), asked);
    const markdown = managementAsMarkdown(report({ byPriority }), english);
    const rows = [...markdown.matchAll(/^\| (2026-\S+(?: \(in part\))?) \|/gm)].map(([, month]) => month);
    assert.deepEqual(rows, ['2026-07 (in part)', '2026-08', '2026-09', '2026-10 (in part)']);
    assert.match(markdown, /“In part”: the period has only a part of the month, or the month is not over/);
    const html = managementAsHtml(report({ byPriority }), english);
    assert.equal([...html.matchAll(/<rect class="series\d partial"/g)].length, 4);
    assert.match(html, /<title>2026-10 \(in part\): /);
    assert.match(html, /aria-label="Bars by month: 2026-07 \(in part\) /);
    const whole = {
      ...asked,
      at: '2026-10-20T00:00:00.000Z',
      period: { from: '2026-09-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' },
    };
    const byMonth = figures('month', incidents(), whole);
    assert.deepEqual(
      byMonth.months.map(({ partial = false }) => partial),
      [false, true],
      'a month that is not over is none',
    );
    const groups = describeFigures(english, figures('month', incidents(), asked)).find(({ id }) => id === 'groups');
    assert.deepEqual(
      groups?.table?.rows.map(([name]) => name),
      ['2026-07 (in part)', '2026-08', '2026-09', 'All'],
    );
    assert.match(groups.texts.join(' '), /“In part”/);
  });

  it('names what a pattern speaks of by its title, once', () => {
    const root = 'INC-7K3QF2';
    const chain: Finding = { pattern: 'chain', key: root, root, ids: [root, 'INC-8K3QF2'], effects: 1, depth: 2, hours: 3, security: 0 };
    const reasons = [{ reason: 'afterSuspicious' as const, detail: 'INC-8K3QF2', ids: ['INC-8K3QF2'] }];
    const after = question({ ids: [root], reasons });
    const titles = { [root]: 'Mail $& is *not* delivered', 'INC-8K3QF2': 'Broken\nin' };
    const text = managementAsMarkdown(report({ patterns: { told: [chain, after], more: 0, unnamed: 0, titles } }), english);
    assert.match(text, /- INC-7K3QF2 \(“Mail \\\$\\& is \\\*not\\\* delivered”\) is the first cause of 1 more record;/);
    assert.match(text, /the security incident INC-8K3QF2 \(“Broken in”\) had come shortly before/);
  });

  it('is no wider than a narrow window, and breaks no word of a table: a table scrolls by itself, on paper it breaks', () => {
    const html = managementAsHtml(report(), english);
    const tables = [...html.matchAll(/<table>/g)].length;
    assert.equal([...html.matchAll(/<div class="wide" role="region" aria-label="[^"]+" tabindex="0">\n<table>/g)].length, tables);
    assert.equal([...html.matchAll(/<\/table>\n<\/div>/g)].length, tables);
    const onScreen = html.slice(0, html.indexOf('</style>')).replace(/@media print \{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
    assert.doesNotMatch(onScreen, /anywhere/);
    assert.match(onScreen, /\.wide \{ overflow-x: auto;/);
  });

  it('says what is tested where nothing differs, and that the backlog has grown, which is not', () => {
    const rows = [
      { figure: 'recorded', now: { count: 21 }, before: { count: 20 }, change: 'same' },
      { figure: 'open', now: { count: 20 }, before: { count: 1 } },
    ] as const;
    const compared = { before: { from: '2026-04-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' }, rows };
    const text = managementAsMarkdown(report({ compared }), english);
    assert.match(text, /- Of what is tested \(new incidents\) nothing differs from 2026-04-01 to 2026-06-30 by more than chance\./);
    assert.match(text, /- The backlog has grown: 20 open at the end, 1 at the end of the period before \(not tested\)\./);
    assert.match(text, /^\| open at the end \| 20 \| 1 \| not tested \|$/m);
    const less = { ...compared, rows: rows.map(row => ({ ...row, now: row.before, before: row.now })) };
    assert.doesNotMatch(managementAsMarkdown(report({ compared: less }), english), /backlog has grown/);
  });

  it('of a period without incidents says so', () => {
    const text = managementAsMarkdown(report({ oldest: none, confined: 0 }, []), english);
    assert.match(text, /No incident was recorded in this period/);
    assert.match(text, /Nothing is open/);
  });

  it('needs nothing from elsewhere, and each of its pictures has a text and the same numbers as a table', () => {
    const html = managementAsHtml(report(), english);
    assert.match(html, /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">/);
    assert.match(html, /<p class="tlp">TLP:AMBER<\/p>/);
    assert.doesNotMatch(html, /<(?:script|link|img|iframe|object|a)\b|url\(|@import/i);
    const pictures = [...html.matchAll(/<svg [^>]*role="img" aria-label="([^"]+)"[^]*?<table>([^]*?)<\/table>/g)];
    assert.equal(pictures.length, 3);
    for (const [, said = '', table = ''] of pictures) {
      const shown = new Set(table.replace(/<[^>]+>/g, ' ').match(/\d+/g));
      for (const number of said.match(/\d+/g) ?? []) assert.ok(shown.has(number), `${number} of ${said}`);
    }
  });

  it('draws a picture in which no name is a tag, and none turns around what is written', () => {
    const chart = (name: string): Chart => ({
      kind: 'bars',
      said: name,
      categories: [name],
      series: [{ name, values: [1] }],
      unit: 'count',
    });
    const plain = tagsOf(chartSvg(english, chart('x')).join(''));
    for (const text of [
      ...hostileTexts,
      '"><script>alert(1)</script>',
      "' onload='x",
      '</svg><img src=x onerror=alert(1)>',
      '\u202Egnp.exe',
    ]) {
      const drawn = chartSvg(english, chart(text)).join('');
      assert.deepEqual(tagsOf(drawn), plain, text);
      assert.doesNotMatch(drawn, /[\u202a-\u202e]|<script/, text);
    }
  });

  it('shows any text of a record as text: no tag, no cell, no line of its own', () => {
    const plain = tagsOf(managementAsHtml(report(), english));
    for (const text of [
      ...hostileTexts,
      '=1+1',
      '<svg onload=alert(1)>',
      '| a | b',
      'x@y|z',
      '[a](command:x)',
      '</td></table><script>',
      'a\n# b',
    ]) {
      const hostile = { named: [{ ...named, title: text, security: 'suspected' }], more: 3, unnamed: 1 } as const;
      const { security, handOvers, pressing: press } = report();
      const titled = <T>(of: readonly T[]) => of.map(one => ({ ...one, title: text }));
      const gaps = press.gaps.named.map(one => ({ ...one, title: text, thing: { ...one.thing, safeguard: text, component: text } }));
      const duties = press.duties.named.map(one => ({
        ...one,
        thing: { ...one.thing, what: { code: 'clock', duty: 'x', title: text } as const },
      }));
      const renamed = incidents().map(incident => ({ ...incident, components: incident.components.map(name => `${text}${name}`) }));
      const made = report(
        {
          of: text,
          oldest: hostile,
          security: { ...security, named: hostile },
          handOvers: { ...handOvers, late: { ...handOvers.late, named: titled(handOvers.late.named) } },
          pressing: { ...press, gaps: { ...press.gaps, named: gaps }, duties: { ...press.duties, named: titled(duties) } },
          patterns: {
            told: findings.map(finding => (finding.pattern === 'burst' ? { ...finding, name: `${text} PRB-000001` } : finding)),
            more: 0,
            unnamed: 1,
            titles: { 'PRB-000001': text },
          },
        },
        renamed,
      );
      assert.deepEqual(tagsOf(managementAsHtml(made, english)), plain, text);
      const markdown = managementAsMarkdown(made, english);
      const lines = markdown.split('\n');
      assert.equal(
        lines.filter(line => line.startsWith('#')).length,
        golden('report.md')
          .split('\n')
          .filter(line => line.startsWith('#')).length,
      );
      for (const line of lines.filter(other => other.startsWith('| '))) assert.match(line, / \|$/);
      const wide = lines.filter(line => line.startsWith('|') && line.includes('Relay'));
      assert.equal(wide.length, 3, text);
      for (const line of wide) assert.equal(line.split(/(?<!\\)\|/).length, 9, line);
    }
  });
});

describe('a picture of figures', () => {
  it('stands within its frame, and its bars on the axis', () => {
    const chart = {
      kind: 'bars',
      said: '',
      categories: ['a', 'b', 'c'],
      series: [
        { name: 'x', values: [0, 7, 13] },
        { name: 'y', values: [1, 2, 3] },
      ],
      unit: 'count',
    } as const;
    const { bars, rules } = chartShapes(english, chart);
    assert.deepEqual(
      rules.map(({ text }) => text),
      ['0', '10', '20'],
    );
    for (const { x, y, width, height } of bars) assert.ok(x >= 40 && x + width <= 400 && y >= 10 && Math.abs(y + height - 158) < 0.11);
    assert.equal(bars.find(({ title }) => title === 'a: 0 x')?.height, 0);
  });

  it('ends a line where nothing is known any more', () => {
    const chart = { kind: 'lines', said: '', categories: ['1 h', '4 h'], series: [{ name: 'x', values: [0.5] }], unit: 'share' } as const;
    assert.deepEqual(chartShapes(english, chart).lines, ['128,84']);
  });

  it('says at each point of a line what it shows, as bars do, and as the table has it', () => {
    const left = describeFigures(english, figures('priority', incidents())).find(({ id }) => id === 'left');
    assert.ok(left?.chart && left.table);
    const shown = left.table.rows.map(([after, restore, , complete]) => `${after}: ${restore} not restored, ${complete} not completed`);
    const { dots, bars } = chartShapes(english, left.chart);
    assert.deepEqual(bars, []);
    assert.deepEqual(new Set(dots.map(({ title }) => title)), new Set(shown.filter(text => !text.includes('–'))));
    const html = managementAsHtml(report(), english);
    for (const { title } of dots) assert.ok(html.includes(`<title>${title}</title></circle>`), title);
  });

  it('tells a length to a tenth of its unit', () => {
    const hour = 3_600_000;
    assert.deepEqual(
      [0.01, 0.75, 0.99, 0.999, 1, 7.57, 47.94, 47.96, 50.05, 71.99, 2400].map(hours => describeLength(english, hours * hour)),
      ['< 1 min', '45 min', '59 min', '1 h', '1 h', '7.6 h', '47.9 h', '2 d', '2.1 d', '3 d', '100 d'],
    );
  });

  it('never tells something as nothing, nor nearly all as all', () => {
    assert.deepEqual(
      [0, 0.001, 0.5, 0.999, 1].map(share => describeShare(english, share)),
      ['0 %', '1 %', '50 %', '99 %', '100 %'],
    );
  });
});
