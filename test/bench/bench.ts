// npm run bench [-- --records 1000,10000] [--no-host] [--only store,change,growth,text,similar,patterns,figures,suspects,sync,host,memory] [--repo DIR] [--json FILE]
// A table of medians, each beside its floor and, where there is one, a peer; how each grows with the number of records; the bundles.
// A measurement that fails is named with its reason, and the others are made all the same.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { mustRun } from '../../scripts/lib/run.mjs';
import { changeMeasurements } from './change';
import { figuresMeasurements } from './figures';
import { growthMeasurements } from './growth';
import { hostMeasurements } from './host';
import { hostMemory } from './hostMemory';
import { patternMeasurements } from './patterns';
import { measureAll, resultsText, type Part } from './results';
import { storeMeasurements } from './store';
import { similarMeasurements } from './similar';
import { suspectMeasurements } from './suspects';
import { syncMeasurements } from './sync';
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

const largest = Math.max(...counts);
const parts: readonly Part[] = [
  ...counts.map(count => ['store', () => storeMeasurements(count)] as const),
  ['change', () => changeMeasurements(largest)],
  ['growth', growthMeasurements],
  ['text', textMeasurements],
  ...counts.map(count => ['similar', () => similarMeasurements(count)] as const),
  ...counts.map(count => ['patterns', () => patternMeasurements(count)] as const),
  ['suspects', () => suspectMeasurements(values.repo)],
  ...[10_000, 50_000].map(count => ['figures', () => figuresMeasurements(count)] as const),
  ...counts.map(count => ['sync', () => syncMeasurements(count)] as const),
  ...(values['no-host'] ? [] : [['host', hostMeasurements] as const, ['memory', () => hostMemory(counts)] as const]),
];

const names: readonly string[] = parts.map(([part]) => part);
const only = values.only?.split(',') ?? names;
const unknown = only.filter(part => !names.includes(part));
if (unknown.length > 0) throw new Error(`--only knows no ${unknown.join(', ')}; there are ${[...new Set(names)].join(', ')}`);

const results = await measureAll(
  parts.filter(([part]) => only.includes(part)),
  line => {
    console.log(line);
  },
);
if (values.json) await writeFile(values.json, resultsText(results));
await mustRun(process.execPath, ['scripts/build.mjs', '--production']);
if (results.some(result => 'failed' in result)) process.exitCode = 1;
