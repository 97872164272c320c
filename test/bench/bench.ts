// npm run bench [-- --records 1000,10000] [--no-host] [--json FILE]
// A table of medians, each beside its floor and, where there is one, a peer; how each grows with the number of records; the bundles.
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/lib/paths.mjs';
import { mustRun } from '../../scripts/lib/run.mjs';
import { hostMeasurements } from './host';
import type { Measurement } from './measure';
import { storeMeasurements } from './store';
import { similarMeasurements } from './similar';
import { growth, heading, row } from './table';
import { textMeasurements } from './text';

const { values } = parseArgs({
  options: { records: { type: 'string', default: '1000,10000' }, json: { type: 'string' }, 'no-host': { type: 'boolean', default: false } },
});
const counts = values.records.split(',').map(Number);
if (counts.some(count => !Number.isInteger(count) || count < 1)) throw new Error(`--records wants numbers: ${values.records}`);

const results: Measurement[] = [];
console.log(heading());
for (const count of counts) {
  for await (const result of storeMeasurements(count)) {
    results.push(result);
    console.log(row(result));
  }
}
for await (const result of textMeasurements()) {
  results.push(result);
  console.log(row(result));
}
for await (const result of similarMeasurements(Math.max(...counts))) {
  results.push(result);
  console.log(row(result));
}
if (!values['no-host']) {
  for await (const result of hostMeasurements()) {
    results.push(result);
    console.log(row(result));
  }
}
for (const line of growth(results)) console.log(line);
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
