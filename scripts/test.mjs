// Runs the tests: types, lint, unit, stress (processes killed and competing), integration (inside a real VS Code) and e2e (a real browser on the real workbench).
// `node scripts/test.mjs unit` runs one part. Installs what is missing first. Ends with how many tests ran.
import { mkdir, readdir, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const parts = { types, lint, unit, stress, integration, e2e };
const asked = process.argv.slice(2);
const chosen = asked.length > 0 ? asked : Object.keys(parts);
/** Files of tests that passed at the second attempt only. */
const unsteady = [];
/** Where the tests in a browser are, and of how many files the failures may be the machine's. */
const e2eFolder = path.join(root, 'test/e2e');
const mostAgain = 3;
/** Each file in one of as many processes as there are cores: most of the time goes into git's own processes, which one after the other leave a core idle. */
const sideBySide = ['--parallel', '--jobs', String(availableParallelism())];
const totals = { passed: 0, failed: 0, skipped: 0 };

await ensureDependencies();
await mkdir(path.join(root, 'out'), { recursive: true });
for (const name of chosen) if ((await perform(name)) > 0) break;
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
for (const file of unsteady) console.log(`passed at the second attempt only: ${file}`);
process.exit(totals.failed > 0 ? 1 : 0);

/** Runs one part and tells how it ended; how many failed. */
async function perform(name) {
  const part = parts[name];
  if (!part) throw new Error(`there is no part “${name}”; there are ${Object.keys(parts).join(', ')}`);
  console.log(`\n== ${name}`);
  const began = Date.now();
  const { passed, failed, skipped = 0 } = await part();
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${Math.round((Date.now() - began) / 1000)} s)`);
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  return failed;
}

/** The compiler over all projects counts as one check. */
async function types() {
  return oneCheck(await run(process.execPath, ['node_modules/typescript/bin/tsc', '-b']));
}

/** ESLint takes as long as all the others together: they run beside it. */
async function lint() {
  const check = (...args) => run(process.execPath, args);
  const others = async () => [
    await check('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
    await check('node_modules/knip/bin/knip.js'),
    await check('scripts/circles.mjs'),
  ];
  const [eslint, rest] = await Promise.all([check('node_modules/eslint/bin/eslint.js', '--max-warnings=0', '.'), others()]);
  return [eslint, ...rest].map(oneCheck).reduce(sum);
}

async function unit() {
  return mocha(['--reporter', 'dot', ...sideBySide]);
}

/** Ends by itself: a test that fails leaves a store open, whose watcher keeps the process alive for ever. */
async function stress() {
  return mocha(['--config', 'test/.mocharc.json', '--spec', 'test/stress/**/*.test.ts', '--timeout', '400000', '--exit', ...sideBySide]);
}

async function integration() {
  if ((await run(process.execPath, ['scripts/build.mjs', '--production'])) !== 0) return oneCheck(1);
  const { runIntegration } = await import('./lib/integration.mjs');
  const results = await runIntegration();
  return results.map(({ output, ok }) => countTests(output, ok)).reduce(sum);
}

async function e2e() {
  if (process.platform === 'win32') {
    console.log('e2e: left out on Windows, where the VS Code server does not run');
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const { ensurePackagedHost } = await import('./lib/packagedHost.mjs');
  await ensurePackagedHost();
  const files = await longestFirst((await readdir(e2eFolder)).filter(file => file.endsWith('.test.ts')));
  const waiting = [...files];
  const failed = [];
  const results = [];
  const worker = async () => {
    for (let file = waiting.shift(); file !== undefined && failed.length <= mostAgain; file = waiting.shift()) {
      const result = await e2eFile(file);
      if (result.failed > 0) failed.push([file, result]);
      else results.push(result);
    }
  };
  // A browser, its workbench and an extension host keep two cores busy.
  await Promise.all(Array.from({ length: Math.max(1, Math.floor(availableParallelism() / 2)) }, worker));
  if (failed.length > mostAgain) return [...results, ...failed.map(([, result]) => result)].reduce(sum);
  // A busy machine now and then swallows a key: what failed runs once more with the machine to itself, and is named at the end where that passed.
  for (const [file] of failed) {
    console.log(`e2e: ${file} failed, and is run once more`);
    const again = await e2eFile(file);
    if (again.failed === 0) unsteady.push(file);
    results.push(again);
  }
  return results.reduce(sum);
}

/** The largest file takes about the longest: begun last, it would leave the other cores without work. */
async function longestFirst(files) {
  const sizes = await Promise.all(files.map(async file => (await stat(path.join(e2eFolder, file))).size));
  return files
    .map((file, at) => ({ file, size: sizes[at] }))
    .sort((a, b) => b.size - a.size)
    .map(({ file }) => file);
}

/** Runs one file, whose tests build on each other, in a window of its own, up to its first failure; its output comes in one piece. */
function e2eFile(file) {
  const rules = ['--config', 'test/.mocharc.json', '--timeout', '300000', '--bail', '--exit'];
  return mocha([...rules, '--spec', `test/e2e/${file}`], { inOnePiece: availableParallelism() >= 4 });
}

function oneCheck(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs mocha in a process of its own and counts from its closing lines. */
function mocha(args, { inOnePiece = false } = {}) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['node_modules/mocha/bin/mocha.js', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', chunk => {
      output += chunk;
      if (!inOnePiece) process.stdout.write(chunk);
    });
    child.on('close', code => {
      if (inOnePiece) process.stdout.write(output);
      resolve(countTests(output, code === 0));
    });
  });
}

/** A run that ended badly without naming a failed test, or that ran no test, has failed. */
function countTests(output, ok) {
  const count = word => Number([...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}`, 'gm'))].at(-1)?.[1] ?? 0);
  const result = { passed: count('passing'), failed: count('failing'), skipped: count('pending') };
  const hidden = (!ok && result.failed === 0) || result.passed + result.failed === 0;
  return hidden ? { ...result, failed: result.failed + 1 } : result;
}

function sum(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: (a.skipped ?? 0) + (b.skipped ?? 0) };
}
