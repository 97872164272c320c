import { deepEqual } from 'node:assert/strict';
import { incidentFacts } from '../../../src/domain/incident/facts';
import { describeDueWhen } from '../../../src/words/describeDue';
import { counted, fill } from '../../../src/words/words';
import { benchAt, testId } from '../../support/incidents';
import { secondLanguage } from '../../support/secondLanguage';
import { withoutEditor } from '../../support/withoutEditor';

describe('the row of an incident in the tree', () => {
  withoutEditor(secondLanguage);

  it('says first what presses, for the rest is cut off: a target that is over, then gaps, then step and person', async () => {
    const { recordItem } = await import('../../../src/ui/tree/recordItem');
    const target = { since: '2020-01-01T00:00:00.000Z', due: '2020-01-01T04:00:00.000Z' };
    const gap = { id: 'g1', safeguard: 'Mail filter', component: '', since: target.since, restored: false };
    const facts = { ...incidentFacts(benchAt('remedy').incident), target, gaps: [gap] };
    const left = describeDueWhen(secondLanguage, { what: { code: 'target' }, at: target.due }, new Date().toISOString());
    const told = [
      left,
      counted(secondLanguage, secondLanguage.tree.gaps, { count: 1 }),
      fill(secondLanguage.tree.step, { number: 4, steps: 6 }),
      'Ben',
    ];
    deepEqual(recordItem({ type: 'record', id: testId, facts }).description, told.join(' · '));
  });
});
