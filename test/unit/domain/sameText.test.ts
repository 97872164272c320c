import assert from 'node:assert/strict';
import { firstSpelling, sameText } from '../../../src/domain/foundation/sameText';

describe('texts that are the same', () => {
  it('have the same letters, whatever their case, width or spaces', () => {
    assert.equal(sameText('  Ｌog\u00a0  SERVER '), 'log server');
    assert.equal(sameText('\u200eLog\u200b ser\u00adver'), 'log server', 'what cannot be seen does not count');
    assert.notEqual(sameText('log server 1'), sameText('log server 2'));
  });

  it('get one spelling: the known one, or that which came first', () => {
    const spell = firstSpelling(['Mail relay']);
    assert.deepEqual(['MAIL  RELAY', 'Cafe\u0301', 'CAF\u00c9', 'mail relay', 'Mail relay 2'].map(spell), [
      'Mail relay',
      'Cafe\u0301',
      'Cafe\u0301',
      'Mail relay',
      'Mail relay 2',
    ]);
  });

  it('keeps apart what names of objects are called like', () => {
    const spell = firstSpelling();
    assert.deepEqual(['__proto__', 'constructor'].map(spell), ['__proto__', 'constructor']);
  });
});
