import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { bundles } from '../../../scripts/lib/bundles.mjs';
import { bundledPackages, noticesOf } from '../../../scripts/lib/notices.mjs';
import { root } from '../../../scripts/lib/paths.mjs';
import { temporaryFolder } from '../../support/folders';

/** The packages that the sources themselves import, looked up without the bundler. */
async function importedPackages(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const folder of ['src', 'media']) {
    const files = (await readdir(path.join(root, folder), { recursive: true })).filter(file => file.endsWith('.ts'));
    for (const file of files) {
      const text = await readFile(path.join(root, folder, file), 'utf8');
      for (const [, name = ''] of text.matchAll(/^import (?!type )[^;]*?'((?:@[\w-]+\/)?[\w-]+)[^']*';/gm))
        if (name !== 'vscode' && name !== 'node') found.add(name);
    }
  }
  return found;
}

describe('the notices of third parties', () => {
  const folder = temporaryFolder();

  async function makePackage(name: string, manifest: object, files: Readonly<Record<string, string>> = {}): Promise<string> {
    const place = path.join('node_modules', name);
    await mkdir(path.join(folder.path, place), { recursive: true });
    for (const [file, text] of Object.entries({ ...files, 'package.json': JSON.stringify({ name, version: '1.2.3', ...manifest }) }))
      await writeFile(path.join(folder.path, place, file), text);
    return place;
  }

  it('name every package that is in the bundles, with the text of its licence', async () => {
    const metafiles = await Promise.all(
      bundles({ production: true }).map(async ({ options }) => (await build({ ...options, write: false })).metafile),
    );
    const folders = bundledPackages(metafiles);
    const notices = await noticesOf(folders);
    const sections = notices.split(/\n-{80}\n/);
    for (const place of folders) {
      const { name, version } = JSON.parse(await readFile(path.join(root, place, 'package.json'), 'utf8')) as Record<string, string>;
      const section = sections.find(text => text.trim().startsWith(`${name ?? ''} ${version ?? ''} (`));
      assert.match(section ?? '', /permission|licen[cs]e/i, place);
      assert.match(section ?? '', /copyright|creative commons/i, place);
    }
    const imported = await importedPackages();
    assert.ok(imported.size >= 4, [...imported].join());
    for (const name of imported) assert.ok(notices.includes(`\n${name} `), name);
  });

  it('a package counts when something of it is in a bundle, also one inside another', () => {
    const input = (bytesInOutput: number): { bytesInOutput: number } => ({ bytesInOutput });
    const inputs = {
      'node_modules/a/index.js': input(1),
      'node_modules/@b/c/node_modules/@d/e/lib/index.js': input(1),
      'node_modules/unused/index.js': input(0),
      'src/extension.ts': input(1),
    };
    const output = { bytes: 3, inputs, imports: [], exports: [] };
    assert.deepEqual(bundledPackages([{ inputs: {}, outputs: { 'dist/x.js': output } }]), [
      'node_modules/@b/c/node_modules/@d/e',
      'node_modules/a',
    ]);
  });

  it('a package without a licence, or without its text, is not packed', async () => {
    const good = await makePackage('good', { license: 'MIT' }, { LICENSE: 'Copyright Good' });
    assert.match(await noticesOf([good], folder.path), /^good 1\.2\.3 \(MIT\)\n\nCopyright Good$/m);
    await assert.rejects(
      noticesOf([good, await makePackage('none', {}, { LICENSE: 'Text' })], folder.path),
      /none 1\.2\.3 names no licence/,
    );
    const closed = await makePackage('closed', { license: 'UNLICENSED' });
    await assert.rejects(noticesOf([good, closed], folder.path), /closed 1\.2\.3 names no licence/);
    const textless = await makePackage('textless', { license: 'MIT' });
    await assert.rejects(noticesOf([good, textless], folder.path), /textless 1\.2\.3 \(MIT\) brings no text/);
  });

  it('a text may stand in the notices of another package', async () => {
    const textless = await makePackage('textless', { license: 'MIT' });
    const files = { LICENSE: 'Copyright Good', NOTICES: 'Notices\n\n---\n\ntextless 1.0.0 - MIT\n\nCopyright Other\n\n---\n' };
    const good = await makePackage('good', { license: 'MIT' }, files);
    assert.match(
      await noticesOf([good, textless], folder.path),
      /^textless 1\.2\.3 \(MIT\)\n\ntextless 1\.0\.0 - MIT\n\nCopyright Other$/m,
    );
  });
});
