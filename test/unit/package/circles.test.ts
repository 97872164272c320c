import { strictEqual, deepStrictEqual } from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { circlesIn } from '../../../scripts/lib/circles.mjs';
import { root } from '../../../scripts/lib/paths.mjs';

/** The circles among these files, named by their paths, with what they import. */
async function circlesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-circles-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    return await circlesIn(folder, ['src']);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('circles', () => {
  it('there is none in the house', async () => {
    deepStrictEqual(await circlesIn(root, ['src', 'media', 'test']), []);
  });

  it('two files that know each other by type alone are one', async () => {
    const circles = await circlesOf({
      'src/domain/record/a.ts': `import type { B } from './b';\nexport type A = B | undefined;`,
      'src/domain/record/b.ts': `export type B = import('./a').A;`,
    });
    deepStrictEqual(circles, ['src/domain/record/a.ts > src/domain/record/b.ts > src/domain/record/a.ts']);
  });

  it('folders of a layer that stand on each other are one, though no file does; the imports are named', async () => {
    const circles = await circlesOf({
      'src/domain/record/log.ts': `export { event } from '../incident/event';`,
      'src/domain/record/ids.ts': 'export const id = 1;',
      'src/domain/incident/event.ts': 'export const event = 1;',
      'src/domain/incident/fold.ts': `import { id } from '../record/ids';\nexport const fold = id;`,
    });
    strictEqual(circles.length, 1);
    strictEqual(
      circles[0],
      [
        'src/domain/record > src/domain/incident > src/domain/record',
        '  src/domain/record/log.ts > src/domain/incident/event.ts',
        '  src/domain/incident/fold.ts > src/domain/record/ids.ts',
      ].join('\n'),
    );
  });

  it('a file of the layer itself may hold its folders together', async () => {
    const circles = await circlesOf({
      'src/ui/session.ts': `export * from './tree/model';`,
      'src/ui/words.ts': 'export const words = 1;',
      'src/ui/tree/model.ts': `import { words } from '../words';\nexport const model = words;`,
    });
    deepStrictEqual(circles, []);
  });
});
