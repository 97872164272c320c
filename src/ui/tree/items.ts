import { openGaps, type IncidentFacts } from '../../domain/incident/facts';
import * as vscode from 'vscode';
import { nearestClock } from '../../domain/incident/clock';
import { stepNumber, type StepId } from '../../domain/vocabulary/steps';
import { describeAge, describeDue, describeStep, describeTarget } from '../../words/describe';
import type { FileFault } from '../../store/fault';
import { commandIds } from '../contributions';
import { fileFaultText } from '../faultText';
import { localTime, say, words } from '../hostWords';
import type { Related } from '../../app/relations';
import type { TreeNode } from './model';
import type { SuspectNode } from './suspectModel';

const kindIcons: Readonly<Record<string, string>> = {
  disruption: 'warning',
  securityIncident: 'shield',
  inquiry: 'question',
  order: 'inbox',
};
const priorityColours: Readonly<Record<string, string>> = {
  P1: 'charts.red',
  P2: 'charts.yellow',
  P3: 'charts.blue',
  P4: 'charts.foreground',
};
const linkIcons = { file: 'file-code', commit: 'git-commit', record: 'link' } as const;
const stepIcons = { done: 'pass', current: 'record', ahead: 'circle-outline' } as const;

/** Turns a node of the model into what the tree draws. Texts of records are labels and plain tooltips, never Markdown. */
export function treeItem(node: Exclude<TreeNode, SuspectNode>): vscode.TreeItem {
  switch (node.type) {
    case 'group':
      return groupItem(node);
    case 'more':
      return moreItem(node);
    case 'incident':
      return incidentItem(node);
    case 'broken':
      return brokenItem(node);
    case 'step':
      return stepItem(node);
    case 'gap':
      return item(
        say('tree.gap', node.safeguard),
        say(`gapState.${node.state}`, ''),
        'shield',
        node.state === 'open' ? 'charts.red' : undefined,
        'gap',
        openCommand(node.incident),
      );
    case 'link':
      return item(
        `${say(`link.${node.link.kind}`)}: ${describeTarget(node.link.target)}`,
        say(`linkState.${node.link.state}`),
        linkIcons[node.link.target.type],
        undefined,
        'link',
        { command: commandIds.openLink, title: '', arguments: [node] },
      );
    case 'related':
      return relatedItem(node);
  }
}

/** A record that another is linked to, as that one reads it. */
export function relatedItem({ id, relation, title }: Pick<Related, 'id' | 'relation' | 'title'>): vscode.TreeItem {
  return item(`${say(`link.${relation}`)} ${id}`, title, 'arrow-both', undefined, 'related', openCommand(id));
}

type Node<T extends TreeNode['type']> = Extract<TreeNode, { type: T }>;

function openCommand(id: string, step?: StepId): vscode.Command {
  return { command: commandIds.openIncident, title: '', arguments: [{ id, ...(step && { step }) }] };
}

function item(
  label: string,
  description: string,
  icon: string,
  colour: string | undefined,
  contextValue: string,
  command?: vscode.Command,
): vscode.TreeItem {
  const result = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  result.description = description;
  result.iconPath = new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
  result.contextValue = contextValue;
  result.tooltip = `${label} ${description}`.trim();
  if (command) result.command = command;
  return result;
}

function moreItem({ incidents }: Node<'more'>): vscode.TreeItem {
  const row = new vscode.TreeItem(say('tree.more', incidents.length), vscode.TreeItemCollapsibleState.Collapsed);
  row.contextValue = 'more';
  return row;
}

function groupItem(node: Node<'group'>): vscode.TreeItem {
  const [kind] = node.key.split(':');
  const value = node.key.slice(node.key.indexOf(':') + 1);
  const label =
    kind === 'step'
      ? describeStep(words, value as StepId)
      : kind === 'priority'
        ? value || say('tree.noPriority')
        : kind === 'component'
          ? value || say('tree.noComponent')
          : say('tree.closed');
  const result = new vscode.TreeItem(
    label,
    kind === 'completed' ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded,
  );
  result.description = String(node.count);
  result.contextValue = 'group';
  return result;
}

