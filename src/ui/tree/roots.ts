import { matchesText } from '../../domain/incident/facts';
import { definitionOf, kinds, type Facts } from '../../domain/records';
import { stepIds } from '../../domain/vocabulary/steps';
import type { IndexEntry, RecordEntry } from '../../store/indexEntry';
import { groupKey, type Group, type TreeNode } from './node';

/** What the tree of incidents can be grouped by. */
export const groupings = ['none', 'step', 'priority', 'component'] as const;
/** What a tree is grouped by. */
type Grouping = (typeof groupings)[number] | 'kind';

/** What a tree shows besides the store's entries. */
export interface TreeOptions {
  readonly grouping: Grouping;
  readonly filter: string;
  readonly showCompleted: boolean;
}

/**
 * The roots of a tree: what is open, grouped as chosen, then files that cannot be read, and on request in a group of its own what is over.
 * `entries` are those of the tree, in its order (`EntryOrder`).
 */
export function treeRoots(entries: readonly IndexEntry[], { filter, grouping, showCompleted }: TreeOptions): readonly TreeNode[] {
  const [open, over, broken]: [RecordEntry[], RecordEntry[], TreeNode[]] = [[], [], []];
  for (const entry of entries) {
    if (entry.type === 'broken') broken.push(entry);
    else if ((entry.facts.open || showCompleted) && matchesText(entry.facts, filter)) (entry.facts.open ? open : over).push(entry);
  }
  const [one] = over;
  const last = one ? [groupOf({ by: 'over', tree: definitionOf(one.kind).view.tree }, over)] : [];
  return [...(grouping === 'none' ? firstOf(open) : grouped(open, grouping)), ...broken, ...last];
}

/** Rows of a list that are shown at once: the editor asks for each of them, also for those that are out of sight. */
const rowsAtOnce = 200;

/** The first of these records, and behind them the rest, to be unfolded. */
export function firstOf(records: readonly RecordEntry[]): readonly TreeNode[] {
  const first = records.slice(0, rowsAtOnce).map(recordNode);
  return records.length > rowsAtOnce ? [...first, { type: 'more', records: records.slice(rowsAtOnce) }] : first;
}

function recordNode({ id, facts, fault }: RecordEntry): TreeNode {
  return { type: 'record', id, facts, ...(fault && { fault }) };
}

function groupOf(group: Group, records: readonly RecordEntry[]): TreeNode {
  return { type: 'group', group, count: records.length, children: firstOf(records) };
}

type GroupedBy = Exclude<Grouping, 'none'>;

function grouped(records: readonly RecordEntry[], grouping: GroupedBy): readonly TreeNode[] {
  const groups = new Map<string, { readonly group: Group; readonly members: RecordEntry[] }>();
  for (const entry of records) {
    for (const group of groupsOf(entry.facts, grouping)) {
      const key = groupKey(group);
      const known = groups.get(key);
      if (known) known.members.push(entry);
      else groups.set(key, { group, members: [entry] });
    }
  }
  const order = inOrder[grouping]?.map(groupKey) ?? [...groups.keys()].sort((a, b) => a.localeCompare(b));
  return order.flatMap(key => {
    const { group, members } = groups.get(key) ?? {};
    return group && members ? [groupOf(group, members)] : [];
  });
}

function groupsOf(facts: Facts, grouping: GroupedBy): readonly Group[] {
  switch (grouping) {
    case 'step':
      return 'step' in facts ? [{ by: 'step', step: facts.step }] : [];
    case 'priority':
      return 'step' in facts ? [{ by: 'priority', priority: facts.priority }] : [];
    case 'component': {
      const names = facts.components.length > 0 ? [...new Set(facts.components)] : [undefined];
      return names.map(component => ({ by: 'component', component }));
    }
    case 'kind': {
      const { kind } = facts;
      const part = definitionOf(kind).view.parts?.of(facts);
      return [{ by: 'kind', kind, ...(part !== undefined && { part }) }];
    }
  }
}

/** The groups that have an order of their own; others stand by what they are called. */
const inOrder: Readonly<Partial<Record<GroupedBy, readonly Group[]>>> = {
  step: stepIds.map(step => ({ by: 'step', step })),
  kind: kinds.flatMap((kind): readonly Group[] => {
    const { parts } = definitionOf(kind).view;
    return parts ? parts.all.map(part => ({ by: 'kind', kind, part })) : [{ by: 'kind', kind }];
  }),
};
