import * as vscode from 'vscode';
import { describeCondition, describeDue, describeStep, describeTarget } from '../../words/describe';
import { describeDueRow, describeDueShort, describeDueWhat, describeDueWhen } from '../../words/describeDue';
import { nextStep } from '../../domain/vocabulary/steps';
import type { DuePerson } from '../../domain/incident/due';
import { duePlace, type DuePlace } from '../../domain/incident/duePlace';
import { conditionPath } from '../../domain/incident/gateCondition';
import type { IncidentId } from '../../domain/incident/incident';
import type { SuspectSearch } from '../../app/suspects/suspectSearch';
import type { RecordId } from '../../domain/records';
import type { FileFault } from '../../store/fault';
import { commandIds } from '../editor/contributions';
import { fileFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { fill, textOf } from '../../words/words';
import type { Group, NodeOf, TreeNode } from './node';
import { openRecord, recordItem } from './recordItem';
import { suspectItem } from './suspectItem';

const linkIcons = { file: 'file-code', commit: 'git-commit', record: 'link' } as const;

/**
 * Turns a node into what the editor draws. Texts of records are labels and plain tooltips, never Markdown. `searchOf` knows what was found of
 * an incident's suspects; `who` looks, and of `withdrawn` others have raised the label.
 */
export function itemOf(
  node: TreeNode,
  searchOf: (incident: IncidentId) => SuspectSearch | undefined,
  who?: DuePerson,
  withdrawn?: ReadonlySet<RecordId>,
): vscode.TreeItem {
  switch (node.type) {
    case 'group':
      return groupItem(node);
    case 'more':
      return moreItem(node);
    case 'record':
      return recordItem(node, who, withdrawn?.has(node.id));
    case 'broken':
      return brokenItem(node);
    case 'folder':
      return folderItem(node);
    case 'next':
      return nextItem(node);
    case 'due':
      return dueItem(node);
    case 'gap':
      return gapItem(node);
    case 'link':
      return row({
        label: `${words.link[node.link.kind]}: ${describeTarget(node.link.target)}`,
        description: words.linkState[node.link.state],
        icon: linkIcons[node.link.target.type],
        context: 'link',
        command: { command: commandIds.openLink, title: '', arguments: [node] },
      });
    case 'related': {
      const { relation, id, title, erased } = node.related;
      const label = `${words.link[relation]} ${id}`;
      return row({
        label,
        description: erased ? words.tree.erased : title,
        icon: 'arrow-both',
        context: 'related',
        command: openRecord(id),
      });
    }
    case 'suspects':
    case 'suspect':
    case 'otherSuspects':
    case 'plannedChanges':
    case 'otherBranches':
    case 'planned':
    case 'reason':
    case 'note':
    case 'notes':
      return suspectItem(node, searchOf);
  }
}

interface Row {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly colour?: string | undefined;
  readonly context: string;
  readonly command?: vscode.Command | undefined;
  /** The same in whole words, on hover and to who hears it. */
  readonly whole?: string;
}

/** A row with nothing below it. */
function row({ label, description, icon, colour, context, command, whole }: Row): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
  item.contextValue = context;
  item.tooltip = whole ?? `${label} ${description}`.trim();
  if (whole !== undefined) item.accessibilityInformation = { label: whole };
  if (command) item.command = command;
  return item;
}

function moreItem({ records }: NodeOf<'more'>): vscode.TreeItem {
  const item = new vscode.TreeItem(fill(words.tree.more, { more: records.length }), vscode.TreeItemCollapsibleState.Collapsed);
  item.contextValue = 'more';
  return item;
}

function groupItem({ group, count }: NodeOf<'group'>): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(groupLabel(group), group.by === 'over' ? Collapsed : Expanded);
  item.description = String(count);
  item.contextValue = 'group';
  return item;
}

function groupLabel(group: Group): string {
  switch (group.by) {
    case 'attention':
      return words.tree.attention[group.attention];
    case 'level':
      return group.level ? words.kinds.incident.fields.level.options[group.level] : words.tree.noLevel;
    case 'person':
      return group.person ?? words.tree.nobody;
    case 'step':
      return describeStep(words, group.step);
    case 'priority':
      return group.priority ?? words.tree.noPriority;
    case 'component':
      return group.component ?? words.tree.noComponent;
    case 'kind':
      return kindLabel(group);
    case 'over':
      return group.tree === 'incidents' && !group.all ? words.tree.recent : words.tree.over[group.tree];
  }
}

