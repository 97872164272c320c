import assert from 'node:assert/strict';
import { addDays } from '../../../src/domain/foundation/time';
import { incidentFacts, type IncidentFacts } from '../../../src/domain/incident/facts';
import type { Incident } from '../../../src/domain/incident/incident';
import { kindsIn } from '../../../src/domain/records';
import type { Suspect } from '../../../src/review/suspects/suspect';
import { isEntryOf, type IndexEntry } from '../../../src/store/indexEntry';
import type { RecordGraph } from '../../../src/app/relations';
import type { SuspectSearch } from '../../../src/app/suspects/suspectSearch';
import { recordChildren } from '../../../src/ui/tree/children';
import { EntryOrder } from '../../../src/ui/tree/entryOrder';
import { nodeKey, type TreeNode } from '../../../src/ui/tree/node';
import { placed, type Placed } from '../../../src/ui/tree/placed';
import { firstOf, groupings, treeRoots, type TreeOptions } from '../../../src/ui/tree/roots';
import { isSuspectNode, suspectChildren } from '../../../src/ui/tree/suspectNode';
import { inOneGo } from '../../support/inOneGo';
import { testGates, benchAt, testId, testNow } from '../../support/incidents';

const suspect = (sha: string): Suspect => ({
  sha,
  subject: `Change ${sha}`,
  author: 'Ben',
  landedAt: 0,
  files: [],
  chance: 0.5,
  confidence: 'likely',
  reasons: [
    { code: 'terms', values: ['relay'] },
    { code: 'terms', values: ['port'] },
  ],
});
const searched = (...shas: readonly string[]): SuspectSearch => ({
  running: false,
  suspects: shas.map(suspect),
  planned: ['edits', 'branch'].map(id => ({ kind: 'edits', id, title: '', reasons: [] })),
  window: undefined,
  firstSeen: testNow,
  subject: undefined,
  notes: [],
  fixes: 0,
});

/** An incident with two components, linked twice to the same record in the same way (two people did so at once), and to a commit. */
function linkedTwice(): Incident {
  const bench = benchAt('detect', { components: ['Mail', 'a/b', 'a'] });
  bench.do({ type: 'link', link: { kind: 'evidence', state: 'confirmed', target: { type: 'file', path: 'a.log' } } });
  const link = { kind: 'relatedTo', state: 'confirmed', target: { type: 'record', id: 'INC-000009' } } as const;
  return { ...bench.incident, links: [...bench.incident.links, { id: 'l1', ...link }, { id: 'l2', ...link }] };
}

/** The roots of a tree that Ada looks at. */
function rootsOf(entries: readonly IndexEntry[], change: Partial<TreeOptions> = {}): readonly TreeNode[] {
  return inOneGo(stepsOf(entries, change));
}

function stepsOf(entries: readonly IndexEntry[], change: Partial<TreeOptions> = {}): ReturnType<typeof treeRoots> {
  return treeRoots(
    entries,
    { grouping: 'attention', filter: '', mine: false, showCompleted: false, ...change },
    { name: 'Ada', role: 'administrator', now: testNow },
  );
}

const graph: RecordGraph = { entry: () => undefined, linkingTo: () => [] };

/** Every node of the tree, unfolded as the editor does it. */
function walk(incident: Incident, entries: readonly IndexEntry[], grouping: (typeof groupings)[number]): readonly Placed<TreeNode>[] {
  const below = (node: TreeNode): readonly TreeNode[] => {
    if (node.type === 'group') return node.children;
    if (node.type === 'more') return firstOf(node.records);
    if (isSuspectNode(node)) return suspectChildren(node, searched('a', 'b'));
    return node.type === 'record' ? recordChildren(incident, graph, testGates) : [];
  };
  const from = (path: string, nodes: readonly TreeNode[]): readonly Placed<TreeNode>[] =>
    placed(path, nodes, nodeKey).flatMap(node => [node, ...from(node.path, below(node))]);
  return from('', rootsOf(entries, { grouping, showCompleted: true }));
}

