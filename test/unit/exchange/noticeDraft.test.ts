import assert from 'node:assert/strict';
import { noticeDraft } from '../../../src/exchange/noticeDraft';
import { dutyIds } from '../../../src/domain/vocabulary/duties';
import { noticeContents } from '../../../src/domain/vocabulary/noticeContents';
import { english } from '../../../src/words/english';
import { benchAt, testNow, type Bench } from '../../support/incidents';

const { dutyNotice } = english;

function draftOf({ incident }: Bench, duty: string, contact?: string, at = testNow): string {
  return noticeDraft(incident, duty, { words: english, at, ...(contact !== undefined && { contact }) });
}

/** The lines below a heading. */
function under(draft: string, heading: string): readonly string[] {
  const lines = draft.split('\n');
  const from = lines.indexOf(`## ${heading}`) + 1;
  assert.ok(from > 0, `${heading} in\n${draft}`);
  const to = lines.findIndex((line, index) => index >= from && line.startsWith('## '));
  return lines.slice(from, to < 0 ? undefined : to).filter(line => line !== '');
}

describe('the draft of a notice', () => {
  it('says its label first, the rule, until when, what is known, and lists what is missing', () => {
    const bench = benchAt('analyse', { symptoms: 'Files are encrypted', tlp: 'RED' }).save('qualify', {
      dutiesApply: 'some',
      awareSince: testNow,
      malicious: 'yes',
      duties: { nis2EarlyWarning: { applies: 'yes' } },
    });
    const draft = draftOf(bench, 'nis2EarlyWarning');
    assert.equal(draft.split('\n')[0], 'TLP:RED');
    assert.match(draft, /^- Rule: NIS2 \(EU\) 2022\/2555 Art\. 23\(4\)\(a\); DE: BSIG § 32\(1\) No\. 1$/m);
    assert.match(draft, /^- Due: 2026-11-23 08:00 UTC$/m);
    assert.ok(under(draft, dutyNotice.parts.what).includes('- Symptoms: Files are encrypted'));
    assert.ok(under(draft, dutyNotice.parts.times).includes('- Aware since: 2026-11-22 08:00 UTC'));
    assert.deepEqual(under(draft, dutyNotice.missing), [`- ${dutyNotice.parts.crossBorder}`]);
    assert.match(under(draft, dutyNotice.parts.crossBorder).join(), /MISSING/);
    bench.save('qualify', { crossBorder: 'no' });
    assert.deepEqual(under(draftOf(bench, 'nis2EarlyWarning'), dutyNotice.missing), [dutyNotice.nothingMissing]);
  });

  it('names the notices that went before, and asks why it is late only where it is', () => {
    const bench = benchAt('analyse').save('qualify', {
      dutiesApply: 'some',
      awareSince: testNow,
      duties: { nis2EarlyWarning: { applies: 'yes' }, gdprNotification: { applies: 'yes' } },
    });
    bench.do({ type: 'noticeSent', duty: 'nis2EarlyWarning', at: testNow, reference: 'BSI-4711' });
    assert.deepEqual(under(draftOf(bench, 'nis2Notification'), dutyNotice.before), [
      '- NIS2 early warning: sent 2026-11-22 08:00 UTC, reference BSI-4711',
    ]);
    assert.equal(draftOf(bench, 'gdprNotification').includes(dutyNotice.before), false);
    assert.equal(draftOf(bench, 'gdprNotification').includes(dutyNotice.parts.delay), false);
    const late = draftOf(bench, 'gdprNotification', 'DPO: dpo@example.org', '2026-11-26T08:00:00.000Z');
    assert.ok(under(late, dutyNotice.missing).includes(`- ${dutyNotice.parts.delay}`));
    assert.equal(under(late, dutyNotice.parts.contact).length, 1);
    assert.ok(under(draftOf(bench, 'gdprNotification'), dutyNotice.missing).includes(`- ${dutyNotice.parts.contact}`));
  });

  it('of every duty says each part that its notice must contain', () => {
    const bench = benchAt('analyse');
    for (const duty of dutyIds) {
      const draft = draftOf(bench, duty);
      for (const part of noticeContents[duty].filter(one => one !== 'delay')) under(draft, dutyNotice.parts[part]);
    }
  });

  it('of the organisation’s own duty says what the setting says, and nothing of a record acts as markup', () => {
    const bench = benchAt('analyse', { title: '# x\n## Missing\n[a](command:x)', symptoms: '<b>\n## Missing' });
    bench.ownDuties = [
      { id: 'insurer-notice', title: 'Insurer', source: 'Policy *7*', binds: 'Us', hours: 48, contains: ['Number of the policy'] },
    ];
    bench.save('qualify', {
      dutiesApply: 'some',
      awareSince: testNow,
      duties: { 'insurer-notice': { applies: 'yes' }, nis2EarlyWarning: { applies: 'yes' } },
    });
    const draft = draftOf(bench, 'insurer-notice');
    assert.match(draft, /^- Rule: Policy \\\*7\\\*$/m);
    assert.match(draft, /^- Due: 2026-11-24 08:00 UTC$/m);
    assert.deepEqual(under(draft, dutyNotice.missing), ['- Number of the policy']);
    const other = draftOf(bench, 'nis2EarlyWarning');
    assert.equal(other.split('\n').filter(line => line === '## Missing').length, 1);
    assert.doesNotMatch(other, /[^\\]<b|[^`]\[a\]/);
  });
});
