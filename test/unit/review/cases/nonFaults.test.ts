import assert from 'node:assert/strict';
import { isProduct, tellsFault } from '../../../../src/review/cases/nonFaults';

describe('what is a fault', () => {
  const says = 'Busy lines hang for a minute after somebody has dialled while nobody else can reach them';
  const texts = (report: string) => ({ title: '', report_text: report, symptom_text: report });

  it('is a fix that says what went wrong', () => {
    assert.ok(tellsFault('relay: wait for the tone', texts(says), false));
    assert.ok(tellsFault('Fix crash in the comments view', texts(says), false));
  });

  it('is not what is about style, documents, tests or the build, nor what says nothing', () => {
    for (const subject of [
      'Fix typo in relay',
      'Fix lint warnings',
      'docs: correct the tone',
      'Fix flaky test failure',
      'feat(relay): a tone',
      'Fix build on Windows',
    ])
      assert.ok(!tellsFault(subject, texts(says), false), subject);
    assert.ok(!tellsFault('relay: wait', texts('Oops oops oops oops'), false));
  });

  it('is a revert with a symptom', () => {
    assert.ok(tellsFault('Revert "dial faster"', texts(says.replace('hang', 'crash')), true));
    assert.ok(!tellsFault('Revert "dial faster"', texts('We would like to think about this for a little longer with everybody'), true));
    assert.ok(!tellsFault('Revert "dial faster"', texts(`It causes failures of unit tests. ${says}`), true));
  });

  it('lies in files that run with the product', () => {
    for (const path of ['src/relay.py', 'lib/ci_relay.rb', 'app/Relay.kt']) assert.ok(isProduct(path), path);
    for (const path of [
      'tests/relay.py',
      'docs/a.rst',
      '.github/workflows/a.yml',
      'releasenotes/notes/a.yaml',
      '.gitlab-ci.yml',
      'ci/run.sh',
    ])
      assert.ok(!isProduct(path), path);
  });
});
