// npm run cases:suspects -- --repo DIR --out DIR/NAME [--most 300]: makes a set of cases of a repository's own fixes and reverts, the newest, in the
// form of the shared sets: DIR/NAME.jsonl and DIR/NAME.windows.jsonl with their window (60 days, 500 commits at most), DIR/NAME.product.jsonl and
// DIR/NAME.product.windows.jsonl with the product's own (60 days or 1,000 commits, whichever is more).
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ownCases, type OwnCase } from '../../../src/review/cases/ownCases';
import { queryOf } from '../../../src/review/suspects/query';
import { indexOf, openRepository } from './cases';
import { quantile } from './places';

const { values } = parseArgs({ options: { repo: { type: 'string' }, out: { type: 'string' }, most: { type: 'string' } } });
const { repo, out } = values;
if (repo === undefined || out === undefined)
  throw new Error('which repository, and where to? npm run cases:suspects -- --repo DIR --out DIR/NAME');
const most = Number(values.most ?? 300);
const repository = await openRepository(repo);
const cases: OwnCase[] = [];
for await (const single of ownCases(repository, await indexOf(repository))) if (cases.push(single) >= most) break;
await write(out, cases, ({ sharedWindow }) => sharedWindow);
await write(`${out}.product`, cases, ({ window }) => window);

/** Writes the cases whose culprit is in the window, and says on one line of JSON what they are like. */
async function write(file: string, all: readonly OwnCase[], windowOf: (single: OwnCase) => readonly string[]): Promise<void> {
  const told = all.flatMap(single => {
    const window = windowOf(single);
    return window.some(sha => single.culprits.has(sha)) ? [{ ...single, window, hasTrace: hasTrace(single) }] : [];
  });
  const rows = told.map(({ fix, firstSeen, texts, culprits, window, links, hasTrace: traced }) => ({
    repo: path.basename(out ?? ''),
    fix_sha: fix,
    reported_at: new Date(firstSeen).toISOString(),
    ...texts,
    inducing_all: [...culprits],
    link_types: links,
    has_trace: traced,
    core: true,
    commits_in_window: window.length,
  }));
  await writeFile(`${file}.jsonl`, lines(rows));
  await writeFile(`${file}.windows.jsonl`, lines(told.map(({ fix, window }) => ({ fix_sha: fix, candidates: window }))));
  const counted = told.flatMap(({ links }) => links);
  const kinds = Object.fromEntries([...new Set(counted)].map(kind => [kind, counted.filter(other => other === kind).length]));
  const window = quantile(
    told.map(single => single.window.length),
    0.5,
  );
  console.log(
    JSON.stringify({ set: path.basename(file), cases: told.length, kinds, traces: told.filter(single => single.hasTrace).length, window }),
  );
}

function lines(rows: readonly object[]): string {
  return rows.map(row => `${JSON.stringify(row)}\n`).join('');
}

function hasTrace({ texts }: OwnCase): boolean {
  const { functions, files } = queryOf(texts.title, texts.symptom_text).trace;
  return functions.size + files.size > 0;
}
