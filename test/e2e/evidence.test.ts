import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { foldIncident } from '../../src/domain/incident/fold';
import type { Incident } from '../../src/domain/incident/incident';
import { sha256 } from '../../src/store/hash';
import { openStore, storedLog } from '../support/stores';
import { findings } from './axe';
import { inWorkbench } from './suite';

const title = 'Labels are not printed';
/** One red pixel. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==';

/** What is known is taken over, and what was seen is kept. */
describe('procedures and evidence', () => {
  const here = inWorkbench('evidence', { sample: false });
  const folder = (): string => path.join(here.workbench.workspace, '.faultline');
  const stored = async (): Promise<Incident> => {
    const { record, events } = await storedLog(folder(), title);
    return foldIncident(record, events);
  };

  it('a procedure that fits stands beside the form with the reason; taking it over makes measures of its steps', async () => {
    await here.workbench.command('Faultline: Record Incident…');
    await here.workbench.answer(title);
    await here.form.find('h1').filter({ hasText: title }).waitFor();
    const store = openStore(folder());
    const created = await store.create('procedure', {
      title: 'The label printer is silent',
      symptoms: 'No labels come out of the printer of the warehouse',
      brings: 'workaround',
      steps: {
        s1: { what: 'Print on plain paper', expected: 'Paper comes out', weakensSafeguard: 'no' },
        s2: { what: 'Restart the spool' },
      },
    });
    store.dispose();
    assert.ok(created.ok);
    await here.form.fill('symptoms', 'Nothing comes out of the label printer in the warehouse.');
    await here.form.save();
    const offered = here.form.find(`[data-procedure="${created.value}"]`);
    await offered.filter({ hasText: '“warehouse”' }).waitFor();
    await here.workbench.screenshot('evidence-procedure');
    await here.form.press(offered.locator('[data-procedure-action="measures"]'));
    await offered.filter({ hasText: 'taken over' }).waitFor();
    assert.deepEqual(
      (await stored()).values.measures?.map(({ what, type, weakensSafeguard }) => [what, type, weakensSafeguard]),
      [
        ['Print on plain paper → Paper comes out', 'workaround', 'no'],
        ['Restart the spool', 'workaround', undefined],
      ],
    );
  });

  it('a pasted screenshot is kept, and shown in the page; one that was changed since says so and is not shown', async () => {
    await here.form.find('h1').evaluate((_, data) => {
      const bytes = Uint8Array.from(atob(data), character => character.charCodeAt(0));
      const clipboard = new DataTransfer();
      clipboard.items.add(new File([bytes], 'screenshot.png', { type: 'image/png' }));
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, cancelable: true }));
    }, picture);
    await here.form.find('.notice').filter({ hasText: 'kept as evidence' }).waitFor();
    const bytes = Buffer.from(picture, 'base64');
    const [row] = (await stored()).values.evidence ?? [];
    assert.deepEqual([row?.content, row?.sha256], ['png', sha256(bytes)]);
    await here.form.press('[data-content]');
    const shown = here.form.find('img.picture');
    await shown.waitFor();
    assert.equal(
      await shown.evaluate(image => (image as HTMLImageElement).decode().then(() => (image as HTMLImageElement).naturalWidth)),
      1,
    );
    await here.workbench.screenshot('evidence-picture');
    await here.form.press('[data-content]');
    await shown.waitFor({ state: 'detached' });
    await writeFile(path.join(folder(), 'attachments', sha256(bytes).slice(0, 2), sha256(bytes)), 'another');
    await here.form.press('[data-content]');
    await here.form.find('.notice.error').filter({ hasText: 'was changed since it was kept' }).waitFor();
    assert.equal(await shown.count(), 0);
  });

  it('both are read in the read-only panel, which says the same of what was changed, and writes nothing', async () => {
    const { workbench, form } = here;
    const bytes = Buffer.from(picture, 'base64');
    const before = (await stored()).timeline.length;
    await writeFile(path.join(folder(), 'attachments', sha256(bytes).slice(0, 2), sha256(bytes)), bytes);
    await workbench.command('Faultline: Open Read-only Panel');
    await form.tab('tab-procedure');
    await form.press('[data-kind="procedure"] [data-record]');
    await form.find('.document').filter({ hasText: 'Print on plain paper' }).waitFor();
    await workbench.screenshot('evidence-read-procedure');
    assert.deepEqual(await findings(form), []);
    await form.tab('tab-incident');
    await form.press('[data-incident]');
    await form
      .find('[data-card="kept"]')
      .filter({ hasText: sha256(bytes) })
      .waitFor();
    await form.press('[data-kept]');
    await form.find('[data-card="kept"] img.picture').waitFor();
    await workbench.screenshot('evidence-read-kept');
    assert.deepEqual(await findings(form), []);
    await form.press('[data-kept]');
    await form.find('[data-card="kept"] img.picture').waitFor({ state: 'detached' });
    await writeFile(path.join(folder(), 'attachments', sha256(bytes).slice(0, 2), sha256(bytes)), 'another');
    await form.press('[data-kept]');
    await form.find('[data-card="kept"] .bad').filter({ hasText: 'was changed since it was kept' }).waitFor();
    assert.equal((await stored()).timeline.length, before);
  });

  it('its entry is redacted by the IT manager alone: content and kept picture are gone, who, when and why stay', async () => {
    const { workbench, form } = here;
    const bytes = Buffer.from(picture, 'base64');
    const kept = path.join(folder(), 'attachments', sha256(bytes).slice(0, 2), sha256(bytes));
    await workbench.command('Faultline: Redact Entry…');
    await (await workbench.notifications()).filter({ hasText: 'The role Administrator may not redact' }).waitFor();
    await workbench.choose('Faultline: Open Incident…', title);
    await form.find('[data-action="comment"]').waitFor();
    assert.equal(await form.find('[data-action="redact"]').count(), 0);
    await workbench.setRole('itManager');
    const { record } = await storedLog(folder(), title);
    await form.press('[data-action="redact"]');
    await workbench.pickIn(record, 'Screenshot');
    await workbench.answerTo('Why is it taken away', 'Shows a person');
    await workbench.pressInDialog('Redact');
    while ((await stored()).timeline.at(-1)?.type !== 'record.redacted') await workbench.page.waitForTimeout(100);
    const { timeline, values } = await stored();
    const last = timeline.at(-1);
    assert.deepEqual([last?.by.role, (last?.data as { reason?: string }).reason], ['itManager', 'Shows a person']);
    assert.equal(timeline.find(({ id }) => id === (last?.data as { entry?: string }).entry)?.data, null);
    assert.deepEqual(values.evidence ?? [], []);
    // The content goes right after the entry.
    while (existsSync(kept)) await workbench.page.waitForTimeout(100);
  });
});
