import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { definitions, formKinds, kinds, kindsIn, type Kind } from '../../../src/domain/records';
import { isPermitted } from '../../../src/domain/vocabulary/permissions';
import { english } from '../../../src/words/english';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string; readonly group?: string }[]>>;
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

  it('can be recorded by the “+” above the tree in which it stands, where one may, and from the palette', () => {
    const { menus } = manifest.contributes;
    for (const kind of kinds) {
      const { tree } = definitions[kind].view;
      const buttons = menus['view/title']?.filter(({ command }) => command === recording(kind)) ?? [];
      const mayOfficer = formKinds.some(own => own === kind && isPermitted('securityOfficer', definitions[own].maintaining));
      const may = mayOfficer ? '(faultline.canWrite || faultline.actsForSecurity)' : 'faultline.canWrite';
      // In the order of the kinds, so that the editor shows them beside one another.
      const place = `navigation@${kindsIn(tree).indexOf(kind) + 1}`;
      assert.deepEqual(buttons, [{ command: recording(kind), when: `view == faultline.${tree} && ${may}`, group: place }]);
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

  it('its folder stands where it is said how a store lies on the disk', async () => {
    for (const file of ['docs/record.md', 'README.md']) {
      const told = await text(file);
      for (const { folder, prefix } of Object.values(definitions))
        assert.ok(told.includes(`${folder}/${prefix}-`) || (file === 'README.md' && told.includes(`\`${folder}\``)), `${file}: ${folder}`);
    }
  });

  it('is named by the search that looks through it, and by the view in which it stands with others', async () => {
    const titles = JSON.parse(await text('package.nls.json')) as Readonly<Record<string, string>>;
    const names = (key: string, named: readonly Kind[]): void => {
      const title = titles[key]?.toLowerCase() ?? '';
      for (const kind of named) assert.ok(title.includes(english.kinds[kind].plural.toLowerCase()), `${key}: ${kind}`);
    };
    names('command.searchKnowledge', [...kindsIn('knowledge'), ...kindsIn('changes')]);
    names('view.assets', kindsIn('assets'));
  });
});
