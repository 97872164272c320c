import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Commit } from '../../../../src/git/commit';
import { tokensOf } from '../../../../src/review/similar/tokens';
import { blamesOf } from '../../../../src/review/suspects/blames';
import { partsOfLine } from '../../../../src/review/suspects/changedLine';
import { collectEvidence } from '../../../../src/review/suspects/collect';
import { CommitDocumentBuilder, kindOfPath } from '../../../../src/review/suspects/commitDocument';
import type { KnownCommit } from '../../../../src/review/suspects/evidence';
import { featureNames, featuresOf } from '../../../../src/review/suspects/features';
import { learntFrom } from '../../../../src/review/suspects/learning';
import { Scorer, storedModel } from '../../../../src/review/suspects/model';
import { inOneGo } from '../../../support/inOneGo';
import { queryOf } from '../../../../src/review/suspects/query';
import { confidenceOf } from '../../../../src/review/suspects/suspect';
import { Vocabulary } from '../../../../src/review/suspects/vocabulary';

const day = 86_400_000;

interface Written {
  readonly subject: string;
  readonly files?: readonly string[];
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  readonly context?: string;
  readonly blames?: readonly string[];
}

function known(vocabulary: Vocabulary, number: number, written: Written): KnownCommit {
  const { subject, files = ['src/a.c'], added = [], removed = [], context = '', blames } = written;
  const sha = number.toString(16).padStart(40, '0');
  const commit: Commit = {
    sha,
    parents: [],
    author: 'A',
    email: '',
    at: '',
    committedAt: '',
    subject,
    body: '',
    files: files.map(path => ({ status: 'modified', path })),
  };
  const builder = new CommitDocumentBuilder(vocabulary, commit);
  builder.hunk({ oldStart: 1, oldLines: 0, newStart: 1, newLines: 0, context }, { status: 'modified', path: files[0] ?? '' });
  for (const line of removed) builder.line('-', line);
  for (const line of added) builder.line('+', line);
  return { sha, committedAt: -number * day, files, subject, author: 'A', document: builder.build(), ...(blames && { blames }) };
}

function evidenceOf(text: string, commits: readonly Written[], past: readonly Written[] = []): (name: string) => readonly number[] {
  const vocabulary = new Vocabulary();
  const inquiry = {
    query: queryOf(text.split('\n')[0] ?? '', text),
    firstSeen: day,
    commits: commits.map((written, at) => known(vocabulary, at + 1, written)),
    past: past.map((written, at) => known(vocabulary, at + 1_000, written)),
    vocabulary,
  };
  const { columns } = inOneGo(collectEvidence(inquiry));
  return name => [...(columns[name] ?? [])];
}

/** The place of the largest value; -1 where all are alike. */
function first(values: readonly number[]): number {
  return new Set(values).size === 1 ? -1 : values.indexOf(Math.max(...values));
}

