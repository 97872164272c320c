import assert from 'node:assert/strict';
import { symptomsOf } from '../../../../src/review/cases/symptoms';

describe('what somebody who saw the fault only might have written', () => {
  const told = symptomsOf(
    'lib/relay: Fix crash in relay_dial() on busy lines',
    [
      'Dialling a busy line crashes the daemon since retryCount is never reset.',
      'This patch resets it. Instead of `count`, use "left".',
      '',
      '    retryCount = 0;',
      '',
      '#0 0x7f1be043 in relay_dial relay.c:12',
      'MAX_LINES was 8.',
    ].join('\n'),
  );

  it('keeps what was seen, and traces as they are', () => {
    assert.match(told, /^crash in on busy lines\. Dialling a busy line crashes the daemon since is never reset\./);
    assert.match(told, /\n#0 0x7f1be043 in relay_dial relay\.c:12\n/);
    assert.match(told, /was 8\./);
  });

  it('has no module, no names of the code, no code, and nothing of the fix', () => {
    assert.doesNotMatch(told.replace(/#0.*/, ''), /lib|relay_dial|retryCount|MAX_LINES|patch|Instead|count|left|= 0|fix/i);
  });

  it('knows the names and traces of other languages than C', () => {
    const other = symptomsOf(
      'fix(relay): busy lines',
      [
        'The RelayDialer of relay.lines.busy hangs @Inject and $count, with a TimeoutError.',
        '',
        '    TypeError: line is not a function',
        '    at Relay.dial (relay.js)',
        '    PHP stops in /srv/relay.php on line 12',
        '    let line = 1;',
      ].join('\n'),
    );
    assert.doesNotMatch(other, /relay:|\(relay\)|RelayDialer|lines\.busy|Inject|count|let line/);
    for (const seen of ['TimeoutError', 'line is not a function', 'at Relay.dial', 'on line 12']) assert.ok(other.includes(seen), seen);
  });
});
