import assert from 'node:assert/strict';
import path from 'node:path';
import { addHours } from '../../src/domain/foundation/time';
import type { IncidentCommand } from '../../src/domain/incident/command';
import { foldIncident } from '../../src/domain/incident/fold';
import type { Incident } from '../../src/domain/incident/incident';
import type { Patch } from '../../src/domain/forms/field';
import { person } from '../support/incidents';
import { inRoles } from '../support/people';
import { openStore, storedLog } from '../support/stores';
import { findings } from './axe';
import { inWorkbench } from './suite';
import { activityBar } from './workbench';

const logins = 'Odd logins at night';
const outage = 'The ring road is cut off';
const flood = 'Water in the computer room';
const jam = 'Paper jam at the front desk';
const switching = 'The switch drops packets';
const robot = 'The tape robot is stuck';
const fax = 'The fax is silent';
const scanner = 'The scanner is blind';
const chair = 'A chair has lost a leg';
const urgent = { type: 'save', step: 'qualify', patch: { impact: '1', urgency: '1' } } as const;

/** Telling others, what waits for an answer after that, and security management's own acts: in the real workbench, by keyboard. */
describe('told, not forgotten', () => {
  const here = inWorkbench('told', { sample: true });
  const folder = (): string => path.join(here.workbench.workspace, '.faultline');

  async function stored(title: string): Promise<Incident> {
    const { record, events } = await storedLog(folder(), title);
    return foldIncident(record, events);
  }

  /** Records what a colleague would have recorded before. */
  async function recorded(title: string, ...commands: readonly IncidentCommand[]): Promise<void> {
    const store = openStore(folder());
    const created = await store.create('incident', { title, ...basics });
    assert.ok(created.ok);
    for (const command of commands) {
      const outcome = await store.execute(created.value, command);
      assert.ok(outcome.ok, JSON.stringify(outcome));
    }
    store.dispose();
    await here.workbench.treeRow(title).first().waitFor();
  }

  const basics: Patch = {
    kind: 'disruption',
    detection: 'user',
    reporter: 'Front desk',
    symptoms: 'As the title says',
    couldBeSecurity: 'no',
    couldBeSecurityReason: 'Nothing points to it',
  };

  async function open(title: string): Promise<void> {
    await here.workbench.choose('Faultline: Open Incident…', title);
    await here.form.find('h1').filter({ hasText: title }).waitFor();
  }

  it('security management is told from the page: the interface is picked, the text looked at, and one entry says whom, how and what', async () => {
    const { workbench, form } = here;
    const store = openStore(folder());
    const desk = await store.create('interface', { title: 'Night desk', party: 'securityManagement', contact: 'Dana', channel: 'Pager 7' });
    store.dispose();
    assert.ok(desk.ok);
    await recorded(logins, {
      type: 'save',
      step: 'qualify',
      patch: { assessment: 'suspected', assessmentReason: 'Nobody works at night' },
    });
    await open(logins);
    await form.press('[data-action="tell"]');
    await workbench.page.locator('.quick-input-widget .quick-input-title', { hasText: 'Who is told of' }).waitFor();
    await workbench.screenshot('told-whom');
    await workbench.pick('Security management');
    await workbench.pickIn('Over which interface?', 'Night desk');
    await workbench.pickIn('The text for', 'Open as a document');
    const text = workbench.page.locator('.editor-instance .view-lines', { hasText: 'Nobody works at night' });
    await text.waitFor();
    await workbench.screenshot('told-text');
    await workbench.pickIn('The text for', 'Copy');
    await workbench.pickIn('The text for', 'Record that they were told');
    await workbench.answerTo('Who was told?', 'Dana');
    await workbench.answerTo('Over which channel?', 'Pager 7');
    await workbench.page.locator('.statusbar-item', { hasText: 'Security management was told' }).waitFor();
    const incident = await stored(logins);
    const told = incident.timeline.at(-1);
    const data = told?.data as { person: string; channel: string; passed: string; register: string };
    assert.deepEqual([told?.type, data.person, data.channel, data.register], ['incident.handedOver', 'Dana', 'Pager 7', desk.value]);
    assert.match(data.passed, /Nobody works at night/);
    assert.match(await workbench.clipboard(), /Odd logins at night[^]*Nobody works at night/);
  });

  it('from the palette, to a party without an interface: it says so, and goes on without when told to', async () => {
    const { workbench } = here;
    await workbench.command('Faultline: Tell Security Management');
    // Its page is in front: it is the one that Enter takes.
    await workbench.page.locator('.quick-input-list .monaco-list-row').first().filter({ hasText: logins }).waitFor();
    await workbench.pick(logins);
    await workbench.pickIn('Who is told of', 'Data protection');
    const asked = workbench.page.locator('.monaco-dialog-box', { hasText: 'No interface to this party is recorded' });
    await asked.waitFor();
    await workbench.screenshot('told-no-interface');
    await workbench.pressInDialog('Go on without');
    await workbench.pickIn('The text for', 'Record that they were told');
    await workbench.answerTo('Who was told?', 'Pia');
    await workbench.answerTo('Over which channel?', 'Phone');
    await workbench.page.locator('.statusbar-item', { hasText: 'Data protection officer was told' }).waitFor();
    assert.equal((await stored(logins)).values.handOvers?.length, 2);
  });

  it('a part of a name finds who is known: Enter takes the person, and the name as it was typed stands last', async () => {
    const { workbench } = here;
    await recorded('A fan is loud', { type: 'assign', level: 'second', person: 'Max Manager', reason: '' });
    await workbench.choose('Faultline: Assign Incident…', logins);
    await workbench.pick('2nd level');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await workbench.page.locator('.quick-input-widget .quick-input-title', { hasText: 'Who is to work on it?' }).waitFor();
    await workbench.quickInput.fill('Max Man');
    await rows.filter({ hasText: 'Max Man, as typed' }).waitFor();
    assert.match((await rows.first().textContent()) ?? '', /Max Manager/);
    await workbench.screenshot('assign-whom');
    await workbench.accept();
    await workbench.page.locator('.statusbar-item', { hasText: 'assigned to Max Manager' }).waitFor();
    assert.equal((await stored(logins)).values.assignee, 'Max Manager');
  });

  it('a hand-over that nobody acknowledged is due in tree and status bar, and is answered from its list', async () => {
    const { workbench } = here;
    const at = addHours(new Date().toISOString(), -2);
    await recorded(outage, {
      type: 'handOver',
      handOver: { id: 'h1', interface: 'emergencyManagement', person: 'Eve', at, channel: 'Phone', passed: 'The line is cut' },
    });
    const status = workbench.page.locator('.statusbar-item', { hasText: 'due' });
    await status.waitFor();
    await workbench.screenshot('told-due');
    await workbench.command('Faultline: Show What Is Due');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: outage }).first().waitFor();
    await workbench.screenshot('told-list');
    await workbench.pick(outage);
    await workbench.pickIn('Not acknowledged', 'Acknowledged…');
    await workbench.answerTo('Who has acknowledged it?', 'Eve');
    await workbench.answerTo('How did they say so?', 'Phone');
    await workbench.answerTo('Acknowledged', 'now');
    await workbench.page.locator('.statusbar-item', { hasText: 'Emergency management is acknowledged' }).waitFor();
    const [row] = (await stored(outage)).values.handOvers ?? [];
    assert.deepEqual([row?.acknowledgedBy, row?.acknowledgedHow], ['Eve', 'Phone']);
    assert.equal((await stored(outage)).timeline.at(-1)?.type, 'incident.acknowledged');
  });

  it('a hand-over that is missing stands under what is due, and is made from there', async () => {
    const { workbench } = here;
    await recorded(flood, { type: 'save', step: 'qualify', patch: { continuityThreatened: 'yes' } });
    await workbench.command('Faultline: Show What Is Due');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: flood }).first().waitFor();
    await workbench.screenshot('told-missing');
    await workbench.pick(flood);
    await workbench.pickIn('Not handed over: Emergency management', 'Hand it over…');
    await workbench.pickIn('The text for', 'Record that they were told');
    await workbench.answerTo('Who was told?', 'Eve');
    await workbench.answerTo('Over which channel?', 'Phone');
    await workbench.page.locator('.statusbar-item', { hasText: 'Emergency management was told' }).waitFor();
    const [row] = (await stored(flood)).values.handOvers ?? [];
    assert.deepEqual([row?.interface, row?.person], ['emergencyManagement', 'Eve']);
  });

  it('a safeguard that is off without a measure opens a gap, and the head shows it', async () => {
    const { workbench, form } = here;
    await open(outage);
    await form.press('[data-action="safeguardOff"]');
    await workbench.answerTo('Which safeguard is off', 'Mail filter');
    await workbench.answerTo('On which component?', 'Gateway');
    await workbench.answerTo('Since when?', '10 min ago');
    await workbench.answerTo('Until when', '');
    await form.find('.badge.gap').waitFor();
    await form.find('[data-path="gaps"]').filter({ hasText: 'Mail filter' }).waitFor();
    await workbench.screenshot('told-gap');
    assert.deepEqual(await findings(form), []);
    const [gap] = (await stored(outage)).gaps;
    assert.deepEqual([gap?.safeguard, gap?.component, gap?.restored], ['Mail filter', 'Gateway', undefined]);
  });

  it('fits at 400 px', async () => {
    const { workbench, form } = here;
    await workbench.hideSideBars();
    await workbench.page.setViewportSize({ width: 400 + activityBar, height: 900 });
    await workbench.screenshot('told-400');
    const [content, page] = await form
      .find('#root')
      .evaluate((): [number, number] => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    await workbench.page.setViewportSize({ width: 1280, height: 900 });
    await workbench.showTree();
    assert.ok(content <= page, `${content} px of content in ${page} px`);
  });

  it('a follow-up of a completed incident is answered without reopening', async () => {
    const { workbench, form } = here;
    await recorded(
      jam,
      {
        type: 'save',
        step: 'complete',
        patch: {
          followUps: {
            f1: { what: 'Order a roller', due: addHours(new Date().toISOString(), 24) },
            f2: { what: 'Clean the tray', due: addHours(new Date().toISOString(), 30) },
          },
        },
      },
      { type: 'completeShortly', patch: { closureCode: 'notReproducible', solution: 'Nothing found' } },
    );
    assert.equal((await stored(jam)).open, false);
    await workbench.command('Faultline: Show What Is Due');
    await workbench.pick('Order a roller');
    await workbench.pickIn('Order a roller', 'Done…');
    await workbench.answerTo('Who has done it?', 'Ida Test');
    await workbench.answerTo('Done', 'now');
    await workbench.page.locator('.statusbar-item', { hasText: 'Order a roller is answered' }).waitFor();
    await workbench.choose('Faultline: Open Incident…', jam);
    await form.find('h1').filter({ hasText: jam }).waitFor();
    await form.press('[data-card="due"] [data-answer="followUp"]');
    await workbench.pickIn('Clean the tray', 'Done…');
    await workbench.answerTo('Who has done it?', 'Ida Test');
    await workbench.answerTo('Done', 'now');
    await form.find('[data-card="due"]').waitFor({ state: 'detached' });
    const incident = await stored(jam);
    assert.deepEqual([incident.open, incident.values.followUps?.map(({ doneBy }) => doneBy)], [false, ['Ida Test', 'Ida Test']]);
    assert.ok(!incident.timeline.some(({ type }) => type === 'incident.reopened'));
  });

  it('a release is asked for in the page, stands on the IT manager’s list, and is refused there with a reason', async () => {
    const { workbench, form } = here;
    const measure = { what: 'Swap the switch', type: 'final', person: 'Ben', weakensSafeguard: 'yes', safeguard: 'Port lock' };
    await recorded(switching, { type: 'save', step: 'analyse', patch: { measures: { m1: measure } } });
    await open(switching);
    await form.show('analyse');
    await form.press('[data-ask-release="m1"]');
    await form.find('[data-row="m1"]').filter({ hasText: 'Release asked for by Ida Test' }).waitFor();
    await workbench.screenshot('told-asked');
    assert.equal(await form.find('[data-ask-release]').count(), 0);
    await workbench.setRole('itManager');
    await workbench.treeRow('Needs you').waitFor();
    await workbench.screenshot('told-manager');
    await workbench.command('Faultline: Show What Is Due');
    await workbench.pick('Release asked for: Swap the switch');
    await workbench.pickIn('Release asked for', 'Refuse…');
    await workbench.answerTo('Why is it not released?', 'It needs a fallback first');
    await workbench.page.locator('.statusbar-item', { hasText: 'refused: Swap the switch' }).waitFor();
    await form.show('analyse');
    await form.find('[data-row="m1"]').filter({ hasText: 'It needs a fallback first' }).waitFor();
    await workbench.screenshot('told-refused');
    assert.deepEqual(await findings(form), []);
    const incident = await stored(switching);
    assert.deepEqual(
      incident.timeline.slice(-2).map(({ type, by }) => [type, by.role]),
      [
        ['incident.releaseAsked', 'administrator'],
        ['incident.releaseRefused', 'itManager'],
      ],
    );
  });

  it('what presses is told of in one message, once: not again after a reload, nor in a second window', async () => {
    const { workbench } = here;
    await workbench.command('Notifications: Clear All Notifications');
    await recorded(robot, { type: 'save', step: 'detect', patch: { detectedAt: addHours(new Date().toISOString(), -3.5) } }, urgent);
    const told = (await workbench.notifications()).filter({ hasText: 'things need you' }).filter({ hasText: robot });
    await told.waitFor();
    await workbench.screenshot('told-notification');
    const button = told.locator('.monaco-button', { hasText: 'Open' });
    await button.focus();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: robot }).first().waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.reload();
    const second = await workbench.secondWindow('same');
    await second.showTree();
    await recorded(fax, { type: 'assign', level: 'second', person: 'Ida Test', reason: '' });
    await recorded(scanner, { type: 'assign', level: 'second', person: 'Ida Test', reason: '' });
    const lists = [await workbench.notifications(), await second.notifications()];
    // Who tells of the last one has told of all others: then nothing is still to come.
    await Promise.any(lists.map(list => list.filter({ hasText: scanner }).waitFor()));
    for (const [text, times] of [
      [fax, 1],
      [scanner, 1],
      [robot, 0],
    ] as const) {
      const counts = await Promise.all(lists.map(list => list.filter({ hasText: text }).count()));
      assert.equal(
        counts.reduce((sum, count) => sum + count),
        times,
        text,
      );
    }
    await second.page.close();
  });

  it('a developer at night puts a workaround in motion; what the role may not do is not offered, or refused before anything is asked', async () => {
    const { workbench, form } = here;
    await workbench.setRole('developer');
    await workbench.command('Faultline: Complete Incident…');
    // Nothing was picked: it is said before.
    await (await workbench.notifications()).filter({ hasText: 'The role developer may not complete an incident' }).waitFor();
    await open(outage);
    await form.press('[data-action="applyWorkaround"]');
    await form.type('[data-question="what"]', 'Send over the second line');
    await form.select('[data-question="weakensSafeguard"]', 'no');
    await form.press('[data-dialog="ok"]');
    await form.find('.dialog').waitFor({ state: 'detached' });
    await workbench.screenshot('told-developer');
    const { timeline, values } = await stored(outage);
    const applied = timeline.findLast(({ type }) => type === 'incident.workaroundApplied');
    assert.deepEqual([applied?.by.role, values.serviceState], ['developer', 'restricted']);
    for (const action of ['applySolution', 'complete', 'assign'])
      assert.equal(await form.find(`[data-action="${action}"]`).count(), 0, action);
  });

  it('security management enters its own assessment, and can do nothing else to an incident', async () => {
    const { workbench, form } = here;
    await workbench.setRole('securityOfficer');
    await open(outage);
    await form.press('[data-action="assess"]');
    await workbench.pickIn('What does security management hold it for?', 'Confirmed');
    await workbench.answerTo('Reason for the assessment', 'The line was cut on purpose');
    await form.find('[data-card="ownAssessment"]').filter({ hasText: 'The line was cut on purpose' }).waitFor();
    await workbench.screenshot('told-officer');
    assert.deepEqual(await findings(form), []);
    const { ownAssessment } = await stored(outage);
    assert.deepEqual([ownAssessment?.assessment, ownAssessment?.by.role], ['confirmed', 'securityOfficer']);
    for (const action of ['tell', 'safeguardOff', 'complete', 'assign', 'attachEvidence'])
      assert.equal(await form.find(`[data-action="${action}"]`).count(), 0, action);
  });

  it('hands an incident over from its page to somebody of the register, who is offered below the name, in any theme', async () => {
    const { workbench, form } = here;
    await workbench.setRole('administrator');
    await workbench.command('Notifications: Clear All Notifications');
    const store = openStore(folder(), { actor: () => Promise.resolve(person('itManager', 'Ida Manager')) });
    for (const patch of [
      inRoles('Ida Manager', 'itManager', 'developer'),
      inRoles('Noor <b>Haddad</b>', 'administrator'),
      inRoles('Petra Developer of the Very Long Name and of Everything That Is Ever Developed Here', 'developer', 'securityOfficer'),
    ])
      assert.ok((await store.create('person', patch)).ok);
    store.dispose();
    await recorded(chair);
    await open(chair);
    await workbench.hideSideBars();
    await workbench.page.setViewportSize({ width: 400 + activityBar, height: 900 });
    await form.press('[data-action="assign"]');
    const offered = (): Promise<readonly string[]> => form.find('.people [data-person]').allInnerTexts();
    await form.find('[data-person="Ida Manager"]').waitFor();
    assert.equal((await offered())[0], 'Ida Manager developer, IT manager');
    await form.reach('[data-question="person"]');
    for (const theme of ['light', 'contrast', 'contrastLight', 'dark'] as const) {
      await workbench.setTheme(theme);
      assert.deepEqual(await findings(form), [], theme);
      await form.find('.people').scrollIntoViewIfNeeded();
      await workbench.screenshot(`told-offered-${theme}`);
    }
    await workbench.page.keyboard.type('HADD');
    await form.find('[data-person="Ida Manager"]').waitFor({ state: 'detached' });
    assert.deepEqual(await offered(), ['Noor <b>Haddad</b> administrator']);
    await workbench.screenshot('told-offered-matching');
    await form.reach('[data-person^="Noor"]');
    await workbench.screenshot('told-offered-focus');
    await form.press('[data-person^="Noor"]');
    await form.find('.people').waitFor({ state: 'detached' });
    const field = form.find('[data-question="person"]');
    assert.deepEqual(await field.evaluate(element => [(element as HTMLInputElement).value, element === document.activeElement]), [
      'Noor <b>Haddad</b>',
      true,
    ]);
    await form.press('[data-dialog="ok"]');
    await form.find('.dialog').waitFor({ state: 'detached' });
    await form.find('.head').filter({ hasText: 'Noor <b>Haddad</b>' }).waitFor();
    assert.equal((await stored(chair)).values.assignee, 'Noor <b>Haddad</b>');
  });
});
