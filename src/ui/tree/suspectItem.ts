import * as vscode from 'vscode';
import type { IncidentId } from '../../domain/incident/incident';
import type { SuspectSearch } from '../../app/suspects/suspectSearch';
import type { PlannedChange } from '../../review/suspects/planned';
import { describeReason } from '../../words/describe';
import { commitLabel, withoutUnseen } from '../../words/plain';
import { commandIds } from '../editor/contributions';
import { localTime, words } from '../editor/hostWords';
import { counted } from '../../words/words';
import { notesText } from '../suspects/searchText';
import { suspectFacts, suspectText, confidenceIcons } from '../suspects/suspectText';
import type { SuspectNode } from './suspectNode';

const plannedIcons = { branch: 'git-branch', edits: 'edit', change: 'calendar' } as const;

/** Turns one of these nodes into what the tree draws. Texts of commits are labels and plain tooltips, never Markdown. */
export function suspectItem(node: SuspectNode, searchOf: (incident: IncidentId) => SuspectSearch | undefined): vscode.TreeItem {
  switch (node.type) {
    case 'suspects':
      return suspectsItem(searchOf(node.incident));
    case 'suspect':
      return commitItem(node);
    case 'otherSuspects': {
      const { suspects } = node;
      const text = suspects.every(({ confidence }) => confidence === 'weak') ? words.suspects.others : words.suspects.more;
      const item = new vscode.TreeItem(counted(words, text, { count: suspects.length }), vscode.TreeItemCollapsibleState.Collapsed);
      item.contextValue = 'otherSuspects';
      return item;
    }
    case 'plannedChanges': {
      const item = new vscode.TreeItem(words.suspects.planned.title, vscode.TreeItemCollapsibleState.Collapsed);
      item.description = String(node.planned.length);
      item.tooltip = words.suspects.planned.help;
      item.iconPath = new vscode.ThemeIcon('calendar');
      item.contextValue = 'plannedChanges';
      return item;
    }
    case 'otherBranches': {
      const text = counted(words, words.suspects.planned.others, { count: node.branches.length });
      const item = new vscode.TreeItem(text, vscode.TreeItemCollapsibleState.Collapsed);
      item.contextValue = 'otherBranches';
      return item;
    }
    case 'planned':
      return plannedItem(node.incident, node.change);
    case 'reason': {
      const text = withoutUnseen(describeReason(words, node.reason, localTime));
      const item = new vscode.TreeItem(text);
      item.tooltip = text;
      item.contextValue = 'reason';
      return item;
    }
    case 'note':
      return noteItem(words.suspects[node.code]);
    case 'notes':
      return noteItem(notesText(node.search));
  }
}

function noteItem(text: string): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  item.iconPath = new vscode.ThemeIcon('info');
  item.tooltip = text;
  return item;
}

function suspectsItem(search: SuspectSearch | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(words.suspects.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.description = search?.window
    ? counted(words, words.suspects.of, { suspects: search.suspects.length, count: search.window.window.length })
    : '';
  item.iconPath = new vscode.ThemeIcon('git-compare');
  item.contextValue = 'suspects';
  item.tooltip = words.suspects.help;
  return item;
}

function commitItem({ incident, suspect, firstSeen, first }: Extract<SuspectNode, { type: 'suspect' }>): vscode.TreeItem {
  const label = commitLabel(suspect);
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, suspect.reasons.length === 0 ? None : first ? Expanded : Collapsed);
  const facts = suspectFacts(suspect, firstSeen).map(withoutUnseen);
  item.description = facts.join(' · ');
  item.iconPath = new vscode.ThemeIcon(
    suspect.state === 'confirmed' ? 'pass-filled' : confidenceIcons[suspect.confidence],
    suspect.state === 'confirmed' ? new vscode.ThemeColor('charts.red') : undefined,
  );
  item.contextValue = suspect.state === undefined ? 'suspect' : `suspect.${suspect.state}`;
  item.command = { command: commandIds.openSuspect, title: '', arguments: [{ incident, sha: suspect.sha }] };
  item.tooltip = withoutUnseen(suspectText(suspect, firstSeen));
  item.accessibilityInformation = { label: `${label}, ${facts.join(', ')}` };
  return item;
}

function plannedItem(incident: IncidentId, change: PlannedChange): vscode.TreeItem {
  const { kind, id, title, sha, reasons } = change;
  const name = withoutUnseen(kind === 'edits' ? id : `${id} ${title}`).trim();
  const item = new vscode.TreeItem(name);
  const why = withoutUnseen(reasons.map(reason => describeReason(words, reason, localTime)).join(' · '));
  item.description = [words.suspects.planned[kind], why].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon(plannedIcons[kind]);
  item.tooltip = `${name}\n${why}`;
  item.contextValue = 'planned';
  item.command = { command: commandIds.openPlanned, title: '', arguments: [{ incident, kind, id, ...(sha !== undefined && { sha }) }] };
  return item;
}
