import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { transform } from 'esbuild';

/**
 * Makes CommonJS of a bundle that is split into chunks: esbuild splits ES modules only, and an extension host loads CommonJS. What is
 * imported with `import()` is a chunk that is read when it is asked for.
 * @param {{ minify: boolean, target: string, sourcemap: boolean }} options
 * @returns {import('esbuild').Plugin}
 */
export function commonChunks({ minify, target, sourcemap }) {
  return {
    name: 'common-chunks',
    setup(build) {
      const { write = true, absWorkingDir = '' } = build.initialOptions;
      if (!write) return;
      build.onEnd(async ({ metafile }) => {
        for (const output of Object.keys(metafile?.outputs ?? {})) {
          if (output.endsWith('.json')) continue;
          const file = path.join(absWorkingDir, output);
          const { code } = await transform(withExports(withoutCopies(await readFile(file, 'utf8'))), {
            format: 'cjs',
            platform: 'neutral',
            charset: 'utf8',
            target,
            // `import()` of CommonJS knows no names: `require` behind a promise does.
            supported: { 'dynamic-import': false },
            minify,
            sourcemap: sourcemap && 'inline',
            sourcefile: output,
          });
          await writeFile(file, code);
        }
      });
    },
  };
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
