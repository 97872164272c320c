import assert from 'node:assert/strict';
import { trialAsMarkdown, type TrialContext } from '../../../src/exchange/trialReport';
import { english } from '../../../src/words/english';
import { hostileTexts } from '../../support/hostile';
import { markdownStructure } from '../../support/markdown';

const at = '2026-11-22T08:00:00.000Z';
const sure = { likely: { n: 2, said: 0.71, right: 1 }, possible: { n: 2, said: 0.3, right: 0 }, weak: { n: 0, said: 0, right: 0 } };
const fault = (place: number, plainPlace = place, title = 'Mail is not delivered') => ({
  fix: `${place}f`.padEnd(40, '0'),
  title,
  at: Date.parse(`2026-10-0${Math.min(place, 9)}T10:00:00.000Z`),
  culprit: 'c'.repeat(40),
  commits: 100 * Math.min(place, 10),
  place,
  plainPlace,
});
const faults = [fault(1), fault(1, 3), fault(4), fault(17, 12)];
const reportOf = (more: Partial<TrialContext> = {}): string =>
  trialAsMarkdown({ words: english, at, folder: 'shop', faults, sure, named: 9, isWhole: true, ...more });

describe('the report of how good the suspects are', () => {
  it('says of what it was made, and where the culprits came', () => {
    const text = reportOf();
    assert.match(text, /^# How good are the suspects here\?\n\n[^-]*\n\n- Made 2026-11-22 08:00 UTC, of the history of shop\n/);
    assert.match(text, /- 4 faults .*, from 2026-10-01 to 2026-10-09: .* among 400 commits \(median\)/);
    assert.match(reportOf({ faults: [fault(1)] }), /- 1 fault .*, on 2026-10-01: its cause/);
    assert.match(reportOf({ faults: faults.toReversed() }), /among 400 commits \(median\)/);
    const rows = text.split('\n').filter(line => line.includes('data:image'));
    assert.deepEqual(
      rows.map(row => row.replace(/!\[([^\]]*)\]\([^)]*\)/, '$1')),
      [
        '| First | 50 percent | 50 % (2) | 25 % (1) |',
        '| 2 to 5 | 25 percent | 25 % (1) | 50 % (2) |',
        '| 6 to 10 | 0 percent | 0 % (0) | 0 % (0) |',
        '| Further down | 25 percent | 25 % (1) | 25 % (1) |',
      ],
    );
    assert.match(text, /mean reciprocal rank 0\.58 \(1: always first\), 0\.42 without/);
    assert.match(text, /brought 1 of the culprits nearer and moved 1 further away/);
  });

  it('says at once, in plain words, what it comes to', () => {
    const text = reportOf();
    assert.match(text, /\n\*\*Of 4 past faults, the culprit [^*]* came first in 2 and among the first five in 3\.\*\*\n/);
    assert.match(text, /Of the 2 first suspects that it called likely, 2 were the culprit\./);
    const halfRight = { ...sure, likely: { n: 3, said: 0.71, right: 2 / 3 } };
    assert.match(reportOf({ sure: halfRight }), /Of the 3 first suspects that it called likely, 2 were the culprit\./);
    assert.doesNotMatch(reportOf({ sure: { ...sure, likely: sure.weak } }), /called likely/);
    assert.match(reportOf({ faults: [fault(1)] }), /\*\*1 past fault could be tried\. /);
  });

  it('says that few faults tell little, and why there are not more', () => {
    const of = (count: number, more: Partial<TrialContext> = {}): string =>
      reportOf({ faults: Array.from({ length: count }, () => fault(1)), ...more });
    assert.match(of(29), /So few tell little[^]*- 9 commits here name another one as faulty\. They can be tried/);
    assert.doesNotMatch(of(30), /few tell|can be tried/);
    assert.doesNotMatch(of(29, { isWhole: false }), /can be tried/);
    assert.match(of(0), /- 9 commits here name another[^]*nothing to measure by yet/);
    assert.doesNotMatch(of(0), /few tell|No fix/);
  });

  it('has one column where nothing that was learnt changed a place', () => {
    const text = reportOf({ faults: [fault(1), fault(4)] });
    assert.match(text, /\n\| Place \| {2}\| How often \|\n\| --- \| --- \| ---: \|\n/);
    assert.match(text, /\| 50 % \(1\) \|\n/);
    assert.match(text, /mean reciprocal rank 0\.63 \(1: always first\)\.\n/);
  });

  it('draws each share as long as it is', () => {
    const widths = [...reportOf().matchAll(/utf-8,([^)]*)\)/g)].map(([, svg = '']) =>
      [...decodeURIComponent(svg).matchAll(/<rect width="(\d+)"/g)].map(([, width]) => Number(width)),
    );
    assert.deepEqual(widths, [
      [160, 80],
      [160, 40],
      [160, 0],
      [160, 40],
    ]);
  });

  it('says how sure it was, where it failed, and what all that does not tell', () => {
    const text = reportOf();
    assert.match(text, /\| likely \| 2 \| 71 % \| 100 % \(2\) \|\n\| possible \| 2 \| 30 % \| 0 % \(0\) \|\n\| weak \| 0 \| – \| – \|/);
    assert.match(
      text,
      /## Where it failed most\n\n- `17f00000` Mail is not delivered: the culprit `cccccccc` came at place 17 of 1000\.\n/,
    );
    assert.match(text, /## What this does not tell\n\n- Developers wrote/);
    assert.doesNotMatch(reportOf({ faults: [fault(1), fault(10)] }), /failed most/);
    assert.match(reportOf({ faults: [fault(Infinity)] }), /was not among the commits that could be read/);
    assert.match(reportOf({ faults: [fault(2)] }), /- 1 fault whose fix names[^]*changed no place/);
  });

  it('names the eight that it failed most, the worst first', () => {
    const places = [11, 40, 12, Infinity, 30, 13, 20, 14, 10, 15];
    const named = [...reportOf({ faults: places.map(place => fault(place)) }).matchAll(/at place (\d+) of|was (not) among/g)];
    assert.deepEqual(
      named.map(([, place, none]) => place ?? none),
      ['not', '40', '30', '20', '15', '14', '13', '12'],
    );
  });

  it('says that it was ended, or that there is nothing to measure by', () => {
    assert.match(reportOf({ isWhole: false }), /- Ended before all were tried\./);
    assert.doesNotMatch(reportOf(), /Ended before/);
    const empty = reportOf({ faults: [], named: 0 });
    assert.match(empty, /No fix in the newest 50,000 commits/);
    assert.doesNotMatch(empty, /NaN|\| First/);
    assert.doesNotMatch(reportOf({ faults: [], isWhole: false }), /No fix/);
  });

  it('lets no text of a commit act as markup', () => {
    const structureOf = (title: string): readonly string[] =>
      markdownStructure(reportOf({ faults: [fault(17, 17, title)], folder: title }));
    const plain = structureOf('plain');
    for (const text of hostileTexts) assert.deepEqual(structureOf(text), plain, text);
  });
});
