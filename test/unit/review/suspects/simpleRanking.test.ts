import assert from 'node:assert/strict';
import type { KnownCommit } from '../../../../src/review/suspects/evidence';
import { CommitDocumentBuilder } from '../../../../src/review/suspects/commitDocument';
import { queryOf } from '../../../../src/review/suspects/query';
import { Vocabulary } from '../../../../src/review/suspects/vocabulary';
import { simpleScores } from '../../../eval/suspects/simpleRanking';

interface Written {
  readonly subject: string;
  readonly path?: string;
  readonly added?: string;
}

/** Numbers of the commits (0 is the newest), the best first. */
function ranked(text: string, commits: readonly Written[]): readonly number[] {
  const vocabulary = new Vocabulary();
  const known = commits.map(({ subject, path = 'a.c', added = '' }, at): KnownCommit => {
    const sha = at.toString(16).padStart(40, '0');
    const file = { status: 'modified', path } as const;
    const commit = { sha, parents: [], author: '', email: '', at: '', committedAt: '', subject, body: '', files: [file] };
    const builder = new CommitDocumentBuilder(vocabulary, commit);
    builder.hunk({ oldStart: 1, oldLines: 0, newStart: 1, newLines: 1, context: '' }, file);
    builder.line('+', added);
    return { sha, committedAt: 0, files: [path], subject, author: '', document: builder.build() };
  });
  const scores = simpleScores(queryOf('', text), known, vocabulary);
  return known.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
}

const others = Array.from({ length: 20 }, (_, at) => ({ subject: `tidy ${at}`, added: `x${at} = y;` }));

describe('the simple ranking that any other has to beat', () => {
  it('goes by message, changed identifiers and paths, in this order of what one word is worth', () => {
    const commits = [
      ...others,
      { subject: 'cleanup', path: 'gasket.c' },
      { subject: 'gasket and else', added: 'z' },
      { subject: 'rework', added: 'gasket(1);' },
    ];
    const order = ranked('The gasket leaks', commits);
    assert.deepEqual(
      order.filter(at => at >= others.length),
      [22, 21, 20],
    );
    assert.equal(order[0], 22);
    assert.ok(order.indexOf(20) < order.indexOf(19), 'a path says more than nothing, of commits as old');
  });

  it('holds a rare word for more than a frequent one', () => {
    const commits = [...others.map(written => ({ ...written, subject: 'pump' })), { subject: 'gasket' }, { subject: 'pump' }];
    assert.equal(ranked('pump gasket', commits)[0], 20);
  });

  it('takes the newer of two that say about the same, and the better one though it is older', () => {
    const between = Array.from({ length: 5 }, () => others).flat();
    assert.equal(ranked('gasket', [{ subject: 'gasket ring' }, ...between, { subject: 'gasket' }])[0], 0);
    assert.equal(ranked('gasket', [{ subject: 'tidy' }, ...others, { subject: 'gasket' }])[0], 21);
    assert.deepEqual(ranked('nothing of it', [{ subject: 'a1' }, { subject: 'b2' }]), [0, 1]);
  });
});
