import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Incident } from '../../../src/domain/incident/incident';
import { markdownLine, markdownText } from '../../../src/exchange/markdownText';
import { reportAsMarkdown } from '../../../src/exchange/report';
import { english } from '../../../src/words/english';
import { benchAt, fulfilled, person, testNow } from '../../support/incidents';
import { markdownStructure, markdownTexts } from '../../support/markdown';

const context = { words: english, at: testNow, faults: [] };

describe('the report as Markdown', () => {
  it('holds the six steps, the timeline with person and time, and the integrity statement', () => {
    const report = reportAsMarkdown(benchAt('complete').save('complete', fulfilled.complete).incident, context);
    for (const part of [
      '# INC-7K3QF2: Mail is not delivered',
      '## 1 Detect and capture',
      '## 6 Complete',
      '## Timeline',
      'Ada (administrator)',
      '2026-11-22 08:00 UTC',
      'Verified (',
    ]) {
      assert.ok(report.includes(part), part);
    }
  });

  it('says what verification found', () => {
    assert.match(
      reportAsMarkdown(benchAt('detect').incident, { ...context, faults: ['an entry was changed'] }),
      /Verification failed: an entry was changed/,
    );
  });
});

/** Where a text of somebody stands in the incident below. */
const mark = 'Mxqz';

/** An incident that has a text of somebody in every place of the report. */
function marked(): Incident {
  const first = {
    title: mark,
    symptoms: mark,
    reporter: mark,
    reporterContact: mark,
    location: mark,
    errorText: mark,
    components: [mark],
    evidence: { e1: { note: mark, path: mark } },
  };
  const bench = benchAt('analyse', first);
  const measures = { m1: { what: mark, person: mark, weakensSafeguard: 'yes', safeguard: mark, component: mark } };
  bench.save('analyse', { cause: mark, measures });
  bench.do({ type: 'release', part: 'm1' }, 'itManager');
  bench.do({ type: 'acceptGap', gap: 'm1', until: '2027-01-01T00:00:00.000Z', reason: mark }, 'itManager');
  bench.do({ type: 'comment', text: mark });
  bench.do({ type: 'assign', level: 'third', person: mark, reason: mark });
  const target = { type: 'commit', sha: 'a'.repeat(40), subject: mark } as const;
  bench.do({ type: 'link', link: { kind: 'causedBy', state: 'suspected', target } });
  bench.do({ type: 'goBack', to: 'qualify', reason: mark });
  return bench.incident;
}

/** The same with another text in all those places, and as the name of everybody; undefined keys and all else stay. */
function withText<T>(value: T, text: string, key = ''): T {
  if (typeof value === 'string') return (key === 'name' || value === person().name ? text : value.replaceAll(mark, () => text)) as T;
  if (Array.isArray(value)) return value.map(item => withText<unknown>(item, text)) as T;
  if (value instanceof Map) return new Map(Array.from(value, ([name, item]) => [name, withText<unknown>(item, text)])) as T;
  if (typeof value !== 'object' || value === null || value instanceof Set) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withText<unknown>(item, text, name)])) as T;
}

const incident = marked();
const reportWith = (text: string): string => reportAsMarkdown(withText(incident, text), { ...context, faults: [text] });

/** Lines that mean something to some reader of Markdown, and what they are made of. */
const lines = [
  '===',
  '---',
  '***',
  '1. x',
  '1) x',
  '12345. x',
  '- x',
  '+ x',
  '* x',
  '> x',
  '# x',
  '## x ##',
  '~~~',
  '```',
  '````js',
  '    code',
  '\tcode',
  '\t\tcode',
  '| a | b |',
  '|---|---|',
  ':-: | :-:',
  'a | b',
  '--- | ---',
  '<div>',
  '<!-- x',
  '</div>',
  '<script>x</script>',
  '<?x',
  '<![CDATA[',
  '<https://x.example>',
  'https://x.example/a_b_?c=d*e*',
  'see http://x.example.',
  '(www.x.example)',
  'x.example',
  'me@x.example',
  'mailto:me@x.example',
  'xmpp:me@x.example/y',
  '//x.example',
  '“ftp://x.example”',
  '[x](https://x.example)',
  '![x](y)',
  '[x]: https://x.example',
  '[x]',
  '[^1]',
  '[^1]: x',
  '[ ] x',
  '[x] x',
  '&lt;b&gt;',
  '&#x3c;',
  '&nbsp;',
  '\\',
  'x\\',
  'x  ',
  '`',
  '``',
  '`x',
  '`a@b.cc`',
  '``a@b.cc',
  '*x*',
  '**x**',
  '_x_',
  '__x__',
  '~~x~~',
  '~x~',
  '$x$',
  '$$',
  'a\\*b*',
  '<b>x</b>',
  '<x@y.zz>',
  '@x',
  '#1',
];
const parts = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...lines) },
  fc.string({ maxLength: 12 }),
  fc.string({ maxLength: 8, unit: fc.constantFrom(...Array.from('\\`*_{}[]<>()#+-.!|&~=:$@/ \t"^1ax')) }),
);
const ends = fc.constantFrom(
  '\n',
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  '\r\r',
  ' ',
  '  \n',
  '\\\n',
  '',
  '\v',
  '\f',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u00a0',
  '\u200b',
  '.',
  ':',
  '-',
);
const texts = fc
  .array(fc.tuple(parts, ends), { minLength: 1, maxLength: 6 })
  .map(all => all.flat().join(''))
  .filter(text => /[^\s\u0085\u200b]/.test(text));

