// Mutation testing: changes the sources of domain, store and git in one place at a time and looks whether a unit test of the layer notices.
// node scripts/mutants.mjs [--layer store] [--file src/store/chain.ts[:10-20]] [--sample 20 | --all] [--seed 1] [--concurrency 2] [--json FILE]
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inSample } from './lib/mutantSample.mjs';
import { root } from './lib/paths.mjs';

/** The folders of test/unit whose tests are run for a layer. */
const testsOf = { domain: ['domain', 'words', 'exchange'], store: ['store'], git: ['git'] };
/** They measure time, which says nothing beside other runs and in sources that note what was reached. */
const leftOut = ['test/unit/domain/growth.test.ts', 'test/unit/store/craftedFiles.test.ts'];
/** Folds a record without any room left a dozen times: minutes in such sources. What it holds of the limits, others beside it hold as well. */
const leftOutTest = 'with the last room taken';

const { values: asked } = parseArgs({
  options: {
    layer: { type: 'string', multiple: true },
    file: { type: 'string', multiple: true },
    sample: { type: 'string', default: '20' },
    all: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    concurrency: { type: 'string', default: String(Math.max(1, os.availableParallelism())) },
    json: { type: 'string' },
  },
});
const sample = { seed: asked.seed, share: asked.all || asked.file ? 1 : Number(asked.sample) / 100 };
const files = asked.file?.map(file => file.replaceAll('\\', '/'));
const layers = Object.keys(testsOf).filter(
  layer => (asked.layer?.includes(layer) ?? true) && (files?.some(file => file.startsWith(`src/${layer}/`)) ?? true),
);
if (layers.length === 0 || !(sample.share > 0)) throw new Error(`layers are ${Object.keys(testsOf).join(', ')}; a sample is a percentage`);

await ensureDependencies();
const { Stryker } = await import('@stryker-mutator/core');
const { compilerOf } = await import('./lib/mutantTypes.mjs');
const reviewed = JSON.parse(await readFile(path.join(root, 'scripts/mutants.reviewed.json'), 'utf8'));
process.chdir(root);
const scores = [];
for (const layer of layers) scores.push(await score(layer));
console.log(`\n${sample.share < 1 ? `A sample of ${asked.sample} % with seed ${asked.seed}. ` : ''}Killed of all that count:`);
for (const { name, killed, survived } of scores) {
  console.log(
    `  ${name.padEnd(8)} ${((100 * killed) / (killed + survived)).toFixed(1).padStart(5)} %   ${killed} killed, ${survived} survived`,
  );
}
if (asked.json) await writeFile(asked.json, `${JSON.stringify(scores, undefined, 2)}\n`);

/** Runs one layer and prints its survivors. */
async function score(layer) {
  console.log(`\n== ${layer}`);
  const mutants = await mutate(layer);
  const counts = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const alive = [];
  const passedOver = { compiler: 0, reviewed: 0 };
  const isRefused = compilerOf(layer);
  for (const mutant of mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')) {
    const file = path.resolve(mutant.fileName);
    const text = await readFile(file, 'utf8');
    const [start, end] = [offset(text, mutant.location.start), offset(text, mutant.location.end)];
    const change = { file: path.relative(root, file).replaceAll('\\', '/'), from: text.slice(start, end), to: mutant.replacement };
    if (isRefused(file, text.slice(0, start) + change.to + text.slice(end))) passedOver.compiler += 1;
    else if (reviewed.some(({ file, from, to }) => file === change.file && from === change.from && to === change.to))
      passedOver.reviewed += 1;
    else alive.push({ ...change, line: mutant.location.start.line, reached: mutant.status === 'Survived' });
  }
  for (const { file, line, from, to, reached } of alive) {
    console.log(`${file}:${line}  ${short(from)}  →  ${short(to)}${reached ? '' : '  (no test comes here)'}`);
  }
  const endless = mutants.filter(({ status }) => status === 'Timeout');
  // A busy machine can look like an endless loop: these are to be read, too.
  for (const { fileName, location, replacement = '', statusReason = '' } of endless) {
    const file = path.relative(root, path.resolve(fileName)).replaceAll('\\', '/');
    console.log(`out of time: ${file}:${location.start.line}  →  ${short(replacement)}  ${statusReason}`);
  }
  console.log(
    `${layer}: ${counts} killed (${endless.length} of them ran out of time), ${alive.length} survived; not counted: ${passedOver.compiler} the compiler refuses, ${passedOver.reviewed} reviewed`,
  );
  return { name: layer, killed: counts, survived: alive.length };
}

/** Lets Stryker run, far from the sources and from any repository: a mutant may do anything in its folder. */
async function mutate(layer) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-mutants-'));
  // One test reads as another user, who has to come by.
  await chmod(folder, 0o711);
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: folder, TEMP: folder, TMP: folder, HOME: folder });
  try {
    const all = await new Stryker({
      mutate: files?.filter(file => file.startsWith(`src/${layer}/`)) ?? [`src/${layer}/**/*.ts`],
      testRunner: 'faultline',
      plugins: ['mutantRunner', 'developerTexts'].map(name => path.join(root, `scripts/lib/${name}.mjs`)),
      faultline: { tests: await testFiles(layer), sample, leftOutTest },
      ignorers: ['developer-texts'],
      coverageAnalysis: 'perTest',
      concurrency: Number(asked.concurrency),
      maxTestRunnerReuse: 300,
      dryRunTimeoutMinutes: 20,
      timeoutMS: 15_000,
      timeoutFactor: 2,
      ignorePatterns: ['.vscode-test', 'dist', 'docs', 'out'],
      tempDirName: path.join(folder, 'sandbox'),
      reporters: ['progress-append-only'],
      disableTypeChecks: false,
      allowConsoleColors: false,
      logLevel: /** @type {any} */ ('warn'),
      warnings: false,
    }).runMutationTest();
    return all.filter(mutant => inSample(asRun(mutant), sample));
  } finally {
    for (const name of ['TMPDIR', 'TEMP', 'TMP', 'HOME']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** A mutant as the runner is told of it: its places are counted from 0 there, in the results from 1. */
function asRun(mutant) {
  const { line, column } = mutant.location.start;
  return { ...mutant, location: { start: { line: line - 1, column: column - 1 } } };
}

/** The test files of a layer, from the root. */
async function testFiles(layer) {
  const lists = testsOf[layer].map(async folder =>
    (await readdir(path.join(root, 'test/unit', folder), { recursive: true }))
      .filter(file => file.endsWith('.test.ts'))
      .map(file => `test/unit/${folder}/${file.replaceAll('\\', '/')}`)
      .sort(),
  );
  return (await Promise.all(lists)).flat().filter(file => !leftOut.includes(file));
}

/** @param {string} text @param {{ line: number, column: number }} position both from 1 */
function offset(text, { line, column }) {
  let start = 0;
  for (let at = 1; at < line; at += 1) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

/** A change on one line. */
function short(text) {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 97)}…` : line;
}
