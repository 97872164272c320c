import type { IncidentId } from '../../domain/incident/incident';
import type { Reason } from '../../domain/incident/review';
import type { PlannedChange } from '../../review/suspects/planned';
import type { Suspect } from '../../review/suspects/suspect';
import { confirmedFirst } from '../../app/suspects/confirmedFirst';
import { whyNone, type SuspectSearch } from '../../app/suspects/suspectSearch';

/** What stands below an incident about changes: the suspects with their reasons, and what is planned. */
export type SuspectNode =
  | { readonly type: 'suspects'; readonly incident: IncidentId }
  | {
      readonly type: 'suspect';
      readonly incident: IncidentId;
      readonly suspect: Suspect;
      readonly firstSeen: string;
      readonly first: boolean;
    }
  | { readonly type: 'otherSuspects'; readonly incident: IncidentId; readonly suspects: readonly Suspect[]; readonly firstSeen: string }
  | { readonly type: 'plannedChanges'; readonly incident: IncidentId; readonly planned: readonly PlannedChange[] }
  | { readonly type: 'otherBranches'; readonly incident: IncidentId; readonly branches: readonly PlannedChange[] }
  | { readonly type: 'planned'; readonly incident: IncidentId; readonly change: PlannedChange }
  | { readonly type: 'reason'; readonly reason: Reason }
  | { readonly type: 'note'; readonly code: 'running' | ReturnType<typeof whyNone> }
  | { readonly type: 'notes'; readonly search: SuspectSearch };

const suspectTypes: ReadonlySet<string> = new Set([
  'suspects',
  'suspect',
  'otherSuspects',
  'plannedChanges',
  'otherBranches',
  'planned',
  'reason',
  'note',
  'notes',
]);

/** True for a node of this kind. */
export function isSuspectNode(node: { readonly type: string }): node is SuspectNode {
  return suspectTypes.has(node.type);
}

/** The nodes below one of these; `search` is what is known about the incident. */
export function suspectChildren(node: SuspectNode, search: SuspectSearch | undefined): readonly SuspectNode[] {
  switch (node.type) {
    case 'suspects':
      return searchNodes(node.incident, search);
    case 'suspect':
      return node.suspect.reasons.map(reason => ({ type: 'reason', reason }));
    case 'otherSuspects':
      return node.suspects.map(suspect => ({ type: 'suspect', incident: node.incident, suspect, firstSeen: node.firstSeen, first: false }));
    case 'plannedChanges':
      return plannedNodes(node.incident, node.planned);
    case 'otherBranches':
      return node.branches.map(change => ({ type: 'planned', incident: node.incident, change }));
    case 'planned':
    case 'reason':
    case 'note':
    case 'notes':
      return [];
  }
}

/**
 * What a node is called among its siblings. The first suspect has a name of its own: the editor keeps for each name whether it is unfolded,
 * so after a new ranking the one that was first would stay unfolded, and the one that is would stay folded.
 */
export function suspectKey(node: SuspectNode): string {
  switch (node.type) {
    case 'suspect':
      return `suspect:${node.suspect.sha}${node.first ? ':first' : ''}`;
    case 'planned':
      return `planned:${node.change.kind}:${node.change.id}`;
    case 'reason':
      return `reason:${node.reason.code}`;
    case 'note':
      return `note:${node.code}`;
    case 'notes':
    case 'suspects':
    case 'otherSuspects':
    case 'plannedChanges':
    case 'otherBranches':
      return node.type;
  }
}

function searchNodes(incident: IncidentId, search: SuspectSearch | undefined): readonly SuspectNode[] {
  const note = (code: Extract<SuspectNode, { type: 'note' }>['code']): SuspectNode => ({ type: 'note', code });
  if (!search) return [note('running')];
  const { suspects, planned, firstSeen, running, notes } = search;
  const ordered = confirmedFirst(suspects);
  const rows = ordered
    .slice(0, suspectsShown)
    .map((suspect, at): SuspectNode => ({
      type: 'suspect',
      incident,
      suspect,
      firstSeen,
      first: at === 0 && suspect.confidence !== 'weak',
    }));
  const others = ordered.slice(suspectsShown);
  return [
    ...(running ? [note('running')] : []),
    ...(notes.length > 0 ? [{ type: 'notes', search } as const] : []),
    ...(rows.length === 0 && !running && notes.length === 0 ? [note(whyNone(search))] : []),
    ...rows,
    ...(others.length > 0 ? [{ type: 'otherSuspects', incident, suspects: others, firstSeen } as const] : []),
    ...(planned.length > 0 ? [{ type: 'plannedChanges', incident, planned } as const] : []),
  ];
}

/** What is planned, without the branches that were not gone on with for longest: they stand behind a row of their own. */
function plannedNodes(incident: IncidentId, planned: readonly PlannedChange[]): readonly SuspectNode[] {
  const branches = planned.filter(({ kind }) => kind === 'branch').slice(branchesShown);
  const rows = planned.filter(change => !branches.includes(change)).map((change): SuspectNode => ({ type: 'planned', incident, change }));
  return branches.length === 0 ? rows : [...rows, { type: 'otherBranches', incident, branches }];
}

/** Suspects that are shown at once, and branches. */
const [suspectsShown, branchesShown] = [3, 8];
