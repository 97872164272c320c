import assert from 'node:assert/strict';
import { filterAndSort, filtered, noFilter, type Filter, type ListLook } from '../../../media/readOnly/filter';
import { tileGroups, tiles, type TileId } from '../../../media/readOnly/tiles';
import { addHours } from '../../../src/domain/foundation/time';
import { incidentFacts } from '../../../src/domain/incident/facts';
import type { ListedIncident } from '../../../src/protocol/readOnlyPage';
import { english } from '../../../src/words/english';
import { benchAt, testNow } from '../../support/incidents';

const all = noFilter;
const at = { now: testNow, words: english };
const ids = (from: readonly ListedIncident[], change: Partial<Filter>): readonly string[] =>
  filterAndSort(from, { ...all, ...change }, undefined, at).map(({ id }) => id);
const listed = (id: string, change: Partial<ListedIncident> = {}): ListedIncident => ({
  ...incidentFacts(benchAt('detect').incident),
  faulty: false,
  id,
  ...change,
});
const incidents = [listed('INC-000001'), listed('INC-000002', { faulty: true, couldBeSecurity: 'unknown' })];

describe('the read-only list', () => {
  it('a tile filters, and closes the incident that the list no longer holds; one that it holds stays open', () => {
    const look = (shown: string | undefined): ListLook => ({ filter: all, shown });
    const faulty: Filter = { ...all, tile: 'faulty' };
    assert.deepEqual(ids(incidents, faulty), ['INC-000002']);
    assert.deepEqual(filtered(look('INC-000001'), { tile: 'faulty' }, incidents, at), { filter: faulty, shown: undefined });
    assert.equal(filtered(look('INC-000002'), { tile: 'faulty' }, incidents, at).shown, 'INC-000002');
    assert.equal(filtered(look(undefined), { tile: 'faulty' }, incidents, at).shown, undefined);
  });

  it('what is in the archive, or erased, is listed with the others, and is a state of its own', () => {
    const some = [
      listed('INC-000003'),
      listed('INC-000004', { open: false }),
      listed('INC-000005', { open: false, archived: true }),
      listed('INC-000006', { open: false, archived: true, erased: { completed: 2015, entries: 9 } }),
    ];
    assert.equal(ids(some, {}).length, 4);
    const states = ['open', 'closed', 'archived', 'erased'] as const;
    assert.deepEqual(
      states.map(state => ids(some, { state })),
      some.map(({ id }) => [id]),
    );
  });

  it('each tile counts what it says and nothing else', () => {
    const [past, ahead] = [addHours(testNow, -1), addHours(testNow, 1)];
    const gap = { id: 'g', safeguard: 'Port lock', component: 'Door', since: past, restored: false };
    const target = { since: addHours(testNow, -5), due: past };
    const cases: Record<Exclude<TileId, 'faulty'>, readonly [Partial<ListedIncident>[], Partial<ListedIncident>[]]> = {
      security: [
        [{ assessment: 'suspected' }, { reported: 'securityIncident' }, { assessment: 'no', ownAssessment: 'confirmed' }],
        [{ assessment: 'falseAlarm' }, { ownAssessment: 'no' }],
      ],
      unknown: [
        [{ couldBeSecurity: 'unknown' }],
        [{ couldBeSecurity: 'unknown', assessment: 'no' }, { couldBeSecurity: 'unknown', open: false }, { couldBeSecurity: 'no' }],
      ],
      gaps: [[{ gaps: [gap] }, { gaps: [{ ...gap, acceptedUntil: past }] }], [{ gaps: [{ ...gap, acceptedUntil: ahead }] }]],
      accepted: [
        [{ gaps: [{ ...gap, acceptedUntil: ahead }] }],
        [{ gaps: [gap] }, { gaps: [{ ...gap, acceptedUntil: past }] }, { gaps: [{ ...gap, acceptedUntil: ahead, restored: true }] }],
      ],
      otherwise: [
        [
          { assessment: 'no', ownAssessment: 'suspected' },
          { assessment: 'no', ownAssessment: 'confirmed', open: false },
        ],
        [{ assessment: 'suspected', ownAssessment: 'confirmed' }, { assessment: 'no' }, { ownAssessment: 'no' }],
      ],
      handOvers: [
        [{ handOvers: [{ id: 'h', party: 'securityManagement', at: past }] }],
        [{ handOvers: [] }, { handOvers: [{ id: 'h', party: 'securityManagement', at: addHours(testNow, -5) }] }],
      ],
      duties: [
        [{ clocks: [{ duty: 'gdprAuthority', due: past }] }, { clocks: [{ duty: 'gdprAuthority', halt: 'stopped' }] }],
        [{ clocks: [{ duty: 'gdprAuthority', due: ahead }] }, { clocks: [{ duty: 'gdprAuthority', due: past, sentAt: past }] }, { target }],
      ],
      target: [[{ target }], [{ target: { ...target, due: ahead } }, { clocks: [{ duty: 'gdprAuthority', due: past }] }]],
      untold: [[{ untold: ['securityManagement'] }], [{ assessment: 'suspected' }]],
      lateHandOvers: [
        [{ handOvers: [{ id: 'h', party: 'securityManagement', at: addHours(testNow, -5) }] }],
        [
          { handOvers: [{ id: 'h', party: 'securityManagement', at: past }] },
          { handOvers: [{ id: 'h', party: 'cert', at: addHours(testNow, -5) }] },
        ],
      ],
      reviews: [
        [{ serviceState: 'restricted', workaroundReviewAt: past }],
        [
          { serviceState: 'restricted', workaroundReviewAt: ahead },
          { serviceState: 'normal', workaroundReviewAt: past },
        ],
      ],
      due: [
        [{ followUps: [{ id: 'f', what: 'Order a spare', due: past }] }],
        [{ followUps: [{ id: 'f', what: 'Order a spare', due: addHours(testNow, 200) }] }],
      ],
    };
    for (const [tile, [counted, others]] of Object.entries(cases)) {
      const from = [...counted, ...others].map((change, row) => listed(`INC-00000${row}`, { ...change, target: change.target }));
      assert.deepEqual(
        ids(from, { tile: tile as TileId }),
        counted.map((_, row) => `INC-00000${row}`),
        tile,
      );
    }
    assert.equal(Object.keys(tiles).length, Object.keys(cases).length + 1);
    assert.deepEqual(Object.values(tileGroups).flat().sort(), Object.keys(tiles).sort());
  });

  it('the search finds components of gaps, duties, parties and persons, and a pattern its incidents alone', () => {
    const due = addHours(testNow, 1);
    const about = listed('INC-000003', {
      gaps: [{ id: 'g', safeguard: 'Port lock', component: 'Door reader', since: testNow, restored: false }],
      clocks: [{ duty: 'nis2EarlyWarning', due }],
      handOvers: [{ id: 'h', party: 'securityManagement', at: testNow }],
      followUps: [{ id: 'f', what: 'Order a spare', person: 'Zoe', due }],
    });
    for (const text of ['door reader', 'early warning', 'security management', 'zoe', 'spare'])
      assert.deepEqual(ids([...incidents, about], { text }), ['INC-000003'], text);
    assert.deepEqual(ids([...incidents, about], { only: { name: 'Door', ids: ['INC-000001'] } }), ['INC-000001']);
  });

  it('what was opened from elsewhere and is in no list (a file that is gone) stays with its reason', () => {
    assert.equal(filtered({ filter: all, shown: 'INC-000009' }, { tile: 'security' }, incidents, at).shown, 'INC-000009');
  });
});