describe('the trees', () => {
  it('no id stands twice, however incidents are grouped and whatever is linked twice', () => {
    const incident = linkedTwice();
    const entry = { type: 'record', kind: 'incident', id: testId, facts: incidentFacts(incident), version: '', size: 0 } as const;
    for (const grouping of groupings) {
      const nodes = walk(incident, [entry], grouping);
      const ids = nodes.map(({ path }) => path);
      assert.equal(new Set(ids).size, ids.length, ids.join('\n'));
      assert.equal(nodes.filter(({ type }) => type === 'record').length, grouping === 'component' ? 3 : 1);
      assert.equal(nodes.filter(({ type }) => type === 'related').length, grouping === 'component' ? 6 : 2);
    }
    const related = placed('/record', recordChildren(incident, graph, testGates), nodeKey)
      .filter(({ type }) => type === 'related')
      .map(({ path }) => path);
    assert.deepEqual(related, ['/record/relation:relatedTo:INC-000009', '/record/relation:relatedTo:INC-000009#2']);
  });

  it('what a key holds is never taken for a step or a turn of the path', () => {
    const paths = (parent: string, ...keys: readonly string[]): readonly string[] =>
      placed(
        parent,
        keys.map(key => ({ key })),
        ({ key }) => key,
      ).map(({ path }) => path);
    const [x = '', twice, named] = paths('', 'x', 'x', 'x#2');
    assert.equal(new Set([x, twice, named]).size, 3);
    assert.notEqual(paths(x, 'y')[0], paths('', 'x/y')[0]);
    assert.notEqual(paths('', 'x/')[0], paths('', 'x~1')[0]);
  });

  it('three suspects stand at once, the confirmed one first, and the rest behind a row that counts them', () => {
    const search = searched('a', 'b', 'c', 'd', 'e');
    const found = { ...search, suspects: search.suspects.map(one => (one.sha === 'd' ? { ...one, state: 'confirmed' as const } : one)) };
    const nodes = suspectChildren({ type: 'suspects', incident: testId }, found);
    const shas = (some: readonly TreeNode[]): readonly string[] =>
      some.flatMap(node => (node.type === 'suspect' ? [node.suspect.sha] : []));
    assert.deepEqual(shas(nodes), ['d', 'a', 'b']);
    const others = nodes.find(({ type }) => type === 'otherSuspects');
    assert.ok(others);
    assert.deepEqual(shas(suspectChildren(others, found)), ['c', 'e']);
    assert.ok(
      !suspectChildren({ type: 'suspects', incident: testId }, searched('a', 'b', 'c')).some(({ type }) => type === 'otherSuspects'),
    );
  });

  it('the freshest branches stand at once, and the rest behind a row that counts them', () => {
    const change = (kind: 'branch' | 'edits' | 'change', id: string) => ({ kind, id, title: id, reasons: [] });
    const branches = Array.from({ length: 11 }, (_, at) => change('branch', `topic-${at}`));
    const planned = [change('edits', 'a.js'), ...branches, change('change', 'CHG-000001')];
    const names = (nodes: readonly TreeNode[]): readonly string[] =>
      nodes.map(node => (node.type === 'planned' ? node.change.id : node.type));
    const nodes = suspectChildren({ type: 'plannedChanges', incident: testId, planned }, undefined);
    const first = branches.slice(0, 8).map(({ id }) => id);
    assert.deepEqual(names(nodes), ['a.js', ...first, 'CHG-000001', 'otherBranches']);
    const others = nodes.at(-1);
    assert.ok(others);
    assert.deepEqual(names(suspectChildren(others, undefined)), ['topic-8', 'topic-9', 'topic-10']);
    assert.equal(suspectChildren({ type: 'plannedChanges', incident: testId, planned: branches.slice(0, 8) }, undefined).length, 8);
  });

  it('after a new ranking the row that is first is unfolded and the one that was is not; any other stays as the person left it', () => {
    const pathsOf = (...shas: readonly string[]): ReadonlyMap<string, string> =>
      new Map(
        placed('', suspectChildren({ type: 'suspects', incident: testId }, searched(...shas)), nodeKey).flatMap(node =>
          node.type === 'suspect' ? [[node.suspect.sha, node.path]] : [],
        ),
      );
    const [before, after] = [pathsOf('a', 'b', 'c'), pathsOf('b', 'a', 'c')];
    assert.equal(after.get('c'), before.get('c'));
    // The editor folds by id: a row whose id it knows stays as it was.
    for (const sha of ['a', 'b']) assert.notEqual(after.get(sha), before.get(sha));
    assert.equal(pathsOf('a', 'c').get('a'), before.get('a'));
  });

  it('what is no incident stands under its kind, a change under how far it is, then what cannot be read, and last what is over', () => {
    const change = (id: `CHG-${string}`, title: string, state: string): IndexEntry => ({
      type: 'record',
      kind: 'change',
      id,
      version: '',
      size: 0,
      facts: { kind: 'change', id, title, state, open: state !== 'closed', components: [], relations: [], released: false },
    });
    const entries: readonly IndexEntry[] = [
      { type: 'broken', id: 'CHG-000009', file: 'x.json', fault: { code: 'unreadable', detail: '' } },
      { type: 'broken', id: 'INC-000009', file: 'y.json', fault: { code: 'unreadable', detail: '' } },
      change('CHG-000001', 'z', 'implemented'),
      change('CHG-000002', 'b', 'released'),
      change('CHG-000003', 'c', 'closed'),
      change('CHG-000004', 'a', 'planned'),
      ...many(1),
    ];
    const roots = rootsOf(new EntryOrder(kindsIn('changes')).of(entries), { grouping: 'kind', showCompleted: true });
    const told = roots.map(node => [nodeKey(node), node.type === 'group' ? node.children.map(nodeKey) : []]);
    assert.deepEqual(told, [
      ['group:kind:change.planned', ['record:CHG-000004', 'record:CHG-000002']],
      ['group:kind:change.implemented', ['record:CHG-000001']],
      ['broken:CHG-000009', []],
      ['group:over', ['record:CHG-000003']],
    ]);
  });

  it('what needs the person who looks stands first, then security and clocks, what is open, what waits; an incident stands once', () => {
    const clocks = [{ duty: 'gdprNotification', due: addDays(testNow, 1) }] as const;
    const entries = [
      incident('open', { assignee: 'Ben' }),
      incident('mine', { assignee: 'ada' }),
      incident('mineAndSecurity', { assignee: 'Ada', reported: 'securityIncident', clocks: [...clocks] }),
      incident('security', { reported: 'securityIncident' }),
      incident('suspected', { assessment: 'suspected' }),
      incident('clock', { assignee: 'Ben', clocks: [...clocks] }),
      incident('gap', { gaps: [{ id: 'g', safeguard: 'x', component: '', since: testNow, restored: false }] }),
      incident('waits', { waitsFor: 'PRB-000001' }),
      incident('mineWaits', { assignee: 'Ada', waitsFor: 'PRB-000001' }),
      incident('observed', { step: 'monitor', observeUntil: addDays(testNow, 1) }),
      incident('mineIsOver', { assignee: 'Ada', step: 'monitor', observeUntil: addDays(testNow, -1) }),
      incident('followUp', { open: false, followUps: [{ id: 'f', what: 'x', person: 'Ada', due: testNow }] }),
      incident('acceptedGap', {
        open: false,
        gaps: [{ id: 'g', safeguard: 'x', component: '', since: testNow, restored: false, acceptedUntil: addDays(testNow, 1) }],
      }),
      incident('completed', { open: false }),
      incident('completedMine', { open: false, assignee: 'Ada' }),
    ];
    assert.deepEqual(groupsIn(rootsOf(entries)), [
      ['group:attention:needsYou', ['mineIsOver', 'mine', 'mineAndSecurity', 'followUp']],
      ['group:attention:security', ['security', 'suspected', 'clock', 'gap', 'acceptedGap']],
      ['group:attention:open', ['open']],
      ['group:attention:waiting', ['waits', 'mineWaits', 'observed']],
      ['group:over', ['completed', 'completedMine']],
    ]);
    assert.deepEqual(groupsIn(rootsOf([incident('open')])), [['group:attention:open', ['open']]]);
    assert.deepEqual(groupsIn(rootsOf(entries, { mine: true })), [
      ['group:attention:needsYou', ['mineIsOver', 'mine', 'mineAndSecurity', 'followUp']],
      ['group:attention:waiting', ['mineWaits']],
      ['group:over', ['completedMine']],
    ]);
  });

  it('by level and by person, those that have none last and first', () => {
    const entries = [
      incident('a', { level: 'third', assignee: 'Ben' }),
      incident('b', { level: 'first' }),
      incident('c', { assignee: 'Ada' }),
      incident('d', { level: 'first', assignee: 'Ben' }),
    ];
    assert.deepEqual(groupsIn(rootsOf(entries, { grouping: 'level' })), [
      ['group:level:first', ['b', 'd']],
      ['group:level:third', ['a']],
      ['group:level:', ['c']],
    ]);
    assert.deepEqual(groupsIn(rootsOf(entries, { grouping: 'person' })), [
      ['group:person:', ['b']],
      ['group:person:Ada', ['c']],
      ['group:person:Ben', ['a', 'd']],
    ]);
  });

  it('after everything is completed the tree is not empty, however it is grouped: the last ones stand there, all of them on request', () => {
    const entries = Array.from({ length: 30 }, (_, n) => incident(`i${n}`, { open: false }));
    for (const grouping of groupings) {
      const groups = groupsIn(rootsOf(entries, { grouping }));
      assert.deepEqual(
        groups.map(([key, titles]) => [key, titles.length]),
        [['group:over', 10]],
      );
      assert.equal(groupsIn(rootsOf(entries, { grouping, showCompleted: true }))[0]?.[1].length, 30);
    }
  });

  it('what is in the archive is found by the filter alone, all of it; what of it is due for somebody stands there all the same', () => {
    const archived = { open: false, archived: true } as const;
    const entries = [
      ...Array.from({ length: 12 }, (_, n) => incident(`old ${n}`, archived)),
      incident('old and due', { ...archived, followUps: [{ id: 'f', what: 'x', person: 'Ada', due: testNow }] }),
      incident('completed', { open: false }),
      incident('old and erased', { open: false, erased: { completed: 2015, entries: 9 } }),
    ];
    assert.deepEqual(groupsIn(rootsOf(entries)), [
      ['group:attention:needsYou', ['old and due']],
      ['group:over', ['completed']],
    ]);
    assert.deepEqual(groupsIn(rootsOf(entries, { grouping: 'none', showCompleted: true })), [['group:over', ['completed']]]);
    const found = groupsIn(rootsOf(entries, { grouping: 'priority', filter: 'old' }));
    assert.deepEqual(
      found.map(([key, titles]) => [key, titles.length]),
      [['group:over', 13]],
    );
  });

  it('below an incident stands first what its gate lacks, then what is due; a completed one has nothing to be done next', () => {
    const bench = benchAt('analyse');
    const kinds = (): readonly string[] => recordChildren(bench.incident, graph, testGates).map(({ type }) => type);
    const [next] = recordChildren(bench.incident, graph, testGates);
    assert.deepEqual(next?.type === 'next' && [next.step, next.missing.map(({ code }) => code)], [
      'analyse',
      ['problemReview', 'knownErrorReview', 'changeReview', 'cause', 'measure'],
    ]);
    bench.save('qualify', { duties: { gdprNotification: { applies: 'yes', awareAt: testNow } } });
    assert.deepEqual(kinds(), ['next', 'due', 'suspects']);
    const done = benchAt('complete').fulfil('complete');
    done.save('complete', { followUps: { f1: { what: 'x', due: testNow } } }).do({ type: 'complete' });
    assert.deepEqual(
      recordChildren(done.incident, graph, testGates).map(({ type }) => type),
      ['due', 'suspects'],
    );
  });

  it('of ten thousand incidents the editor is handed two hundred, and the rest when they are unfolded', () => {
    const entries = many(10_000);
    const rows = rootsOf(entries, { grouping: 'none' });
    assert.deepEqual([rows.length, rows.at(-1)?.type], [201, 'more']);
    const shown: TreeNode[] = [];
    const unfold = (nodes: readonly TreeNode[]): void => {
      for (const node of nodes) {
        if (node.type === 'more') unfold(firstOf(node.records));
        else shown.push(node);
      }
    };
    unfold(rows);
    assert.equal(new Set(shown.map(nodeKey)).size, 10_000);
    const [group] = rootsOf(entries, { grouping: 'priority' });
    assert.deepEqual(group?.type === 'group' && [group.count, group.children.length], [10_000, 201]);
  });

  it('ten thousand incidents are looked at with pauses, whatever they are grouped by', () => {
    const pausesOf = (entries: readonly IndexEntry[], change: Partial<TreeOptions>): number => {
      let pauses = 0;
      for (const steps = stepsOf(entries, change); steps.next().done !== true;) pauses++;
      return pauses;
    };
    const entries = many(10_000);
    for (const grouping of groupings) {
      const pauses = pausesOf(entries, { grouping });
      assert.ok(pauses >= (grouping === 'none' ? 20 : 40), `${grouping}: ${pauses}`);
    }
    const gaps = [{ id: 'g1', safeguard: 'Filter', component: '', since: testNow, restored: false }];
    const withGaps = entries.map(entry => (isEntryOf('incident', entry) ? { ...entry, facts: { ...entry.facts, gaps } } : entry));
    assert.ok(pausesOf(withGaps, {}) >= 60, 'what of them is overdue is told apart with pauses, too');
  });

  it('after a change the order is what sorting everything gives, and costs about one comparison for each incident', () => {
    const order = new EntryOrder(['incident']);
    let entries = many(2000);
    const titles = (some: readonly IndexEntry[]): readonly string[] => some.map(({ id }) => id);
    assert.deepEqual(titles(order.of(entries)), titles(new EntryOrder(['incident']).of(entries)));
    let asked = 0;
    for (const change of [{ priority: 'P1' }, { open: false }, { open: true, priority: 'P4' }] as const) {
      const [first, ...others] = entries;
      if (!isEntryOf('incident', first)) throw new Error('no incident');
      const facts = { ...first.facts, ...change };
      const counted = new Proxy(facts, {
        get: (target, key) => {
          asked += key === 'recordedAt' ? 1 : 0;
          return Reflect.get(target, key) as unknown;
        },
      });
      entries = [...others, { ...first, facts: counted }];
      assert.deepEqual(titles(order.of(entries)), titles(new EntryOrder(['incident']).of(entries)));
      assert.equal(order.of(entries), order.of(entries));
    }
    assert.ok(asked < 200, String(asked));
  });
});

/** This many open incidents, each recorded a minute before the next. */
function many(count: number): readonly IndexEntry[] {
  const { incident } = benchAt('detect');
  const facts = incidentFacts(incident);
  return Array.from({ length: count }, (_, n) => {
    const id = `INC-${String(n).padStart(6, '0')}` as const;
    const recordedAt = new Date(Date.parse(testNow) - n * 60_000).toISOString();
    return { type: 'record', kind: 'incident', id, version: '', size: 1, facts: { ...facts, id, recordedAt } };
  });
}

/** An incident with this title, open and at step 1 where nothing else is said. */
function incident(title: string, change: Partial<IncidentFacts> = {}): IndexEntry {
  const facts = { ...incidentFacts(benchAt('detect').incident), title, ...change };
  return { type: 'record', kind: 'incident', id: testId, version: '', size: 1, facts };
}

/** The groups among these nodes, each with the titles in it. */
function groupsIn(nodes: readonly TreeNode[]): readonly (readonly [string, readonly string[]])[] {
  return nodes.flatMap(node =>
    node.type === 'group'
      ? [[nodeKey(node), node.children.flatMap(child => (child.type === 'record' ? [child.facts.title] : []))] as const]
      : [],
  );
}
