import assert from 'node:assert/strict';
import { addHours } from '../../../src/domain/foundation/time';
import type { Party } from '../../../src/domain/incident/command';
import { figuresOf, managementReportOf } from '../../../src/app/managementFigures';
import { incidentFacts, type IncidentFacts } from '../../../src/domain/incident/facts';
import type { Finding } from '../../../src/domain/incident/finding';
import type { Traits } from '../../../src/domain/incident/traits';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { managementAsHtml, managementAsMarkdown } from '../../../src/exchange/managementReport';
import type { IndexEntry } from '../../../src/store/indexEntry';
import { english } from '../../../src/words/english';
import { blockOf } from '../../support/eventLoop';
import { benchAt } from '../../support/incidents';
import { chainOf, question } from '../../support/findings';
import { listedStore } from '../../support/listedStore';

const period = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' };
const at = '2026-11-20T08:00:00.000Z';
const detectedAt = '2026-10-05T08:00:00.000Z';
const facts = { ...incidentFacts(benchAt('qualify').incident), recordedAt: detectedAt };

function entry(n: number, change: Partial<IncidentFacts> = {}, traits: Traits = {}): IndexEntry {
  const id: IncidentId = `INC-${String(n).padStart(6, '0')}`;
  const own = { ...facts, id, title: `Ticket ${n}`, ...change };
  return { type: 'record', kind: 'incident', id, facts: own, traits: { detectedAt, ...traits }, version: '1', size: 1 };
}

function storeOf(...entries: readonly IndexEntry[]): ReturnType<typeof listedStore> {
  return listedStore(entries);
}

