import assert from 'node:assert/strict';
import { figuresOf, managementReportOf } from '../../../src/app/managementFigures';
import { incidentFacts, type IncidentFacts } from '../../../src/domain/incident/facts';
import type { Traits } from '../../../src/domain/incident/traits';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { managementAsHtml, managementAsMarkdown } from '../../../src/exchange/managementReport';
import { entriesOf, type IndexEntry } from '../../../src/store/indexEntry';
import type { Store } from '../../../src/store/store';
import { english } from '../../../src/words/english';
import { benchAt } from '../../support/incidents';

const period = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' };
const at = '2026-11-20T08:00:00.000Z';
const detectedAt = '2026-10-05T08:00:00.000Z';
const facts = { ...incidentFacts(benchAt('qualify').incident), recordedAt: detectedAt };

function entry(n: number, change: Partial<IncidentFacts> = {}, traits: Traits = {}): IndexEntry {
  const id: IncidentId = `INC-${String(n).padStart(6, '0')}`;
  const own = { ...facts, id, title: `Ticket ${n}`, ...change };
  return { type: 'record', kind: 'incident', id, facts: own, traits: { detectedAt, ...traits }, version: '1', size: 1 };
}

function storeOf(...entries: readonly IndexEntry[]): Pick<Store, 'entries' | 'entriesOf'> {
  return { entries: () => entries, entriesOf: kind => entriesOf(entries, kind) };
}

describe('what the management report of a store says', () => {
  const asked = { period, at, withheld: english.figures.withheld };
  const missed = { targetDue: '2026-10-06T08:00:00.000Z' };

  it('names the incidents that are open the longest and those that were late, and how many more there are', async () => {
    const entries = Array.from({ length: 12 }, (_, n) =>
      entry(n, {}, { ...missed, detectedAt: `2026-10-${String(30 - n)}T08:00:00.000Z` }),
    );
    const report = await managementReportOf(storeOf(...entries), asked);
    assert.ok(report);
    assert.deepEqual([report.oldest.named.length, report.oldest.more, report.oldest.unnamed], [10, 2, 0]);
    assert.deepEqual(
      report.oldest.named.map(({ title }) => title),
      Array.from({ length: 10 }, (_, n) => `Ticket ${11 - n}`),
    );
    assert.deepEqual([report.late.named.length, report.late.more], [10, 2]);
  });

  it('counts what is marked RED or AMBER+STRICT, and shows neither its title and id nor a component that nothing else names', async () => {
    const store = storeOf(
      entry(1, { title: 'Open secret', components: ['Relay'] }, missed),
      entry(2, { title: 'The board is blackmailed', confined: true, tlp: 'RED', components: ['Vault', 'Relay'] }, missed),
      entry(3, { title: 'Elsewhere', recordedAt: '2026-09-05T08:00:00.000Z', components: ['Vault'] }),
    );
    const report = await managementReportOf(store, asked);
    assert.ok(report);
    assert.deepEqual([report.byPriority.all.count, report.byPriority.all.target.missed, report.confined], [2, 2, 1]);
    assert.deepEqual(
      report.byComponent.groups.map(({ name, count }) => [name, count]),
      [
        ['Relay', 2],
        [english.figures.withheld, 1],
      ],
    );
    for (const text of [managementAsMarkdown(report, english), managementAsHtml(report, english)]) {
      assert.doesNotMatch(text, /blackmailed|INC-000002|Vault/);
      assert.match(text, /INC-000001/);
      assert.match(text, /1 incident marked RED or AMBER\+STRICT counts in every figure/);
      assert.match(text, /and 1 that is not named/);
    }
  });

  it('says how many could not be read', async () => {
    const broken = { type: 'broken', id: 'INC-00000Z', file: '', fault: { code: 'unreadable', detail: '' } } as const;
    const report = await managementReportOf(storeOf(entry(1), broken), asked);
    assert.ok(report);
    assert.match(managementAsMarkdown(report, english), /1 incident could not be read and counts nowhere/);
  });

  it('is given up when it is not wanted any more, and lets others have their turn', async () => {
    const store = storeOf(...Array.from({ length: 20_000 }, (_, n) => entry(n, { components: [`Relay ${n % 90}`] }, missed)));
    const gone = new AbortController();
    const figures = figuresOf(store, { by: 'component', period, at }, gone.signal);
    gone.abort();
    assert.equal(await figures, undefined);
    let [turns, isDone] = [0, false];
    const takeTurn = (): void => {
      turns++;
      if (!isDone) setImmediate(takeTurn);
    };
    setImmediate(takeTurn);
    await managementReportOf(store, asked);
    isDone = true;
    assert.ok(turns > 3, `${turns} turns`);
  });
});
