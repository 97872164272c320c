// npm run eval:suspects -- --data FILE.jsonl --windows FILE.windows.jsonl --repo DIR [--text symptom_text]: how well suspect changes are ranked, git
// included, on cases whose culprit is known. npm run eval:suspects -- --repo DIR --since REV: the same on a repository's own fixes and reverts.
// Prints one line of JSON for each kind of text; `simple` is how well the same cases are ranked without any learning (simpleRanking.ts). --simple: that alone.
// --ablation: instead, a line for each kind of evidence, with the places by the model's scores alone when that kind is taken away (ablation.ts).
import path from 'node:path';
import { parseArgs } from 'node:util';
import { summary, sureness } from '../../../src/review/cases/howGood';
import { ownCases } from '../../../src/review/cases/ownCases';
import { queryOfCase, textKinds, type SuspectCase, type TextKind } from '../../../src/review/cases/suspectCase';
import { placedBy } from '../../../src/review/cases/trial';
import { SuspectFinder } from '../../../src/review/suspects/finder';
import { storedModel } from '../../../src/review/suspects/model';
import { Ablation, evidenceKinds, type EvidenceKind } from './ablation';
import { indexOf, mustRequest, openRepository, readCases } from './cases';
import { placesOf, quantile } from './places';
import { simpleScores } from './simpleRanking';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    windows: { type: 'string' },
    repo: { type: 'string' },
    since: { type: 'string' },
    text: { type: 'string' },
    plain: { type: 'boolean' },
    simple: { type: 'boolean' },
    ablation: { type: 'boolean' },
  },
});
const usage = 'npm run eval:suspects -- --data FILE.jsonl --windows FILE.windows.jsonl --repo DIR, or: --repo DIR --since REV';
if (values.repo === undefined) throw new Error(`which repository? ${usage}`);
const repository = await openRepository(values.repo);
const fromData = values.data !== undefined && values.windows !== undefined;
if (!fromData && values.since === undefined) throw new Error(`which cases? ${usage}`);
const cases =
  values.data !== undefined && values.windows !== undefined
    ? await readCases(values.data, values.windows)
    : await casesSince(values.since ?? 'HEAD');
if (cases.length === 0) console.error('no case: no commit here names the one that was faulty (“Fixes: …”, a revert) within its window');
const set = path.basename(values.data ?? repository.root, '.jsonl');
const asked = textKinds.filter(kind => (values.text === undefined ? fromData || kind !== 'title' : kind === values.text));

const finder = new SuspectFinder(repository);
for (const text of asked) await (values.ablation === true ? ablate(text) : evaluate(text));

async function evaluate(text: TextKind): Promise<void> {
  const places: number[] = [];
  const simplePlaces: number[] = [];
  const times: number[] = [];
  const firsts: { readonly chance: number; readonly right: boolean }[] = [];
  for (const single of cases) {
    if (values.simple !== true) {
      const began = performance.now();
      const placed = await placedBy(finder, repository, single, text);
      if (!placed.ok) throw new Error(`${set}: ${single.fix}: ${JSON.stringify(placed.error)}`);
      times.push(performance.now() - began);
      places.push(values.plain === true ? placed.value.plainPlace : placed.value.place);
      firsts.push(placed.value);
    }
    simplePlaces.push(await simplePlaceOf(single, text));
  }
  const { mrr: simple } = summary(simplePlaces);
  if (values.simple === true) console.log(JSON.stringify({ set, text, simple: summary(simplePlaces) }));
  else {
    console.log(
      JSON.stringify({
        set,
        text,
        ...summary(places),
        simple,
        ms_p50: quantile(times, 0.5),
        ms_p95: quantile(times, 0.95),
        sure: sureness(firsts),
      }),
    );
  }
}

/** Prints how well the cases are ranked by the model alone, with all evidence (`nothing` is taken away) and without each kind of it. */
async function ablate(text: TextKind): Promise<void> {
  const ablation = new Ablation(storedModel());
  const kinds = [undefined, ...(Object.keys(evidenceKinds) as EvidenceKind[])];
  const places = new Map<EvidenceKind | undefined, number[]>(kinds.map(kind => [kind, []]));
  for (const single of cases) {
    const ranking = await finder.rank(await mustRequest(repository, single, text));
    if (!ranking.ok) throw new Error(`${set}: ${single.fix}: ${JSON.stringify(ranking.error)}`);
    const { commits, evidence } = ranking.value;
    const culprits = commits.flatMap(({ sha }, at) => (single.culprits.has(sha) ? [at] : []));
    for (const [kind, placed] of places) placed.push(placesOf(ablation.scores(evidence.columns, commits.length, kind), culprits));
  }
  for (const [kind = 'nothing', placed] of places)
    console.log(JSON.stringify({ set, text, without: kind, ...summary(placed), places: placed }));
}

/** Where the simple ranking has the culprit of a case. Reads what was not read for the model. */
async function simplePlaceOf(single: SuspectCase, text: TextKind): Promise<number> {
  const { shelf } = finder;
  if (values.simple === true) shelf.makeRoom();
  for (const read of [await shelf.readMessages(single.window), await shelf.readDiffs(single.window)])
    if (!read.ok) throw new Error(`${set}: ${single.fix}: ${JSON.stringify(read.error)}`);
  const commits = shelf.known(single.window);
  const scores = simpleScores(queryOfCase(single, text), commits, shelf.vocabulary);
  return placesOf(
    scores,
    commits.flatMap(({ sha }, at) => (single.culprits.has(sha) ? [at] : [])),
  );
}

/** The cases that a repository tells by itself in its fixes since a revision. */
async function casesSince(since: string): Promise<readonly SuspectCase[]> {
  const from = await repository.resolve(since);
  if (from === undefined) throw new Error(`there is no commit “${since}” in ${repository.root}`);
  const fresh = await repository.revisions({ from: `${from}..HEAD`, limit: 1_000_000 }, { timeout: 120_000 });
  if (!fresh.ok) throw new Error(`git: ${JSON.stringify(fresh.error)}`);
  const among = new Set(fresh.value.map(({ sha }) => sha));
  const found: SuspectCase[] = [];
  for await (const single of ownCases(repository, await indexOf(repository), { among })) found.push(single);
  return found;
}