describe('evidence against commits', () => {
  it('what is collected is what the model is given, and the other way round', () => {
    const vocabulary = new Vocabulary();
    const commits = [known(vocabulary, 1, { subject: 'Relay' })];
    const { columns } = inOneGo(collectEvidence({ query: queryOf('Relay', 'Relay'), firstSeen: day, commits, past: [], vocabulary }));
    const read = featureNames.map(name => name.replace(/(?:\/best|±)$/, ''));
    // The past is scored for what is drawn from it, what a program wrote is weighed among all words; the model was trained without them.
    const besides = ['generated', 'past', 'pastMessage'];
    assert.deepEqual(Object.keys(columns).toSorted(), [...new Set(read), ...besides].toSorted());
  });

  it('words of the report are looked for in each part apart', () => {
    const of = evidenceOf('Relay port is refused', [
      { subject: 'Relay: refuse odd ports' },
      { subject: 'Tidy', files: ['lib/relay/port.c'] },
      { subject: 'Tidy', added: ['int relay_port = 3;'] },
      { subject: 'Tidy', removed: ['int relay_port = 3;'] },
      { subject: 'Tidy', added: ['// the relay refuses this port'] },
      { subject: 'Tidy', added: ['x("relay port refused");'] },
      { subject: 'Tidy', context: 'int relay_port(void)' },
      { subject: 'Tidy', files: ['tests/relay.at'], added: ['relay port'] },
      { subject: 'Tidy', files: ['docs/x.md'], added: ['relay port'] },
    ]);
    assert.deepEqual(
      ['subject', 'paths', 'added', 'removed', 'comments', 'strings', 'functions', 'tests', 'documents'].map(name => first(of(name))),
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
    );
  });

  it('other spellings: initials, words written together, beginnings, skeletons', () => {
    const of = evidenceOf('access control list of the route node: configuration message', [
      { subject: 'x', added: ['acl()'] },
      { subject: 'x', added: ['route_node()'] },
      { subject: 'x', added: ['config()'] },
      { subject: 'x', added: ['msg()'] },
      { subject: 'x', added: ['nothing()'] },
    ]);
    assert.equal(first(of('initials')), 0);
    assert.equal(first(of('together')), 1);
    assert.ok((of('shortened')[2] ?? 0) > 0 && (of('shortened')[3] ?? 0) > 0);
    assert.equal(of('shortened')[4], 0);
  });

  it('time: the later a commit, the more', () => {
    const of = evidenceOf('x', [{ subject: 'a' }, { subject: 'b' }]);
    assert.deepEqual(of('days'), [2, 3]);
    assert.equal(first(of('recent')), 0);
  });

  it('traces: functions and files, the innermost most; valgrind and quoted ones too', () => {
    for (const text of [
      'Crash\n#0 0x1 in free_table table.c:12\n#1 0x2 in main main.c:3',
      'Crash\n> #0  0x01 in free_table (x=1) at lib/table.c:12\n> #1  0x02 in main () at main.c:3',
      'Crash\n==12== Invalid read\n==12==    at 0x4C2A: free_table (table.c:12)\n==12==    by 0x4C2B: main (main.c:3)',
    ]) {
      const of = evidenceOf(text, [
        { subject: 'x', files: ['main.c'] },
        { subject: 'x', files: ['lib/table.c'] },
        { subject: 'x', context: 'void free_table(void)' },
      ]);
      assert.equal(first(of('traceFile')), 1, text);
      assert.equal(first(of('traceFunction')), 2, text);
    }
  });

  it('the past: files that are spoken of like the report', () => {
    const of = evidenceOf(
      'Printer prints nothing',
      [
        { subject: 'Tidy', files: ['a.c'] },
        { subject: 'Tidy', files: ['b.c'] },
      ],
      Array.from({ length: 5 }, (_, number) => ({
        subject: number < 3 ? 'Printer: print' : 'Search',
        files: [number < 3 ? 'b.c' : 'a.c'],
      })),
    );
    assert.equal(first(of('profile')), 1);
  });

  it('company: who brought a word first, and whose work had to be corrected', () => {
    const commits = [
      { subject: 'Fix the teleporter', files: ['t.c'], added: ['teleporter();'] },
      { subject: 'Other', files: ['o.c'] },
      { subject: 'Add a teleporter', files: ['t.c'], added: ['teleporter();'] },
    ];
    const of = evidenceOf('The teleporter fails', commits);
    assert.equal(first(of('firstInCode')), 2);
    assert.equal(first(of('corrected')), 2);
  });

  it('values are finite and one for each commit, whatever stands in a report and in commits', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    const line = fc.string({ unit: 'binary', maxLength: 80 });
    const written = fc.record({
      subject: line,
      files: fc.array(line, { maxLength: 4 }),
      added: fc.array(line, { maxLength: 4 }),
      context: line,
    });
    const scorer = new Scorer(storedModel());
    fc.assert(
      fc.property(text, fc.array(written, { maxLength: 6 }), fc.array(written, { maxLength: 4 }), (report, commits, past) => {
        const vocabulary = new Vocabulary();
        const inquiry = {
          query: queryOf(report, report),
          firstSeen: 0,
          commits: commits.map((one, at) => known(vocabulary, at + 1, one)),
          past: past.map((one, at) => known(vocabulary, at + 100, one)),
          vocabulary,
        };
        const features = featuresOf(inOneGo(collectEvidence(inquiry)).columns);
        assert.equal(features.length, featureNames.length);
        for (const column of features) assert.ok(column.length === commits.length && column.every(Number.isFinite));
        assert.ok(inOneGo(scorer.score(features, commits.length)).every(Number.isFinite));
      }),
      { numRuns: 200 },
    );
  });
});

