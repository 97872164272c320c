import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isWorkspacePath, linkSchema, type Link } from '../../../src/domain/link';
import { fingerprintOf, locate } from '../../../src/domain/locate';
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
    it('the nearest of several places', () => {
      const copies = `${'x\n'.repeat(3)}two\nthree\n${'y\n'.repeat(9)}two\nthree\n`;
      for (const fingerprint of [undefined, fingerprintOf(['two', 'three'])]) {
        const at = (from: number): unknown => locate({ ...target, fingerprint, lines: { from, to: from + 1 } }, copies, sha256);
        assert.deepEqual(at(1), { state: 'moved', lines: { from: 4, to: 5 } });
        assert.deepEqual(at(14), { state: 'moved', lines: { from: 15, to: 16 } });
      }
    });
    it('by its fingerprint, in any file, wherever they went', () => {
      const line = fc.constantFrom('a', 'b', 'ab', '');
      fc.assert(
        fc.property(
          fc.array(line, { maxLength: 8 }),
          fc.array(line, { minLength: 1, maxLength: 4 }),
          fc.array(line, { maxLength: 8 }),
          (before, linked, after) => {
            const file = [...before, ...linked, ...after];
            const link = { type: 'file', path: 'a', lines: { from: 1, to: linked.length }, textHash: sha256(linked.join('\n')) } as const;
            const placement = locate({ ...link, fingerprint: fingerprintOf(linked) }, file.join('\n'), sha256);
            assert.deepEqual(placement, locate(link, file.join('\n'), sha256));
            assert.notEqual(placement.state, 'changed');
          },
        ),
      );
    });
    it('at a cost that grows with the file, however many lines are linked', () => {
      for (const count of [2_000, 8_000]) {
        const lines = Array.from({ length: 2 * count }, (_, n) => `line ${n}`);
        const linked = lines.slice(0, count);
        let hashed = 0;
        const counting = (text: string): string => {
          hashed += text.length;
          return sha256(text);
        };
        const file = ['new', ...lines.slice(count), ...linked].join('\n');
        const link = { type: 'file', path: 'a', lines: { from: 1, to: count }, textHash: sha256(linked.join('\n')) } as const;
        assert.equal(locate({ ...link, fingerprint: fingerprintOf(linked) }, file, counting).state, 'moved');
        assert.ok(hashed < 2 * file.length, `${hashed} of ${file.length}`);
        hashed = 0;
        assert.equal(locate(link, file, counting).state, 'changed');
        assert.ok(hashed < 70 * file.length, `${hashed} of ${file.length}`);
      }
    });
    it('a whole file', () => {
      const whole = { type: 'file', path: 'a', textHash: sha256(text) } as const;
      assert.deepEqual([locate(whole, text, sha256).state, locate(whole, `${text}x`, sha256).state], ['inPlace', 'changed']);
    });
  });
});
