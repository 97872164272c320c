import assert from 'node:assert/strict';
import { isWorkspacePath, linkSchema, locate, type Link } from '../../../src/domain/link';
import { sha256 } from '../../../src/store/hash';
import { benchAt } from '../../support/incidents';

const link: Link = { id: 'l1', kind: 'causedBy', state: 'suspected', target: { type: 'commit', sha: 'a'.repeat(40), subject: 'Break it' } };

describe('links', () => {
  it('are made, judged and removed', () => {
    const bench = benchAt('analyse').do({ type: 'link', link }).do({ type: 'judgeLink', link: 'l1', state: 'confirmed' });
    assert.equal(bench.incident.links[0]?.state, 'confirmed');
    assert.deepEqual(bench.do({ type: 'unlink', link: 'l1' }).incident.links, []);
    const decision = bench.try({ type: 'unlink', link: 'l1' });
    assert.equal(!decision.ok && decision.error.code, 'noSuchLink');
  });

  for (const path of [
    '../x',
    '/etc/passwd',
    'a/../../x',
    'C:/x',
    'a\\..\\x',
    '\\\\server\\share',
    'file:///x',
    '',
    'a//b',
    './a',
    'a\0b',
    'a\nb',
  ]) {
    it(`refuses the path ${JSON.stringify(path)}`, () => {
      assert.equal(isWorkspacePath(path), false);
      assert.equal(linkSchema.safeParse({ ...link, target: { type: 'file', path } }).success, false);
    });
  }
  for (const path of ['a', 'lib/queue.js', 'ä/ö ü.txt', '...', '.gitignore'])
    it(`takes the path ${path}`, () => {
      assert.ok(isWorkspacePath(path));
    });
  for (const sha of ['--upload-pack=x', 'HEAD', 'abc', 'A'.repeat(40)]) {
    it(`refuses the commit ${sha}`, () => {
      assert.equal(linkSchema.safeParse({ ...link, target: { type: 'commit', sha, subject: '' } }).success, false);
    });
  }

  describe('finding linked lines again', () => {
    const text = 'one\ntwo\nthree\nfour\n';
    const target = { type: 'file', path: 'a', lines: { from: 2, to: 3 }, textHash: sha256('two\nthree') } as const;
    it('in place, also with other line ends', () => {
      assert.deepEqual(locate(target, text, sha256), { state: 'inPlace' });
      assert.deepEqual(locate(target, text.replace(/\n/g, '\r\n'), sha256), { state: 'inPlace' });
    });
    it('moved', () => {
      assert.deepEqual(locate(target, `zero\nhalf\n${text}`, sha256), { state: 'moved', lines: { from: 4, to: 5 } });
    });
    it('changed', () => {
      assert.deepEqual(locate(target, text.replace('three', '3'), sha256), { state: 'changed' });
    });
    it('a whole file', () => {
      const whole = { type: 'file', path: 'a', textHash: sha256(text) } as const;
      assert.deepEqual([locate(whole, text, sha256).state, locate(whole, `${text}x`, sha256).state], ['inPlace', 'changed']);
    });
  });
});
