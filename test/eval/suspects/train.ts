// npm run train:suspects -- --data DIR --repos DIR [--sets ovs,ovn,cinder+swift]: learns the model of suspect changes anew, and prints how well it does
// on each set when it has learnt from the others only; sets joined with + (of one language) are held back together. DIR/NAME.jsonl and DIR/NAME.windows.jsonl are the sets, DIR/NAME the repositories;
// NAME.product is a set of the same repository with the product's own windows; --most N: of such a set the newest N cases. --beside MODEL.json: the trees of an earlier model count as much as
// the new ones, and stay in what is written to --out; what that has learnt from is no test of it.
import { readFile, writeFile } from 'node:fs/promises';
import v8 from 'node:v8';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { summary, sureness } from '../../../src/review/cases/howGood';
import { featureNames, featuresOf } from '../../../src/review/suspects/features';
import { SuspectFinder } from '../../../src/review/suspects/finder';
import { readModel, Scorer, type RegressionNode } from '../../../src/review/suspects/model';
import { mustRequest, openRepository, readCases } from './cases';
import { inOneGo } from '../../support/inOneGo';
import { growTrees } from './lambdaMart';
import { CaseShortener } from './shortCases';
import { chancesOf, placesOf, temperatureOf } from './places';
import type { TrainingCase } from './table';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    repos: { type: 'string' },
    sets: { type: 'string' },
    also: { type: 'string' },
    short: { type: 'string' },
    most: { type: 'string' },
    seeds: { type: 'string' },
    out: { type: 'string' },
    cache: { type: 'string' },
    drop: { type: 'string' },
    beside: { type: 'string' },
  },
});
if (values.data === undefined || values.repos === undefined)
  throw new Error('which data? npm run train:suspects -- --data DIR --repos DIR');
const { data, repos } = values;
const groups = (values.sets ?? 'ovs,ovn,git,frr').split(',').map(group => group.split('+'));
const sets = groups.flat();
// Sets to learn from that are never scored, made by `npm run cases:suspects`; some of them also cut short.
const listed = (names = ''): readonly string[] => names.split(',').filter(Boolean);
const shortMark = 'short-';
const also = [...listed(values.also), ...listed(values.short).map(set => `${shortMark}${set}`)];
/** About so many cases of a set are cut short. */
const shortCases = 200;
/** Windows of 1,000 commits take long to read. */
const mostOfProduct = Number(values.most ?? Infinity);
const seeds = Array.from({ length: Number(values.seeds ?? 3) }, (_, seed) => seed + 1);

/** The repository of a set: `short-NAME` and `NAME.product` are other views of it. */
function repositoryOf(set: string): string {
  return set.replace(/^short-/, '').replace(/\.product$/, '');
}

/** What was collected for a set; with --cache DIR it is kept there, for trying out how trees are grown. */
async function learn(set: string): Promise<readonly TrainingCase[]> {
  const file = values.cache === undefined ? undefined : path.join(values.cache, `${set}.cases`);
  const kept = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (kept) return v8.deserialize(kept) as readonly TrainingCase[];
  const cases = await collect(set);
  if (file !== undefined) await writeFile(file, v8.serialize(cases));
  return cases;
}

async function collect(name: string): Promise<readonly TrainingCase[]> {
  const isShort = name.startsWith(shortMark);
  const set = isShort ? name.slice(shortMark.length) : name;
  const repository = await openRepository(path.join(repos, repositoryOf(set)));
  const finder = new SuspectFinder(repository);
  const shortener = new CaseShortener(finder);
  const cases: TrainingCase[] = [];
  const all = await readCases(path.join(data, `${set}.jsonl`), path.join(data, `${set}.windows.jsonl`));
  const known = set.endsWith('.product') ? all.slice(0, mostOfProduct) : all;
  const every = isShort ? Math.max(1, Math.floor(known.length / shortCases)) : 1;
  for (const single of known.filter((_, at) => at % every === 0)) {
    const whole = await mustRequest(repository, single, 'symptom_text');
    const request = isShort ? await shortener.shorten(whole, single.culprits) : whole;
    if (!request) continue;
    const ranking = await finder.rank(request);
    if (!ranking.ok) throw new Error(`${name} ${single.fix}: ${JSON.stringify(ranking.error)}`);
    const { commits, evidence } = ranking.value;
    cases.push({
      features: featuresOf(evidence.columns).map(column => Float64Array.from(Float32Array.from(column))),
      size: commits.length,
      culprits: commits.flatMap(({ sha }, at) => (single.culprits.has(sha) ? [at] : [])),
    });
  }
  console.error(`${name}: ${cases.length} cases`);
  return cases;
}

