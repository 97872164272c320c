// npm run eval:suspects -- --data FILE.jsonl --windows FILE.windows.jsonl --repo DIR [--text symptom_text]: how well suspect changes are ranked, git
// included, on cases whose culprit is known. npm run eval:suspects -- --repo DIR --since REV: the same on a repository's own fixes and reverts.
// Prints one line of JSON for each kind of text.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SuspectFinder } from '../../../src/review/suspects/finder';
import { suspectsIn, type Suspect } from '../../../src/review/suspects/suspect';
import { learntFrom } from '../../../src/review/suspects/learning';
import { noLines } from '../../../src/review/suspects/ownEvidence';
import { openRepository, readCases, requestOf, textKinds, type SuspectCase, type TextKind } from './cases';
import { placeOf, quantile, summary, sureness } from './measures';
import { ownCases } from './ownCases';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    windows: { type: 'string' },
    repo: { type: 'string' },
    since: { type: 'string' },
    text: { type: 'string' },
    plain: { type: 'boolean' },
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
    : await ownCases(repository, { since: values.since ?? 'HEAD' });
if (cases.length === 0) console.error('no case: no commit here names the one that was faulty (“Fixes: …”, a revert) within its window');
const set = path.basename(values.data ?? repository.root, '.jsonl');
const asked = textKinds.filter(kind => (values.text === undefined ? fromData || kind !== 'title' : kind === values.text));

const finder = new SuspectFinder(repository);
for (const text of asked) await evaluate(text);

async function evaluate(text: TextKind): Promise<void> {
  const places: number[] = [];
  const times: number[] = [];
  const firsts: { readonly chance: number; readonly right: boolean }[] = [];
  for (const single of cases) {
    const began = performance.now();
    const suspects = await suspectsOf(single, text);
    times.push(performance.now() - began);
    places.push(placeOf(suspects.map(({ sha }) => single.culprits.has(sha))));
    const [first] = suspects;
    if (first) firsts.push({ chance: first.chance, right: single.culprits.has(first.sha) });
  }
  const { n, mrr, top1, top5, top10 } = summary(places);
  console.log(
    JSON.stringify({
      set,
      text,
      n,
      mrr,
      top1,
      top5,
      top10,
      ms_p50: quantile(times, 0.5),
      ms_p95: quantile(times, 0.95),
      sure: sureness(firsts),
    }),
  );
}

async function suspectsOf(single: SuspectCase, text: TextKind): Promise<readonly Suspect[]> {
  const request = await requestOf(repository, single, text);
  const ranking = await finder.rank(request);
  if (!ranking.ok) throw new Error(`${set}: ${single.fix}: ${JSON.stringify(ranking.error)}`);
  // The witness of history alone: nobody has judged anything here.
  const learnt = values.plain === true ? undefined : learntFrom(finder.shelf.known([...request.window, ...request.past]), []);
  const own = { linkedFiles: [], components: [], judged: new Map(), inChange: new Map(), frames: noLines, links: noLines };
  const context = {
    query: request.query,
    firstSeen: request.firstSeen,
    own,
    landed: new Map(),
    vocabulary: finder.shelf.vocabulary,
    temperature: finder.temperature,
    ...(learnt && { learnt }),
  };
  return suspectsIn(ranking.value, context, Infinity);
}
