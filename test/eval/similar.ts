// npm run eval:similar -- --data FILE.jsonl: how well similar failures are found. Reports come one after another, each sees older ones only;
// one whose duplicate group has a member already is a query, and any older member of the group is a hit. Prints one line of JSON.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { similarDocument } from '../../src/review/similar/similarDocument';
import { SimilarIndex } from '../../src/review/similar/similarIndex';

const reportSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string().nullish(),
  description: z.string().nullish(),
  product: z.string().nullish(),
  component: z.string().nullish(),
  duplicate_of: z.union([z.string(), z.number()]).transform(String).nullish(),
});

const { values } = parseArgs({ options: { data: { type: 'string' } } });
if (values.data === undefined) throw new Error('which data? npm run eval:similar -- --data FILE.jsonl');
const lines = (await readFile(values.data, 'utf8')).split('\n').filter(line => line.trim() !== '');
const reports = lines.map((line, number) => {
  const parsed = reportSchema.safeParse(JSON.parse(line));
  if (!parsed.success) throw new Error(`${values.data ?? ''}, line ${number + 1}: ${parsed.error.issues[0]?.message ?? ''}`);
  return parsed.data;
});

const index = new SimilarIndex();
const groups = new Map<string, Set<string>>();
const ranks: number[] = [];
const queries: number[] = [];
let building = 0;
for (const { id, title, description, product, component, duplicate_of: duplicateOf } of reports) {
  const names = [product, component].filter(name => name !== undefined && name !== null);
  // Reading the errors in a report is part of building, as it is of each query: once here for both.
  const read = performance.now();
  const document = similarDocument(id, title ?? '', [description ?? ''], names);
  const reading = performance.now() - read;
  const group = groups.get(duplicateOf ?? id) ?? new Set();
  if (group.size > 0) {
    const began = performance.now();
    const hits = index.find(document, 20);
    queries.push(performance.now() - began + reading);
    ranks.push(hits.findIndex(hit => group.has(hit.id)) + 1);
  }
  groups.set(duplicateOf ?? id, group.add(id));
  const began = performance.now();
  index.add(document);
  building += performance.now() - began + reading;
}

const recall = (most: number): number => share(ranks.filter(rank => rank > 0 && rank <= most).length);
const share = (part: number): number => Math.round((part / Math.max(1, ranks.length)) * 1000) / 1000;
const quantile = (part: number): number => {
  const sorted = [...queries].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 100) / 100;
};
console.log(
  JSON.stringify({
    set: path.basename(values.data, '.jsonl'),
    n: ranks.length,
    r1: recall(1),
    r5: recall(5),
    r10: recall(10),
    r20: recall(20),
    mrr: share(ranks.reduce((sum, rank) => sum + (rank > 0 ? 1 / rank : 0), 0)),
    ms_p50: quantile(0.5),
    ms_p95: quantile(0.95),
    build_ms: Math.round(building),
    // What the index takes when it is saved.
    bytes: Buffer.byteLength(JSON.stringify(index.ids().map(id => index.saved(id)))),
  }),
);
