import * as vscode from 'vscode';
import type { RecordId } from '../../domain/record/ids';
import type { Reason } from '../../domain/incident/review';
import type { PlannedChange } from '../../review/suspects/planned';
import type { Suspect } from '../../review/suspects/judge';
import { describeReason } from '../../words/describe';
import { commandIds } from '../contributions';
import { localTime, say, words } from '../hostWords';
import type { SuspectSearch } from '../suspects/searches';
import { suspectFacts, suspectText, verdictIcons } from '../suspects/suspectText';

/** What stands below an incident about changes: the suspects with their reasons, and what is planned. */
export type SuspectNode =
  | { readonly type: 'suspects'; readonly incident: RecordId }
  | {
      readonly type: 'suspect';
      readonly incident: RecordId;
      readonly suspect: Suspect;
      readonly firstSeen: string;
      readonly first: boolean;
    }
  | { readonly type: 'plannedChanges'; readonly incident: RecordId; readonly planned: readonly PlannedChange[] }
  | { readonly type: 'planned'; readonly incident: RecordId; readonly change: PlannedChange }
  | { readonly type: 'reason'; readonly owner: string; readonly reason: Reason }
  | { readonly type: 'note'; readonly owner: string; readonly text: string };

const suspectTypes: ReadonlySet<string> = new Set(['suspects', 'suspect', 'plannedChanges', 'planned', 'reason', 'note']);
const plannedIcons = { branch: 'git-branch', edits: 'edit', change: 'calendar' } as const;

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
      return node.suspect.reasons.map(reason => ({ type: 'reason', owner: `${node.incident}:${node.suspect.sha}`, reason }));
    case 'plannedChanges':
      return node.planned.map(change => ({ type: 'planned', incident: node.incident, change }));
    case 'planned':
    case 'reason':
    case 'note':
      return [];
  }
}

function searchNodes(incident: RecordId, search: SuspectSearch | undefined): readonly SuspectNode[] {
  const note = (text: string): SuspectNode => ({ type: 'note', owner: incident, text });
  if (!search) return [note(say('suspects.running'))];
  const { suspects, planned, firstSeen, running } = search;
  const rows = suspects.map((suspect, at): SuspectNode => ({
    type: 'suspect',
    incident,
    suspect,
    firstSeen,
    first: at === 0 && suspect.verdict !== 'weak',
  }));
  const none = rows.length === 0 && !running && search.note === '' ? [note(say('suspects.none'))] : [];
  return [
    ...(running ? [note(say('suspects.running'))] : []),
    ...(search.note === '' ? [] : [note(search.note)]),
    ...none,
    ...rows,
    ...(planned.length > 0 ? [{ type: 'plannedChanges', incident, planned } as const] : []),
  ];
}

/** Turns one of these nodes into what the tree draws. Texts of commits are labels and plain tooltips, never Markdown. */
export function suspectItem(node: SuspectNode, search: SuspectSearch | undefined): vscode.TreeItem {
  switch (node.type) {
    case 'suspects':
      return suspectsItem(node.incident, search);
    case 'suspect':
      return commitItem(node);
    case 'plannedChanges': {
      const item = new vscode.TreeItem(say('suspects.planned'), vscode.TreeItemCollapsibleState.Collapsed);
      item.id = `planned:${node.incident}`;
      item.description = String(node.planned.length);
      item.tooltip = say('suspects.planned.help');
      item.iconPath = new vscode.ThemeIcon('calendar');
      item.contextValue = 'plannedChanges';
      return item;
    }
    case 'planned':
      return plannedItem(node.incident, node.change);
    case 'reason': {
      const item = new vscode.TreeItem(describeReason(words, node.reason, localTime));
      item.id = `reason:${node.owner}:${node.reason.code}`;
      item.tooltip = describeReason(words, node.reason, localTime);
      item.contextValue = 'reason';
      return item;
    }
    case 'note': {
      const item = new vscode.TreeItem(node.text);
      item.id = `note:${node.owner}:${node.text}`;
      item.iconPath = new vscode.ThemeIcon('info');
      item.tooltip = node.text;
      return item;
    }
  }
}

function suspectsItem(incident: RecordId, search: SuspectSearch | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(say('suspects.title'), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `suspects:${incident}`;
  item.description = search?.window ? say('suspects.of', search.suspects.length, search.window.window.length) : '';
  item.iconPath = new vscode.ThemeIcon('git-compare');
  item.contextValue = 'suspects';
  item.tooltip = say('suspects.help');
  return item;
}

function commitItem({ incident, suspect, firstSeen, first }: Extract<SuspectNode, { type: 'suspect' }>): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(suspect.subject, suspect.reasons.length === 0 ? None : first ? Expanded : Collapsed);
  const facts = suspectFacts(suspect, firstSeen);
  item.id = `suspect:${incident}:${suspect.sha}`;
  item.description = facts.join(' · ');
  item.iconPath = new vscode.ThemeIcon(
    verdictIcons[suspect.verdict],
    suspect.state === 'confirmed' ? new vscode.ThemeColor('charts.red') : undefined,
  );
  item.contextValue = suspect.state === undefined ? 'suspect' : `suspect.${suspect.state}`;
  item.command = { command: commandIds.openSuspect, title: '', arguments: [{ incident, sha: suspect.sha }] };
  item.tooltip = suspectText(suspect, firstSeen);
  item.accessibilityInformation = { label: `${suspect.subject}, ${facts.join(', ')}` };
  return item;
}

function plannedItem(incident: RecordId, change: PlannedChange): vscode.TreeItem {
  const { kind, id, title, sha, reasons } = change;
  const item = new vscode.TreeItem(kind === 'edits' ? id : `${id} ${title}`);
  const why = reasons.map(reason => describeReason(words, reason, localTime)).join(' · ');
  item.id = `planned:${incident}:${kind}:${id}`;
  item.description = [say(`suspects.planned.${kind}`), why].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon(plannedIcons[kind]);
  item.tooltip = `${id} ${title}\n${why}`;
  item.contextValue = 'planned';
  item.command = { command: commandIds.openPlanned, title: '', arguments: [{ incident, kind, id, ...(sha !== undefined && { sha }) }] };
  return item;
}
