import { deepEqual, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

interface RuleSet {
  readonly files?: readonly string[];
  readonly rules?: Readonly<Record<string, readonly [string, { readonly patterns?: readonly { readonly regex: string }[] }] | string>>;
}

const root = path.join(import.meta.dirname, '../../..');

describe('the layers', () => {
  it('ESLint refuses what CONTRIBUTING does not allow, and nothing else', async () => {
    const { default: config } = (await import(path.join(root, 'eslint.config.mjs'))) as { readonly default: readonly RuleSet[] };
    const text = await readFile(path.join(root, 'CONTRIBUTING.md'), 'utf8');
    const table = [...text.matchAll(/^\| `(?:src\/)?(\w+)\/` \|.*\| ([^|]+) \|$/gm)].map(
      ([, layer = '', allowed = '']) => [layer, allowed.split(/[,;]/).map(name => name.trim())] as const,
    );
    const layers = table.map(([layer]) => layer).filter(layer => layer !== 'media');
    ok(layers.length > 10 && table.some(([layer]) => layer === 'media'));
    for (const [layer, allowed] of table.filter(([name]) => name !== 'ui')) {
      const files = layer === 'media' ? 'media/**/*.ts' : `src/${layer}/**/*.ts`;
      const patterns = config
        .filter(set => set.files?.includes(files))
        .flatMap(({ rules }) => {
          const rule = rules?.['no-restricted-imports'];
          return typeof rule === 'object' ? (rule[1].patterns ?? []) : [];
        })
        .map(({ regex }) => new RegExp(regex));
      const to = (other: string): string => (layer === 'media' ? `../../src/${other}/a` : `../${other}/a`);
      const free = layers.filter(other => other !== layer && !patterns.some(pattern => pattern.test(to(other))));
      deepEqual(
        free,
        layers.filter(other => allowed.includes(other)),
        layer,
      );
    }
  });
});
