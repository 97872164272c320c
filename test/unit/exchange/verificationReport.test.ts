import assert from 'node:assert/strict';
import { verificationAsMarkdown } from '../../../src/exchange/verificationReport';
import { english } from '../../../src/words/english';
import { hostileTexts } from '../../support/hostile';
import { markdownStructure } from '../../support/markdown';

const at = '2026-11-22T08:00:00.000Z';
const checked = { records: 2, of: 2, entries: 7, contents: 1, proofs: { proven: 0, claimed: 0, notValid: 0 } };

describe('the report of a check of all records', () => {
  it('says in one sentence that all is well, and how much was looked at', () => {
    const text = verificationAsMarkdown({ words: english, at, checked, flawed: [], remarked: [], there: [] });
    assert.match(text, /^# Check of all records\n\n- Made: 2026-11-22 08:00 UTC\n- Records: 2 of 2\n/);
    assert.match(text, /Nothing is altered, removed, forged or rolled back/);
    assert.match(text, /Signatures: none to check/);
    assert.doesNotMatch(text, /## What is wrong|## What a reader/);
  });

  it('names what is wrong record by record, before what a reader must know, and that it was ended', () => {
    const text = verificationAsMarkdown({
      words: english,
      at,
      checked: { ...checked, of: 9 },
      flawed: [{ id: 'INC-7K3QF2', lines: ['Rolled back: cut off.', 'Its file was last written on Monday.'] }],
      remarked: [{ id: 'INC-22ZZ0A', title: 'Mail *waits*', lines: ['an entry does not count'] }],
      there: [],
    });
    assert.match(
      text,
      /Records: 2 of 9[^]*It was ended before all were checked[^]*wrong with 1 record\.[^]*## What is wrong\n\n### INC-7K3QF2\n\n- Rolled back/,
    );
    assert.match(text, /### INC-22ZZ0A Mail \\\*waits/);
    assert.ok(text.indexOf('INC-7K3QF2') < text.indexOf('INC-22ZZ0A'));
    assert.doesNotMatch(text, /Nothing is altered/);
  });

  it('names what does not verify on the branch, and says then only of this machine that nothing is altered', () => {
    const there = [{ id: 'INC-7K3QF2', title: 'Mail', lines: ['on the remote: not valid JSON, line 1'] }];
    const text = verificationAsMarkdown({ words: english, at, checked, flawed: [], remarked: [], there });
    assert.match(
      text,
      /On this machine nothing is altered[^]*shared 1 record does not verify[^]*on the branch[^]*### INC-7K3QF2 Mail\n\n- on the remote/,
    );
    assert.doesNotMatch(text, /Nothing is altered/);
  });

  it('says of what the signatures are that it counts: a change of the register of people is none of a release', () => {
    const proofs = { proven: 1, claimed: 0, notValid: 0 };
    const text = verificationAsMarkdown({ words: english, at, checked: { ...checked, proofs }, flawed: [], remarked: [], there: [] });
    assert.match(text, /acknowledgements and entries of the register of people: 1 proven by a signature, 0 claimed/);
  });

  it('lets no text of a record act as markup', () => {
    const structureOf = (line: string): readonly string[] =>
      markdownStructure(
        verificationAsMarkdown({
          words: english,
          at,
          checked,
          flawed: [{ id: 'INC-7K3QF2', title: line, lines: [line] }],
          remarked: [],
          there: [],
        }),
      );
    const plain = structureOf('plain');
    for (const hostile of hostileTexts) assert.deepEqual(structureOf(hostile), plain, hostile);
  });
});
