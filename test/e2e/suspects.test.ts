import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { foldIncident } from '../../src/domain/incident/fold';
import type { Incident } from '../../src/domain/incident/incident';
import { breakingSubject } from '../../src/sample/history';
import { makePastFaults } from '../support/pastFaults';
import { TestRepository } from '../support/repositories';
import { storedLog } from '../support/stores';
import { inWorkbench } from './suite';

const run = promisify(execFile);
const title = 'Branch offices get no mail';

/** From a fault to the change that caused it, in the sample's repository. */
describe('which change broke it?', () => {
  const here = inWorkbench('suspects', { sample: true });

  async function stored(): Promise<Incident> {
    const { record, events } = await storedLog(path.join(here.workbench.workspace, '.faultline'), title);
    return foldIncident(record, events);
  }

  async function git(...args: readonly string[]): Promise<string> {
    const { stdout } = await run('git', ['-c', 'user.name=Ada Brandt', '-c', 'user.email=ada@example.org', ...args], {
      cwd: here.workbench.workspace,
    });
    return stdout.trim();
  }

  async function eventually(what: string, probe: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 30_000; Date.now() < end;) {
      if (await probe()) return;
      await here.workbench.page.waitForTimeout(200);
    }
    throw new Error(`did not happen: ${what}`);
  }

  it('an incident that is linked to nothing finds the breaking commit first, with reasons', async () => {
    const { workbench, form } = here;
    await workbench.command('Faultline: Record Incident…');
    await workbench.answer(title);
    await form.find('h1').filter({ hasText: title }).waitFor();
    await form.fill('symptoms', 'Messages stay in the queue. The old relay receives nothing.');
    await form.fill('errorText', 'Error: expected 2 messages at the relay, found 0\n    at deliverAll (lib/queue.js:7:18)');
    await form.save();
    await workbench.openFromTree(title);
    await workbench.command('Faultline: Focus on Open Incidents View');
    await workbench.treeRow(title).first().click();
    await workbench.treeRow(title).first().locator('.monaco-tl-twistie').click();
    const folder = workbench.treeRow('Suspect changes').first();
    await folder.scrollIntoViewIfNeeded();
    await folder.locator('.monaco-tl-twistie').click();
    const first = workbench.treeRow(breakingSubject).first();
    await first.waitFor();
    await workbench.treeRow('which frame 1 of the trace names').first().waitFor();
    await workbench.treeRow('Looking through the history').waitFor({ state: 'hidden' });
    const rows = await workbench.page.locator('.sidebar .monaco-list-row').allInnerTexts();
    const at = rows.findIndex(text => text.includes('Suspect changes'));
    assert.ok(rows[at + 1]?.includes(breakingSubject), rows.slice(at, at + 3).join('\n'));
    await workbench.screenshot('suspects-tree');
  });

  it('its row opens the diff with the suspect place in view', async () => {
    const { workbench } = here;
    await workbench.treeRow(breakingSubject).first().click();
    await workbench.page.locator('.tab.active', { hasText: 'queue.js' }).waitFor();
    await workbench.page.locator('.monaco-diff-editor .view-line', { hasText: '465' }).first().waitFor();
    await workbench.screenshot('suspects-diff');
  });

  it('the review against changes offers it, with the same reasons', async () => {
    const { workbench, form } = here;
    await workbench.choose('Faultline: Open Incident…', title);
    await form.find('h1').filter({ hasText: title }).waitFor();
    await form.press('[data-step="analyse"]');
    const row = form.find('[data-card="suspects"] [data-suspect]').first();
    await row.filter({ hasText: breakingSubject }).filter({ hasText: 'frame 1' }).waitFor();
    await workbench.screenshot('suspects-page');
    const candidate = form.find('[data-candidate]').filter({ hasText: breakingSubject });
    await candidate.filter({ hasText: 'frame 1' }).waitFor();
  });

  it('bisect finds it in a worktree of its own, confirms it and keeps the log', async () => {
    const { workbench } = here;
    const before = await git('status', '--porcelain');
    await workbench.choose('Faultline: Bisect from Here…', title);
    await workbench.pickIn('Which commit still worked?', 'The oldest commit of the window');
    await workbench.pickIn('Which commit has the fault?', 'In force when the fault was first seen');
    await workbench.pickIn('How is each commit tested?', 'A command');
    await workbench.answerTo('A command', 'test -f check.js || exit 125; node check.js');
    await eventually('the cause is confirmed', async () =>
      (await stored()).links.some(
        ({ kind, state, target }) =>
          kind === 'causedBy' && state === 'confirmed' && target.type === 'commit' && target.subject === breakingSubject,
      ),
    );
    await eventually('the log is kept', async () => (await stored()).timeline.some(({ type }) => type === 'incident.evidenceAttached'));
    const { values, timeline } = await stored();
    const { note = '', content, sha256 = '' } = values.evidence?.at(-1) ?? {};
    assert.match(note, /first bad commit.*node check\.js/);
    assert.equal(content, 'text');
    const log = await readFile(path.join(workbench.workspace, '.faultline/attachments', sha256.slice(0, 2), sha256), 'utf8');
    assert.match(log, /^git bisect start/m);
    assert.ok(!timeline.some(({ type }) => type === 'record.commented'), 'it is no comment');
    assert.equal((await git('worktree', 'list')).split('\n').length, 1, 'nothing is left behind');
    assert.equal(await git('status', '--porcelain'), before);
    await workbench.screenshot('suspects-bisect');
  });

  it('by hand: one Escape does not take away what was found out; stopped on one’s word, it leaves nothing behind', async () => {
    const { page } = here.workbench;
    await here.workbench.choose('Faultline: Bisect from Here…', title);
    await here.workbench.pickIn('Which commit still worked?', 'The oldest commit of the window');
    await here.workbench.pickIn('Which commit has the fault?', 'In force when the fault was first seen');
    await here.workbench.pickIn('How is each commit tested?', 'By hand');
    const question = page.locator('.quick-input-widget', { hasText: 'Good: it works' });
    const asked = page.locator('.monaco-dialog-box', { hasText: 'Stop the bisect?' });
    await question.waitFor();
    await page.keyboard.press('Escape');
    await asked.locator('.monaco-button', { hasText: 'Cancel' }).click();
    await question.waitFor();
    assert.equal((await git('worktree', 'list')).split('\n').length, 2);
    await page.keyboard.press('Escape');
    await here.workbench.screenshot('suspects-stop');
    await asked.locator('.monaco-button', { hasText: 'Stop the search' }).click();
    await eventually('nothing is left behind', async () => (await git('worktree', 'list')).split('\n').length === 1);
  });

  it('a commit that names the incident is linked as its fix by itself', async () => {
    const { workbench } = here;
    const { id } = await stored();
    await writeFile(path.join(workbench.workspace, 'lib/queue.js'), `// both ports\n`);
    await git('commit', '--all', '--quiet', '--message', `Queue: speak to the old relay again\n\nIncident: ${id}`);
    const fix = await git('rev-parse', 'HEAD');
    await eventually('the fix is linked', async () =>
      (await stored()).links.some(({ kind, target }) => kind === 'fixedBy' && target.type === 'commit' && target.sha === fix),
    );
  });

  it('what is ruled out stays out', async () => {
    const { workbench } = here;
    await workbench.choose('Faultline: Find Suspect Changes…', title);
    await workbench.pickIn('Suspect changes of', breakingSubject);
    await workbench.pickIn(breakingSubject, 'Rule out');
    await eventually('it is ruled out', async () => (await stored()).links.some(({ state }) => state === 'ruledOut'));
    await workbench.choose('Faultline: Find Suspect Changes…', title);
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await workbench.page.locator('.quick-input-widget', { hasText: 'Suspect changes of' }).waitFor();
    await rows.filter({ hasText: 'Transport' }).first().waitFor();
    assert.equal(await rows.filter({ hasText: breakingSubject }).count(), 0);
    await workbench.page.keyboard.press('Escape');
  });

  it('once enough fixes name what they mend, a quiet line leads to how good the suspects are here', async () => {
    const { workbench, form } = here;
    const repo = await TestRepository.create(workbench.workspace);
    // Until some hours ago: five hours for each.
    repo.wait((Date.now() - Date.parse(repo.now)) / 3_600_000 - 30 * 5);
    await makePastFaults(repo, 30);
    const other = 'The relay shows values of yesterday';
    await workbench.command('Faultline: Record Incident…');
    await workbench.answer(other);
    await form.find('h1').filter({ hasText: other }).waitFor();
    await workbench.choose('Faultline: Find Suspect Changes…', other);
    await workbench.page.locator('.quick-input-widget input[placeholder^="Choose one to look at it"]').waitFor();
    await workbench.page.keyboard.press('Escape');
    const line = form.find('[data-card="suspects"] p').filter({ hasText: '30 fixes here name the commits that they mend.' });
    await line.waitFor();
    await workbench.screenshot('suspects-offer');
    await line.locator('button').click();
    await workbench.page.locator('.tab.active', { hasText: 'faultline-suspects.md' }).waitFor();
    const preview = workbench.panel();
    await preview.locator('h1', { hasText: 'How good are the suspects here?' }).waitFor();
    await preview.locator('li', { hasText: '30 faults whose fixes name the commits that caused them' }).waitFor();
    await eventually('the bars are drawn', async () => {
      const widths = await preview.locator('td img').evaluateAll(bars => bars.map(bar => (bar as HTMLImageElement).naturalWidth));
      return widths.length === 4 && widths.every(width => width > 0);
    });
    await workbench.screenshot('suspects-trial');
  });
});
