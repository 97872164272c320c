import { deepEqual, ok } from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';
import { definitions } from '../../../src/domain/records';
import { commandIds, contextKeys, viewIds } from '../../../src/ui/editor/contributions';
import { settingTable } from '../../../src/ui/editor/settingTable';

interface Setting {
  readonly scope: string;
  readonly default: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
}

interface Package {
  readonly contributes: {
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
    readonly customEditors: readonly { readonly viewType: string; readonly selector: readonly { readonly filenamePattern: string }[] }[];
    readonly configurationDefaults: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  readonly activationEvents: readonly string[];
}

describe('what package.json contributes', () => {
  let contributes: { readonly configuration: { readonly properties: Readonly<Record<string, Setting>> } };
  let text: string;
  before(async () => {
    text = await readFile(path.join(root, 'package.json'), 'utf8');
    ({ contributes } = JSON.parse(text) as { contributes: typeof contributes });
  });

  it('is the table of settings: keys, scopes, defaults, and what they may hold', () => {
    const { properties } = contributes.configuration;
    deepEqual(
      Object.fromEntries(Object.entries(settingTable).map(([key, { scope, fallback }]) => [`faultline.${key}`, [scope, fallback]])),
      Object.fromEntries(Object.entries(properties).map(([key, setting]) => [key, [setting.scope, setting.default]])),
    );
    for (const [key, { schema }] of Object.entries(settingTable)) {
      const setting = properties[`faultline.${key}`];
      const holds = (value: unknown): boolean => schema.safeParse(value).success;
      ok(holds(setting?.default), key);
      for (const option of setting?.enum ?? []) ok(holds(option), `${key} ${String(option)}`);
      if (setting?.minimum !== undefined) ok(holds(setting.minimum) && !holds(setting.minimum - 1), `${key} minimum`);
      if (setting?.maximum !== undefined) ok(holds(setting.maximum) && !holds(setting.maximum + 1), `${key} maximum`);
    }
  });

  it('are commands that docs/commands.md tells of, each once and no others, marked where the palette has them not', async () => {
    const { commands: told, menus } = (JSON.parse(text) as Package).contributes;
    const titles = JSON.parse(await readFile(path.join(root, 'package.nls.json'), 'utf8')) as Readonly<Record<string, string>>;
    const commands = told.map(({ command, title }) => ({ command, title: titles[title.slice(1, -1)] ?? title }));
    const inMenusAlone = new Set(menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command));
    // One title may be that of two commands: one for the palette, one for a menu.
    const inPalette = new Set(commands.filter(({ command }) => !inMenusAlone.has(command)).map(({ title }) => title));
    const document = await readFile(path.join(root, 'docs/commands.md'), 'utf8');
    const rows = [...document.matchAll(/^\| ([A-Z].*?) \| .+ \|$/gm)].flatMap(([, names = '']) => names.split(/(?<=…), (?=Record)/));
    deepEqual(rows.sort(), [...new Set(commands.map(({ title }) => (inPalette.has(title) ? title : `${title} ◦`)))].sort());
  });

  it('is read: each setting by the reader of its scope, and said in README', async () => {
    const files = (await readdir(path.join(root, 'src/ui'), { recursive: true })).filter(file => file.endsWith('.ts'));
    const sources = await Promise.all(files.map(file => readFile(path.join(root, 'src/ui', file), 'utf8')));
    const reads = sources.flatMap(source => [...source.matchAll(/\bsetting(Of|OfPerson)\((?:[^()]*, )?'([\w.]+)'\)/g)]);
    const read = new Set(reads.map(([, reader = '', key = '']) => `${reader} ${key}`));
    const wanted = Object.entries(settingTable).map(([key, { scope }]) => `${scope === 'resource' ? 'Of' : 'OfPerson'} ${key}`);
    deepEqual([...read].sort(), wanted.sort());
    const readme = await readFile(path.join(root, 'README.md'), 'utf8');
    deepEqual(
      Object.keys(settingTable).filter(key => !readme.includes(`faultline.${key}`)),
      [],
    );
  });

  it('is every list, and every panel that is restored begins the extension', () => {
    const { contributes: given, activationEvents } = JSON.parse(text) as Package;
    const lists = Object.values(given.views).flatMap(views => views.map(({ id }) => id));
    const panels = activationEvents.flatMap(event => (event.startsWith('onWebviewPanel:') ? [event.slice('onWebviewPanel:'.length)] : []));
    const editors = given.customEditors.map(({ viewType }) => viewType);
    deepEqual([...lists, ...panels, ...editors].sort(), Object.values(viewIds).sort());
    // A tab that an earlier version left stays dead without.
    ok(panels.includes('faultline.incident'));
  });

  it('opens the files of every kind of record as the record, and those that git shows as text', () => {
    const { contributes: given } = JSON.parse(text) as Package;
    const folders = Object.values(definitions).map(({ folder }) => folder);
    const patterns = given.customEditors.flatMap(({ selector }) => selector.map(({ filenamePattern }) => filenamePattern));
    deepEqual(patterns, [`**/.faultline/{${folders.join(',')}}/*.json`]);
    deepEqual(Object.values(given.configurationDefaults['workbench.editorAssociations'] ?? {}), ['default']);
  });

  it('reads the context keys that are set, and no other', () => {
    const others: ReadonlySet<string> = new Set([...Object.values(viewIds), ...Object.values(commandIds)]);
    const clauses = [...text.matchAll(/"(?:when|enablement)": "((?:[^"\\\\]|\\\\.)*)"/g)].map(([, clause]) => clause ?? '');
    const read = clauses.flatMap(clause => clause.match(/\bfaultline\.\w+/g) ?? []).filter(key => !others.has(key));
    deepEqual([...new Set(read)].sort(), Object.values(contextKeys).sort());
  });

  it('sets context keys in one module alone, which takes those of the table', async () => {
    const files = (await readdir(path.join(root, 'src'), { recursive: true })).filter(file => file.endsWith('.ts'));
    const setting = [];
    for (const file of files) if (/['"`]_?setContext['"`]/.test(await readFile(path.join(root, 'src', file), 'utf8'))) setting.push(file);
    deepEqual(setting, [path.join('ui', 'editor', 'setContext.ts')]);
  });
});
