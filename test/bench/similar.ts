import MiniSearch from 'minisearch';
import { similarDocument, type SimilarDocument } from '../../src/review/similar/similarDocument';
import { SimilarIndex, type SavedDocument } from '../../src/review/similar/similarIndex';
import { tokensOf } from '../../src/review/similar/tokens';
import { randomFrom } from '../support/random';
import { type Failed, measure, medians, timed, type Measurement, type Times } from './measure';

const queries = 200;

/**
 * Made-up reports of 20 to 150 words, drawn as languages do it: the n-th commonest word with a frequency of about 1/n. The fifty commonest
 * are left out, as every index leaves out the words that say nothing.
 */
function madeUpReports(count: number): readonly SimilarDocument[] {
  const random = randomFrom(7);
  const vocabulary = 30_000;
  const commonest = 50;
  const spelt = (n: number): string => Array.from(String(n), digit => 'bdfghklmnp'.charAt(Number(digit))).join('a');
  const word = (): string => spelt(Math.floor(commonest * (vocabulary / commonest) ** random()));
  const text = (words: number): string => Array.from({ length: words }, word).join(' ');
  return Array.from({ length: count }, (_, n) =>
    similarDocument(`INC-${n}`, text(8), [text(20 + Math.floor(130 * random()))], [`Relay ${n % 97}`]),
  );
}

/** Asking for what is like a report among `count` of them, beside the same question to a bare minisearch; building, saving and loading the index. */
export async function* similarMeasurements(count: number): AsyncGenerator<Measurement | Failed> {
  const reports = madeUpReports(count + queries);
  const [known, asked] = [reports.slice(0, count), reports.slice(count)];
  const index = new SimilarIndex();
  for (const report of known) index.add(report);
  const peer = new MiniSearch<SimilarDocument>({ fields: ['title', 'text'] });
  peer.addAll(known);

  const lists = listsOf(known);
  const sums = new Float64Array(count);
  const times: Times = { ours: [], floor: [], peer: [] };
  for (const report of asked) {
    times.floor.push(await timed(() => Promise.resolve(walk(lists, sums, report))));
    times.ours.push(await timed(() => Promise.resolve(index.find(report, 20))));
    times.peer.push(await timed(() => Promise.resolve(peer.search(`${report.title} ${report.text}`))));
  }
  yield { ...medians(`similar-${count / 1000}k`, times, { p95: 15 }, 'bare minisearch'), p95_ms: quantile(times.ours, 0.95) };

  const saved = JSON.stringify(index.ids().map(id => index.saved(id)));
  yield await measure({
    name: `similar-load-${count / 1000}k`,
    rounds: 5,
    wanted: {},
    ours: () => {
      const restored = new SimilarIndex();
      for (const document of JSON.parse(saved) as readonly SavedDocument[]) restored.restore(document);
      return Promise.resolve(restored);
    },
    // What no way of loading a saved text can do without.
    floor: () => Promise.resolve(JSON.parse(saved) as unknown),
  });
}

/** For each term the numbers of the documents that hold it. */
function listsOf(documents: readonly SimilarDocument[]): ReadonlyMap<string, Int32Array> {
  const lists = new Map<string, number[]>();
  for (const [n, document] of documents.entries()) {
    for (const token of new Set(tokensOf(`${document.title} ${document.text}`))) {
      const list = lists.get(token);
      if (list) list.push(n);
      else lists.set(token, [n]);
    }
  }
  return new Map([...lists].map(([token, numbers]) => [token, Int32Array.from(numbers)]));
}

/** The least that ranking by words can do: find the words of the question, and touch each document that holds one of them. */
function walk(lists: ReadonlyMap<string, Int32Array>, sums: Float64Array, question: SimilarDocument): number {
  sums.fill(0);
  for (const token of new Set(tokensOf(`${question.title} ${question.text}`)))
    for (const n of lists.get(token) ?? []) sums[n] = (sums[n] ?? 0) + 1;
  return sums.indexOf(Math.max(...sums.subarray(0, 1000)));
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 100) / 100;
}
