import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeSshKey } from '../support/sshKeys';
import { openStore } from '../support/stores';
import { findings } from './axe';
import { inWorkbench } from './suite';

/** Somebody who signs commits with a key of SSH releases a change; the key stands in the register of people. */
describe('proof of who decided', () => {
  const here = inWorkbench('proof', { sample: true });
  const title = 'Relay with TLS alone';
  let keys: string;

  before(async () => {
    keys = await mkdtemp(path.join(tmpdir(), 'faultline-keys-'));
  });
  after(() => rm(keys, { recursive: true, force: true }));

  it('a release is signed with the key that commits are signed with, and proven in the record and in the check of everything', async () => {
    const { workbench, form } = here;
    const { file, line } = await makeSshKey(keys);
    const git = (...args: readonly string[]): unknown => execFileSync('git', ['-C', workbench.workspace, 'config', ...args]);
    git('gpg.format', 'ssh');
    git('user.signingKey', `${file}.pub`);
    await workbench.setRole('itManager');
    await workbench.command('Faultline: Record Change…');
    await workbench.answer(title);
    await form.find('h1').filter({ hasText: title }).waitFor();
    const store = openStore(path.join(workbench.workspace, '.faultline'));
    store.dispose();
    await store.refresh();
    const change = store.entriesOf('change').find(({ facts }) => facts.title === title);
    const loaded = change && (await store.load(change.id));
    assert.ok(loaded?.ok);
    const [recorded] = loaded.value.record.timeline;
    assert.ok(recorded);
    const { name, email } = recorded.by;
    const patch = { title: name, addresses: email === '' ? [] : [email], roles: { r1: { role: 'itManager' } }, sshKeys: [line] };
    const registering = openStore(store.folder, { actor: () => Promise.resolve(recorded.by) });
    registering.dispose();
    assert.ok((await registering.create('person', patch)).ok);
    await form.press('[data-action="releaseChange"]');
    const released = form.find('.timeline > li').filter({ hasText: 'Released' }).filter({ hasText: '· proven' });
    await released.waitFor();
    await form.find('.timeline > li').filter({ hasText: 'Signed' }).waitFor();
    assert.deepEqual(await findings(form), []);
    await workbench.screenshot('proof');
    await workbench.command('Faultline: Verify Everything');
    const report = workbench.panel();
    await report.locator('li', { hasText: '1 proven by a signature' }).waitFor();
    assert.match(await report.locator('body').innerText(), /Nothing is altered/);
  });
});
