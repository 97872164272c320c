// Stryker's plugin that runs the unit tests of one layer for each mutant. The tests and the mutated sources are bundled into one module, so that
// a mutant in a constant, which needs everything loaded anew, costs tens of milliseconds instead of a new process.
import { mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import fastCheck from 'fast-check';
import Mocha from 'mocha';
import { inSample } from './mutantSample.mjs';

/** What Stryker's instrumented sources look at: which mutant is active, which test runs, what was reached. */
const context = (globalThis['__stryker__'] ??= {});

class Silent extends Mocha.reporters.Base {
  /** @override */
  epilogue() {}
}

class MutantRunner {
  static inject = ['options'];
  loads = 0;
  bundle = '';
  durations = '';
  /** @type {Mocha | undefined} loaded with no mutant active; serves all mutants that are only looked at while a test runs */
  clean;

  /** @param {any} options Stryker's, with `faultline`: the test files of the layer, what the title of a test that is left out holds, and the sample */
  constructor(options) {
    this.settings = options.faultline;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    // The same examples for every mutant, and none looked for that is smaller once one has failed.
    fastCheck.configureGlobal({ seed: 1, numRuns: 50, endOnFailure: true });
    this.bundle = path.resolve(`mutants-${process.pid}.mjs`);
    this.durations = path.resolve('mutants-durations.json');
    await bundleTests(this.settings.tests, this.bundle);
    await moveToEmptyFolder();
  }

  async dryRun({ disableBail }) {
    this.clean = await this.load();
    const tests = await runTests(this.clean, { bail: !disableBail, trace: true });
    await writeFile(this.durations, JSON.stringify(suiteDurations(this.clean)));
    return { status: 'complete', tests, mutantCoverage: context.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, mutantActivation, reloadEnvironment, hitLimit, disableBail }) {
    if (!inSample(activeMutant, this.settings.sample)) return { status: 'error', errorMessage: 'not in the sample' };
    Object.assign(context, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    try {
      activate(mutantActivation === 'static' ? activeMutant.id : undefined);
      const mocha = reloadEnvironment || !this.clean ? await this.load() : this.clean;
      if (!reloadEnvironment) this.clean = mocha;
      activate(activeMutant.id);
      const tests = await runTests(mocha, { bail: !disableBail, only: testFilter && new Set(testFilter) });
      if (hitLimit !== undefined && context.hitCount > hitLimit) return { status: 'timeout', reason: 'hit limit' };
      const failed = tests.filter(test => test.status === 1);
      if (failed.length === 0) return { status: 'survived', nrOfTests: tests.length };
      return {
        status: 'killed',
        killedBy: failed.map(test => test.id),
        failureMessage: failed[0]?.failureMessage,
        nrOfTests: tests.length,
      };
    } catch (error) {
      return { status: 'killed', killedBy: [], failureMessage: `does not load: ${error}`, nrOfTests: 0 };
    } finally {
      activate(undefined);
    }
  }

  /** The tests and all they import, evaluated anew. */
  async load() {
    const mocha = new Mocha({ timeout: 20_000, reporter: Silent });
    mocha.cleanReferencesAfterRun(false);
    mocha.grep(this.settings.leftOutTest).invert();
    mocha.suite.emit('pre-require', globalThis, '', mocha);
    this.loads += 1;
    await import(`${pathToFileURL(this.bundle).href}?load=${this.loads}`);
    const known = JSON.parse(await readFile(this.durations, 'utf8').catch(() => '{}'));
    mocha.suite.suites.sort((a, b) => (known[a.title] ?? 0) - (known[b.title] ?? 0));
    return mocha;
  }
}

/** Milliseconds by title of the outermost suite: the quick ones go first, since the first failure ends a run. */
function suiteDurations(mocha) {
  return Object.fromEntries(
    mocha.suite.suites.map(suite => {
      let total = 0;
      suite.eachTest(test => (total += test.duration ?? 0));
      return [suite.title, total];
    }),
  );
}

/** @param {string | undefined} id in this process, and in those that a test starts */
function activate(id) {
  context.activeMutant = id;
  if (id === undefined) delete process.env['__STRYKER_ACTIVE_MUTANT__'];
  else process.env['__STRYKER_ACTIVE_MUTANT__'] = id;
}

/**
 * Runs the tests of `only` (all, where undefined), and stops at the first failure when `bail` is set.
 * @param {Mocha} mocha
 * @param {{ bail: boolean, only?: ReadonlySet<string>, trace?: boolean }} options
 * @returns {Promise<{ id: string, name: string, timeSpentMs: number, status: number, failureMessage?: string }[]>} in Stryker's shape
 */
function runTests(mocha, { bail, only, trace = false }) {
  const tests = [];
  mocha.suite.eachTest(test => {
    test.pending = only !== undefined && !only.has(test.fullTitle());
  });
  mocha.bail(bail);
  const all = suite => [suite, ...suite.suites.flatMap(all)];
  for (const suite of all(mocha.suite)) suite.bail(bail);
  return new Promise(resolve => {
    const runner = mocha.run(() => {
      context.currentTestId = undefined;
      resolve(tests);
    });
    const add = (test, status, failureMessage) =>
      tests.push({ id: test.fullTitle(), name: test.fullTitle(), timeSpentMs: test.duration ?? 0, status, failureMessage });
    if (trace) {
      runner.on('suite', suite => (context.currentTestId = suite.tests[0]?.fullTitle()));
      runner.on('test', test => (context.currentTestId = test.fullTitle()));
    }
    runner.on('pass', test => add(test, 0));
    runner.on('fail', (test, error) => add(test, 1, String(error?.stack ?? error)));
  });
}

/** @param {readonly string[]} tests @param {string} outfile */
async function bundleTests(tests, outfile) {
  await build({
    stdin: { contents: tests.map(file => `import './${file}';`).join('\n'), resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
    outfile,
    plugins: [{ name: 'own-place', setup: setup => setup.onLoad({ filter: /\.(?:ts|mjs)$/ }, keepPlace) }],
  });
}

/** In the bundle a file still knows where it lies. */
async function keepPlace({ path: file }) {
  const text = await readFile(file, 'utf8');
  const contents = text
    .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
    .replaceAll('import.meta.filename', JSON.stringify(file))
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href));
  return { contents, loader: file.endsWith('.ts') ? /** @type {const} */ ('ts') : /** @type {const} */ ('js') };
}

/** A mutant may start git, or delete, where it was not told to: not in the sources then. */
async function moveToEmptyFolder() {
  const modules = path.resolve('node_modules');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cwd-'));
  await symlink(modules, path.join(folder, 'node_modules'), 'junction');
  process.chdir(folder);
}

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'faultline', injectableClass: MutantRunner }];
