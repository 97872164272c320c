import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Ancestry } from '../../../src/domain/record/ancestry';
import type { RecordEvent } from '../../../src/domain/record/event';
import { ancestorsOf } from '../../../src/domain/record/log';
import { UnseenChanges } from '../../../src/domain/record/unseenChanges';
import { person, testNow } from '../../support/incidents';

interface Entry {
  /** How far back its parents lie. */
  readonly parents: readonly number[];
  readonly does: 'changes' | 'asks' | 'both' | 'nothing';
}

const does = fc.constantFrom<Entry['does']>('changes', 'asks', 'both', 'nothing');
const near = fc.array(fc.nat(6), { maxLength: 3 });
/** Many on one entry, and one on many of them, so that there are more runs than one word has bits. */
const far = fc.array(fc.nat(120), { maxLength: 40, size: 'max' });
const logs = fc.array(fc.record({ parents: fc.oneof({ weight: 4, arbitrary: near }, far), does }), { maxLength: 150, size: 'max' });

function timelineOf(entries: readonly Entry[]): readonly RecordEvent[] {
  return entries.map(({ parents }, n) => {
    const ids = [...new Set(parents.map(back => n - 1 - back).filter(parent => parent >= 0))].map(String);
    return { id: String(n), parents: ids, at: testNow, by: person(), type: '', digest: '', data: {} };
  });
}

describe('changes that the writer of an entry had not seen', () => {
  it('are told as if every change were asked after, the last first', () => {
    fc.assert(
      fc.property(logs, entries => {
        const timeline = timelineOf(entries);
        const ancestry = new Ancestry(timeline);
        const unseen = new UnseenChanges(ancestry);
        const changes: string[] = [];
        timeline.forEach((entry, n) => {
          ancestry.enter(entry);
          const what = entries[n]?.does;
          if (what === 'changes' || what === 'both') {
            unseen.note(entry.id);
            changes.push(entry.id);
          }
          if (what !== 'asks' && what !== 'both') return;
          const seen = new Set(ancestorsOf(timeline, [entry.id]).map(({ id }) => id));
          assert.equal(
            unseen.last(),
            changes.findLast(change => !seen.has(change)),
          );
        });
      }),
      { numRuns: 200 },
    );
  });
});
