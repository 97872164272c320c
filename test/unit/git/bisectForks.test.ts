import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { bisectLog, type NamedCommit, type Verdict } from '../../../src/git/bisectLog';
import { nextBisectStep } from '../../../src/git/bisectStep';
import { runGit } from '../../../src/git/runGit';
import { temporaryFolder } from '../../support/folders';
import { TestRepository } from '../../support/repositories';

const folder = temporaryFolder();

/** How many histories are tried; more by hand. */
const runs = Number(process.env['FAULTLINE_BISECTS'] ?? 12);

/** A history by the numbers of the parents of each commit, and what is true of it. */
interface World {
  readonly parents: readonly (readonly number[])[];
  readonly good: number;
  readonly bad: number;
  readonly culprit: number;
  /** On the way to the good commit alone; undefined where nobody mended it. */
  readonly mended: number | undefined;
  readonly skipped: readonly boolean[];
}

const worlds = fc
  .integer({ min: 3, max: 10 })
  .chain(size => {
    const number = fc.nat({ max: size - 1 });
    return fc.record({
      parents: fc.tuple(
        ...Array.from({ length: size }, (_, at) =>
          at === 0 ? fc.constant([]) : fc.uniqueArray(fc.nat({ max: at - 1 }), { minLength: 1, maxLength: 2 }),
        ),
      ),
      good: number,
      bad: number,
      culprit: number,
      mended: fc.option(number, { nil: undefined }),
      skipped: fc.array(
        fc.integer({ min: 0, max: 2 }).map(die => die === 0),
        { minLength: size, maxLength: size },
      ),
    });
  })
  .filter(world => {
    const { good, bad, culprit, mended } = world;
    const [ofGood, ofBad] = [upTo(world, good), upTo(world, bad)];
    const isMended = mended !== undefined && ofGood.has(mended) && !ofBad.has(mended) && upTo(world, mended).has(culprit);
    return (mended === undefined || isMended) && carries(world, bad) && !carries(world, good) && !ofGood.has(bad);
  });

/** A commit and all before it. */
function upTo({ parents }: Pick<World, 'parents'>, commit: number): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [commit];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    open.push(...(parents[at] ?? []));
  }
  return found;
}

function carries(world: World, commit: number): boolean {
  const before = upTo(world, commit);
  return before.has(world.culprit) && !(world.mended !== undefined && before.has(world.mended));
}

/** Makes the history; hashes by number. */
async function imported(repo: TestRepository, { parents }: World, name: string): Promise<readonly string[]> {
  const stream = parents.map((of, number) => {
    const [from, merge] = of;
    const head = `commit refs/worlds/${name}/${number}\nmark :${number + 1}\ncommitter T <t@example.org> ${1_772_352_000 + number * 3600} +0000\n`;
    const ways = (from === undefined ? '' : `from :${from + 1}\n`) + (merge === undefined ? '' : `merge :${merge + 1}\n`);
    return `${head}data 8\n${name.padStart(6, '0')} ${number % 10}\n${ways}`;
  });
  const done = await runGit(repo.folder, ['fast-import', '--quiet'], { input: stream.join('') });
  assert.ok(done.ok, JSON.stringify(done));
  const shas = await Promise.all(parents.map((_, number) => repo.repository.resolve(`refs/worlds/${name}/${number}`)));
  return shas.map(sha => sha ?? '');
}

interface Searched {
  /** Numbers; undefined where a fork was bad. */
  readonly among: readonly number[] | undefined;
  readonly said: readonly { readonly at: number; readonly verdict: Verdict }[];
}

async function search(root: string, world: World, shas: readonly string[]): Promise<Searched> {
  const sha = (number: number): string => shas[number] ?? '';
  const said: { readonly at: number; readonly verdict: Verdict }[] = [];
  for (;;) {
    const of = (verdict: Verdict): readonly string[] => said.filter(step => step.verdict === verdict).map(({ at }) => sha(at));
    const known = { bad: of('bad').at(-1) ?? sha(world.bad), good: sha(world.good), goods: of('good'), skipped: new Set(of('skip')) };
    const step = await nextBisectStep(root, known, {});
    assert.ok(step.ok, JSON.stringify(step));
    if (step.value.type === 'end') return { among: step.value.among.map(left => shas.indexOf(left)), said };
    const at = shas.indexOf(step.value.sha);
    assert.ok(at >= 0 && !said.some(before => before.at === at), 'no commit is tested twice');
    const verdict = world.skipped[at] === true ? 'skip' : carries(world, at) ? 'bad' : 'good';
    said.push({ at, verdict });
    if (step.value.isFork && verdict === 'bad') return { among: undefined, said };
  }
}

/** What git's own bisect says of the same course; undefined where it asks for yet another commit. */
async function gitSays(
  repo: TestRepository,
  world: World,
  shas: readonly string[],
  said: Searched['said'],
): Promise<readonly number[] | undefined> {
  const named = (at: number): NamedCommit => ({ sha: shas[at] ?? '', subject: '' });
  const log = bisectLog({
    good: named(world.good),
    bad: named(world.bad),
    said: said.map(step => ({ ...named(step.at), verdict: step.verdict })),
    left: [],
  });
  const file = path.join(folder.path, 'bisect.log');
  await writeFile(file, log);
  // It ends with 2 where only skipped commits are left.
  await runGit(repo.folder, ['bisect', 'replay', file]);
  const written = await readFile(path.join(repo.folder, '.git/BISECT_LOG'), 'utf8');
  await repo.git('bisect', 'reset');
  const left = [...written.matchAll(/^# (?:possible )?first bad commit: \[([0-9a-f]+)\]/gm)].map(([, sha = '']) => shas.indexOf(sha));
  return left.length === 0 ? undefined : left;
}

describe('a bisect among branches and skipped commits', () => {
  it('names all that may be the first bad one: what git bisect names, and skipped forks', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    await repo.commit('Here', {});
    let number = 0;
    await fc.assert(
      fc.asyncProperty(worlds, async world => {
        const shas = await imported(repo, world, String(number++));
        const { among, said } = await search(repo.folder, world, shas);
        if (!among) {
          assert.notEqual(world.mended, undefined, 'a fork is bad only where the fault was mended');
          return;
        }
        const [ofGood, ofBad] = [upTo(world, world.good), upTo(world, world.bad)];
        const between = among.filter(at => !ofGood.has(at));
        const forks = among.filter(at => ofGood.has(at));
        for (const fork of forks) {
          assert.ok(world.skipped[fork] === true && ofBad.has(fork), 'a fork that is left was skipped');
          assert.ok(!said.some(({ at, verdict }) => verdict === 'good' && upTo(world, at).has(fork)), 'and nothing behind it works');
        }
        assert.ok(between.includes(world.culprit) || forks.some(fork => carries(world, fork)), 'the culprit is never left out');
        const theirs = await gitSays(repo, world, shas, said);
        if (theirs) assert.deepEqual(new Set(between), new Set(theirs));
      }),
      { numRuns: runs },
    );
  }).timeout(600_000);
});
