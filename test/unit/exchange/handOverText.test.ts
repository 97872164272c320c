import assert from 'node:assert/strict';
import { handOverText } from '../../../src/exchange/handOverText';
import { mailAddressIn, mailLink } from '../../../src/exchange/mailLink';
import { english } from '../../../src/words/english';
import { benchAt, testNow, type Bench } from '../../support/incidents';

const forged = 'Broken\r\nBcc: eve@example.org\u2028X-Evil: 1\u202e&bcc=eve@example.org#x?cc=eve@example.org%0d%0aBcc:eve@example.org';

function textOf(bench: Bench, wanted?: string): ReturnType<typeof handOverText> {
  return handOverText(bench.incident, {
    words: english,
    at: testNow,
    party: 'securityManagement',
    ...(wanted !== undefined && { wanted }),
  });
}

describe('the text by which another party is told', () => {
  it('says its TLP label first, what is known, what the other side wants to know, and by name what is not known', () => {
    const bench = benchAt('analyse', { symptoms: 'Nothing arrives', tlp: 'RED' }).save('qualify', {
      assessment: 'suspected',
      assessmentReason: 'Strange logins',
      duties: { gdprNotification: { applies: 'yes', awareAt: testNow } },
    });
    bench.do({ type: 'openGap', gap: { id: 'g1', safeguard: 'Firewall', component: 'Gateway', since: testNow } });
    const { subject, body } = textOf(bench, 'Harm, and since when');
    assert.equal(subject, '[TLP:RED] INC-7K3QF2 P3: Mail is not delivered');
    assert.equal(body.split('\n')[0], 'TLP:RED');
    for (const part of [
      'Symptoms: Nothing arrives',
      'Reason for the assessment: Strange logins',
      'Firewall · Gateway · open',
      'GDPR notification: due 2026-11-25 08:00 UTC',
      'Service to be restored: due 2026-11-25 08:00 UTC',
      'What Security management wants to know: Harm, and since when',
    ])
      assert.ok(body.includes(part), `${part} in\n${body}`);
    const lines = body.split('\n');
    const unknown = lines.slice(lines.indexOf('Not known yet:'));
    for (const field of ['Location', 'Cause', 'Affected services']) assert.ok(unknown.includes(`  - ${field}`), `${field} in ${body}`);
    assert.equal(unknown.includes('  - Symptoms'), false);
  });

  it('is one line where it is a subject, and no line of a record passes for a line of it', () => {
    const bench = benchAt('qualify', { title: forged, symptoms: `x\nTLP:CLEAR\r\nNot known yet: none\u2029TLP:CLEAR` });
    const { subject, body } = textOf(bench, 'x\nTLP:CLEAR');
    assert.doesNotMatch(subject, /[\r\n\u2028\u2029\u202e]/);
    const lines = body.split(/[\r\n\u2028\u2029]/);
    assert.equal(lines.filter(line => line.startsWith('TLP:')).length, 1);
    assert.equal(lines.filter(line => line.startsWith('Not known yet:')).length, 1);
    assert.equal(lines.filter(line => /^(Bcc|X-Evil)/.test(line)).length, 0);
  });
});

describe('a link to the mail program', () => {
  /** What the editor makes of a link before it hands it to the system: it decodes, and encodes what it takes for a link. */
  const asHandedOn = (link: string): string => encodeURI(decodeURIComponent(link));

  it('has two headers and one recipient, whatever stands in the text, also after the editor has decoded it', () => {
    const { subject } = textOf(benchAt('qualify', { title: forged }));
    const link = mailLink('soc@example.org', subject, forged) ?? '';
    for (const shown of [link, asHandedOn(link)]) {
      const [to, query = ''] = shown.split('?', 2);
      assert.equal(to, 'mailto:soc@example.org');
      assert.deepEqual(
        shown
          .slice(shown.indexOf('?') + 1)
          .split('&')
          .map(header => header.split('=')[0]),
        ['subject', 'body'],
      );
      assert.ok(query.startsWith('subject='));
      assert.equal(shown.includes('#'), false);
      const ofSubject = decodeURIComponent(shown.slice(shown.indexOf('subject='), shown.indexOf('&')));
      assert.doesNotMatch(ofSubject, /[\r\n]/);
    }
  });

  it('is none where it would be cut off, and bears a text that was cut within a character', () => {
    assert.equal(mailLink('soc@example.org', 'x', 'x'.repeat(3000)), undefined);
    assert.ok(mailLink('soc@example.org', 'x', 'x\ud83d'));
  });

  it('has one kind of line end, whichever the text has', () => {
    assert.ok(mailLink('soc@example.org', 'x', 'a\r\nb\nc\rd')?.endsWith('body=a%0D%0Ab%0D%0Ac%0D%0Ad'));
  });

  for (const [contact, address] of [
    ['Dana, soc@example.org, +49 1', 'soc@example.org'],
    ['SOC <soc@example.org>', 'soc@example.org'],
    ['mailto:soc@example.org?bcc=eve@example.org', undefined],
    ['a@example.org, b@example.org', undefined],
    ['+49 30 1234', undefined],
    ['soc@example.org%0d%0aBcc', undefined],
    ['jürgen.müller@example.org', undefined],
    ["o'neil@example.org", undefined],
    ['it/ops@example.org', undefined],
    ['a&b@example.org', undefined],
    ['a@b.example.münchen.de', undefined],
    ['mailto:soc@example.org', 'soc@example.org'],
    ['Write to soc@example.org.', 'soc@example.org'],
    ['', undefined],
  ] as const)
    it(`goes to the one address in “${contact}”, else to nobody`, () => {
      assert.equal(mailAddressIn(contact), address);
    });
});