describe('what commits are made of', () => {
  it('words are taken apart alike, however fast', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'n', 'd', 's', 'e', '_', 'X', '1'), maxLength: 12 });
    fc.assert(
      fc.property(word, text => {
        const vocabulary = new Vocabulary();
        assert.deepEqual(
          vocabulary.termsOf(text).map(number => vocabulary.termAt(number)),
          [...tokensOf(text)],
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('lines are taken apart into code, strings and comments', () => {
    assert.deepEqual(partsOfLine('int a = f("two words"); // why'), { code: 'int a = f( ); ', strings: ' two words', comment: '// why' });
    assert.equal(partsOfLine('  # a comment').code, '');
    assert.equal(partsOfLine('#include <stdio.h>').comment, '');
    assert.equal(partsOfLine(' * of a block').comment, ' * of a block');
  });

  it('a hostile line costs no more than its length', () => {
    const began = performance.now();
    for (const line of ['"'.repeat(4_000), '\\"'.repeat(2_000), `'${'\\'.repeat(3_999)}`, '/*'.repeat(2_000), ' '.repeat(4_000)])
      partsOfLine(line);
    assert.ok(performance.now() - began < 2_000);
  });

  it('paths tell tests and documents from code', () => {
    assert.deepEqual(
      ['tests/a.at', 't/t1.sh', 'src/foo_test.go', 'docs/x.txt', 'README', 'NEWS', 'lib/table.c', 'src/contest.c'].map(kindOfPath),
      ['test', 'test', 'test', 'document', 'document', 'document', 'code', 'code'],
    );
  });

  it('messages name the commits that were faulty', () => {
    assert.deepEqual(blamesOf('x\n\nThis reverts commit 1a2b3c4d5e.\nFixes: ABCDEF1234 ("y")\nsee 9999999'), ['1a2b3c4d5e', 'abcdef1234']);
  });
});

describe('learning from this repository', () => {
  const vocabulary = new Vocabulary();
  const commit = (number: number, folder: string, blames?: readonly string[]): KnownCommit =>
    known(vocabulary, number, { subject: 'x', files: [`${folder}/a.c`], ...(blames && { blames }) });

  it('a chance is called as the documentation says: likely from 50 %, possible from 10 %', () => {
    assert.deepEqual([1, 0.5, 0.499, 0.1, 0.099, 0].map(confidenceOf), ['likely', 'likely', 'possible', 'possible', 'weak', 'weak']);
  });

  it('folders in which faults were caused weigh more, others less', () => {
    const commits = Array.from({ length: 100 }, (_, at) => commit(at + 1, at % 2 === 0 ? 'weak' : 'strong'));
    const culprits = commits.filter(({ files }) => files[0] === 'weak/a.c').slice(0, 20);
    const learnt = learntFrom(
      commits,
      culprits.map(({ sha }) => sha),
    );
    assert.ok(learnt);
    assert.ok(learnt(commit(500, 'weak')) > 0);
    assert.ok(learnt(commit(501, 'strong')) < 0);
    assert.equal(learnt(commit(502, 'new')), 0);
  });

  it('folders are known by the names they have now', () => {
    const commits = Array.from({ length: 100 }, (_, at) => commit(at + 2, at % 2 === 0 ? 'weak' : 'strong'));
    const move = { ...commit(1, 'moved'), renamed: [['moved/a.c', 'weak/a.c']] as const, moved: ['moved/a.c'] };
    const culprits = commits.filter(({ files }) => files[0] === 'weak/a.c').slice(0, 20);
    const learnt = learntFrom(
      [move, ...commits],
      culprits.map(({ sha }) => sha),
    );
    assert.ok(learnt && learnt(commit(500, 'moved')) > 0);
  });

  it('a few faults teach nothing, and made-up names neither', () => {
    const commits = Array.from({ length: 100 }, (_, at) => commit(at + 1, 'x'));
    assert.equal(
      learntFrom(
        commits,
        commits.slice(0, 5).map(({ sha }) => sha),
      ),
      undefined,
    );
    assert.equal(learntFrom([...commits, commit(200, 'x', ['fffffff', 'eeeeeeee'])], []), undefined);
  });
});

describe('the model that comes along', () => {
  it('knows every feature it asks for, and reads a culprit out of clear evidence', () => {
    const { trees, temperature } = storedModel();
    assert.ok(trees.length >= 100 && temperature > 0);
    const vocabulary = new Vocabulary();
    const commits = Array.from({ length: 60 }, (_, at) =>
      known(
        vocabulary,
        at + 1,
        at === 30 ? { subject: 'Teleporter: new gate', added: ['teleporter_gate();'] } : { subject: `Chore ${at}` },
      ),
    );
    const query = queryOf('The teleporter gate fails', '');
    const { columns } = inOneGo(collectEvidence({ query, firstSeen: day, commits, past: [], vocabulary }));
    const scores = inOneGo(new Scorer({ trees, temperature }).score(featuresOf(columns), commits.length));
    assert.equal(scores.indexOf(Math.max(...scores)), 30);
  });
});
