import type { SupportLevel } from '../../domain/incident/command';
import type { Attention } from '../../domain/incident/attention';
import type { Due } from '../../domain/incident/due';
import type { GateCondition } from '../../domain/incident/gateCondition';
import type { IncidentId } from '../../domain/incident/incident';
import type { Instant } from '../../domain/foundation/time';
import type { GapState } from '../../domain/incident/gap';
import type { Link } from '../../domain/record/link';
import type { TreeId } from '../../domain/record/view';
import type { Facts, Kind, RecordId } from '../../domain/records';
import type { Priority } from '../../domain/vocabulary/priority';
import type { StepId } from '../../domain/vocabulary/steps';
import type { FileFault } from '../../store/fault';
import type { RecordEntry } from '../../store/indexEntry';
import type { Related } from '../../app/relations';
import type { FolderRow } from '../workspace/folderRow';
import { isSuspectNode, suspectKey, type SuspectNode } from './suspectNode';

/** What the members of a group have in common; absent values are a group, too. */
export type Group =
  | { readonly by: 'attention'; readonly attention: Attention }
  | { readonly by: 'step'; readonly step: StepId }
  | { readonly by: 'priority'; readonly priority: Priority | undefined }
  | { readonly by: 'component'; readonly component: string | undefined }
  | { readonly by: 'level'; readonly level: SupportLevel | undefined }
  | { readonly by: 'person'; readonly person: string | undefined }
  | { readonly by: 'kind'; readonly kind: Kind; readonly part?: string }
  /** What is over: all, or the last ones. */
  | { readonly by: 'over'; readonly tree: TreeId; readonly all: boolean };

/** A node of a tree: groups hold records, `more` those of a long list that are not shown yet; below a record stands what it has. */
export type TreeNode =
  | { readonly type: 'group'; readonly group: Group; readonly count: number; readonly children: readonly TreeNode[] }
  | { readonly type: 'more'; readonly records: readonly RecordEntry[] }
  | { readonly type: 'record'; readonly id: RecordId; readonly facts: Facts; readonly fault?: FileFault }
  | { readonly type: 'broken'; readonly id: RecordId; readonly file: string; readonly fault: FileFault }
  | {
      /** What is to be done next: what the gate of its step lacks, or going on. */
      readonly type: 'next';
      readonly incident: IncidentId;
      readonly step: StepId;
      readonly missing: readonly GateCondition[];
    }
  | { readonly type: 'due'; readonly incident: IncidentId; readonly due: Due }
  | {
      readonly type: 'gap';
      readonly incident: IncidentId;
      readonly id: string;
      readonly safeguard: string;
      readonly state: GapState;
      readonly acceptedUntil: Instant | undefined;
    }
  | { readonly type: 'folder'; readonly folder: FolderRow }
  | { readonly type: 'link'; readonly incident: IncidentId; readonly link: Link }
  | SuspectNode
  | { readonly type: 'related'; readonly related: Related };

/** The nodes of these types. */
export type NodeOf<T extends TreeNode['type']> = Extract<TreeNode, { readonly type: T }>;

/** What a node is called among its siblings. */
export function nodeKey(node: TreeNode): string {
  if (isSuspectNode(node)) return suspectKey(node);
  switch (node.type) {
    case 'group':
      return `group:${groupKey(node.group)}`;
    case 'more':
      return 'more';
    case 'record':
    case 'broken':
    case 'gap':
      return `${node.type}:${node.id}`;
    case 'folder':
      return `folder:${node.folder.path}`;
    case 'next':
      return 'next';
    case 'due':
      return `due:${dueKey(node.due)}`;
    case 'link':
      return `link:${node.link.id}`;
    case 'related':
      return `relation:${node.related.relation}:${node.related.id}`;
  }
}

/** A group, comparable: what belongs together has one key. */
export function groupKey(group: Group): string {
  switch (group.by) {
    case 'attention':
      return `attention:${group.attention}`;
    case 'level':
      return `level:${group.level ?? ''}`;
    case 'person':
      return `person:${group.person ?? ''}`;
    case 'step':
      return `step:${group.step}`;
    case 'priority':
      return `priority:${group.priority ?? ''}`;
    case 'component':
      return `component:${group.component ?? ''}`;
    case 'kind':
      return `kind:${group.kind}${group.part === undefined ? '' : `.${group.part}`}`;
    case 'over':
      return 'over';
  }
}

function dueKey({ what }: Due): string {
  switch (what.code) {
    case 'clock':
      return `clock:${what.duty}`;
    case 'gap':
      return `gap:${what.gap}`;
    case 'followUp':
      return `followUp:${what.row}`;
    case 'handOver':
      return `handOver:${what.row}`;
    case 'untold':
      return `untold:${what.party}`;
    case 'release':
    case 'refused':
    case 'approval':
      return `${what.code}:${what.measure}`;
    case 'signOff':
    case 'ownAssessment':
    case 'target':
    case 'review':
    case 'observation':
    case 'conflict':
    case 'reopening':
      return what.code;
  }
}
