import assert from 'node:assert/strict';
import { symptomsOf } from '../../../eval/suspects/symptoms';

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
});
