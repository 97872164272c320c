import type { Instant } from '../../domain/foundation/time';
import { attentionOf, attentions, concerns, mayHoldDue } from '../../domain/incident/attention';
import { dueOf, type DuePerson } from '../../domain/incident/due';
import { matchesText } from '../../domain/incident/facts';
import { supportLevels } from '../../domain/vocabulary/supportLevels';
import { definitionOf, kinds, type Facts } from '../../domain/records';
import { stepIds } from '../../domain/vocabulary/steps';
import { isEntryOf, type IndexEntry, type RecordEntry } from '../../store/indexEntry';
import { groupKey, type Group, type TreeNode } from './node';

/** What the tree of incidents can be grouped by. */
export const groupings = ['attention', 'none', 'step', 'priority', 'component', 'level', 'person'] as const;
/** What a tree is grouped by. */
type Grouping = (typeof groupings)[number] | 'kind';

/** What a tree shows besides the store's entries. */
export interface TreeOptions {
  readonly grouping: Grouping;
  readonly filter: string;
  /** Only incidents that concern the person who looks. */
  readonly mine: boolean;
  /** Everything that is over, not only what came last. */
  readonly showCompleted: boolean;
}

/** Who looks at a tree, and when. */
export interface Beholder extends DuePerson {
  readonly now: Instant;
}

/** Entries that are looked at before others have their turn. */
const lookedAtOnce = 500;

/** Completed incidents that are shown unasked: an empty tree is for who has none. */
const recent = 10;

/**
 * The roots of a tree: what is open, grouped as chosen, then files that cannot be read, and in a group of its own what is over, of it only the
 * last where neither all nor some was asked for. The archive is searched alone, and what was erased is not there. What of a completed incident is due stands with the open ones where they are grouped by what they need.
 * `entries` are those of the tree, in its order (`EntryOrder`). Yields now and then: ten thousand entries in one go would be felt.
 */
export function* treeRoots(
  entries: readonly IndexEntry[],
  { filter, mine, grouping, showCompleted }: TreeOptions,
  beholder: Beholder,
): Generator<undefined, readonly TreeNode[]> {
  const [open, over, broken]: [RecordEntry[], RecordEntry[], TreeNode[]] = [[], [], []];
  const wanted = (entry: RecordEntry): boolean =>
    matchesText(entry.facts, filter) && (!mine || (isEntryOf('incident', entry) && concerns(entry.facts, beholder, beholder.now)));
  const isDue = (entry: RecordEntry): boolean =>
    grouping === 'attention' && isEntryOf('incident', entry) && attentionOf(entry.facts, beholder, beholder.now) !== undefined;
  const all = showCompleted || filter !== '';
  const isListed = (entry: RecordEntry): boolean =>
    !isEntryOf('incident', entry) || (!entry.facts.erased && (filter !== '' || !entry.facts.archived));
  let looked = 0;
  for (const entry of entries) {
    if (++looked % lookedAtOnce === 0) yield;
    if (entry.type === 'broken') broken.push(entry);
    else if (entry.facts.open || isDue(entry)) {
      if (wanted(entry)) open.push(entry);
    } else if ((all || over.length < recent) && isListed(entry) && wanted(entry)) over.push(entry);
  }
  const [one] = over;
  const last = one ? [groupOf({ by: 'over', tree: definitionOf(one.kind).view.tree, all }, over)] : [];
  return [...(grouping === 'none' ? firstOf(open) : yield* grouped(open, grouping, beholder)), ...broken, ...last];
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

function* grouped(records: readonly RecordEntry[], grouping: GroupedBy, beholder: Beholder): Generator<undefined, readonly TreeNode[]> {
  const groups = new Map<string, { readonly group: Group; readonly members: RecordEntry[] }>();
  let looked = 0;
  for (const entry of records) {
    if (++looked % lookedAtOnce === 0) yield;
    for (const group of groupsOf(entry.facts, grouping, beholder)) {
      const key = groupKey(group);
      const known = groups.get(key);
      if (known) known.members.push(entry);
      else groups.set(key, { group, members: [entry] });
    }
  }
  const order = inOrder[grouping]?.map(groupKey) ?? [...groups.keys()].sort((a, b) => a.localeCompare(b));
  const nodes: TreeNode[] = [];
  for (const key of order) {
    const { group, members } = groups.get(key) ?? {};
    if (!group || !members) continue;
    const hasDue = group.by === 'attention' && mayHoldDue(group.attention);
    nodes.push(groupOf(group, hasDue ? yield* overdueFirst(members, beholder.now) : members));
  }
  return nodes;
}

function* overdueFirst(members: readonly RecordEntry[], now: Instant): Generator<undefined, readonly RecordEntry[]> {
  const [overdue, others]: [RecordEntry[], RecordEntry[]] = [[], []];
  for (const entry of members) {
    if ((overdue.length + others.length) % lookedAtOnce === 0) yield;
    const isOverdue = isEntryOf('incident', entry) && dueOf(entry.facts, now).some(({ isOver }) => isOver);
    (isOverdue ? overdue : others).push(entry);
  }
  return [...overdue, ...others];
}

function groupsOf(facts: Facts, grouping: GroupedBy, beholder: Beholder): readonly Group[] {
  switch (grouping) {
    case 'attention': {
      const attention = facts.kind === 'incident' ? attentionOf(facts, beholder, beholder.now) : undefined;
      return attention ? [{ by: 'attention', attention }] : [];
    }
    case 'level':
      return facts.kind === 'incident' ? [{ by: 'level', level: facts.level }] : [];
    case 'person':
      return facts.kind === 'incident' ? [{ by: 'person', person: facts.assignee }] : [];
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
  attention: attentions.map(attention => ({ by: 'attention', attention })),
  level: [...supportLevels, undefined].map(level => ({ by: 'level', level })),
  step: stepIds.map(step => ({ by: 'step', step })),
  kind: kinds.flatMap((kind): readonly Group[] => {
    const { parts } = definitionOf(kind).view;
    return parts ? parts.all.map(part => ({ by: 'kind', kind, part })) : [{ by: 'kind', kind }];
  }),
};