const learnt = new Map<string, readonly TrainingCase[]>();
for (const set of [...sets, ...also]) learnt.set(set, await learn(set));
const dropped = new Set((values.drop ?? '').split(',').filter(Boolean));
const used = featureNames.filter(name => !dropped.has(name.replace(/\/best$|±$/, '')));
const usable = (cases: readonly TrainingCase[]): readonly TrainingCase[] =>
  cases.map(single => ({ ...single, features: single.features.filter((_, at) => used.includes(featureNames[at] ?? '')) }));
const beside = values.beside === undefined ? [] : readModel(await readFile(values.beside, 'utf8')).trees;
const grow = (from: readonly string[]): readonly RegressionNode[] => {
  // A set of many cases counts more than one of few, but not as much more as it is larger.
  const shares = from.map(set => Math.sqrt(learnt.get(set)?.length ?? 1));
  const usual = from.reduce((sum, set) => sum + (learnt.get(set)?.length ?? 0), 0) / shares.reduce((sum, share) => sum + share, 0);
  const cases = from.flatMap((set, at) => usable(learnt.get(set) ?? []).map(single => ({ ...single, weight: usual / (shares[at] ?? 1) })));
  return [...beside, ...seeds.flatMap(seed => growTrees(cases, used, seed))];
};
const rows: ReturnType<typeof summary>[] = [];
const odds: { readonly scores: Float64Array; readonly culprits: readonly number[] }[] = [];
for (const group of groups) {
  // Of a repository that is held back no set is learnt from.
  const isHeld = (other: string): boolean => group.some(set => repositoryOf(set) === repositoryOf(other));
  const scorer = new Scorer({ temperature: 1, trees: grow([...sets, ...also].filter(other => !isHeld(other))) });
  for (const set of group) {
    const scored = (learnt.get(set) ?? []).map(({ features, size, culprits }) => ({
      scores: inOneGo(scorer.score(features, size)),
      culprits,
    }));
    odds.push(...scored);
    const figures = summary(scored.map(({ scores, culprits }) => placesOf(scores, culprits)));
    rows.push(figures);
    console.log(JSON.stringify({ set, without: group.join('+'), ...figures }));
  }
}
const mean = (key: keyof ReturnType<typeof summary>): number =>
  Number((rows.reduce((sum, row) => sum + row[key], 0) / rows.length).toFixed(3));
console.log(JSON.stringify({ set: 'mean', mrr: mean('mrr'), top1: mean('top1'), top5: mean('top5'), top10: mean('top10') }));
const temperature = Number(temperatureOf(odds).toPrecision(4));
// How sure each first suspect was, by models that had not seen its set.
const firsts = odds.map(({ scores, culprits }) => {
  const chances = chancesOf(scores, temperature);
  const first = chances.reduce((best, chance, row) => (chance > (chances[best] ?? 0) ? row : best), 0);
  return { chance: chances[first] ?? 0, right: culprits.includes(first) };
});
console.log(JSON.stringify({ temperature, sure: sureness(firsts) }));
if (values.out !== undefined) {
  const trees = grow([...sets, ...also]);
  await writeFile(values.out, `{"temperature":${temperature},"trees":[\n${trees.map(tree => JSON.stringify(tree)).join(',\n')}\n]}\n`);
}
