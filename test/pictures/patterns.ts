import assert from 'node:assert/strict';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { addDays, addHours } from '../../src/domain/foundation/time';
import { IncidentForm } from '../e2e/form';
import { Workbench } from '../e2e/workbench';
import { fulfilled, person } from '../support/incidents';
import { openStore } from '../support/stores';

const components = ['Web shop', 'Database', 'Order service', 'VPN', 'Printer'];

/** The pictures of patterns and figures for the docs, into docs/images: the sample with the incidents of half a year besides. */
export async function picturesOfPatterns(): Promise<void> {
  const workbench = await Workbench.open('pictures-patterns', { sample: true });
  await recordHalfAYear(path.join(workbench.workspace, '.faultline'));
  const form = new IncidentForm(workbench.page, () => workbench.panel());
  const picture = async (name: string): Promise<void> => {
    await workbench.page.screenshot({ path: path.join(root, 'docs/images', `${name}.png`) });
  };
  await workbench.page.setViewportSize({ width: 1280, height: 1000 });
  await workbench.command('Faultline: Open Read-only Panel');
  await form.find('[data-incident]').nth(60).waitFor();
  await workbench.hideSideBars();
  await form.tab('tab-patterns');
  await form.find('[data-finding^="unnoticed"]').first().waitFor();
  await picture('patterns');
  await form.tab('tab-figures');
  await form.find('[data-figure="months"] svg').waitFor();
  await picture('figures');
  await workbench.close();
}

/** Incidents two or three days apart, the mail relay again and again in the last weeks, and three nights on which the file share was away. */
async function recordHalfAYear(folder: string): Promise<void> {
  const today = `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`;
  let at = today;
  const store = openStore(folder, { now: () => at, actor: () => Promise.resolve(person('itManager')) });
  const record = async (detectedAt: string, patch: object, hours: number | undefined): Promise<void> => {
    at = detectedAt;
    const created = await store.create('incident', { ...fulfilled.detect, errorText: '', couldBeSecurity: 'no', detectedAt, ...patch });
    assert.ok(created.ok, JSON.stringify(created));
    at = addHours(detectedAt, 1);
    assert.ok((await store.execute(created.value, { type: 'save', step: 'qualify', patch: fulfilled.qualify })).ok);
    if (hours === undefined) return;
    at = addHours(detectedAt, hours);
    const answers = { closureCode: 'solved', solution: 'Switched over', serviceState: 'normal', restoredAt: at } as const;
    await store.execute(created.value, { type: 'completeShortly', patch: answers });
  };
  for (let n = 0; n < 64; n++) {
    const component = components[(n * 3) % components.length] ?? '';
    const detectedAt = addHours(addDays(today, -180 + n * 2.75), 9 + (n % 8));
    await record(
      detectedAt,
      { title: `${component} answers slowly`, symptoms: 'Pages take a minute', components: [component] },
      3 + ((n * 7) % 60),
    );
  }
  for (let n = 0; n < 11; n++) {
    const detectedAt = addHours(addDays(today, -26 + n * 2), 10 + (n % 5));
    await record(
      detectedAt,
      { title: 'Mail waits in the queue', symptoms: 'Mail is late', components: ['Mail relay'] },
      n > 8 ? undefined : 6 + n,
    );
  }
  for (let n = 0; n < 3; n++) {
    const symptoms = 'Login failed again and again for user svc-nightly7, then the share was not reachable';
    const patch = {
      title: 'File share away at night',
      symptoms,
      components: ['File share'],
      occurredAt: addHours(addDays(today, -14 + n * 2), 2),
    };
    await record(addHours(addDays(today, -14 + n * 2), 3), patch, 5);
  }
  store.dispose();
}
