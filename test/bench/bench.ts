// npm run bench [-- --records 1000,10000] [--no-host] [--only suspects] [--repo DIR] [--json FILE]
// A table of medians, each beside its floor and, where there is one, a peer; how each grows with the number of records; the bundles.
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/lib/paths.mjs';
import { mustRun } from '../../scripts/lib/run.mjs';
import { growthMeasurements } from './growth';
import { hostMeasurements } from './host';
import type { Measurement } from './measure';
import { storeMeasurements } from './store';
import { similarMeasurements } from './similar';
import { suspectMeasurements } from './suspects';
import { growth, heading, row } from './table';
import { textMeasurements } from './text';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000,10000' },
    json: { type: 'string' },
    'no-host': { type: 'boolean', default: false },
    only: { type: 'string' },
    repo: { type: 'string' },
  },
});
const counts = values.records.split(',').map(Number);
if (counts.some(count => !Number.isInteger(count) || count < 1)) throw new Error(`--records wants numbers: ${values.records}`);

const results: Measurement[] = [];
const isWanted = (part: string): boolean => values.only === undefined || values.only === part;
console.log(heading());
for (const count of isWanted('store') ? counts : []) {
  for await (const result of storeMeasurements(count)) {
    results.push(result);
    console.log(row(result));
  }
}
for await (const result of isWanted('growth') ? growthMeasurements() : []) {
  results.push(result);
  console.log(row(result));
}
for await (const result of isWanted('text') ? textMeasurements() : []) {
  results.push(result);
  console.log(row(result));
}
for await (const result of isWanted('similar') ? similarMeasurements(Math.max(...counts)) : []) {
  results.push(result);
  console.log(row(result));
}
const notes: string[] = [];
for await (const result of isWanted('suspects') ? suspectMeasurements(values.repo) : []) {
  if (typeof result === 'string') notes.push(result);
  else {
    results.push(result);
    console.log(row(result));
  }
}
if (!values['no-host'] && isWanted('host')) {
  for await (const result of hostMeasurements()) {
    results.push(result);
    console.log(row(result));
  }
}
for (const line of [...growth(results), ...notes]) console.log(line);
await mustRun(process.execPath, ['scripts/build.mjs', '--production'], { mute: true });
for (const [file, limit] of [
  ['dist/extension.cjs', 600],
  ['dist/page/page.js', 450],
] as const) {
  const { size } = await stat(path.join(root, file));
  console.log(`${file}: ${Math.round(size / 1000)} KB minified (wanted ≤ ${limit})`);
}
if (values.json) {
  const plain = results.map(({ name, ours_ms, floor_ms, ratio, peer, peer_ms, peer_ratio, p95_ms }) => ({
    name,
    ours_ms,
    floor_ms,
    ratio,
    peer,
    peer_ms,
    peer_ratio,
    p95_ms,
  }));
  await writeFile(values.json, `${JSON.stringify(plain, null, 2)}\n`);
}
