import assert from 'node:assert/strict';
import { breachesAsCsv, breachesAsMarkdown, isBreach } from '../../../src/exchange/breachRecord';
import { english } from '../../../src/words/english';
import { benchAt, testNow } from '../../support/incidents';

const columns = Object.keys(english.breach.columns);

describe('the record of breaches of personal data', () => {
  const notified = benchAt('analyse', { tlp: 'RED', symptoms: 'A laptop is lost' }).save('qualify', {
    personalData: 'yes',
    dataSubjects: 'customers, about 200',
    dataConsequences: '=HYPERLINK("https://evil.example")',
    dutiesApply: 'some',
    awareSince: testNow,
    duties: { gdprNotification: { applies: 'yes' }, gdprPersons: { applies: 'no', reason: 'The disk is encrypted' } },
  });
  notified.do({ type: 'noticeSent', duty: 'gdprNotification', at: testNow, reference: 'LfD 12' });
  const notKnown = benchAt('qualify', { title: '+1 | "x"\n@y' }).save('qualify', { personalData: 'unknown' });
  const other = benchAt('analyse');

  it('has every incident in which they are concerned or may be, with facts, effects, measures, and what was sent or why not', () => {
    assert.deepEqual(
      [notified, notKnown, other].map(({ incident }) => isBreach(incident)),
      [true, true, false],
    );
    const csv = breachesAsCsv([notified.incident, notKnown.incident, other.incident], english);
    const [names = '', ...lines] = csv.trimEnd().split('\r\n');
    assert.equal(names.split('","').length, columns.length);
    assert.equal(lines.length, 2);
    for (const part of ['A laptop is lost', 'customers, about 200', 'sent 2026-11-22 08:00 UTC; LfD 12', 'not sent: The disk is encrypted'])
      assert.ok(csv.includes(part), `${part} in\n${csv}`);
  });

  it('holds no formula, and no text of a record makes a cell or line of its own', () => {
    const csv = breachesAsCsv([notified.incident, notKnown.incident], english);
    assert.ok(csv.includes(`"'=HYPERLINK(""https://evil.example"")"`));
    assert.ok(csv.includes(`"'+1 | ""x"" @y"`));
    for (const start of ['=', '+', '-', '@', '\t=', ' =', '\r=', '\n@', '\uff1d', '\uff0b', '\uff0d', '\uff20', '\u200b=', '\u2060+']) {
      const bench = benchAt('qualify', { title: `${start}1` }).save('qualify', { personalData: 'yes' });
      assert.doesNotMatch(breachesAsCsv([bench.incident], english), /"[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u, JSON.stringify(start));
    }
    const turned = benchAt('qualify', { title: 'a\u202eb\u0000c\u2066d' }).save('qualify', { personalData: 'yes' });
    assert.ok(breachesAsMarkdown([turned.incident], { words: english, at: testNow }).includes('abcd'));
    const markdown = breachesAsMarkdown([notified.incident, notKnown.incident], { words: english, at: testNow });
    const rows = markdown.split('\n').filter(line => line.startsWith('|'));
    assert.equal(rows.length, 4);
    for (const row of rows) assert.equal(row.split(/(?<!\\)\|/).length, columns.length + 2, row);
  });

  it('is labelled as the strictest of them, and says where there is none', () => {
    const context = { words: english, at: testNow };
    assert.match(breachesAsMarkdown([notKnown.incident, notified.incident], context), /^TLP:RED\n/);
    assert.match(breachesAsMarkdown([notKnown.incident], context), /^TLP:AMBER\n/);
    assert.ok(breachesAsMarkdown([other.incident], context).includes(english.breach.none));
  });
});
