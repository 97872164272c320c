import assert from 'node:assert/strict';
import type { Told } from '../../../../src/review/cases/historyIndex';
import { culpritsNamedIn } from '../../../../src/review/cases/namedCulprits';
import { reportTexts } from '../../../../src/review/cases/reportText';

describe('a fix as a report', () => {
  const told = (subject: string, body: string): Told => ({ sha: '', parents: [], committedAt: 0, subject, body });
  const culprit = told('Relay: dial much faster (#1234)', '');
  const textsOf = (subject: string, body: string) => reportTexts(told(subject, body), [culprit]);

  it('tells neither hash, number, address nor subject of the culprit, nor trailers', () => {
    const { title, report_text: report } = textsOf(
      'Relay: wait for the tone, regression from #1234 (#1250)',
      [
        'Nobody is reached since commit 1a2b3c4d5e ("Relay: dial much',
        'faster", 2020-01-01), see https://example.org/1234 and r12345, [12345], D1234, CL 12345, I0123abcd45.',
        '',
        'Change-Id: I0123abcd4567',
        'Bug: T12345',
        'Fixes #1200',
        'git-svn-id: https://example.org/svn/trunk@12345 602fd350',
      ].join('\n'),
    );
    assert.equal(title, 'Relay: wait for the tone');
    assert.match(report, /Nobody is reached since/);
    assert.doesNotMatch(report, /\d{3}|faster|example|svn|Bug|Fixes|T1|D1|CL/);
  });

  it('tells as symptoms nothing of what the culprit did', () => {
    const { symptom_text: symptoms } = textsOf(
      'relay: wait',
      'Since 1a2b3c4d5e, busy lines are cut off. Commit 1a2b3c4d5e moved the dialling before the tone. That commit was hasty. People hear nothing.',
    );
    assert.match(symptoms, /busy lines are cut off.*People hear nothing/);
    assert.doesNotMatch(symptoms, /moved|hasty/);
  });

  it('has what a merged pull request is called as its title', () => {
    const { title } = textsOf('Auto merge of #1250 - tess:tone, r=tom', 'Wait for the tone\n\nA regression from #1234: busy lines crash.');
    assert.equal(title, 'Wait for the tone');
  });

  it('has what a revert says first as its title', () => {
    const { title, report_text: report } = textsOf(
      'Revert "Relay: dial much faster (#1234)"',
      'This reverts commit 1a2b3c4d5e.\n\nIt makes busy lines\ncrash the exchange. Nobody knows why.',
    );
    assert.equal(title, 'It makes busy lines crash the exchange');
    assert.doesNotMatch(report, /faster|reverts|Revert/);
  });

  it('is made at once of whatever somebody has put into a message', () => {
    const most = 4_000;
    const nasty = [
      'Refs 1 ',
      'Bug: , ',
      'fix a ',
      'the that was ',
      '<!--',
      '( ',
      '"',
      "'",
      'x\n',
      'a_',
      'aA',
      'A',
      '::',
      '1a2b3c4 ',
      ' ',
      '\t',
      'https://x ',
      'Bug\n',
      '\ufffc ',
      '[1] ',
    ];
    for (const head of ['', 'Refs ', 'Bug: ', 'Test Plan: x\n', 'Conflicts:\n', 'fix\n\n', 'Reverts commit ', '(', 'commit 1a2b3c4 ('])
      for (const part of nasty) {
        const body = `${head}${part.repeat(most / part.length)}x`;
        const fix = { sha: 'f'.repeat(40), parents: [], committedAt: 0, subject: body.replaceAll('\n', ' ').slice(0, 500), body };
        const began = process.cpuUsage();
        assert.equal(typeof reportTexts(fix, [fix]).title, 'string');
        culpritsNamedIn(body);
        assert.ok(process.cpuUsage(began).user < 2_000_000, `${head}${part}`);
      }
  });
});
