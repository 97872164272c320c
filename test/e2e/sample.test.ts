import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inWorkbench } from './suite';

describe('opening the sample', function () {
  this.timeout(240_000);
  const opened = inWorkbench('sample-place', { sample: false });

  it('makes a fresh folder where something is already, and opens on the incident to begin with', async () => {
    const { workbench } = opened;
    const { page, workspace } = workbench;
    const place = path.join(workspace, 'place');
    const inside = path.join(place, 'taken');
    await mkdir(inside, { recursive: true });
    await writeFile(path.join(inside, 'notes.txt'), 'mine');
    // Pressed while it still looks at what was typed, the dialog takes the highlighted row: what it lists of `place` is chosen, too.
    const choices = [place, inside, workspace];
    const before = await Promise.all(choices.map(folder => readdir(folder)));
    await workbench.command('Faultline: Open the Sample…');

    const here = page.locator('.quick-input-widget a', { hasText: 'Make the sample here' });
    await here.waitFor();
    for (let attempt = 0; attempt < 20 && (await here.isVisible()); attempt++) {
      // Anew each time: pressed on a highlighted row, the dialog may have gone to another folder. What was typed before it listened is typed as
      // something else first: the same text again is no change to it.
      const press = async () => {
        await workbench.quickInput.fill(workspace + path.sep, { timeout: 3000 });
        await workbench.quickInput.fill(place + path.sep, { timeout: 3000 });
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'taken' }).waitFor({ timeout: 3000 });
        await here.click({ delay: 50, timeout: 1000 });
      };
      await press().catch(() => undefined);
    }
    await page.locator('.tab', { hasText: 'Order confirmations do not arrive' }).waitFor();
    const sample = new URL(page.url()).searchParams.get('folder') ?? assert.fail('no folder is open');
    const chosen = path.dirname(sample);
    assert.ok(choices.includes(chosen), sample);
    assert.equal(path.basename(sample), 'faultline-sample');
    assert.ok((await readdir(sample)).includes('check.js'));
    for (const [index, folder] of choices.entries()) {
      const fresh = folder === chosen ? ['faultline-sample'] : [];
      assert.deepEqual((await readdir(folder)).sort(), [...(before[index] ?? []), ...fresh].sort(), folder);
    }
    assert.equal(await readFile(path.join(inside, 'notes.txt'), 'utf8'), 'mine');
  });
});
