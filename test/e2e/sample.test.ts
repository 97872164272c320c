import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { inWorkbench } from './suite';

describe('opening the sample', function () {
  this.timeout(240_000);
  const opened = inWorkbench('sample-place', { sample: false });

  it('makes a fresh folder where something is already, and opens on the incident to begin with', async () => {
    const { workbench } = opened;
    const { page, workspace } = workbench;
    await mkdir(path.join(workspace, 'taken'));
    await workbench.command('Faultline: Open the Sample…');
    const input = page.locator('.quick-input-widget input[type="text"]');
    await input.waitFor();
    await input.fill(workspace + path.sep);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'taken' }).waitFor();
    // The dialog takes no click while it still looks at what was typed.
    const here = page.locator('.quick-input-widget a', { hasText: 'Make the sample here' });
    for (let attempt = 0; attempt < 20 && (await here.isVisible()); attempt++)
      await here.click({ delay: 50, timeout: 1000 }).catch(() => undefined);
    await page.locator('.tab', { hasText: 'Order confirmations do not arrive' }).waitFor();
    assert.deepEqual((await readdir(workspace)).sort(), ['.vscode', 'faultline-sample', 'taken']);
    assert.ok((await readdir(path.join(workspace, 'faultline-sample'))).includes('check.js'));
  });
});
