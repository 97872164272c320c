import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { definitions, formKinds, kinds } from '../../../src/domain/records';
import { isPermitted } from '../../../src/domain/vocabulary/permissions';
import { commandIds, recordingIdOf } from '../../../src/ui/editor/contributions';
import { defaultPriorityMatrix } from '../../../src/domain/vocabulary/priority';

const root = path.resolve(import.meta.dirname, '../../..');

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string; readonly when: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<
          string,
          { readonly scope: string; readonly default?: unknown; readonly description?: string; readonly markdownDescription?: string }
        >
      >;
    };
  };
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
}

function text(file: string): Promise<string> {
  return readFile(path.join(root, file), 'utf8');
}

async function sources(folder: string): Promise<readonly string[]> {
  const files = await readdir(path.join(root, folder), { recursive: true });
  return files.filter(file => file.endsWith('.ts')).map(file => path.join(folder, file));
}

describe('package.json', () => {
  let manifest: Manifest;
  let titles: Readonly<Record<string, string>>;
  before(async () => {
    manifest = JSON.parse(await text('package.json')) as Manifest;
    titles = JSON.parse(await text('package.nls.json')) as Record<string, string>;
  });

  it('every command is implemented, and the other way round', async () => {
    const code = (await Promise.all((await sources('src/ui/commands')).map(text))).join('\n');
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual(contributed.toSorted(), Object.values<string>(commandIds).toSorted());
    const recording: readonly string[] = formKinds.map(recordingIdOf);
    assert.match(code, /\.\.\.recorders\(ports\),/);
    for (const command of contributed.filter(id => !recording.includes(id))) {
      const name = command.slice('faultline.'.length);
      assert.match(code, new RegExp(`\\[commandIds\\.${name}\\]:`), `${command} has no handler`);
    }
    for (const [, name] of code.matchAll(/\[commandIds\.([a-zA-Z]+)\]:/g)) {
      assert.ok(
        manifest.contributes.commands.some(({ command }) => command === `faultline.${name ?? ''}`),
        `${name ?? ''} is not contributed`,
      );
    }
  });

  it('an empty list of incidents offers to join those of the team where they are not shared yet, also to who may only read', () => {
    const whens = manifest.contributes.viewsWelcome
      .filter(({ contents }) => titles[contents.replaceAll('%', '')]?.includes('(command:faultline.joinIncidents)'))
      .map(({ when }) => when);
    const [when = '', ...others] = whens;
    assert.deepEqual([others, when.includes('canWrite'), /!faultline\.isShared .*isWorkspaceTrusted/.test(when)], [[], false, true]);
  });

  it('every text comes from package.nls.json, and none is left over', async () => {
    const used = new Set([...(await text('package.json')).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? ''));
    assert.deepEqual(
      [...used].filter(key => titles[key] === undefined),
      [],
    );
    assert.deepEqual(
      Object.keys(titles).filter(key => !used.has(key)),
      [],
    );
    for (const { title } of manifest.contributes.commands) assert.match(title, /^%.+%$/);
  });

  it('the texts of every language are in the package, and none lacks one or has one too many', async () => {
    assert.ok((await text('.vscodeignore')).split('\n').includes('!package.nls.*.json'));
    for (const file of (await readdir(root)).filter(name => /^package\.nls\.[\w-]+\.json$/.test(name)))
      assert.deepEqual(Object.keys(JSON.parse(await text(file)) as object).toSorted(), Object.keys(titles).toSorted(), file);
  });

  it('commands that need an argument are hidden from the palette', () => {
    const hidden = manifest.contributes.menus['commandPalette']?.filter(({ when }) => when === 'false').map(({ command }) => command);
    assert.deepEqual(hidden, [
      'faultline.advanceIncident',
      'faultline.linkFile',
      'faultline.linkTimelineCommit',
      'faultline.openLink',
      'faultline.openRecordFile',
      'faultline.mendRecord',
      'faultline.acceptRecord',
      'faultline.readAgain',
      'faultline.openSuspect',
      'faultline.openSuspectWhole',
      'faultline.openPlanned',
      'faultline.suspectCommit',
      'faultline.confirmSuspect',
      'faultline.ruleOutSuspect',
      'faultline.blameSuspect',
      'faultline.answerDue',
    ]);
  });

  it('commands that write need the right to write', () => {
    const writing = [
      'advanceIncident',
      'completeIncident',
      'takeIncident',
      'assignIncident',
      'tellParty',
      'safeguardOff',
      'commentIncident',
      'linkSelection',
      'linkFile',
      'linkCommit',
      'linkTimelineCommit',
      'mendRecord',
      'acceptRecord',
      'raiseProblem',
      'makeKnownError',
      'addTemplates',
    ];
    const commands = manifest.contributes.commands as readonly { command: string; enablement?: string }[];
    assert.ok(commands.length > writing.length);
    for (const name of writing)
      assert.equal(commands.find(({ command }) => command === `faultline.${name}`)?.enablement, 'faultline.canWrite', name);
  });

  it('what records something new is offered before anything is loaded, too: nothing is, in a folder without a store', () => {
    const commands = manifest.contributes.commands as readonly { command: string; enablement?: string }[];
    const palette = manifest.contributes.menus['commandPalette'] as readonly { command: string; when: string }[];
    const recording = commands.filter(({ command }) => /^faultline\.record[A-Z]/.test(command));
    // Those of each kind, and an incident from what is selected in two places.
    assert.equal(recording.length, kinds.length + 2);
    const ofOfficer = formKinds.filter(kind => isPermitted('securityOfficer', definitions[kind].maintaining)).map(recordingIdOf);
    assert.ok(ofOfficer.length > 0);
    const offered = '!faultline.ready || faultline.canWrite';
    const whenSelected = new Map([
      ['faultline.recordFromSelection', `(${offered}) && editorHasSelection`],
      ['faultline.recordFromTerminal', `(${offered}) && terminalTextSelected`],
    ]);
    for (const { command, enablement } of recording) {
      const expected = ofOfficer.some(own => own === command) ? `${offered} || faultline.actsForSecurity` : offered;
      const when = palette.find(entry => entry.command === command)?.when;
      assert.deepEqual([enablement, when], [expected, whenSelected.get(command) ?? expected], command);
    }
  });

  it('the security officer’s own acts are offered to the officer, and to those who may write where they may do them, too', () => {
    const commands = manifest.contributes.commands as readonly { command: string; enablement?: string }[];
    const enabled = (name: string): string | undefined => commands.find(({ command }) => command === `faultline.${name}`)?.enablement;
    for (const name of ['acknowledgeHandOver', 'answerDue'])
      assert.equal(enabled(name), 'faultline.canWrite || faultline.actsForSecurity', name);
    assert.equal(enabled('assessSecurity'), 'faultline.actsForSecurity');
  });

  it('what decides about gates and names is the person’s alone: no workspace and no container can set it', () => {
    const { properties } = manifest.contributes.configuration;
    // VS Code reads settings of application scope from the user settings only; machine scope is what a container may set.
    for (const name of ['role', 'userName', 'defaultTlp', 'priorityMatrix', 'observationDays', 'restoreHours', 'release'])
      assert.equal(properties[`faultline.${name}`]?.scope, 'application', name);
    assert.deepEqual(properties['faultline.priorityMatrix']?.default, defaultPriorityMatrix);
  });

  it('what is done with a selection is offered where something is selected', () => {
    const menus = Object.values(manifest.contributes.menus as Record<string, readonly { command: string; when?: string }[]>).flat();
    for (const name of ['recordFromSelection', 'linkSelection']) {
      const offered = menus.filter(({ command }) => command === `faultline.${name}`);
      assert.ok(offered.length > 0);
      for (const { when } of offered) assert.match(when ?? '', /\beditorHasSelection\b/, name);
    }
  });

  it('every setting is described', () => {
    const { properties } = manifest.contributes.configuration;
    for (const [id, { description, markdownDescription }] of Object.entries(properties)) assert.ok(description ?? markdownDescription, id);
  });

  it('the types of VS Code are those of the engine', () => {
    assert.equal(`^${manifest.devDependencies['@types/vscode'] ?? ''}`, manifest.engines.vscode);
  });

  it('only src/ui and the composition root import VS Code; only one page module imports the toolkit', async () => {
    const files = [...(await sources('src')), ...(await sources('media'))];
    const vscodeFree = files.filter(file => !file.startsWith(path.join('src', 'ui')) && file !== path.join('src', 'extension.ts'));
    for (const file of vscodeFree) assert.doesNotMatch(await text(file), /from 'vscode'/, file);
    const toolkit = [];
    for (const file of files) if ((await text(file)).includes('@vscode/webview-ui-toolkit')) toolkit.push(file);
    assert.deepEqual(toolkit, [path.join('media', 'toolkit.ts')]);
  });

  it('one module alone speaks in notifications and in the status bar, where a text could become a link that runs a command', async () => {
    const speaking = [];
    for (const file of await sources('src'))
      if (/\b(?:show(?:Information|Warning|Error)Message|setStatusBarMessage|withProgress\(\s*\{)/.test(await text(file)))
        speaking.push(file);
    assert.deepEqual(speaking, [path.join('src', 'ui', 'editor', 'notify.ts')]);
    const calls = (await text('src/ui/editor/notify.ts')).split(/(?=vscode\.window\.|progress\.report)/).slice(1);
    assert.equal(calls.length, 8);
    for (const call of calls) assert.match(call, /^[\w.]+\([^)]*?(?:plainMessage|plainLabel)\(/);
  });

  it('a line that is typed in answer to a question stays while another window has the focus', async () => {
    let asked = 0;
    for (const file of await sources('src')) {
      const [, ...calls] = (await text(file)).split(/\bshowInputBox\(/);
      asked += calls.length;
      for (const call of calls) assert.match(call.slice(0, call.search(/\}\)/)), /\.\.\.staying/, file);
    }
    assert.ok(asked >= 7);
  });
});
