import assert from 'node:assert/strict';
import fc from 'fast-check';
import { htmlReport } from '../../../src/exchange/htmlReport';
import { markdownText } from '../../../src/exchange/markdownText';
import { reportAsMarkdown } from '../../../src/exchange/report';
import { english } from '../../../src/words/english';
import { benchAt, fulfilled, testNow } from '../../support/incidents';

const head = { title: 'INC-7K3QF2', tlp: 'AMBER+STRICT', language: 'en' } as const;
const htmlOf = (markdown: string): string => htmlReport(markdown, head);

/** The tags of the report's body in their order, without those that say where a line ends. */
function tagsOf(html: string): readonly string[] {
  const main = html.slice(html.indexOf('<main>'), html.indexOf('</main>'));
  return Array.from(main.matchAll(/<[^>]*>/g), ([tag]) => tag).filter(tag => !['<main>', '<br>', '<code>', '</code>'].includes(tag));
}

/** The text of the report's body as a browser shows it; line ends are those of `<br>`. */
function textOf(html: string): string {
  const main = html.slice(html.indexOf('<main>') + '<main>'.length, html.indexOf('</main>'));
  const texts = main.replaceAll('<br>', '\n').replace(/<[^>]*>/g, '');
  return texts.replace(
    /&(?:lt|gt|quot|#39|amp);/g,
    entity => ({ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' })[entity] ?? '',
  );
}

describe('the report as HTML', () => {
  it('holds what the Markdown holds, needs nothing from elsewhere and runs nothing', () => {
    const { incident } = benchAt('complete').save('complete', fulfilled.complete);
    const html = htmlOf(reportAsMarkdown(incident, { words: english, at: testNow, faults: [] }));
    for (const part of [
      '<h1>INC-7K3QF2: Mail is not delivered</h1>',
      '<h2>1 Detect and capture</h2>',
      '<h2>Timeline</h2>',
      'Ada (administrator)',
    ])
      assert.ok(html.includes(part), part);
    assert.doesNotMatch(html, /<(?:script|link|img|iframe|object|a)\b|url\(|@import/i);
    assert.match(html, /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">/);
  });

  it('has its label in what is fixed, and so on every printed page', () => {
    const html = htmlOf('# A');
    assert.match(html, /<p class="tlp">TLP:AMBER\+STRICT<\/p>/);
    assert.match(html, /@media print \{[^]*\.tlp \{ position: fixed/);
  });

  it('makes lists of items, and lists below an item', () => {
    assert.deepEqual(tagsOf(htmlOf('- a\n  - b\n  - c\n- d\n\ntext')), [
      ...['<ul>', '<li>', '<ul>', '<li>', '</li>', '<li>', '</li>', '</ul>', '</li>', '<li>', '</li>', '</ul>'],
      ...['<p>', '</p>'],
    ]);
    assert.deepEqual(tagsOf(htmlOf('  - b')), ['<ul>', '<li>', '</li>', '</ul>'], 'an item below nothing');
  });

  it('shows any text as it was written, as one item', () => {
    const hostile = fc.oneof(
      fc.string({ unit: fc.constantFrom('`', '\\', '<', '&', '"', ' ', 'a', '@', '-', '#', '1', '.', '\n', '*') }),
      fc.string(),
      fc.constantFrom('<script>alert(1)</script>', '``a` @b', '\\', '`\\`@', 'http://x/`', '- a\n  - b'),
    );
    fc.assert(
      fc.property(hostile, text => {
        const html = htmlOf(`- ${markdownText(text)}`);
        assert.deepEqual(tagsOf(html), ['<ul>', '<li>', '</li>', '</ul>']);
        const shown = text.split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/).map(line => line.trim());
        const lines = shown.slice(shown.findIndex(Boolean), shown.findLastIndex(Boolean) + 1);
        assert.equal(textOf(html).trim(), lines.join('\n').trim());
      }),
    );
  });

  it('keeps as text whatever else a stored report holds', () => {
    const stored = '<img src=x onerror=alert(1)>\n[a](javascript:alert(1))\n<!-- -->\n```\n<b>\n\\';
    assert.doesNotMatch(htmlOf(stored), /<(?:img|b|a)\b|<!--/i);
    assert.equal(textOf(htmlOf(stored)).trim(), stored);
  });
});
