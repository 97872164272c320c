import assert from 'node:assert/strict';
import { reportAsMarkdown } from '../../../src/exchange/report';
import { englishWords } from '../../../src/words/english';
import { benchAt, fulfilled, testNow } from '../../support/incidents';

const context = { words: englishWords, at: testNow, faults: [] };

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

  it('no text of the record acts as markup', () => {
    const hostile = '<script>alert(1)</script> [x](command:evil) ![x](y) `a` | # b\n# heading';
    const report = reportAsMarkdown(
      benchAt('detect', { title: hostile.split('\n')[0] ?? '' }).save('detect', { symptoms: hostile }).incident,
      context,
    );
    assert.doesNotMatch(report, /(?<!\\)<script|(?<!\\)\]\(|\n\s*# heading/);
  });

  it('says what verification found', () => {
    assert.match(
      reportAsMarkdown(benchAt('detect').incident, { ...context, faults: ['an entry was changed'] }),
      /Verification failed: an entry was changed/,
    );
  });
});
