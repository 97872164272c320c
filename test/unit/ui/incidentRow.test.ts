import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { DuePerson, DueWhat } from '../../../src/domain/incident/due';
import type { TreeNode } from '../../../src/ui/tree/node';
import { incidentFacts, type IncidentFacts } from '../../../src/domain/incident/facts';
import type { FileFault } from '../../../src/store/fault';
import { describeDueShort, describeDueWhat } from '../../../src/words/describeDue';
import { english } from '../../../src/words/english';
import { fill } from '../../../src/words/words';
import { benchAt, testId } from '../../support/incidents';
import { withoutEditor } from '../../support/withoutEditor';

const target = { since: '2020-01-01T00:00:00.000Z', due: '2020-01-01T04:00:00.000Z' };
const gap = { id: 'g1', safeguard: 'Mail filter', component: '', since: target.since, restored: false };

function factsWith(change: Partial<IncidentFacts> = {}): IncidentFacts {
  return { ...incidentFacts(benchAt('remedy').incident), target: undefined, ...change };
}

describe('the row of an incident in the tree', () => {
  withoutEditor(english);

  const drawn = async (facts: IncidentFacts, who?: DuePerson, withdrawn?: boolean) => {
    const { recordItem } = await import('../../../src/ui/tree/recordItem');
    const { description, iconPath, resourceUri, tooltip, accessibilityInformation } = recordItem(
      { type: 'record', id: testId, facts },
      who,
      withdrawn,
    );
    const { id: icon } = iconPath as { readonly id: string };
    return {
      description: String(description),
      icon,
      marks: resourceUri?.query,
      tooltip: tooltip as string,
      spoken: accessibilityInformation?.label,
    };
  };

  it('says first what presses, its telling word first: how late it is, what is wanted, then gaps, step and person', async () => {
    const { description } = await drawn(factsWith({ target, gaps: [gap] }));
    match(description, /^\d+ d over · restore · 1 gap · step 4\/6 · Ben$/);
    deepEqual(describeDueShort(english, { what: { code: 'target' }, at: target.due }, '2020-01-02T04:00:00.000Z'), '24 h over');
    deepEqual(describeDueShort(english, { what: { code: 'target' }, at: target.due }, '2020-01-01T01:00:00.000Z'), '3 h left');
  });

  it('says calmly of one whose label others have raised that it stays here, and whole on hover and to who hears it', async () => {
    const { description, tooltip, spoken } = await drawn(factsWith(), undefined, true);
    match(description, /^stays here · step 4\/6 · Ben$/);
    for (const told of [tooltip, spoken]) ok(told?.includes(english.page.withdrawn), told);
    const { description: of, tooltip: on } = await drawn(factsWith());
    equal(`${of}${on}`.includes('withdrawn') || of.includes('stays here'), false);
  });

  it('says first what is wanted of who looks, though something else is due before', async () => {
    const releasesAsked = [{ measure: 'm1', what: 'Replace the relay', at: new Date().toISOString() }];
    const facts = factsWith({ target, releasesAsked });
    const first = async (who: DuePerson): Promise<boolean> => (await drawn(facts, who)).description.startsWith('release · ');
    deepEqual([await first({ name: 'Eve', role: 'itManager' }), await first({ name: 'Ben', role: 'developer' })], [true, false]);
  });

  it('shows without any text that something is overdue, a gap open, or it a security incident', async () => {
    const { over, conflict, gap: open } = english.tree.marks;
    for (const [change, icon, marks] of [
      [{}, 'warning', undefined],
      [{ target }, 'warning', over],
      [{ gaps: [gap] }, 'warning', open],
      [{ target, gaps: [gap] }, 'warning', over + open],
      [{ conflicts: ['symptoms'] }, 'warning', conflict],
      [{ target, conflicts: ['symptoms'], gaps: [gap] }, 'warning', over + conflict],
      [{ assessment: 'suspected' }, 'shield', undefined],
      [{ ownAssessment: 'confirmed' }, 'shield', undefined],
      [{ reported: 'securityIncident' }, 'shield', undefined],
    ] as const) {
      const shown = await drawn(factsWith(change as Partial<IncidentFacts>));
      deepEqual([shown.icon, shown.marks], [icon, marks], JSON.stringify(change));
    }
    for (const mark of Object.values(english.tree.marks)) equal(mark.length, 1);
  });

  it('offers to mend one whose lines a merge has re-ordered, also where it is completed', async () => {
    const { recordItem } = await import('../../../src/ui/tree/recordItem');
    const contextOf = (fault: FileFault | undefined, open = true): string | undefined =>
      recordItem({ type: 'record', id: testId, facts: factsWith({ open }), ...(fault && { fault }) }).contextValue;
    const integrity = (detail: 'outOfOrder' | 'idMismatch'): FileFault => ({ code: 'integrity', line: 3, detail });
    deepEqual(
      [
        contextOf(integrity('outOfOrder')),
        contextOf(integrity('outOfOrder'), false),
        contextOf(integrity('idMismatch')),
        contextOf(integrity('idMismatch'), false),
      ],
      ['incident.disordered', 'incident.disordered', 'incident.faulty', 'incident.completed'],
    );
    deepEqual(
      [contextOf({ code: 'rolledBack', detail: '' }), contextOf(undefined), contextOf(undefined, false)],
      ['incident.rolledBack', 'incident.open', 'incident.completed'],
    );
  });

  it('says what several changed at once, first of all for whoever has it', async () => {
    const {
      description,
      tooltip,
      spoken = '',
    } = await drawn(factsWith({ conflicts: ['symptoms', 'step', 'record.released', 'measures/m1/person'] }), {
      name: 'Ben',
      role: 'administrator',
    });
    match(description, /^settle · /);
    for (const text of [tooltip, spoken]) match(text, /Changed by several at once: Symptoms, Step, release, and 1 more/);
  });

  it('keeps the whole words on hover and for who hears it', async () => {
    const { tooltip, spoken = '' } = await drawn(factsWith({ target, gaps: [gap], assessment: 'suspected' }));
    const what = describeDueWhat(english, { code: 'target' });
    for (const text of [tooltip, spoken])
      for (const told of [what, english.tree.security, fill(english.tree.tooltip.gaps, { gaps: 1 })]) ok(text.includes(told), text);
  });
});

