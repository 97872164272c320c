import assert from 'node:assert/strict';
import { incidentFacts } from '../../../src/domain/incident/facts';
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
import { firstOf, groupings, treeRoots } from '../../../src/ui/tree/roots';
import { isSuspectNode, suspectChildren } from '../../../src/ui/tree/suspectNode';
import { benchAt, testId, testNow } from '../../support/incidents';

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
});

/** An incident with two components, linked twice to the same record in the same way (two people did so at once), and to a commit. */
function linkedTwice(): Incident {
  const bench = benchAt('detect', { components: ['Mail', 'a/b', 'a'] });
  bench.do({ type: 'link', link: { kind: 'evidence', state: 'confirmed', target: { type: 'file', path: 'a.log' } } });
  const link = { kind: 'relatedTo', state: 'confirmed', target: { type: 'record', id: 'INC-000009' } } as const;
  return { ...bench.incident, links: [...bench.incident.links, { id: 'l1', ...link }, { id: 'l2', ...link }] };
}

const graph: RecordGraph = { entry: () => undefined, linkingTo: () => [] };

/** Every node of the tree, unfolded as the editor does it. */
function walk(incident: Incident, entries: readonly IndexEntry[], grouping: (typeof groupings)[number]): readonly Placed<TreeNode>[] {
  const below = (node: TreeNode): readonly TreeNode[] => {
    if (node.type === 'group') return node.children;
    if (node.type === 'more') return firstOf(node.records);
    if (isSuspectNode(node)) return suspectChildren(node, searched('a', 'b'));
    return node.type === 'record' ? recordChildren(incident, graph, testNow) : [];
  };
  const from = (path: string, nodes: readonly TreeNode[]): readonly Placed<TreeNode>[] =>
    placed(path, nodes, nodeKey).flatMap(node => [node, ...from(node.path, below(node))]);
  return from('', treeRoots(entries, { grouping, filter: '', showCompleted: true }));
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
    const related = placed('/record', recordChildren(incident, graph, testNow), nodeKey)
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
    const roots = treeRoots(new EntryOrder(kindsIn('changes')).of(entries), { grouping: 'kind', filter: '', showCompleted: true });
    const told = roots.map(node => [nodeKey(node), node.type === 'group' ? node.children.map(nodeKey) : []]);
    assert.deepEqual(told, [
      ['group:kind:change.planned', ['record:CHG-000004', 'record:CHG-000002']],
      ['group:kind:change.implemented', ['record:CHG-000001']],
      ['broken:CHG-000009', []],
      ['group:over', ['record:CHG-000003']],
    ]);
  });

  it('of ten thousand incidents the editor is handed two hundred, and the rest when they are unfolded', () => {
    const entries = many(10_000);
    const rows = treeRoots(entries, { grouping: 'none', filter: '', showCompleted: false });
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
    const [group] = treeRoots(entries, { grouping: 'priority', filter: '', showCompleted: false });
    assert.deepEqual(group?.type === 'group' && [group.count, group.children.length], [10_000, 201]);
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
