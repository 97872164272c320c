import { deepEqual, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

interface RuleSet {
  readonly files?: readonly string[];
  readonly rules?: Readonly<Record<string, readonly [string, { readonly patterns?: readonly { readonly regex: string }[] }] | string>>;
}

const root = path.join(import.meta.dirname, '../../..');

/** The table of CONTRIBUTING: what each folder may import, layers and packages. */
async function table(): Promise<readonly (readonly [layer: string, allowed: readonly string[]])[]> {
  const text = await readFile(path.join(root, 'CONTRIBUTING.md'), 'utf8');
  return [...text.matchAll(/^\| `(?:src\/)?(\w+)\/` \|.*\| ([^|]+) \|$/gm)].map(
    ([, layer = '', allowed = '']) => [layer, allowed.split(/[,;]/).map(name => name.trim())] as const,
  );
}

/** Whether ESLint lets a file of a layer import something. */
async function importing(layer: string): Promise<(from: string) => boolean> {
  const { default: config } = (await import(path.join(root, 'eslint.config.mjs'))) as { readonly default: readonly RuleSet[] };
  const files = layer === 'media' ? 'media/**/*.ts' : `src/${layer}/**/*.ts`;
  const rules = config.filter(set => set.files?.includes(files)).map(set => set.rules?.['no-restricted-imports']);
  const patterns = rules.flatMap(rule => (typeof rule === 'object' ? (rule[1].patterns ?? []) : []));
  return from => !patterns.some(({ regex }) => new RegExp(regex, 'u').test(from));
}

describe('the layers', () => {
  it('ESLint refuses what CONTRIBUTING does not allow, and nothing else', async () => {
    const rows = await table();
    const layers = rows.map(([layer]) => layer).filter(layer => layer !== 'media');
    ok(layers.length > 10 && rows.some(([layer]) => layer === 'media'));
    for (const [layer, allowed] of rows.filter(([name]) => name !== 'ui')) {
      const mayImport = await importing(layer);
      const to = (other: string): string => (layer === 'media' ? `../../src/${other}/a` : `../${other}/a`);
      deepEqual(
        layers.filter(other => other !== layer && mayImport(to(other))),
        layers.filter(other => allowed.includes(other)),
        layer,
      );
    }
  });

  it('nor a package that it does not name', async () => {
    const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const packages = ['node', 'vscode', ...Object.keys(manifest.devDependencies)];
    for (const [layer, allowed] of await table()) {
      const mayImport = await importing(layer);
      for (const part of ['', '/part']) {
        const free = packages.filter(name => mayImport(name === 'node' ? 'node:fs' : `${name}${part}`));
        deepEqual(free.sort(), allowed.filter(name => packages.includes(name)).sort(), layer);
      }
      ok(!mayImport('zod-to-something') && !mayImport('fs'), layer);
    }
  });
});