function incidentItem({ id, facts, fault }: Node<'incident'>): vscode.TreeItem {
  const now = new Date().toISOString();
  const title = facts.title || say('tree.untitled');
  const result = new vscode.TreeItem([facts.priority, title].filter(Boolean).join(' · '), vscode.TreeItemCollapsibleState.Collapsed);
  result.description = `${descriptionOf(facts, now)} · ${id}`;
  result.iconPath = new vscode.ThemeIcon(
    fault ? 'error' : (kindIcons[facts.reported ?? ''] ?? 'report'),
    fault
      ? new vscode.ThemeColor('charts.red')
      : facts.priority && facts.open
        ? new vscode.ThemeColor(priorityColours[facts.priority] ?? '')
        : undefined,
  );
  result.contextValue =
    fault?.code === 'rolledBack' ? 'incident.rolledBack' : `incident.${!facts.open ? 'completed' : fault ? 'faulty' : 'open'}`;
  result.command = openCommand(id);
  result.tooltip = tooltipOf(id, title, facts, now, fault && say('tree.faulty', fileFaultText(fault)));
  result.accessibilityInformation = { label: [facts.priority, title, result.description].filter(Boolean).join(', ') };
  return result;
}

function descriptionOf(facts: IncidentFacts, now: string): string {
  const clock = nearestClock(facts.clocks);
  const gaps = openGaps(facts, now).length;
  return [
    facts.open ? say(`step.short.${facts.step}`).toLowerCase() : say('page.completed'),
    facts.recordedAt ? describeAge(words, facts.recordedAt, now) : '',
    clock && facts.open ? `⏱ ${describeDue(words, clock.due, now)}` : '',
    gaps > 0 ? `⛨ ${gaps}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function tooltipOf(id: string, title: string, facts: IncidentFacts, now: string, fault: string | undefined): string {
  const gaps = openGaps(facts, now).length;
  return [
    `${id} ${title}`,
    facts.reported ? say(`option.${facts.reported}`) : '',
    say('tree.tooltip.step', describeStep(words, facts.step)),
    facts.recordedAt ? say('page.recorded', localTime(facts.recordedAt)) : '',
    facts.assignee ? say('page.assigned', facts.assignee) : '',
    facts.components.join(', '),
    gaps > 0 ? say('tree.tooltip.gaps', gaps) : '',
    fault ?? '',
  ]
    .filter(Boolean)
    .join('\n');
}

/** What can be done about it, by what is wrong. */
const brokenContext: Partial<Record<FileFault['code'], string>> = {
  conflictMarkers: 'broken.conflict',
  recordGone: 'broken.gone',
  tooHeavy: 'broken.heavy',
};

export function brokenItem({ id, fault, file }: Node<'broken'>): vscode.TreeItem {
  const reason = fileFaultText(fault);
  const result = item(
    say('tree.broken', `${id}.json`, reason),
    '',
    'warning',
    'problemsWarningIcon.foreground',
    brokenContext[fault.code] ?? 'broken',
    fault.code === 'recordGone' ? undefined : { command: commandIds.openRecordFile, title: '', arguments: [{ file, line: fault.line }] },
  );
  result.tooltip = `${file}\n${reason}`;
  return result;
}

function stepItem({ incident, step, state, missing, conditions }: Node<'step'>): vscode.TreeItem {
  const description =
    state === 'ahead'
      ? ''
      : state === 'done'
        ? say('page.stepDone')
        : missing > 0
          ? say('tree.missing', missing, conditions)
          : say('tree.complete');
  const result = item(
    `${stepNumber(step)} ${say(`step.${step}`)}`,
    description,
    stepIcons[state],
    state === 'done' ? 'charts.green' : undefined,
    'step',
    openCommand(incident, step),
  );
  return result;
}
