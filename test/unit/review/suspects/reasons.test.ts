import assert from 'node:assert/strict';
import type { ChangedFile } from '../../../../src/git/commit';
import { collectEvidence } from '../../../../src/review/suspects/collect';
import { CommitDocumentBuilder } from '../../../../src/review/suspects/commitDocument';
import { CommitWordsBuilder, WordFinder } from '../../../../src/review/suspects/commitWords';
import type { KnownCommit } from '../../../../src/review/suspects/evidence';
import { noLines } from '../../../../src/review/suspects/ownEvidence';
import { framePlaces } from '../../../../src/review/suspects/places';
import { queryOf } from '../../../../src/review/suspects/query';
import type { ShownCommit } from '../../../../src/review/suspects/shownCommits';
import { suspectsIn } from '../../../../src/review/suspects/suspect';
import { Vocabulary } from '../../../../src/review/suspects/vocabulary';
import { describeReason } from '../../../../src/words/describe';
import { english } from '../../../../src/words/english';
import { inOneGo } from '../../../support/inOneGo';
import { saidWords } from '../../../../src/review/suspects/saidWords';
import { assertGrowsWithLength } from '../../../support/processorTime';

interface Written {
  readonly subject: string;
  readonly body?: string;
  readonly path?: string;
  readonly context?: string;
  readonly added?: string;
  readonly removed?: string;
  /** Functions of the trace that git says it changes. */
  readonly changes?: readonly string[];
}

const day = 86_400_000;

/**
 * The reasons of commits, each by its subject, of which the first is likely where nothing else is said; all a month before the fault. `unchanged`:
 * files that there are besides those of the commits; `isShown`: git was asked about them.
 */
async function reasonsIn(
  text: string,
  commits: readonly Written[],
  {
    scores = [9],
    unchanged = [],
    isShown = true,
  }: { readonly scores?: readonly number[]; readonly unchanged?: readonly string[]; readonly isShown?: boolean } = {},
): Promise<Readonly<Record<string, readonly string[]>>> {
  const vocabulary = new Vocabulary();
  const known = commits.map(({ subject, body = '', path = 'lib/a.js', context = '', added = '', removed = '' }, at): KnownCommit => {
    const sha = at.toString(16).padStart(40, '0');
    const file: ChangedFile = { status: 'modified', path };
    const commit = { sha, parents: [], author: '', email: '', at: '', committedAt: '', subject, body, files: [file] };
    const builder = new CommitDocumentBuilder(vocabulary, commit);
    builder.hunk({ oldStart: 1, oldLines: 0, newStart: 1, newLines: 1, context }, file);
    builder.line('+', added);
    builder.line('-', removed);
    return { sha, committedAt: 0, files: [path], subject, author: '', document: builder.build() };
  });
  const query = queryOf(text.split('\n')[0] ?? '', text);
  const finder = new WordFinder(new Set(query.terms.keys()));
  const shown = new Map(
    known.map((commit, at): readonly [string, ShownCommit] => {
      const { body = '', path = 'lib/a.js', added = '', removed = '', changes = [] } = commits[at] ?? { subject: '' };
      const builder = new CommitWordsBuilder(finder, commit);
      builder.body(body);
      for (const line of [added, removed]) builder.line(line, { status: 'modified', path });
      return [commit.sha, { words: builder.build(), functions: changes.map(method => ({ method, frame: 0 })) }];
    }),
  );
  const files = [...new Set([...unchanged, ...known.flatMap(commit => commit.files)])];
  const places = await framePlaces({ filesAt: () => Promise.resolve(files) }, { base: '' }, { text, prefix: '' });
  const frames = { ...noLines, places };
  const own = { linkedFiles: [], components: [], judged: new Map(), inChange: new Map(), frames, links: noLines };
  const firstSeen = 30 * day;
  const evidence = inOneGo(collectEvidence({ query, firstSeen, commits: known, past: [], vocabulary }));
  const ranking = { commits: known, evidence, scores: Float64Array.from(known, (_, at) => scores[at] ?? 0), withoutDiff: 0, vocabulary };
  const context = { query, firstSeen, own, landed: new Map(), temperature: 1, ...(isShown && { shown }) };
  const suspects = suspectsIn(ranking, context, known.length);
  const told = suspects.map(({ subject, reasons }) => [subject, reasons.map(reason => describeReason(english, reason, at => at))] as const);
  return Object.fromEntries(told);
}

const others = Array.from({ length: 6 }, (_, at) => ({ subject: `tidy${at}`, added: `x${at} = y;` }));

