import { isIncidentId, type RecordId } from '../../domain/records';
import { stepIds, type StepId } from '../../domain/vocabulary/steps';
import { matchesText, openGaps, type IncidentFacts } from '../../domain/incident/facts';
import type { Link } from '../../domain/record/link';
import { gateOf } from '../../domain/incident/gate';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import { gapState } from '../../domain/incident/gap';
import { compareCodes, type Instant } from '../../domain/foundation/time';
import type { FileFault } from '../../store/fault';
import { isEntryOf, type IndexEntry, type RecordEntry } from '../../store/indexEntry';
import { relatedTo, type RecordGraph } from '../../app/relations';
import { overviewOf, type Overview } from './overview';
import { isSuspectNode, suspectKey, type SuspectNode } from './suspectModel';

/** What the tree groups incidents by. */
export const groupings = ['none', 'step', 'priority', 'component'] as const;
/** What the tree groups incidents by. */
export type Grouping = (typeof groupings)[number];

/** What the tree shows besides the store's entries. */
export interface TreeOptions {
  readonly grouping: Grouping;
  readonly filter: string;
  readonly showCompleted: boolean;
}

/** An incident in the tree. */
interface IncidentNode {
  readonly type: 'incident';
  readonly id: IncidentId;
  readonly facts: IncidentFacts;
  readonly fault?: FileFault;
}
/** A node of the tree: groups hold incidents and broken files, `more` those of a long list that are not shown yet; an incident holds its steps, gaps, links and relations. */
export type TreeNode =
  | { readonly type: 'group'; readonly key: string; readonly count: number; readonly children: readonly TreeNode[] }
  | { readonly type: 'more'; readonly incidents: readonly IncidentEntry[] }
  | IncidentNode
  | { readonly type: 'broken'; readonly id: RecordId; readonly file: string; readonly fault: FileFault }
  | {
      readonly type: 'step';
      readonly incident: IncidentId;
      readonly step: StepId;
      readonly state: 'done' | 'current' | 'ahead';
      readonly missing: number;
      readonly conditions: number;
    }
  | {
      readonly type: 'gap';
      readonly incident: IncidentId;
      readonly id: string;
      readonly safeguard: string;
      readonly state: 'open' | 'accepted' | 'restored';
    }
  | { readonly type: 'link'; readonly incident: IncidentId; readonly link: Link }
  | SuspectNode
  | { readonly type: 'related'; readonly incident: IncidentId; readonly id: RecordId; readonly relation: string; readonly title: string };

/**
 * The roots of the tree: open incidents by urgency, grouped as chosen, broken files last; completed ones on request. `entries` are in the
 * order of the tree (`UrgencyOrder`).
 */
export function treeRoots(entries: readonly IndexEntry[], options: TreeOptions): readonly TreeNode[] {
  const { filter, grouping, showCompleted } = options;
  const [open, completed, broken]: [IncidentEntry[], IncidentEntry[], BrokenEntry[]] = [[], [], []];
  for (const entry of entries) {
    if (isEntryOf('incident', entry)) {
      if ((entry.facts.open || showCompleted) && matchesText(entry.facts, filter)) (entry.facts.open ? open : completed).push(entry);
    } else if (entry.type === 'broken' && isIncidentId(entry.id)) broken.push(entry);
  }
  completed.sort((a, b) => compareCodes(b.facts.closedAt ?? '', a.facts.closedAt ?? ''));
  broken.sort((a, b) => compareCodes(a.id, b.id));
  return [...grouped(open, grouping), ...broken, ...(completed.length > 0 ? [groupOf('completed', completed)] : [])];
}

/** How many incidents are open: the badge of the view. */
export function openCount(entries: readonly IndexEntry[]): number {
  return overviewOf(entries).open;
}

/** The running clock that is due first over all open incidents. */
export function mostUrgentClock(entries: readonly IndexEntry[]): Overview['urgent'] {
  return overviewOf(entries).urgent;
}

