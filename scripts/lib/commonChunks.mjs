import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, transform } from 'esbuild';

/**
 * Makes CommonJS of a bundle that is split into chunks: esbuild splits ES modules only, and an extension host loads CommonJS. What its one entry
 * imports becomes one file with it: forty small ones would have to be found and read at each start, and each would bring the same helpers. What is
 * asked for with `import()` stays a chunk that is read then. The metafile says afterwards which files there are.
 * @param {{ minify: boolean, target: string, sourcemap: boolean }} options
 * @returns {import('esbuild').Plugin}
 */
export function commonChunks({ minify, target, sourcemap }) {
  const options = {
    format: /** @type {const} */ ('cjs'),
    charset: /** @type {const} */ ('utf8'),
    target,
    // `import()` of CommonJS knows no names: `require` behind a promise does.
    supported: { 'dynamic-import': false },
    minify,
    sourcemap: sourcemap && /** @type {const} */ ('inline'),
  };
  return {
    name: 'common-chunks',
    setup({ initialOptions: { write = true, absWorkingDir = '', entryPoints }, onEnd }) {
      if (!write) return;
      const [source] = Object.values(entryPoints ?? {});
      const fileOf = output => path.join(absWorkingDir, output);
      const codeOf = async output => withoutCopies(await readFile(fileOf(output), 'utf8'));
      onEnd(async ({ metafile }) => {
        const { outputs } = metafile ?? { outputs: {} };
        const entry = Object.keys(outputs).find(output => outputs[output]?.entryPoint === source);
        if (!metafile || entry === undefined) return;
        const atOnce = loadedWith(metafile, entry).filter(isCode);
        const merged = atOnce.filter(output => output !== entry);
        const one = await oneFileOf(atOnce, { absWorkingDir, codeOf, options });
        joinIn(metafile, entry, merged);
        for (const output of Object.keys(outputs).filter(other => isCode(other) && other !== entry)) {
          const asModule = withExports(await codeOf(output));
          const { code } = await transform(asModule, { ...options, platform: 'neutral', sourcefile: output });
          await writeFile(fileOf(output), fromEntry(code, output, entry, merged));
        }
        await writeFile(fileOf(entry), one);
        for (const output of merged) await rm(fileOf(output));
      });
    },
  };
}

const isCode = output => !output.endsWith('.json');

/** The name under which an entry gives what was a chunk to those that are loaded later. */
const nameOf = chunk => path.basename(chunk, path.extname(chunk)).replaceAll('-', '_');

/**
 * The code of an entry and of the chunks that it imports as one file, which exports what the entry does, and each of those chunks by its name.
 * @param {readonly string[]} outputs the entry first
 */
async function oneFileOf([entry = '', ...chunks], { absWorkingDir, codeOf, options }) {
  const folder = path.join(absWorkingDir, path.dirname(entry));
  const from = output => JSON.stringify(relativeTo(path.dirname(entry), output));
  const exported = chunks.map(chunk => `export * as ${nameOf(chunk)} from ${from(chunk)};`);
  const within = new Map([entry, ...chunks].map(output => [path.join(absWorkingDir, output), output]));
  const { outputFiles = [] } = await build({
    ...options,
    stdin: { contents: [`export * from ${from(entry)};`, ...exported].join('\n'), resolveDir: folder },
    bundle: true,
    platform: 'node',
    write: false,
    plugins: [
      {
        name: 'within-one-file',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^[./]/ }, ({ path: name, resolveDir }) => {
            const file = path.resolve(resolveDir, name);
            return within.has(file) ? { path: file } : { path: relativeTo(folder, file), external: true };
          });
          onResolve({ filter: /^vscode$/ }, () => ({ path: 'vscode', external: true }));
          onLoad({ filter: /./ }, async ({ path: file }) => ({
            contents: await codeOf(within.get(file)),
            loader: 'js',
            resolveDir: path.dirname(file),
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

/** What a chunk that is loaded later takes from one that has become part of the entry, it takes from there. */
function fromEntry(code, output, entry, merged) {
  const required = file => `require("${relativeTo(path.dirname(output), file)}")`;
  return merged.reduce((text, chunk) => text.replaceAll(required(chunk), `${required(entry)}.${nameOf(chunk)}`), code);
}

/** A path as a module writes it. */
function relativeTo(folder, file) {
  const name = path.relative(folder, file).replaceAll(path.sep, '/');
  return name.startsWith('.') ? name : `./${name}`;
}

/**
 * Says in a metafile that these chunks have become part of the entry.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} entry
 * @param {readonly string[]} merged
 */
function joinIn({ outputs }, entry, merged) {
  const whole = outputs[entry];
  if (!whole) return;
  for (const chunk of merged) {
    Object.assign(whole.inputs, outputs[chunk]?.inputs);
    whole.imports.push(...(outputs[chunk]?.imports ?? []));
    delete outputs[chunk];
  }
  whole.imports = whole.imports.filter(({ path: imported }) => !merged.includes(imported));
  for (const output of Object.values(outputs)) for (const one of output.imports) if (merged.includes(one.path)) one.path = entry;
}

/**
 * Takes the editor's interface as it is, once. For each module that imports it esbuild would make a copy, with a getter for each of its
 * names: thousands of them before a list is drawn.
 * @param {string} code an ES module
 */
function withoutCopies(code) {
  let first = '';
  return code.replaceAll(/\bimport ?\* ?as ([\w$]+) from ?"vscode";/g, (_, name) => {
    const value = first || 'require("vscode")';
    first ||= name;
    return `const ${name} = ${value};`;
  });
}

/**
 * Says itself what a chunk exports, each name read when it is asked for: esbuild would write 400 bytes of helpers into each of them.
 * @param {string} code an ES module that esbuild made
 */
function withExports(code) {
  const [statement = '', names = ''] = /\bexport ?\{([^{}]*)\};?(?=\s*(?:\/\/# sourceMappingURL=\S*\s*)?$)/.exec(code) ?? [];
  if (statement === '') return code;
  const getters = names.split(',').map(name => {
    const [own = '', exported = own] = name.trim().split(' as ');
    return `${exported}:()=>${own}`;
  });
  const beginning = `for(const [name,get] of Object.entries({${getters.join(',')}}))Object.defineProperty(exports,name,{get,enumerable:true});`;
  return beginning + code.replace(statement, '');
}

/**
 * The files that are loaded together with `entry`, itself among them: everything it imports, and nothing that is asked for later.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} entry
 * @returns {readonly string[]}
 */
export function loadedWith({ outputs }, entry) {
  const loaded = new Set([entry]);
  for (const file of loaded) {
    for (const { path: imported, kind, external } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && !external) loaded.add(imported);
    }
  }
  return [...loaded];
}

/**
 * The files that only one part of a bundle needs: those that nothing reaches, at once or later, but through its module.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} entry
 * @param {string} part the module that the part begins with
 * @returns {readonly string[]}
 */
export function neededFor({ outputs }, entry, part) {
  const begin = Object.keys(outputs).find(file => outputs[file]?.entryPoint === part);
  if (begin === undefined) throw new Error(`no chunk begins with ${part}`);
  const others = new Set([entry]);
  for (const file of others)
    for (const { path: imported, external } of outputs[file]?.imports ?? []) if (!external && imported !== begin) others.add(imported);
  return Object.keys(outputs).filter(file => !others.has(file));
}
