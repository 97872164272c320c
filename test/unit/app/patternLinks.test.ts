import assert from 'node:assert/strict';
import { patternsOf } from '../../../src/app/patterns';
import { addDays } from '../../../src/domain/foundation/time';
import { incidentFacts, type IncidentFacts } from '../../../src/domain/incident/facts';
import type { Finding, FindingOf } from '../../../src/domain/incident/finding';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { LinkState, Relation } from '../../../src/domain/record/link';
import type { IndexEntry } from '../../../src/store/indexEntry';
import type { Traits } from '../../../src/domain/incident/traits';
import { allTold } from '../../support/allTold';
import { describeFinding } from '../../../src/words/describeFinding';
import { english } from '../../../src/words/english';
import { benchAt } from '../../support/incidents';

const today = new Date('2026-11-20T08:00:00.000Z');
const ago = (days: number): string => addDays(today.toISOString(), -days);
const facts = incidentFacts(benchAt('detect').incident);
const idOf = (n: number): IncidentId => `INC-${String(n).padStart(6, '0')}`;

function entry(n: number, days: number, change: Partial<IncidentFacts> = {}, traits: Traits = {}): IndexEntry {
  const id = idOf(n);
  const own = { ...facts, id, recordedAt: ago(days), components: [], relations: [], ...change };
  return { type: 'record', kind: 'incident', id, facts: own, traits: { detectedAt: ago(days), ...traits }, version: '1', size: 1 };
}

const problem = (id: `PRB-${string}` | `KER-${string}`, kind: 'problem' | 'knownError'): IndexEntry =>
  ({ type: 'record', kind, id, facts: { id, title: id, relations: [] }, version: '1', size: 1 }) as unknown as IndexEntry;
const link = (kind: Relation['kind'], to: string | number, state: LinkState = 'confirmed'): Relation => ({
  kind,
  id: typeof to === 'number' ? idOf(to) : to,
  state,
});
const others = Array.from({ length: 60 }, (_, n) => entry(1_000 + n, 300 - n * 5, { components: [`Part ${n % 9}`] }));
const found = async (entries: readonly IndexEntry[]): Promise<readonly Finding[]> =>
  allTold((await patternsOf({ entries: [...others, ...entries], repository: undefined }, today)) ?? []);
const chainsIn = (findings: readonly Finding[]): readonly FindingOf<'chain'>[] => findings.filter(one => one.pattern === 'chain');