/** What a reader may expect to see of a text. */
function seen(text: string): readonly string[] {
  const all = text.split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/).map(line => line.replaceAll('\u200b', '').trim().replaceAll('\0', '\ufffd'));
  return all.slice(all.findIndex(Boolean), all.findLastIndex(Boolean) + 1);
}

describe('a text of the record in the report', () => {
  it('stands in every part of it', () => {
    const report = reportWith('harmless');
    assert.doesNotMatch(report, new RegExp(`${mark}|Ada`));
    const places = ['# INC-7K3QF2: ', 'Symptoms: ', 'Reported by: ', 'What is to be done: ', 'failed: '];
    for (const place of places) assert.ok(report.includes(`${place}harmless`), place);
    assert.ok(report.split('harmless').length > 40, report);
  });

  const harmless = markdownStructure(reportWith('harmless'));

  for (const text of [
    ...lines,
    ...lines.map(line => `x\n${line}`),
    ...lines.map(line => `x\r\r${line}\rx`),
    'a\n===',
    'x\n\n      code',
    'x\n\t\t\tcode',
  ])
    it(`is text and nothing else: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(markdownStructure(reportWith(text)), harmless);
    });

  it('is text and nothing else, whatever it is: the same headings, lists and links as with a harmless one, and nothing of it missing', () => {
    fc.assert(
      fc.property(texts, text => {
        const report = reportWith(text);
        assert.deepEqual(markdownStructure(report), harmless);
        const shown = markdownTexts(report);
        assert.ok(shown.includes(`Symptoms: ${seen(text).join('\n')}`), `${JSON.stringify(text)}\n${report}`);
        assert.ok(shown.includes(`INC-7K3QF2: ${seen(text).filter(Boolean).join(' ')}`), report);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its lines, and is read without much markup where there is nothing to fear', () => {
    assert.equal(markdownText(' One.\r\n\r\n  Two = 2, 10:30 '), 'One.\\\n    \\\n    Two = 2, 10:30');
    assert.equal(markdownLine('One\n\nlib/queue.js'), 'One `lib/queue.js`');
    assert.deepEqual(['1.5 h', '1. Restart', '2) Wait', '3.'].map(markdownLine), ['1.5 h', '1\\. Restart', '2\\) Wait', '3\\.']);
  });
});

describe('what others say, in the report', () => {
  it('names the assessment of security management, that it contradicts, and each hand-over that nobody has acknowledged', () => {
    const bench = benchAt('analyse').do(
      { type: 'assessSecurity', assessment: 'confirmed', reason: 'A *known* attacker' },
      'securityOfficer',
    );
    const handOver = { id: 'h1', interface: 'cert', person: 'Dana', at: testNow, channel: 'Phone', passed: 'All' } as const;
    bench.do({ type: 'handOver', handOver });
    const report = (): string => reportAsMarkdown(bench.incident, { words: english, at: testNow, faults: [] });
    assert.match(report(), /Confirmed \(Ada \(IT security officer\), 2026-11-22 08:00 UTC\): A \\\*known\\\* attacker/);
    assert.match(report(), /Step 2 says otherwise/);
    assert.match(report(), /- Not acknowledged: CERT: 2026-11-24 08:00 UTC/);
    assert.match(report(), /- Service to be restored: 2026-11-25 08:00 UTC/);
    bench.save('qualify', { assessment: 'suspected' });
    bench.do({ type: 'acknowledge', handOver: 'h1', who: 'Dana', at: testNow, how: 'Phone' });
    assert.doesNotMatch(report(), /It contradicts|Not acknowledged/);
  });
});
