import { deepEqual } from 'node:assert/strict';
import { folderSummary } from '../../../src/app/folderSummary';
import { addDays } from '../../../src/domain/foundation/time';
import { incidentFacts, type IncidentFacts } from '../../../src/domain/incident/facts';
import type { IndexEntry } from '../../../src/store/indexEntry';
import { benchAt, testId, testNow } from '../../support/incidents';

const facts = incidentFacts(benchAt('analyse').incident);
const entry = (change: Partial<IncidentFacts>): IndexEntry => ({
  type: 'record',
  kind: 'incident',
  id: testId,
  facts: { ...facts, ...change },
  version: '',
  size: 0,
});

describe('what is told of a folder that is not at work', () => {
  it('nothing where nothing was recorded', () => {
    deepEqual(folderSummary([], testNow), { isEmpty: true, open: 0, worst: undefined, overdue: 0 });
  });

  it('how many incidents are open, and the worst priority among them alone', () => {
    const entries = [
      entry({ priority: 'P3' }),
      entry({ priority: 'P2' }),
      entry({ priority: undefined }),
      entry({ priority: 'P1', open: false }),
    ];
    const { isEmpty, open, worst } = folderSummary(entries, testNow);
    deepEqual([isEmpty, open, worst], [false, 3, 'P2']);
    deepEqual(folderSummary([entry({ open: false })], testNow), { isEmpty: false, open: 0, worst: undefined, overdue: 0 });
  });

  it('how much of them is overdue by then', () => {
    const due = entry({ observeUntil: addDays(testNow, 1), step: 'monitor' });
    const overdue = (now: string): number => folderSummary([due], now).overdue;
    deepEqual([overdue(testNow), overdue(addDays(testNow, 2)) > overdue(testNow)], [0, true]);
  });
});