/** The open safeguard gaps of all incidents, the oldest first: that of a completed one is open again when the risk was accepted until a date. */
export function allOpenGaps(
  entries: readonly IndexEntry[],
  now: Instant,
): readonly { readonly id: RecordId; readonly safeguard: string; readonly component: string; readonly since: Instant }[] {
  return overviewOf(entries)
    .withGaps.flatMap(({ id, facts }) => openGaps(facts, now).map(gap => ({ ...gap, id })))
    .sort((a, b) => compareCodes(a.since, b.since));
}

/** The children of an incident: its steps with their state, safeguard gaps, suspect changes, links, and related incidents from either side. */
export function incidentChildren(incident: Incident, graph: RecordGraph, now: Instant): readonly TreeNode[] {
  const { id } = incident;
  const steps = stepIds.map(step => {
    const conditions = gateOf(incident, step, now);
    const current = incident.open && incident.step === step;
    const state = current ? 'current' : incident.passed.includes(step) ? 'done' : 'ahead';
    return {
      type: 'step',
      incident: id,
      step,
      state,
      missing: conditions.filter(({ met }) => !met).length,
      conditions: conditions.length,
    } as const;
  });
  const gaps = incident.gaps.map(
    gap => ({ type: 'gap', incident: id, id: gap.id, safeguard: gap.safeguard, state: gapState(gap, now) }) as const,
  );
  const links = incident.links
    .filter(({ target }) => target.type !== 'record')
    .map(link => ({ type: 'link', incident: id, link }) as const);
  const related = relatedTo(incident, graph).map(
    other => ({ type: 'related', incident: id, id: other.id, relation: other.relation, title: other.title }) as const,
  );
  return [...steps, ...gaps, { type: 'suspects', incident: id }, ...links, ...related];
}

/** What a node is called among its siblings. */
export function nodeKey(node: TreeNode): string {
  if (isSuspectNode(node)) return suspectKey(node);
  switch (node.type) {
    case 'group':
      return `group:${node.key}`;
    case 'more':
      return 'more';
    case 'incident':
    case 'broken':
    case 'gap':
      return `${node.type}:${node.id}`;
    case 'step':
      return `step:${node.step}`;
    case 'link':
      return `link:${node.link.id}`;
    case 'related':
      return `related:${node.relation}:${node.id}`;
  }
}

type IncidentEntry = RecordEntry<'incident'>;
type BrokenEntry = Extract<IndexEntry, { type: 'broken' }>;

/** Rows of a list that are shown at once: the editor asks for each of them, also for those that are out of sight. */
const rowsAtOnce = 200;

/** The first of these incidents, and behind them the rest, to be unfolded. */
export function firstOf(incidents: readonly IncidentEntry[]): readonly TreeNode[] {
  const first = incidents.slice(0, rowsAtOnce).map(incidentNode);
  return incidents.length > rowsAtOnce ? [...first, { type: 'more', incidents: incidents.slice(rowsAtOnce) }] : first;
}

function groupOf(key: string, incidents: readonly IncidentEntry[]): TreeNode {
  return { type: 'group', key, count: incidents.length, children: firstOf(incidents) };
}

function incidentNode({ id, facts, fault }: IncidentEntry): IncidentNode {
  return { type: 'incident', id, facts, ...(fault && { fault }) };
}

function grouped(incidents: readonly IncidentEntry[], grouping: Grouping): readonly TreeNode[] {
  if (grouping === 'none') return firstOf(incidents);
  const groups = new Map<string, IncidentEntry[]>();
  for (const entry of incidents) {
    for (const key of groupKeys(entry.facts, grouping)) {
      const members = groups.get(key);
      if (members) members.push(entry);
      else groups.set(key, [entry]);
    }
  }
  const order = grouping === 'step' ? stepIds.map(step => `step:${step}`) : [...groups.keys()].sort((a, b) => a.localeCompare(b));
  return order.flatMap(key => {
    const members = groups.get(key);
    return members ? [groupOf(key, members)] : [];
  });
}

function groupKeys(facts: IncidentFacts, grouping: Exclude<Grouping, 'none'>): readonly string[] {
  switch (grouping) {
    case 'step':
      return [`step:${facts.step}`];
    case 'priority':
      return [`priority:${facts.priority ?? ''}`];
    case 'component':
      return facts.components.length > 0 ? [...new Set(facts.components)].map(name => `component:${name}`) : ['component:'];
  }
}
