// npm run bench [-- --records 1000,10000] [--no-host] [--only store|change|growth|text|similar|suspects|host] [--repo DIR] [--json FILE]
// A table of medians, each beside its floor and, where there is one, a peer; how each grows with the number of records; the bundles.
// A measurement that fails is named with its reason, and the others are made all the same.
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/lib/paths.mjs';
import { mustRun } from '../../scripts/lib/run.mjs';
import { changeMeasurements } from './change';
import { growthMeasurements } from './growth';
import { hostMeasurements } from './host';
import { reasonOf, type Failed, type Measurement } from './measure';
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

const results: (Measurement | Failed)[] = [];
const notes: string[] = [];
const largest = Math.max(...counts);
const parts: readonly (readonly [name: string, measurements: () => AsyncIterable<Measurement | Failed | string>])[] = [
  ...counts.map(count => ['store', () => storeMeasurements(count)] as const),
  ['change', () => changeMeasurements(largest)],
  ['growth', growthMeasurements],
  ['text', textMeasurements],
  ['similar', () => similarMeasurements(largest)],
  ['suspects', () => suspectMeasurements(values.repo)],
  ...(values['no-host'] ? [] : [['host', hostMeasurements] as const]),
];

console.log(heading());
for (const [name, measurements] of parts.filter(([part]) => values.only === undefined || values.only === part)) {
  try {
    for await (const result of measurements()) {
      if (typeof result === 'string') notes.push(result);
      else take(result);
    }
  } catch (error) {
    take({ name, failed: reasonOf(error) });
  }
}
for (const line of [...growth(results.flatMap(result => ('failed' in result ? [] : [result]))), ...notes]) console.log(line);
await mustRun(process.execPath, ['scripts/build.mjs', '--production'], { mute: true });
for (const [file, limit] of [
  ['dist/extension.cjs', 600],
  ['dist/page/page.js', 450],
] as const) {
  const { size } = await stat(path.join(root, file));
  console.log(`${file}: ${Math.round(size / 1000)} KB minified (wanted ≤ ${limit})`);
}
if (values.json) {
  const plain = results.map(result => ('failed' in result ? result : { ...result, wanted: undefined }));
  await writeFile(values.json, `${JSON.stringify(plain, null, 2)}\n`);
}
if (results.some(result => 'failed' in result)) process.exitCode = 1;

/** Each is told at once, so that nothing that comes later can take it away. */
function take(result: Measurement | Failed): void {
  results.push(result);
  console.log(row(result));
}