describe('what the management report of a store says', () => {
  const asked = { period, at, withheld: english.figures.withheld, of: 'relay', findings: [] };
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

  it('names of those that were late the most urgent first, and of these the earliest, however many others came before', async () => {
    const due = (day: number) => ({ targetDue: `2026-10-${String(day).padStart(2, '0')}T08:00:00.000Z` });
    const entries = Array.from({ length: 11 }, (_, n) => entry(n, { priority: 'P3' }, due(6 + n)));
    const others = [
      entry(21, { priority: undefined }, due(6)),
      entry(22, { priority: 'P1' }, due(28)),
      entry(23, { priority: 'P1' }, due(27)),
    ];
    const report = await managementReportOf(storeOf(...entries, ...others), asked);
    assert.deepEqual(report && [report.late.named.slice(0, 3).map(({ title }) => title), report.late.named.length, report.late.more], [
      ['Ticket 23', 'Ticket 22', 'Ticket 0'],
      10,
      4,
    ]);
  });

  it('does not say of what is marked RED or AMBER+STRICT and open now that it counts in the figures of a period before', async () => {
    const secret = { confined: true, tlp: 'RED' } as const;
    const before = entry(2, { ...secret, open: true, recordedAt: '2026-09-05T08:00:00.000Z' });
    const report = await managementReportOf(storeOf(entry(1), before, entry(3, { ...secret, open: false })), asked);
    assert.ok(report);
    assert.deepEqual([report.confined, report.confinedElsewhere], [1, 1]);
    const ofPeriod = await managementReportOf(storeOf(entry(1), entry(3, { ...secret, open: true })), asked);
    assert.deepEqual([ofPeriod?.confined, ofPeriod?.confinedElsewhere], [1, 0], 'one of the period is told once');
    const text = managementAsMarkdown(report, english);
    assert.match(text, /1 incident of the period marked RED or AMBER\+STRICT counts in every figure/);
    assert.match(
      text,
      /1 more incident marked RED or AMBER\+STRICT was not recorded in the period: it counts where the report tells of 2026-11-20/,
    );
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
      assert.match(text, /1 incident of the period marked RED or AMBER\+STRICT counts in every figure/);
      assert.match(text, /1 is not named/);
    }
  });

  it('names a component that something else names, however each writes it, as it is written where nothing is confined', async () => {
    const store = storeOf(
      entry(1, { confined: true, components: ['MAIL  relay', 'vault'] }, missed),
      entry(2, { components: ['Mail relay'] }, missed),
    );
    const report = await managementReportOf(store, asked);
    assert.deepEqual(
      report?.byComponent.groups.map(({ name, count }) => [name, count]),
      [
        ['Mail relay', 2],
        [english.figures.withheld, 1],
      ],
    );
  });

  it('counts the security incidents of the period by how they are assessed, and names those that are some', async () => {
    const report = await managementReportOf(
      storeOf(
        entry(1, { title: 'Broken in', assessment: 'suspected', ownAssessment: 'confirmed' }),
        entry(2, { title: 'Odd', assessment: 'suspected', open: false }),
        entry(3, { title: 'Reported', reported: 'securityIncident', assessment: undefined }),
        entry(4, { title: 'Was none', reported: 'securityIncident', assessment: 'no' }),
        entry(5, { title: 'Blackmail', assessment: 'confirmed', confined: true }),
        entry(6, { title: 'Disk full', assessment: 'no' }),
        entry(7, { title: 'Long ago', assessment: 'confirmed', recordedAt: '2026-09-05T08:00:00.000Z' }),
      ),
      asked,
    );
    assert.deepEqual(report?.security.counts, [
      { standing: 'confirmed', count: 2, open: 2 },
      { standing: 'suspected', count: 1, open: 0 },
      { standing: 'unassessed', count: 1, open: 1 },
      { standing: 'none', count: 1, open: 1 },
    ]);
    assert.deepEqual(
      report.security.named.named.map(({ title, security }) => [title, security]),
      [
        ['Broken in', 'confirmed'],
        ['Odd', 'suspected'],
        ['Reported', 'unassessed'],
      ],
    );
    assert.equal(report.security.named.unnamed, 1);
  });

  it('counts the hand-overs made in the period by how they were acknowledged, and names what took longest beside the time allowed', async () => {
    const day = (days: number, hours = 0) => addHours('2026-10-05T08:00:00.000Z', days * 24 + hours);
    const made = (party: Party, from: string, acknowledgedAt?: string) => ({ party, at: from, acknowledgedAt });
    const report = await managementReportOf(
      storeOf(
        entry(1, { handedOver: [made('securityManagement', day(0), day(0, 4)), made('securityManagement', day(0), day(0, 8))] }),
        entry(2, { handedOver: [made('cert', day(0), day(9)), made('cert', '2026-09-05T08:00:00.000Z', day(9))] }),
        entry(3, { handedOver: [made('authority', '2026-10-31T23:00:00.000Z')] }),
        entry(4, {
          confined: true,
          handedOver: [made('securityManagement', day(1), day(3))],
          recordedAt: '2026-09-05T08:00:00.000Z',
          open: false,
        }),
        entry(5, { handedOver: [made('cert', '2026-11-20T09:00:00.000Z')] }),
      ),
      asked,
    );
    assert.deepEqual(report?.handOvers.parties, [
      { party: 'securityManagement', made: 3, inTime: 1, late: 2, running: 0, over: 0 },
      { party: 'cert', made: 1, inTime: 0, late: 1, running: 0, over: 0 },
      { party: 'authority', made: 1, inTime: 0, late: 0, running: 0, over: 1 },
    ]);
    const { named, unnamed } = report.handOvers.late;
    assert.deepEqual(
      [named.map(({ title, took, isAcknowledged }) => [title, took / 3_600_000, isAcknowledged]), unnamed, report.confinedElsewhere],
      [
        [
          ['Ticket 3', 465, false],
          ['Ticket 2', 216, true],
          ['Ticket 1', 8, true],
        ],
        1,
        1,
      ],
    );
    const text = managementAsMarkdown(report, english);
    assert.match(text, /- Hand-overs made in the period: 5, 4 of them not acknowledged in time/);
    assert.match(text, /^\| Security management \| 3 \| 1 \| 2 \| 0 \| 0 \|$/m);
    assert.match(
      text,
      /Ticket 1 \(Not qualified\), Security management, handed over 2026-10-05 08:00 UTC: acknowledged after 8 h, allowed are 4 h/,
    );
  });

  it('tells what presses on the day it is made, whenever it was recorded, the worst first', async () => {
    const [long, short, ahead] = ['2026-09-05T08:00:00.000Z', '2026-11-18T08:00:00.000Z', '2026-11-20T12:00:00.000Z'];
    const gap = (safeguard: string, since: string, acceptedUntil?: string) => ({
      id: safeguard,
      safeguard,
      component: 'Relay',
      since,
      restored: false,
      acceptedUntil,
    });
    const report = await managementReportOf(
      storeOf(
        entry(1, { recordedAt: long, gaps: [gap('TLS', short), gap('Scanner', long, short), { ...gap('Seal', long), restored: true }] }),
        entry(2, { recordedAt: long, open: false, gaps: [gap('Firewall', long, '2026-12-24T00:00:00.000Z')] }),
        entry(3, { priority: 'P3', target: { since: long, due: long }, untold: ['securityManagement'] }),
        entry(4, { priority: 'P1', target: { since: long, due: short } }),
        entry(5, {
          clocks: [
            { duty: 'nis2EarlyWarning', since: long, due: short },
            { duty: 'gdprNotification', halt: 'stopped' },
          ],
        }),
        entry(6, {
          clocks: [
            { duty: 'nis2EarlyWarning', since: short, due: short, sentAt: short },
            { duty: 'gdprNotification', halt: 'waiting' },
          ],
        }),
        entry(7, { serviceState: 'restricted', workaroundReviewAt: short, handOvers: [{ id: 'h1', party: 'cert', at: long }] }),
        entry(8, { confined: true, recordedAt: long, open: false, title: 'Blackmail', gaps: [gap('Vault', long)] }),
        entry(9, {
          clocks: [{ duty: 'nis2EarlyWarning', since: short, due: ahead }],
          target: { since: short, due: ahead },
          serviceState: 'restricted',
          workaroundReviewAt: ahead,
          handOvers: [{ id: 'h1', party: 'authority', at: addHours(at, -1) }],
        }),
      ),
      asked,
    );
    assert.ok(report);
    const text = managementAsMarkdown(report, english);
    assert.match(
      text,
      /^- What presses on 2026-11-20: reporting duties overdue or stopped \(2\); safeguards off, risk not accepted \(3\); services not restored in time \(2\); hand-overs missing \(1\); hand-overs not acknowledged in time \(1\); workarounds past their review \(1\); safeguards off, risk accepted \(1\)$/m,
    );
    const section = text.slice(text.indexOf('## What presses on 2026-11-20'), text.indexOf('## Security incidents'));
    assert.deepEqual(
      section.split('\n').filter(line => /^(?:###|-)/.test(line) && !line.startsWith('---')),
      [
        '### Reporting duties that are overdue, or whose clock cannot run',
        '- INC-000005: Ticket 5 (Not qualified): NIS2 early warning, due 2026-11-18 08:00 UTC, 2 d late',
        '- INC-000005: Ticket 5 (Not qualified): GDPR notification; cannot run: what it counts from is missing',
        '### Safeguards that are off and whose risk is not accepted, the longest first',
        '- INC-000001: Ticket 1 (Not qualified): Scanner on Relay, off since 2026-09-05 08:00 UTC, accepted until 2026-11-18 08:00 UTC, which is over',
        '- INC-000001: Ticket 1 (Not qualified): TLS on Relay, off since 2026-11-18 08:00 UTC',
        '- 1 is not named, since it is marked RED or AMBER+STRICT',
        '### Services not restored in time and still not, the most urgent first',
        '- INC-000004: Ticket 4 (P1): due 2026-11-18 08:00 UTC, 2 d late',
        '- INC-000003: Ticket 3 (P3): due 2026-09-05 08:00 UTC, 76 d late',
        '### Hand-overs that are missing, the most urgent first',
        '- INC-000003: Ticket 3 (P3): Security management',
        '### Hand-overs that are not acknowledged in time, the longest overdue first',
        '- INC-000007: Ticket 7 (Not qualified): CERT, to be acknowledged within 48 h, by 2026-09-07 08:00 UTC: 74 d late',
        '### Workarounds past their review, the longest first',
        '- INC-000007: Ticket 7 (Not qualified): to be looked at again by 2026-11-18 08:00 UTC, 2 d late',
        '### Safeguards that are off and whose risk is accepted, the next to end first',
        '- INC-000002: Ticket 2 (Not qualified): Firewall on Relay, off since 2026-09-05 08:00 UTC, accepted until 2026-12-24 00:00 UTC',
      ],
    );
    assert.doesNotMatch(text, /Blackmail|Vault/);
    assert.equal(report.confinedElsewhere, 1);
    const many = await managementReportOf(storeOf(entry(1, { gaps: Array.from({ length: 12 }, (_, n) => gap(`S${n}`, long)) })), asked);
    assert.deepEqual([many?.pressing.gaps.named.length, many?.pressing.gaps.more], [10, 2]);
    const nothing = await managementReportOf(storeOf(entry(1)), asked);
    assert.match(nothing ? managementAsMarkdown(nothing, english) : '', /^- What presses on 2026-11-20: nothing$/m);
  });

  it('tells findings that touch the period, and none that a confined incident belongs to, wherever it stands in it', async () => {
    const store = storeOf(entry(1), entry(2, { confined: true }), entry(3, { recordedAt: '2026-09-05T08:00:00.000Z' }));
    const [one, secret, old] = ['INC-000001', 'INC-000002', 'INC-000003'];
    const hotspot = (ids: string[]): Finding => {
      const figures = { path: `src/${ids.join()}`, faults: 3, changes: 2, expected: 1, chance: 0.01, tried: 9 };
      return { pattern: 'hotspot', key: ids.join(), ids, ...figures };
    };
    const chain = (root: string, ids: string[]): Finding => ({
      pattern: 'chain',
      key: root,
      root,
      ids,
      effects: 1,
      depth: 2,
      hours: 3,
      security: 0,
    });
    const unnoticed = (ids: string[]): Finding => {
      const reasons = [{ reason: 'afterSuspicious' as const, detail: ids[0] ?? '', ids }];
      return question({ key: ids.join(), ids: [one], reasons });
    };
    const burst = (name: string): Finding => {
      const figures = { from: detectedAt, to: detectedAt, total: 9, weeks: [1], chance: 0.01, expected: 1, tried: 9 };
      return { pattern: 'burst', key: name, ids: [one], facet: 'cause', name, ...figures };
    };
    const told = [hotspot([one, old]), chain('PRB-000001', [one]), unnoticed([old, one]), burst('PRB-000001')];
    const untold = [hotspot([one, secret]), chain(secret, [one]), unnoticed([secret, one]), burst(secret)];
    const report = await managementReportOf(store, { ...asked, findings: [...told, ...untold, hotspot([old])] });
    assert.deepEqual(report?.patterns, { told, more: 0, unnamed: 4, titles: { [old]: 'Ticket 3' } });
    for (const text of [managementAsMarkdown(report, english), managementAsHtml(report, english)]) {
      assert.doesNotMatch(text, /INC-000002/);
      assert.match(text, /4 are not told/);
    }
    const many = await managementReportOf(store, { ...asked, findings: Array.from({ length: 12 }, () => hotspot([one])) });
    const also = async (finding: Finding) => {
      const told = await managementReportOf(store, { ...asked, findings: [finding] });
      return [told?.patterns.told.map(({ key, also: its = [] }) => [key, ...its.map(({ key: other }) => other)]), told?.patterns.unnamed];
    };
    const [secretChain, openChain] = [chain(secret, [one, secret]), chain('PRB-000001', [one])];
    const asides = [hotspot([one]), hotspot([one, secret]), hotspot([old])];
    assert.deepEqual(await also({ ...openChain, also: asides }), [[['PRB-000001', one]], 1]);
    assert.deepEqual(await also({ ...secretChain, also: asides }), [[[one]], 2]);
    const withAlso = await managementReportOf(store, { ...asked, findings: [{ ...openChain, also: [unnoticed([old, one])] }] });
    assert.deepEqual(withAlso?.patterns.titles, { [old]: 'Ticket 3' });
    assert.match(
      managementAsMarkdown(withAlso, english),
      /services were disturbed for 3 h up to now\. Of the same incidents: 1 incident may be/,
    );
    assert.deepEqual([many?.patterns.told.length, many?.patterns.more], [10, 2]);
  });

  it('tells a problem by its id alone: it may bear the title of a confined incident that it was made of, erased since or unlinked', async () => {
    const raised = 'PRB-000001';
    const own = { ...facts, kind: 'problem', id: raised, title: 'The board is blackmailed', state: 'open' };
    const problem = { type: 'record', kind: 'problem', id: raised, facts: own, version: '1', size: 1 } as unknown as IndexEntry;
    const findings = [chainOf({ root: raised, ids: ['INC-000001'] }), chainOf({ key: 'l', root: 'INC-000001' })];
    const report = await managementReportOf(storeOf(entry(1), problem), { ...asked, findings });
    assert.deepEqual(report?.patterns.titles, { 'INC-000001': 'Ticket 1' });
    assert.doesNotMatch(managementAsMarkdown(report, english), /blackmailed/);
  });

  it('tells no finding of a confined incident that is completed', async () => {
    const finding = chainOf({ root: 'INC-000001', ids: ['INC-000001', 'INC-000002'] });
    const store = storeOf(entry(1), entry(2, { confined: true, open: false }));
    const report = await managementReportOf(store, { ...asked, findings: [finding] });
    assert.deepEqual([report?.patterns.told, report?.patterns.unnamed], [[], 1]);
  });

  it('says whose it is, and what has changed since the period before, where there is one', async () => {
    const since = await managementReportOf(storeOf(entry(1)), asked);
    assert.ok(since);
    assert.match(managementAsMarkdown(since, english), /^# Incident management of relay, 2026-10-01 to 2026-10-31$/m);
    assert.match(managementAsMarkdown(since, english), /The records begin too late for a period before/);
    assert.match(managementAsMarkdown(since, english), /^\| Figure \| This period \|$/m, 'a column of dashes is left out');
    const old = entry(99, { recordedAt: '2026-08-05T08:00:00.000Z' });
    const many = Array.from({ length: 30 }, (_, n) => entry(n, { priority: 'P1' }));
    const report = await managementReportOf(storeOf(old, ...many), asked);
    assert.ok(report);
    assert.match(
      managementAsMarkdown(report, english),
      /- Worse than from 2026-09-01 to 2026-09-30, by more than chance: new incidents: 30 \(before: 0\); new P1: 30/,
    );
  });

  it('says how many could not be read', async () => {
    const broken = { type: 'broken', id: 'INC-00000Z', file: '', fault: { code: 'unreadable', detail: '' } } as const;
    const report = await managementReportOf(storeOf(entry(1), broken), asked);
    assert.ok(report);
    assert.match(managementAsMarkdown(report, english), /1 incident could not be read and counts nowhere/);
  });

  it('lets others have their turn where each incident names hundreds of components', async () => {
    const names = Array.from({ length: 3_000 }, (_, n) => `Relay ${n}`);
    const entries = Array.from({ length: 1_500 }, (_, n) => entry(n, { components: names.slice(n % 2_500, (n % 2_500) + 500) }, missed));
    const { busy } = await blockOf(() => managementReportOf(storeOf(...entries), asked));
    assert.ok(busy < 150, `${Math.round(busy)} ms`);
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
