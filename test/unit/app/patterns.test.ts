import assert from 'node:assert/strict';
import { failure, success } from '../../../src/domain/foundation/result';
import { patternsOf, type PatternSource } from '../../../src/app/patterns';
import { addDays } from '../../../src/domain/foundation/time';
import { incidentFacts, type IncidentFacts } from '../../../src/domain/incident/facts';
import type { Finding } from '../../../src/domain/incident/finding';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { isEntryOf, type IndexEntry } from '../../../src/store/indexEntry';
import type { Traits } from '../../../src/domain/incident/traits';
import { allTold } from '../../support/allTold';
import { blockOf } from '../../support/eventLoop';
import { benchAt } from '../../support/incidents';
import { english } from '../../../src/words/english';
import { describeChance, describeFinding } from '../../../src/words/describeFinding';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

async function created(outcome: Promise<{ readonly ok: boolean }>): Promise<void> {
  const made = await outcome;
  assert.ok(made.ok, JSON.stringify(made));
}

const today = new Date('2026-11-20T08:00:00.000Z');
const ago = (days: number): string => addDays(today.toISOString(), -days);
const facts = incidentFacts(benchAt('detect').incident);

function entry(n: number, change: Partial<IncidentFacts> = {}): IndexEntry {
  const id: IncidentId = `INC-${String(n).padStart(6, '0')}`;
  const own = { ...facts, id, recordedAt: ago(n % 300), components: [], relations: [], ...change };
  return { type: 'record', kind: 'incident', id, facts: own, traits: { detectedAt: own.recordedAt }, version: '1', size: 1 };
}

