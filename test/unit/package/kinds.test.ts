import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { definitions, kinds, type Kind } from '../../../src/domain/records';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
  };
}

const root = path.resolve(import.meta.dirname, '../../..');
const text = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');
const recording = (kind: Kind): string => `faultline.record${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

describe('each kind of record', () => {
  let manifest: Manifest;
  before(async () => {
    manifest = JSON.parse(await text('package.json')) as Manifest;
  });

  it('can be recorded by the “+” above the tree in which it stands, and from the palette', () => {
    const { menus } = manifest.contributes;
    for (const kind of kinds) {
      const [view] = menus['view/title']?.filter(({ command }) => command === recording(kind)) ?? [];
      assert.match(view?.when ?? '', new RegExp(`^view == faultline\\.${definitions[kind].view.tree} `), kind);
      assert.ok(
        menus['commandPalette']?.some(({ command }) => command === recording(kind)),
        kind,
      );
    }
  });

  it('its command stands in the list of all commands', async () => {
    const titles = JSON.parse(await text('package.nls.json')) as Readonly<Record<string, string>>;
    const cells = [...(await text('docs/commands.md')).matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => cell.split(', '));
    for (const kind of kinds) {
      const title = manifest.contributes.commands.find(({ command }) => command === recording(kind))?.title ?? '';
      assert.ok(cells.includes(titles[title.replaceAll('%', '')] ?? '?'), kind);
    }
  });

  it('has an icon that the editor has', async () => {
    const icons = JSON.parse(await text('node_modules/@vscode/codicons/dist/metadata.json')) as object;
    for (const kind of kinds) assert.ok(Object.hasOwn(icons, definitions[kind].view.icon), `${kind}: ${definitions[kind].view.icon}`);
  });

  it('its files are told from other JSON by the folder that they lie in', async () => {
    const [, folders = ''] = /"filenamePattern": "\*\*\/\.faultline\/\{([^}]+)\}/.exec(await text('package.json')) ?? [];
    assert.deepEqual(folders.split(',').sort(), kinds.map(kind => definitions[kind].folder).sort());
  });
});