function kindLabel({ kind, part }: Extract<Group, { readonly by: 'kind' }>): string {
  const texts = words.kinds[kind];
  return (part !== undefined && 'parts' in texts ? textOf(texts.parts, part) : undefined) ?? texts.plural;
}

/** Another folder of the window; choosing it goes to work there. */
function folderItem({ folder: { path, name, told, alert } }: NodeOf<'folder'>): vscode.TreeItem {
  return row({
    label: name,
    description: told,
    whole: fill(words.folders.whole, { folder: name, told }),
    icon: 'root-folder',
    colour: alert === undefined ? undefined : 'charts.red',
    context: 'folder',
    command: { command: commandIds.switchFolder, title: '', arguments: [{ path }] },
  });
}

/** What can be done about it, by what is wrong. */
const brokenContext: Partial<Record<FileFault['code'], string>> = {
  conflictMarkers: 'broken.mendable',
  syntax: 'broken.mendable',
  recordGone: 'broken.gone',
  tooHeavy: 'broken.heavy',
};

function brokenItem({ id, fault, file }: NodeOf<'broken'>): vscode.TreeItem {
  const reason = fileFaultText(fault);
  const item = row({
    label: fill(words.tree.broken, { file: `${id}.json`, why: reason }),
    description: '',
    icon: 'warning',
    colour: 'problemsWarningIcon.foreground',
    context: brokenContext[fault.code] ?? 'broken',
    command:
      fault.code === 'recordGone' ? undefined : { command: commandIds.openRecordFile, title: '', arguments: [{ file, line: fault.line }] },
  });
  item.tooltip = `${file}\n${reason}`;
  return item;
}

/** What is to be done next; opening it is the way to do it. */
function nextItem({ incident, step, missing }: NodeOf<'next'>): vscode.TreeItem {
  const [first, ...others] = missing.map(condition => describeCondition(words, condition));
  const path = missing[0] && conditionPath(missing[0]);
  const following = nextStep(step);
  const ahead = following ? fill(words.tree.goOn, { step: words.steps[following].name }) : words.tree.toComplete;
  return row({
    label: first ?? ahead,
    description: first === undefined ? '' : others.length > 0 ? fill(words.tree.missingMore, { more: others.length }) : words.tree.missing,
    ...(first !== undefined && { whole: fill(words.tree.missingAll, { list: [first, ...others].join(', ') }) }),
    icon: 'arrow-circle-right',
    context: 'next',
    command: openPlace(incident, { step, ...(path !== undefined && { path }) }),
  });
}

function dueItem({ incident, due }: NodeOf<'due'>): vscode.TreeItem {
  const now = new Date().toISOString();
  const told = (when: string): string => [when, due.person].filter(Boolean).join(' · ');
  return row({
    label: describeDueRow(words, due.what),
    description: told(describeDueShort(words, due, now)),
    whole: `${describeDueWhat(words, due.what)}: ${told(describeDueWhen(words, due, now))}`,
    icon: 'watch',
    colour: due.isOver ? 'charts.red' : undefined,
    context: 'due',
    command: openPlace(incident, duePlace(due.what)),
  });
}

function gapItem({ incident, safeguard, state, acceptedUntil }: NodeOf<'gap'>): vscode.TreeItem {
  const until = state === 'accepted' && acceptedUntil !== undefined ? describeDue(words, acceptedUntil, new Date().toISOString()) : '';
  return row({
    label: fill(words.tree.gap[state], { safeguard }),
    description: [until, words.tree.gapTold].filter(Boolean).join(' · '),
    icon: 'shield',
    colour: state === 'open' ? 'charts.red' : undefined,
    context: 'gap',
    command: openRecord(incident),
  });
}

function openPlace(id: IncidentId, place: DuePlace): vscode.Command {
  return { command: commandIds.openIncident, title: '', arguments: [{ id, ...place }] };
}