describe('patterns of failure of a store', () => {
  const folder = temporaryFolder();

  it('come from what the lists know: the words, the times, the components; nothing names who handled them', async () => {
    const store = openStore(folder.path, { role: 'administrator' });
    const now = new Date();
    for (let at = 0; at < 40; at++) {
      const detectedAt = new Date(now.getTime() - (200 - at * 4) * 86_400_000);
      detectedAt.setHours(10);
      await created(
        store.create('incident', {
          title: `Slow ${at}`,
          kind: 'disruption',
          detectedAt: detectedAt.toISOString(),
          components: [`Part ${at % 8}`],
          reporter: 'Ada Admin',
        }),
      );
    }
    for (let at = 0; at < 3; at++) {
      const detectedAt = new Date(now.getTime() - (20 - at) * 86_400_000);
      detectedAt.setHours(3);
      await created(
        store.create('incident', {
          title: 'Share not reachable',
          symptoms: 'Login failed for user svc-nightly7, then the service was restarted',
          kind: 'disruption',
          detectedAt: detectedAt.toISOString(),
          components: ['Share'],
          reporter: 'Ada Admin',
        }),
      );
    }
    await store.refresh();
    const found = await patternsOf({ entries: store.entries(), repository: undefined }, now);
    const question = found?.find(({ pattern }) => pattern === 'unnoticed');
    assert.ok(question, JSON.stringify(found));
    assert.equal(question.ids.length, 3);
    const text = describeFinding(english, question, at => at);
    assert.match(
      text,
      /^3 incidents of “Share” may be a security incident \([^)]+ to [^)]+\): .*authentication failed repeatedly \(svc-nightly7\)/,
    );
    assert.match(text, /“svc-nightly7” stands in several reports/);
    assert.match(describeChance(english, question) ?? '', /^Reasons add up to \d; from 4 on the question is put$/);
    assert.doesNotMatch(JSON.stringify(found), /Ada/);
    for (const change of [
      { ownAssessment: 'no' },
      { ownAssessment: 'confirmed' },
      { assessment: 'falseAlarm' },
      { erased: { completed: 2025, entries: 1 } },
    ] as const) {
      const entries = store.entries().map(entry => {
        const isAsked = isEntryOf('incident', entry) && question.ids.includes(entry.id);
        return isAsked ? { ...entry, facts: { ...entry.facts, ...change } } : entry;
      });
      const asked = await patternsOf({ entries, repository: undefined }, now);
      assert.deepEqual(
        asked?.filter(({ pattern }) => pattern === 'unnoticed'),
        [],
        JSON.stringify(change),
      );
    }
    store.dispose();
  });

  it('reads the history again only once HEAD is another commit, and not what was given up', async () => {
    let [head, read] = ['a', 0];
    const repository: NonNullable<PatternSource['repository']> = {
      head: () => Promise.resolve(head),
      history: (_, limits) => {
        read++;
        return Promise.resolve(limits?.signal?.aborted ? failure({ code: 'cancelled' }) : success([]));
      },
    };
    const search = (signal?: AbortSignal) => patternsOf({ entries: [], repository }, new Date(), signal);
    await search(AbortSignal.abort());
    await search();
    assert.equal(read, 2, 'what was given up is read again');
    await search();
    assert.equal(read, 2);
    head = 'b';
    await search();
    assert.equal(read, 3);
  });

  it('are given up when they are not wanted any more, while git is read and while they are looked for', async () => {
    const entries = Array.from({ length: 5_000 }, (_, n) => entry(n, { components: [`Part ${n % 90}`] }));
    const gone = new AbortController();
    const found = patternsOf({ entries, repository: undefined }, new Date(), gone.signal);
    gone.abort();
    assert.equal(await found, undefined);
  });

  /** So many incidents of one hour, 40 days ago. */
  const atOnce = (count: number, change: (n: number) => Partial<IncidentFacts>, traits: Traits = {}): IndexEntry[] =>
    Array.from({ length: count }, (_, n) => {
      const one = entry(n, { recordedAt: addDays(ago(40), n / 24 / count), ...change(n) });
      return { ...one, traits: { ...('traits' in one ? one.traits : {}), ...traits } } as IndexEntry;
    });
  const fifty = Array.from({ length: 50 }, (_, n) => n);
  const failedLogins = { unavailable: true, signs: ['authentication'] } as const;
  const floods: Readonly<Record<string, () => readonly IndexEntry[]>> = {
    'hundreds of components': () =>
      atOnce(1_000, n => ({ components: Array.from({ length: 500 }, (_, k) => `Part ${n} ${k}`) }), failedLogins),
    'one account in all': () => atOnce(1_500, () => ({ components: ['Relay'] }), { ...failedLogins, accounts: ['svc-nightly'] }),
    'gaps of safeguards': () =>
      atOnce(
        8_000,
        n => ({
          components: ['Relay'],
          gaps: fifty.map(k => ({ id: `g${k}`, safeguard: 'Door', component: 'Relay', since: ago(n % 300), restored: false })),
        }),
        failedLogins,
      ),
    links: () =>
      atOnce(6_000, n => ({
        relations: fifty.map(k => ({
          kind: 'causes',
          state: 'confirmed',
          id: `INC-${String((n * 7 + k * 131) % 6_000).padStart(6, '0')}`,
        })),
      })),
    'storms of reports over ten years': () =>
      Array.from({ length: 40_000 }, (_, n) => {
        // Every fifth lies in one of 100 storms.
        const days = n % 5 === 0 ? (n % 100) * 36 + 5 : ((n * 7_919) % 3_600_000) / 1_000;
        return entry(n, { recordedAt: ago(days + n / 10_000_000) });
      }),
    'files deep down': () => atOnce(3_000, () => ({}), { files: fifty.map(k => `${'folder/'.repeat(30)}${k}.ts`) }),
  };
  for (const [what, flood] of Object.entries(floods))
    it(`let others have their turn, however much somebody has put into records: ${what}`, async () => {
      const entries = flood();
      const { busy } = await blockOf(() => patternsOf({ entries, repository: undefined }, today));
      assert.ok(busy < 150, `${Math.round(busy)} ms`);
    });

  it('are those of one component, however people write its name', async () => {
    const written = (names: readonly string[]) => [
      ...Array.from({ length: 60 }, (_, n) => entry(1_000 + n, { recordedAt: ago(300 - n * 5), components: [`Part ${n % 9}`] })),
      ...Array.from({ length: 9 }, (_, n) => entry(n, { recordedAt: ago(40 - n * 2), components: [names[n % names.length] ?? ''] })),
    ];
    const found = (names: readonly string[]) => patternsOf({ entries: written(names), repository: undefined }, today);
    const alike = await found(['Relay']);
    assert.ok(alike?.some(finding => finding.pattern === 'recurrence' && finding.facet === 'component'));
    assert.deepEqual(await found(['Relay', 'RELAY', ' relay']), alike);
  });

  it('take no cause for one that was ruled out', async () => {
    const link = (n: number, state: 'suspected' | 'ruledOut') =>
      entry(n, { relations: [{ kind: 'causedBy', state, id: 'INC-001000' }], recordedAt: ago(40 - n * 2) });
    const others = Array.from({ length: 60 }, (_, n) => entry(1_000 + n, { recordedAt: ago(300 - n * 5), components: [`Part ${n % 9}`] }));
    const found = async (of: readonly IndexEntry[]) =>
      allTold((await patternsOf({ entries: [...others, ...of], repository: undefined }, today)) ?? []);
    const caused = (state: 'suspected' | 'ruledOut') => found(Array.from({ length: 9 }, (_, n) => link(n, state)));
    const kinds = (findings: readonly Finding[]) =>
      findings.filter(one => one.pattern === 'chain' || ('facet' in one && one.facet === 'cause')).map(({ pattern }) => pattern);
    assert.deepEqual(kinds(await caused('suspected')), ['chain', 'recurrence']);
    assert.deepEqual(kinds(await caused('ruledOut')), []);
  });
});
