import { isIncidentId, type RecordId } from '../../domain/record/ids';
import type { Clock } from '../../domain/incident/clock';
import { nearestClock } from '../../domain/incident/clock';
import { stepIds, type StepId } from '../../domain/vocabulary/steps';
import { compareUrgency, matchesText, openGaps, type IncidentSummary } from '../../domain/incident/summary';
import type { Link } from '../../domain/record/link';
import { gateOf } from '../../domain/incident/gate';
import type { Incident } from '../../domain/incident/incident';
import { gapState } from '../../domain/incident/gap';
import { compareCodes, type Instant } from '../../domain/foundation/time';
import type { FileFault } from '../../store/fault';
import type { IndexEntry } from '../../store/recordIndex';
import { relatedTo, type RecordGraph } from '../relations';
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
  readonly id: RecordId;
  readonly summary: IncidentSummary;
  readonly fault?: FileFault;
}
/** A node of the tree: groups hold incidents and broken files; an incident holds its steps, gaps, links and relations. */
export type TreeNode =
  | { readonly type: 'group'; readonly key: string; readonly children: readonly TreeNode[] }
  | IncidentNode
  | { readonly type: 'broken'; readonly id: RecordId; readonly file: string; readonly fault: FileFault }
  | {
      readonly type: 'step';
      readonly incident: RecordId;
      readonly step: StepId;
      readonly state: 'done' | 'current' | 'ahead';
      readonly missing: number;
      readonly conditions: number;
    }
  | {
      readonly type: 'gap';
      readonly incident: RecordId;
      readonly id: string;
      readonly safeguard: string;
      readonly state: 'open' | 'accepted' | 'restored';
    }
  | { readonly type: 'link'; readonly incident: RecordId; readonly link: Link }
  | SuspectNode
  | { readonly type: 'related'; readonly incident: RecordId; readonly id: RecordId; readonly relation: string; readonly title: string };

/** The roots of the tree: open incidents by urgency, grouped as chosen, broken files last; completed ones on request. */
export function treeRoots(entries: readonly IndexEntry[], options: TreeOptions): readonly TreeNode[] {
  const incidents = entries.filter(entry => entry.type === 'incident').filter(({ summary }) => matchesText(summary, options.filter));
  const open = incidents.filter(({ summary }) => summary.open).sort((a, b) => compareUrgency(a.summary, b.summary));
  const completed = incidents
    .filter(({ summary }) => !summary.open)
    .sort((a, b) => compareCodes(b.summary.closedAt ?? '', a.summary.closedAt ?? ''));
  const broken = entries
    .filter(entry => entry.type === 'broken')
    .filter(({ id }) => isIncidentId(id))
    .sort((a, b) => compareCodes(a.id, b.id));
  return [
    ...grouped(open, options.grouping),
    ...broken,
    ...(options.showCompleted && completed.length > 0
      ? [{ type: 'group', key: 'completed', children: completed.map(incidentNode) } as const]
      : []),
  ];
}

/** How many incidents are open: the badge of the view. */
export function openCount(entries: readonly IndexEntry[]): number {
  return entries.filter(entry => entry.type === 'incident' && entry.summary.open).length;
}

/** The running clock that is due first over all open incidents. */
export function mostUrgentClock(
  entries: readonly IndexEntry[],
): { readonly id: RecordId; readonly clock: Clock & { readonly due: Instant } } | undefined {
  return entries
    .flatMap(entry => {
      const clock = entry.type === 'incident' && entry.summary.open ? nearestClock(entry.summary.clocks) : undefined;
      return clock ? [{ id: entry.id, clock }] : [];
    })
    .sort((a, b) => compareCodes(a.clock.due, b.clock.due))[0];
}

/** The open safeguard gaps of all incidents, the oldest first: that of a completed one is open again when the risk was accepted until a date. */
export function allOpenGaps(
  entries: readonly IndexEntry[],
  now: Instant,
): readonly { readonly id: RecordId; readonly safeguard: string; readonly component: string; readonly since: Instant }[] {
  return entries
    .flatMap(entry => (entry.type === 'incident' ? openGaps(entry.summary, now).map(gap => ({ ...gap, id: entry.id })) : []))
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

type IncidentEntry = Extract<IndexEntry, { type: 'incident' }>;

function incidentNode({ id, summary, fault }: IncidentEntry): IncidentNode {
  return { type: 'incident', id, summary, ...(fault && { fault }) };
}

function grouped(incidents: readonly IncidentEntry[], grouping: Grouping): readonly TreeNode[] {
  if (grouping === 'none') return incidents.map(incidentNode);
  const groups = new Map<string, IncidentEntry[]>();
  for (const entry of incidents) {
    for (const key of groupKeys(entry.summary, grouping)) groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const order = grouping === 'step' ? stepIds.map(step => `step:${step}`) : [...groups.keys()].sort((a, b) => a.localeCompare(b));
  return order.flatMap(key => {
    const members = groups.get(key);
    return members ? [{ type: 'group', key, children: members.map(incidentNode) } as const] : [];
  });
}

function groupKeys(summary: IncidentSummary, grouping: Exclude<Grouping, 'none'>): readonly string[] {
  switch (grouping) {
    case 'step':
      return [`step:${summary.step}`];
    case 'priority':
      return [`priority:${summary.priority ?? ''}`];
    case 'component':
      return summary.components.length > 0 ? [...new Set(summary.components)].map(name => `component:${name}`) : ['component:'];
  }
}
