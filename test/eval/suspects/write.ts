// npm run cases:suspects -- --repo DIR --out DIR/NAME [--most 500]: makes a set of cases of a repository's own fixes and reverts, in the form of the
// shared sets: DIR/NAME.jsonl and DIR/NAME.windows.jsonl.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openRepository } from './cases';
import { ownCases } from './ownCases';

const { values } = parseArgs({ options: { repo: { type: 'string' }, out: { type: 'string' }, most: { type: 'string' } } });
if (values.repo === undefined || values.out === undefined)
  throw new Error('which repository, and where to? npm run cases:suspects -- --repo DIR --out DIR/NAME');
/** A report says something: a few words that are not its references. */
const says = /(?:[A-Za-z]{3,}\W+){3}/;
const made = await ownCases(await openRepository(values.repo), { most: Number(values.most ?? 500), within: { days: 60, commits: 500 } });
const cases = made.filter(({ texts }) => says.test(texts.report_text));
const lines = (rows: readonly object[]): string => rows.map(row => `${JSON.stringify(row)}\n`).join('');
await writeFile(
  `${values.out}.jsonl`,
  lines(
    cases.map(({ fix, firstSeen, texts, culprits, window }) => ({
      repo: path.basename(values.out ?? ''),
      fix_sha: fix,
      reported_at: new Date(firstSeen).toISOString(),
      ...texts,
      inducing_all: [...culprits],
      core: true,
      commits_in_window: window.length,
    })),
  ),
);
await writeFile(`${values.out}.windows.jsonl`, lines(cases.map(({ fix, window }) => ({ fix_sha: fix, candidates: window }))));
console.error(`${values.out}: ${cases.length} cases`);