describe('links between records, where patterns are looked for', () => {
  for (const [id, kind] of [
    ['PRB-000001', 'problem'],
    ['KER-000001', 'knownError'],
  ] as const)
    it(`take no suspected ${kind} for a cause: to raise one for a finding is no evidence`, async () => {
      const linked = (state: LinkState) =>
        found([
          problem(id, kind),
          ...Array.from({ length: 9 }, (_, n) => entry(n, 40 - n * 2, { components: ['Relay'], relations: [link('causedBy', id, state)] })),
        ]);
      const isOfCause = (one: Finding): boolean => one.pattern === 'chain' || ('facet' in one && one.facet === 'cause');
      const suspected = await linked('suspected');
      assert.deepEqual(suspected.filter(isOfCause), []);
      assert.ok(suspected.some(one => one.pattern === 'recurrence' && one.name === 'Relay'));
      assert.ok((await linked('confirmed')).some(isOfCause));
    });

  it('make no chain of one outage that was told several times, and add no hours of duplicates to one', async () => {
    const outage = entry(1, 5, {}, { restoredAt: ago(4.8) });
    const told = [2, 3, 4, 5, 6].map(n => entry(n, 5, { relations: [link('duplicateOf', 1)] }));
    assert.deepEqual(chainsIn(await found([outage, ...told])), []);
    const causedBy = (n: number, to: number, ...more: readonly Relation[]): IndexEntry =>
      entry(n, 5, { relations: [link('causedBy', to), ...more] }, { restoredAt: ago(4) });
    const [chain, ...rest] = chainsIn(
      await found([outage, causedBy(2, 1), causedBy(3, 1), ...[4, 5].map(n => causedBy(n, 1, link('duplicateOf', 2)))]),
    );
    assert.deepEqual([chain?.ids, chain?.hours, rest], [[1, 2, 3].map(idOf), 52.8, []]);
  });

  it('make one finding of what came of one cause again and again', async () => {
    const caused = Array.from({ length: 9 }, (_, n) => entry(n, 40 - n * 2, { relations: [link('causedBy', 1_000, 'suspected')] }));
    const told = await patternsOf({ entries: [...others, ...caused], repository: undefined }, today);
    assert.deepEqual(
      told?.map(({ pattern, also }) => [pattern, also?.map(one => 'facet' in one && one.facet)]),
      [['chain', ['cause']]],
    );
  });

  it('hold what came of a duplicate for what came of its original', async () => {
    const [chain] = chainsIn(
      await found([
        entry(1, 5, {}, { restoredAt: ago(4) }),
        entry(2, 5, { relations: [link('duplicateOf', 1)] }, { restoredAt: ago(4) }),
        ...[3, 4].map(n => entry(n, 5, { relations: [link('causedBy', 2)] }, { restoredAt: ago(4) })),
      ]),
    );
    assert.deepEqual([chain?.root, chain?.ids, chain?.hours], [idOf(1), [1, 3, 4].map(idOf), 72]);
  });

  describe('between a parent and its children', () => {
    const parentOf = (...children: readonly number[]) => children.map(n => link('parentOf', n));
    const child = (n: number, ...relations: Relation[]) => entry(n, 4.5, { relations }, { restoredAt: ago(3.5) });
    const parent = (...relations: Relation[]) => entry(1, 5, { relations }, { restoredAt: ago(4) });
    const effect = (n: number, cause: number, ...more: readonly Relation[]) =>
      entry(n, 3, { relations: [link('causedBy', cause), ...more] }, { restoredAt: ago(2) });
    const told = async (...entries: readonly IndexEntry[]) =>
      chainsIn(await found(entries)).map(({ root, ids, effects, depth, hours }) => [root, ids.toSorted(), effects, depth, hours]);

    it('are no cause and effect', async () => {
      assert.deepEqual(await told(parent(...parentOf(2, 3)), child(2), child(3)), []);
      assert.deepEqual(await told(parent(...parentOf(2, 3)), child(2), child(3), effect(4, 1)), [], 'one effect is a link');
      assert.deepEqual(await told(parent(...parentOf(2)), child(2, ...parentOf(1)), child(3)), [], 'nor where each is the other’s');
    });

    it('make one disturbance: its hours once, and what came of a child came of the parent', async () => {
      const [all, whole] = [[1, 2, 3, 4, 5].map(idOf), parent(...parentOf(2, 3))];
      assert.deepEqual(await told(whole, child(2), child(3), effect(4, 1), effect(5, 2)), [[idOf(1), all, 2, 1, 84]]);
      assert.deepEqual(await told(whole, child(2), child(3), effect(4, 3), effect(5, 2)), [[idOf(1), all, 2, 1, 84]]);
      const ofOne = await told(whole, child(2), child(3), effect(4, 2), effect(5, 2));
      assert.deepEqual(ofOne, [[idOf(2), [2, 4, 5].map(idOf), 2, 1, 72]], 'of one child alone');
    });

    describe('count once', () => {
      const told = async (state: LinkState | undefined, components: (n: number) => string[]) =>
        (
          await found([
            entry(1, 5, {
              components: ['Directory'],
              ...(state && { relations: [2, 3, 4, 5, 6, 7, 8].map(n => link('parentOf', n, state)) }),
            }),
            ...[2, 3, 4, 5, 6, 7, 8].map(n => entry(n, 5 - n * 0.01, { components: components(n) })),
          ])
        ).filter(({ pattern }) => pattern !== 'chain');

      it('among many at once of a component, where the link is confirmed', async () => {
        const same = () => ['Directory'];
        assert.deepEqual(await told('confirmed', same), []);
        for (const state of [undefined, 'suspected', 'ruledOut'] as const)
          assert.deepEqual(
            (await told(state, same)).map(({ key }) => key),
            ['burst component Directory'],
            state,
          );
      });

      it('among many at once of any kind', async () => {
        const others = (n: number) => [`Part ${n}`];
        assert.deepEqual(await told('confirmed', others), []);
        assert.equal((await told(undefined, others)).filter(({ key }) => key.startsWith('burst all')).length, 1);
      });

      it('at a time of day, and as parts of what is a part itself, or of a duplicate', async () => {
        const nights = (...relations: (readonly [n: number, relation: Relation])[]) =>
          found(
            Array.from({ length: 9 }, (_, n) =>
              entry(n, 12.75 - n, {
                components: ['Directory'],
                relations: relations.flatMap(([of, relation]) => (of === n ? [relation] : [])),
              }),
            ),
          );
        const isOfHours = (one: Finding): boolean => one.pattern === 'together' && one.company === 'hours';
        const parts = (n: number, ...of: readonly number[]) => of.map(to => [n, link('parentOf', to)] as const);
        assert.ok((await nights()).some(isOfHours));
        assert.ok(!(await nights(...parts(0, 1, 2, 3), ...parts(3, 4, 5, 6, 7, 8))).some(isOfHours), 'parts of a part');
        assert.ok(
          !(await nights(...parts(0, 2, 3, 4, 5), ...parts(1, 6, 7, 8), [1, link('duplicateOf', 0)])).some(isOfHours),
          'of a duplicate',
        );
        assert.ok(!(await nights(...parts(0, 1, 2, 3, 4, 5, 6, 7, 8), ...parts(8, 0))).some(isOfHours), 'in a circle');
      });

      it('where two components fail together or one after another, time and again', async () => {
        const times = (isLinked: boolean, own: string[], child: string[]) =>
          found(
            Array.from({ length: 8 }, (_, at) => [
              entry(at * 10 + 1, 290 - at * 33.37, {
                components: own,
                relations: isLinked ? [2, 3].map(n => link('parentOf', at * 10 + n)) : [],
              }),
              ...[2, 3].map(n => entry(at * 10 + n, 289.9 - at * 33.37, { components: child })),
            ]).flat(),
          );
        const together = (all: readonly Finding[]) => all.flatMap(one => (one.pattern === 'together' ? [[one.company, one.count]] : []));
        assert.deepEqual(together(await times(true, ['Directory'], ['Mail'])), []);
        assert.deepEqual(together(await times(false, ['Directory'], ['Mail'])), [['follows', 8]]);
        const both = ['Directory', 'Mail'];
        assert.deepEqual(together(await times(true, both, both)), [['sameIncident', 8]]);
        assert.deepEqual(together(await times(false, both, both)), [['sameIncident', 24]]);
      });
    });

    it('count once among the effects, however many children there are', async () => {
      const effects = [effect(4, 1, ...parentOf(5, 6)), child(5), child(6), effect(7, 5)];
      assert.deepEqual(await told(parent(), ...effects), [[idOf(1), [1, 4, 5, 6, 7].map(idOf), 2, 2, 96]]);
    });
  });

  it('count every record that came of a cause, and make no chain without an incident behind it', async () => {
    const linked = (id: `PRB-${string}`, ...relations: readonly Relation[]): IndexEntry => {
      const made = problem(id, 'problem');
      return { ...made, facts: { ...(made as { facts: object }).facts, relations } } as unknown as IndexEntry;
    };
    const causedBy = (to: string | number): Relation => link('causedBy', to);
    const problems = [linked('PRB-000001'), linked('PRB-000002', causedBy('PRB-000001')), linked('PRB-000003', causedBy('PRB-000002'))];
    assert.deepEqual(chainsIn(await found(problems)), []);
    const [ofIncident] = chainsIn(await found([entry(1, 5), linked('PRB-000002', causedBy(1)), linked('PRB-000003', causedBy(1))]));
    assert.equal(ofIncident, undefined, 'problems alone came of an incident');
    const [chain] = chainsIn(await found([...problems, entry(1, 5, { relations: [causedBy('PRB-000003')] })]));
    assert.deepEqual([chain?.root, chain?.ids, chain?.effects, chain?.depth], ['PRB-000001', [idOf(1)], 3, 3]);
    assert.match(
      describeFinding(english, chain as Finding, at => at),
      /^PRB-000001 is the first cause of 3 more records;/,
    );
  });

  it('reach no farther than ten years back, and no disturbance farther than now', async () => {
    const effect = (n: number, occurred: number, restoredAt: string): IndexEntry =>
      entry(n, 5, { relations: [link('causedBy', 1)] }, { occurredAt: ago(occurred), restoredAt });
    const [chain] = chainsIn(
      await found([
        entry(1, 5, {}, { restoredAt: ago(4) }),
        effect(2, 5, '9999-12-31T00:00:00.000Z'),
        effect(3, 5, ago(4)),
        effect(4, 11_000, ago(4)),
      ]),
    );
    assert.deepEqual([chain?.ids, chain?.hours], [[1, 2, 3].map(idOf), 168]);
  });

  it('count files of duplicates and of what is older than ten years for no fault', async () => {
    const log = Array.from({ length: 600 }, (_, n) => ({ files: [{ path: `src/${n % 60}.ts` }] }));
    const repository = { head: () => Promise.resolve('a'), history: () => Promise.resolve({ ok: true, value: log }) };
    const files = { files: ['src/1.ts'] };
    const elsewhere = Array.from({ length: 30 }, (_, n) => entry(500 + n, 100, {}, { files: [`lib/${n}.ts`] }));
    const faults = async (entries: readonly IndexEntry[]) =>
      allTold((await patternsOf({ entries: [...elsewhere, ...entries], repository: repository as never }, today)) ?? []).filter(
        one => one.pattern === 'hotspot' && one.path === 'src/1.ts',
      ).length;
    const eight = Array.from({ length: 8 }, (_, n) => n);
    assert.equal(await faults(eight.map(n => entry(n, 20, {}, files))), 1);
    assert.equal(await faults(eight.map(n => entry(n, 20, { relations: n > 0 ? [link('duplicateOf', 0)] : [] }, files))), 0);
    assert.equal(await faults(eight.map(n => entry(n, 20, {}, { ...files, occurredAt: ago(11_000) }))), 0);
  });

  it('hold nothing that failed against changes that were not made', async () => {
    const days = Array.from({ length: 12 }, (_, n) => 290 - n * 24);
    const failed = days.map((at, n) => entry(n, at - 0.2 - (n % 5) * 0.15, { components: ['Boiler'] }));
    const changed = (state: string) =>
      days.map((at, n): IndexEntry => {
        const id = `CHG-${String(n).padStart(6, '0')}`;
        const own = { id, title: id, state, from: ago(at), recordedAt: ago(at), components: ['Valve'], relations: [] };
        return { type: 'record', kind: 'change', id, facts: own, version: '1', size: 1 } as unknown as IndexEntry;
      });
    const told = async (state: string) =>
      (await found([...failed, ...changed(state)])).some(one => one.pattern === 'together' && one.company === 'afterChange');
    const made = ['implemented', 'monitored', 'closed'];
    assert.deepEqual(
      await Promise.all(made.map(told)),
      made.map(() => true),
    );
    const others = ['planned', 'released', 'rejected'];
    assert.deepEqual(
      await Promise.all(others.map(told)),
      others.map(() => false),
    );
  });

  describe('leave', () => {
    const thirty = (relations: (n: number) => Relation[]) =>
      Array.from({ length: 30 }, (_, n) => entry(n, 40 - n, { components: ['Relay'], relations: relations(n) }));
    const ofRelay = async (relations: (n: number) => Relation[]) => {
      const surge = (await found(thirty(relations))).find(one => one.pattern === 'recurrence' && one.facet === 'component');
      return surge?.ids.length;
    };

    it('what is only suspected to be a duplicate', async () => {
      const alike = await ofRelay(() => []);
      assert.ok(alike !== undefined && alike >= 25, String(alike));
      assert.equal(await ofRelay(n => (n > 0 ? [link('duplicateOf', 0, 'suspected')] : [])), alike);
      assert.equal(await ofRelay(n => (n > 0 ? [link('duplicateOf', 0)] : [])), undefined);
    });

    it('one of those that are duplicates of one another', async () => {
      const pairs = await ofRelay(n => [link('duplicateOf', n ^ 1)]);
      assert.ok(pairs !== undefined && pairs >= 12 && pairs <= 15, String(pairs));
    });
  });
});
