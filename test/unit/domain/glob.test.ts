import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matchesGlob } from '../../../src/domain/component/glob';

describe('globs of components', () => {
  for (const [glob, path, expected] of [
    ['lib/queue.js', 'lib/queue.js', true],
    ['lib/*.js', 'lib/queue.js', true],
    ['lib/*.js', 'lib/deep/queue.js', false],
    ['lib/**', 'lib/deep/queue.js', true],
    ['lib/**/*.js', 'lib/queue.js', true],
    ['**/queue.js', 'queue.js', true],
    ['**/queue.js', 'a/b/queue.js', true],
    ['lib/', 'lib/a/b', true],
    ['./lib/?ueue.js', 'lib/queue.js', true],
    ['/lib/queue.js', 'lib/queue.js', true],
    ['*', 'lib/queue.js', false],
    ['**', 'lib/queue.js', true],
    ['lib', 'lib/queue.js', false],
    ['a/**/b/**/c', 'a/x/b/y/z/c', true],
    ['a/**/b/**/c', 'a/x/y/z/c', false],
    ['*.[jt]s', 'a.js', false],
    ['(a+)+$', 'aaaaaaaa', false],
    ['', 'a', false],
  ] as const) {
    it(`${glob} ${expected ? 'matches' : 'does not match'} ${path}`, () => {
      assert.equal(matchesGlob(glob, path), expected);
    });
  }

  it('agree with a regular expression made of the same glob', () => {
    const part = fc.stringMatching(/^[ab*?]{1,4}$/).filter(text => !text.includes('**'));
    const glob = fc.array(fc.oneof(part, fc.constant('**')), { minLength: 1, maxLength: 4 });
    const path = fc.array(fc.stringMatching(/^[ab]{1,4}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(glob, path, (parts, names) => {
        const pattern = parts
          .map(text => (text === '**' ? '(?:[ab]+/)*' : `${text.replace(/\*/g, '[ab]*').replace(/\?/g, '[ab]')}/`))
          .join('');
        const expected = new RegExp(`^${pattern}$`).test(`${names.join('/')}/`);
        assert.equal(matchesGlob(parts.join('/'), names.join('/')), expected, `${parts.join('/')} ${names.join('/')}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('that would keep a regular expression busy for ever come to an end', () => {
    assert.equal(matchesGlob(`${'*a'.repeat(400)}b`, 'a'.repeat(2000)), false);
    assert.equal(matchesGlob(`${'**/a/'.repeat(100)}b`, 'a/'.repeat(1000) + 'c'), false);
  });
});
