import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  commitTarget,
  isWorkspacePath,
  linkId,
  linkKinds,
  linkSchema,
  linkTargetSchema,
  mirrorOf,
  relationsOf,
  type Link,
  type NewLink,
} from '../../../src/domain/record/link';
import { fingerprintOf } from '../../../src/domain/foundation/fingerprint';
import { locate } from '../../../src/domain/record/locate';
import { sha256 } from '../../../src/store/hash';
import { benchAt } from '../../support/incidents';

const link: NewLink = { kind: 'causedBy', state: 'suspected', target: { type: 'commit', sha: 'a'.repeat(40), subject: 'Break it' } };

describe('links', () => {
  it('are made, judged and removed', () => {
    const id = linkId(link);
    const bench = benchAt('analyse').do({ type: 'link', link }).do({ type: 'judgeLink', link: id, state: 'confirmed' });
    assert.equal(bench.incident.links[0]?.state, 'confirmed');
    assert.deepEqual(bench.do({ type: 'unlink', link: id }).incident.links, []);
    const decision = bench.try({ type: 'unlink', link: id });
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
    'a\u001fb',
    'a\u007fb',
    'a/',
    'a/..',
    'a/./b',
    '..',
    'x'.repeat(4097),
  ]) {
    it(`refuses the path ${JSON.stringify(path).slice(0, 40)}`, () => {
      assert.equal(isWorkspacePath(path), false);
      assert.equal(linkSchema.safeParse({ ...link, target: { type: 'file', path } }).success, false);
    });
  }
  for (const path of ['a', 'lib/queue.js', 'ä/ö ü.txt', '...', '..a', '.gitignore', 'a b~', 'x'.repeat(4096)])
    it(`takes the path ${path.slice(0, 40)}`, () => {
      assert.ok(isWorkspacePath(path));
    });
  for (const sha of [
    '--upload-pack=x',
    'HEAD',
    'abc',
    'A'.repeat(40),
    'a'.repeat(39),
    'a'.repeat(41),
    'a'.repeat(63),
    'a'.repeat(65),
    `${'a'.repeat(40)}\n`,
    `-${'a'.repeat(40)}`,
  ]) {
    it(`refuses the commit ${sha}`, () => {
      assert.equal(linkSchema.safeParse({ ...link, target: { type: 'commit', sha, subject: '' } }).success, false);
    });
  }

  it('take commits by their full SHA-1 or SHA-256, with the beginning of the subject', () => {
    for (const sha of ['0123456789abcdef0123456789abcdef01234567', 'f'.repeat(64)]) {
      const target = commitTarget({ sha, subject: 'x'.repeat(1_001) });
      assert.deepEqual(target, { type: 'commit', sha, subject: 'x'.repeat(1_000) });
      assert.ok(linkTargetSchema.safeParse(target).success);
      assert.equal(linkTargetSchema.safeParse({ ...target, subject: 'x'.repeat(1_001) }).success, false);
    }
  });

  it('keep of a file its lines, the commit they were seen at and a hash, each well formed', () => {
    const file = { type: 'file', path: 'a', lines: { from: 1, to: 2 }, seenAt: 'a'.repeat(40), textHash: 'b'.repeat(64) };
    assert.deepEqual(linkTargetSchema.parse(file), file);
    assert.deepEqual(linkTargetSchema.parse({ type: 'file', path: 'a' }), { type: 'file', path: 'a' });
    assert.deepEqual(linkTargetSchema.parse({ type: 'record', id: 'KE-000001' }), { type: 'record', id: 'KE-000001' });
    for (const wrong of [
      { lines: { from: 0, to: 1 } },
      { lines: { from: 1, to: 0 } },
      { lines: { from: 1.5, to: 2 } },
      { lines: { from: 1, to: 2.5 } },
      { seenAt: 'HEAD' },
      { textHash: 'b' },
      { path: '../a' },
    ])
      assert.equal(linkTargetSchema.safeParse({ ...file, ...wrong }).success, false, JSON.stringify(wrong));
    for (const target of [
      { type: 'record', id: 'x' },
      { type: 'url', path: 'a' },
      { type: 'commit', path: 'a' },
    ])
      assert.equal(linkTargetSchema.safeParse(target).success, false, JSON.stringify(target));
  });

  it('have an id that is no path, markup or option, one of the kinds and one of the states', () => {
    assert.deepEqual(linkSchema.parse({ ...link, id: 'aZ-09', measure: 'm1' }), { ...link, id: 'aZ-09', measure: 'm1' });
    assert.ok(linkSchema.safeParse({ ...link, id: 'x'.repeat(64), measure: 'm'.repeat(64) }).success);
    for (const wrong of [
      { id: '' },
      { id: 'x'.repeat(65) },
      { id: 'a/b' },
      { id: 'a b' },
      { id: '<a' },
      { id: 'a\n' },
      { kind: 'likes' },
      { state: 'sure' },
      { measure: 'm'.repeat(65) },
    ])
      assert.equal(linkSchema.safeParse({ ...link, ...wrong }).success, false, JSON.stringify(wrong));
  });

  it('to other records are told apart from those to code', () => {
    const record: Link = { id: 'l2', kind: 'parentOf', state: 'ruledOut', target: { type: 'record', id: 'INC-000001' } };
    assert.deepEqual(relationsOf([{ ...link, id: 'l1' }, record]), [{ kind: 'parentOf', state: 'ruledOut', id: 'INC-000001' }]);
  });

  it('read the other way round from the other side', () => {
    assert.deepEqual(
      linkKinds.map(kind => [kind, mirrorOf(kind)]),
      [
        ['causedBy', 'causes'],
        ['causes', 'causedBy'],
        ['fixedBy', 'fixes'],
        ['worksAround', 'worksAroundIn'],
        ['evidence', 'relatedTo'],
        ['relatedTo', 'relatedTo'],
        ['duplicateOf', 'hasDuplicate'],
        ['parentOf', 'childOf'],
      ],
    );
  });

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
    it('moved up, to the very first and to the very last lines', () => {
      assert.deepEqual(locate(target, 'two\nthree\nfour', sha256), { state: 'moved', lines: { from: 1, to: 2 } });
      assert.deepEqual(locate(target, 'a\nb\nc\ntwo\nthree', sha256), { state: 'moved', lines: { from: 4, to: 5 } });
      assert.deepEqual(locate(target, 'two', sha256), { state: 'changed' });
    });
    it('where nothing is known of the text, it is taken to be in place', () => {
      assert.deepEqual(locate({ type: 'file', path: 'a', lines: { from: 2, to: 3 } }, 'x', sha256), { state: 'inPlace' });
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