describe('the rows below an incident in the tree', () => {
  withoutEditor(english);

  it('begin with what differs, and keep the whole words on hover', async () => {
    const { itemOf } = await import('../../../src/ui/tree/item');
    const now = new Date().toISOString();
    const due = (what: DueWhat): TreeNode => ({ type: 'due', incident: testId, due: { what, at: now, isOver: false, person: 'Ben' } });
    const missing = [
      { code: 'symptoms', met: false },
      { code: 'reporter', met: false },
    ] as const;
    const gapNode = { type: 'gap', incident: testId, id: 'g1', safeguard: 'Port lock', acceptedUntil: undefined } as const;
    const items = (
      [
        due({ code: 'handOver', row: 'h1', party: 'cert' }),
        due({ code: 'release', measure: 'm1', what: 'Replace the relay' }),
        due({ code: 'target' }),
        { ...gapNode, state: 'open' },
        { ...gapNode, state: 'restored' },
        { type: 'next', incident: testId, step: 'detect', missing },
      ] as const
    ).map(node => itemOf(node, () => undefined));
    deepEqual(
      items.map(({ label }) => label),
      ['CERT: acknowledge', 'Replace the relay: release', 'Service to be restored', 'Port lock off', 'Port lock back', 'the symptoms'],
    );
    deepEqual(
      [items[0], items[5]].map(item => item?.tooltip),
      ['Not acknowledged: CERT: due now · Ben', 'Missing: the symptoms, who reported it'],
    );
    deepEqual(items[5]?.description, 'missing, and 1 more');
  });
});