describe('why a commit is suspected', () => {
  const trace = 'Broken\nError: no\n    at deliverAll (/srv/source/a.js:7:29)';

  const touches = 'touches lib/a.js, which frame 1 of the trace names';

  it('says that it changes a function of the trace where git says so, and else only what its lines say of it', async () => {
    const reasons = await reasonsIn(trace, [
      { subject: 'inside', context: 'function deliverAll(list) {', added: 'y();', changes: ['deliverAll'] },
      { subject: 'behind', context: 'function deliverAll(list) {', added: 'y();' },
      { subject: 'call', added: 'deliverAll(1);' },
      { subject: 'text', added: 'log("deliverAll");' },
      { subject: 'comment', added: '// deliverAll' },
      { subject: 'test', path: 'test/a.test.js', added: 'deliverAll(1);' },
      { subject: 'document', path: 'docs/a.md', added: 'deliverAll' },
      ...others,
    ]);
    assert.deepEqual(reasons['inside'], [touches, 'changes deliverAll, which frame 1 of the trace names']);
    assert.deepEqual(reasons['call'], [touches, 'its lines say: deliverAll']);
    for (const subject of ['behind', 'text', 'comment', 'test', 'document'])
      assert.doesNotMatch(reasons[subject]?.join('') ?? '', /deliver/i, subject);
  });

  it('takes no file for that of a frame which has its last name alone', async () => {
    const text = 'Broken\nTypeError: no\n    at load (/srv/app/packages/vite/src/node/config.ts:12:3)';
    const [theme, source] = ['docs/.vitepress/config.ts', 'packages/vite/src/node/config.ts'];
    const reasons = await reasonsIn(text, [{ subject: 'theme', path: theme }, { subject: 'source', path: source }, ...others]);
    assert.doesNotMatch(JSON.stringify(reasons['theme']), /frame/);
    assert.equal(reasons['source']?.[0], `touches ${source}, which frame 1 of the trace names`);
    const twins = await reasonsIn(text, [{ subject: 'theme', path: theme }], { unchanged: ['lib/config.ts'] });
    assert.doesNotMatch(JSON.stringify(twins), /frame/);
  });

  it('says of another name that it changes it where that stands in code, and else where it stands', async () => {
    const reasons = await reasonsIn('The maxPorts is wrong', [
      { subject: 'code', added: 'maxPorts = 1;' },
      { subject: 'text', added: 'log("maxPorts");' },
      { subject: 'Set maxPorts' },
      ...others,
    ]);
    assert.deepEqual(reasons['code'], ['changes “maxPorts”, named in the report']);
    assert.ok(reasons['text']?.[0]?.startsWith('its lines say: maxPorts'), JSON.stringify(reasons['text']));
    assert.ok(reasons['Set maxPorts']?.[0]?.startsWith('its message says: maxPorts'), JSON.stringify(reasons['Set maxPorts']));
  });

  it('is neither a file nor a function that a library is called like, also where no other frame names one', async () => {
    const reasons = await reasonsIn('Broken\nError: no\n    at deliverAll (/srv/node_modules/express/lib/a.js:7:29)', [
      { subject: 'inside', context: 'function deliverAll(list) {', added: 'y();' },
      ...others,
    ]);
    assert.doesNotMatch(reasons['inside']?.join('') ?? '', /which frame/);
  });

  it('is looked for in a text of any shape in time that grows with its length', () => {
    assertGrowsWithLength(4, length => `goroutine 1${' ====='.repeat(length)}`, saidWords);
  });

  it('has one at least where the commit is likely or possible: its strongest word, or its time', async () => {
    const all = Array.from({ length: 9 }, (_, at) => ({ subject: `Relay ${at}` }));
    const scores = [9, 0, 0, 0, 0, 0, 0, 0, 0];
    const rare = { subject: 'gasket' };
    const strongest = await reasonsIn('The relay with the gasket', [...all, rare], { scores });
    assert.deepEqual([strongest['Relay 0'], strongest['Relay 1']], [['its message says: Relay'], []]);
    const possible = await reasonsIn('The relay with the gasket', [...all, rare], { scores: [4, 3] });
    assert.deepEqual([possible['Relay 1'], possible['Relay 2']], [['its message says: Relay'], []]);
    const late = await reasonsIn('Nobody knows', all, { scores });
    assert.deepEqual([late['Relay 0'], late['Relay 1']], [['came in 30 d before first seen'], []]);
  });

  it('is no line, column or head of a trace, which it may hold by chance', async () => {
    const python = 'Broken port 465\nTraceback (most recent call last)\n  File "/srv/source/mail.py", line 4711, in send';
    for (const text of [python, 'Broken port 465\nError: no\n    at send (/srv/source/mailer.js:4711:29)']) {
      const reasons = await reasonsIn(text, [
        { subject: 'some', path: 'lib/a.c', added: 'x(4711, 29); traceback(recent);' },
        { subject: 'port', path: 'lib/a.c', added: '465' },
        ...others,
      ]);
      assert.deepEqual(reasons['some'], ['came in 30 d before first seen']);
      assert.deepEqual(reasons['port'], ['its message says: port']);
    }
  });

  it('is nothing that every trace of its language says, and nothing that only libraries are called', async () => {
    const php =
      'PHP Fatal error:  Uncaught TypeError: x in /var/www/a.php:4711\nStack trace:\n#0 /var/www/a.php(4712): send(4713)\n#1 {main}\n  thrown in /var/www/a.php on line 4711';
    const rust =
      "thread 'main' panicked at src/a.rs:4711:1:\nbroken\nstack backtrace:\n   0: rust_begin_unwind\n             at /rustc/9fc6/library/std/src/panicking.rs:4712:5\n   1: mail::send\n             at ./src/a.rs:4711:1\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace";
    const go =
      'panic: broken [recovered]\n\ngoroutine 4711 [running]:\nruntime.unwind(0x4712)\n\t/usr/local/go/src/runtime/panic.go:4713 +0x4714\nmail.send(...)\n\t/src/a.go:4711 +0x4712\nexit status 4713';
    const java =
      'Exception in thread "main" java.lang.IllegalStateException: broken\n\tat mail.A.send(A.java:4711)\n\tat java.base/java.util.Unwind.task(Unwind.java:4712)\n\t... 4713 more\nCaused by: mail.NoPort: none';
    const node =
      'Error: broken\n    at send (/srv/a.js:4711:1)\n    at process.task (node:internal/process/unwind:4712:5)\nNode.js v4713.4714';
    const gdb =
      '2026-08-01 12:00:00 ERROR [mail] broken\nProgram received signal SIGSEGV, broken\n#0  0x4711 in send (r=0x4712) at a.c:4713\nsee a.c:4711, or File "a.py", line 4712';
    const noise =
      'x(4711, 4712, 4713, 4714, 2026, 12, 0x4711); program received signal; stack trace backtrace panicked thread running goroutine recovered line LINE thrown unwind task begin rust main exit status more cause uncaught env variable display note';
    for (const text of [php, rust, go, java, node, gdb]) {
      const reasons = await reasonsIn(`Broken port 465\n${text}`, [
        { subject: 'some', path: 'lib/z.c', added: noise },
        { subject: 'port', path: 'lib/z.c', added: 'send(465)' },
        ...others,
      ]);
      assert.deepEqual(reasons['some'], ['came in 30 d before first seen'], text);
      assert.deepEqual(reasons['port'], ['its message says: port', 'its lines say: send'], text);
    }
  });

  it('shows a word as the commit writes it, not as the report does, and quotes none that it does not know', async () => {
    const commits = [{ subject: 'Run it' }, { subject: 'more', body: 'Run it' }, { subject: 'else', path: 'lib/relay.js' }, ...others];
    const reasons = await reasonsIn('Running relays', commits);
    assert.deepEqual(reasons['Run it'], ['its message says: Run']);
    assert.deepEqual(reasons['more'], ['its message says: Run']);
    assert.deepEqual(reasons['else'], ['its paths say: “relay”']);
    const early = await reasonsIn('Running relays', commits, { isShown: false });
    assert.deepEqual([early['Run it'], early['more']], [['its message says: Run'], []]);
  });

  it('says of lines what stands in them: the very word rather than another of its stem, and nothing of the head above', async () => {
    const reasons = await reasonsIn('The mutation of a ZipArchive and its getProperty fails', [
      { subject: 'stem', added: 'const mut = 3;' },
      { subject: 'both', added: 'const mut = Mutation;' },
      { subject: 'head', context: 'function mutation() {', added: 'y();' },
      { subject: 'archiver', added: 'new ZipArchiver().GetProperties();' },
      { subject: 'archive', removed: 'new zipArchive();' },
      ...others,
    ]);
    assert.deepEqual(reasons['stem'], ['its lines say: mut']);
    assert.deepEqual(reasons['both'], ['its lines say: Mutation']);
    assert.deepEqual(reasons['head'], []);
    assert.deepEqual(reasons['archiver'], ['its lines say: GetProperties, ZipArchiver']);
    assert.deepEqual(reasons['archive'], ['changes “zipArchive”, named in the report']);
  });

  it('tells the parts of a name with the name alone, and takes neither numbers nor what is left of short forms for words', async () => {
    const reasons = await reasonsIn("PromQL doesn't answer 1.19, it isn't and don’t", [
      { subject: 'We don’t, it doesn’t, isn’t 19: PromQL' },
      { subject: 'other', added: 'promQL(prom, 19);' },
      ...others,
    ]);
    assert.deepEqual(reasons['We don’t, it doesn’t, isn’t 19: PromQL'], ['its message says: PromQL']);
    assert.deepEqual(reasons['other'], ['changes “promQL”, named in the report']);
  });
});
