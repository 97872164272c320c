import * as vscode from 'vscode';
import { dueOf } from '../../domain/incident/due';
import { openGaps, type IncidentFacts } from '../../domain/incident/facts';
import { definitionOf, linkedKinds, type FormFacts, type RecordId } from '../../domain/records';
import { withoutUnseen } from '../../words/plain';
import { describeAge, describeStep } from '../../words/describe';
import { describeDueWhat, describeDueWhen } from '../../words/describeDue';
import { stepIds, stepNumber } from '../../domain/vocabulary/steps';
import type { FileFault } from '../../store/fault';
import { commandIds } from '../editor/contributions';
import { fileFaultText } from '../editor/faultText';
import { localTime, words } from '../editor/hostWords';
import { counted, fill, textOf } from '../../words/words';
import type { NodeOf } from './node';

const reportedIcons: Readonly<Record<string, string>> = {
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

/** What the row of a record says. */
interface RecordRow {
  readonly label: string;
  readonly told: readonly string[];
  readonly icon: string;
  readonly colour?: string | undefined;
  readonly context: string;
  /** Below the id and the title. */
  readonly tooltip: readonly (string | undefined)[];
  /** What is said of it first to those who hear it. */
  readonly spoken: readonly (string | undefined)[];
}

/** A record of any kind as the tree draws it. */
export function recordItem({ id, facts, fault }: NodeOf<'record'>): vscode.TreeItem {
  const title = withoutUnseen(facts.title).trim() || words.tree.untitled;
  const row = facts.kind === 'incident' ? incidentRow(facts, id, title, fault) : formRow(facts, id, title, fault);
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const canUnfold = linkedKinds.includes(facts.kind) || facts.relations.length > 0;
  const item = new vscode.TreeItem(row.label, canUnfold ? Collapsed : None);
  item.description = row.told.filter(Boolean).join(' · ');
  const colour = fault ? 'charts.red' : row.colour;
  item.iconPath = new vscode.ThemeIcon(fault ? 'error' : row.icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
  item.contextValue = row.context;
  item.command = openRecord(id);
  item.tooltip = [`${id} ${title}`, ...row.tooltip, fault && fill(words.tree.faulty, { why: fileFaultText(fault) })]
    .filter(Boolean)
    .join('\n');
  item.accessibilityInformation = { label: [...row.spoken, ...row.told].filter(Boolean).join(', ') };
  return item;
}

/** Opens a record of any kind. */
export function openRecord(id: RecordId): vscode.Command {
  return { command: commandIds.openRecord, title: '', arguments: [{ id }] };
}

/** Title first and then what presses most, for a narrow side bar cuts off the rest; what is not urgent is told by the hover. */
function incidentRow(facts: IncidentFacts, id: RecordId, title: string, fault: FileFault | undefined): RecordRow {
  const now = new Date().toISOString();
  const { open, priority, reported, step, recordedAt, assignee, components, tlp } = facts;
  const due = dueOf(facts, now);
  const [next] = due;
  const gaps = openGaps(facts, now).length;
  const at = fill(words.tree.step, { number: stepNumber(step), steps: stepIds.length });
  return {
    label: title,
    told: [
      next ? describeDueWhen(words, next, now) : '',
      gaps > 0 ? counted(words, words.tree.gaps, { count: gaps }) : '',
      open ? at : words.page.completed,
      assignee ?? '',
    ],
    icon: reportedIcons[reported ?? ''] ?? definitionOf('incident').view.icon,
    colour: priority && open ? priorityColours[priority] : undefined,
    context: fault?.code === 'rolledBack' ? 'incident.rolledBack' : `incident.${!open ? 'completed' : fault ? 'faulty' : 'open'}`,
    tooltip: [
      [priority ?? words.tree.noPriority, reported && words.kinds.incident.fields.kind.options[reported], tlp && `TLP:${tlp}`]
        .filter(Boolean)
        .join(' · '),
      open ? fill(words.tree.tooltip.step, { step: describeStep(words, step) }) : words.page.completed,
      recordedAt && `${fill(words.page.recorded, { when: localTime(recordedAt) })} (${describeAge(words, recordedAt, now)})`,
      assignee && fill(words.page.assigned, { whom: assignee }),
      components.join(', '),
      gaps > 0 ? fill(words.tree.tooltip.gaps, { gaps }) : '',
      ...due.map(item => `${describeDueWhat(words, item.what)}: ${describeDueWhen(words, item, now)}`),
    ],
    spoken: [title, priority ?? words.tree.noPriority, id],
  };
}

function formRow(facts: FormFacts, id: RecordId, title: string, fault: FileFault | undefined): RecordRow {
  const { kind, state, changedAt, components } = facts;
  const { view } = definitionOf(kind);
  const kindName = words.kinds[kind].name;
  return {
    label: title,
    told: [
      state === undefined ? '' : (textOf(words.kinds[kind].states, state) ?? state),
      answerOf(facts),
      view.ages === true && changedAt ? describeAge(words, changedAt, new Date().toISOString()) : '',
      id,
    ],
    icon: view.icon,
    context: fault ? (fault.code === 'rolledBack' ? 'record.rolledBack' : 'record.faulty') : `record.${kind}`,
    tooltip: [kindName, components.join(', '), 'contact' in facts ? facts.contact : ''],
    spoken: [kindName, title],
  };
}

/** What is known against the failure: a solution is more than a workaround. */
function answerOf({ workaround, solution }: FormFacts): string {
  if (solution !== undefined) return words.tree.hasSolution;
  return workaround === undefined ? '' : words.tree.hasWorkaround;
}
