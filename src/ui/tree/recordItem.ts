import * as vscode from 'vscode';
import { dueOf, isDueFor, type DuePerson } from '../../domain/incident/due';
import { concernsSecurity, openGaps, type IncidentFacts } from '../../domain/incident/facts';
import { contactLine } from '../../domain/interface/definition';
import { definitionOf, linkedKinds, type Facts, type FormFacts, type RecordId } from '../../domain/records';
import { withoutUnseen } from '../../words/plain';
import { describeAge, describeOver, describeStep } from '../../words/describe';
import { describeConflicted } from '../../words/conflictName';
import { describeDueShort, describeDueWhat, describeDueWhen } from '../../words/describeDue';
import { stepIds, stepNumber } from '../../domain/vocabulary/steps';
import type { FileFault } from '../../store/fault';
import { commandIds } from '../editor/contributions';
import { fileFaultText } from '../editor/faultText';
import { localTime, words } from '../editor/hostWords';
import { counted, fill, textOf } from '../../words/words';
import type { NodeOf } from './node';
import { markedRow } from './rowMarks';

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
  /** What is said of it to those who hear it, in whole words. */
  readonly spoken: readonly (string | undefined)[];
  /** What must be seen however narrow the side bar is. */
  readonly marks?: string;
}

/** What the row of an incident says beside what lists know of it. */
interface Beside {
  readonly fault: FileFault | undefined;
  readonly who: DuePerson | undefined;
  readonly withdrawn: boolean;
}

/** A record of any kind as the tree draws it for who looks; `withdrawn` where others have raised its label, of which nothing here tells. */
export function recordItem({ id, facts, fault }: NodeOf<'record'>, who?: DuePerson, withdrawn = false): vscode.TreeItem {
  const title = withoutUnseen(facts.title).trim() || words.tree.untitled;
  const row = facts.kind === 'incident' ? incidentRow(facts, title, { fault, who, withdrawn }) : formRow(facts, id, title, fault);
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const canUnfold = linkedKinds.includes(facts.kind) || facts.relations.length > 0;
  const item = new vscode.TreeItem(row.label, canUnfold ? Collapsed : None);
  item.description = row.told.filter(Boolean).join(' · ');
  const colour = fault ? 'charts.red' : row.colour;
  item.iconPath = new vscode.ThemeIcon(fault ? 'error' : row.icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
  item.contextValue = row.context;
  if (row.marks) item.resourceUri = markedRow(id, row.marks);
  item.command = openRecord(id);
  item.tooltip = [`${id} ${title}`, ...row.tooltip, fault && fill(words.tree.faulty, { why: fileFaultText(fault) })]
    .filter(Boolean)
    .join('\n');
  item.accessibilityInformation = { label: [...row.spoken, id].filter(Boolean).join(', ') };
  return item;
}

/** Opens a record of any kind. */
export function openRecord(id: RecordId): vscode.Command {
  return { command: commandIds.openRecord, title: '', arguments: [{ id }] };
}

/**
 * Title first and then what presses most, its telling word first, for a narrow side bar cuts off the rest: what is wanted of who looks, else how
 * late it is. That something is overdue, a gap open, or it a security incident is seen without any text.
 */
function incidentRow(facts: IncidentFacts, title: string, { fault, who, withdrawn }: Beside): RecordRow {
  const now = new Date().toISOString();
  const { open, priority, reported, step, recordedAt, assignee, components, tlp, conflicts } = facts;
  const due = dueOf(facts, now);
  const dueTexts = due
    // Which they are is told whole.
    .filter(({ what }) => what.code !== 'conflict')
    .map(item => `${describeDueWhat(words, item.what)}: ${describeDueWhen(words, item, now)}`);
  const wanted = who && due.find(one => isDueFor(one, who));
  const [next = wanted] = due;
  const gaps = openGaps(facts, now).length;
  const isSecurity = concernsSecurity(facts);
  const at = open ? fill(words.tree.step, { number: stepNumber(step), steps: stepIds.length }) : describeOver(words, facts);
  const { marks, tooltip } = words.tree;
  return {
    label: title,
    told: [
      ...(wanted
        ? [words.dueShort[wanted.what.code], describeDueShort(words, wanted, now)]
        : next
          ? [describeDueShort(words, next, now), words.dueShort[next.what.code]]
          : []),
      gaps > 0 ? counted(words, words.tree.gaps, { count: gaps }) : '',
      withdrawn ? words.tree.staysHere : '',
      at,
      assignee ?? '',
    ],
    icon: isSecurity ? 'shield' : (reportedIcons[reported ?? ''] ?? definitionOf('incident').view.icon),
    colour: priority && open ? priorityColours[priority] : undefined,
    context: `incident.${incidentContext(facts, fault)}`,
    tooltip: [
      [priority ?? words.tree.noPriority, reported && words.kinds.incident.fields.kind.options[reported], tlp && `TLP:${tlp}`]
        .filter(Boolean)
        .join(' · '),
      withdrawn ? words.page.withdrawn : '',
      isSecurity ? words.tree.security : '',
      open ? fill(tooltip.step, { step: describeStep(words, step) }) : at,
      recordedAt && `${fill(words.page.recorded, { when: localTime(recordedAt) })} (${describeAge(words, recordedAt, now)})`,
      assignee && fill(words.page.assigned, { whom: assignee }),
      components.join(', '),
      gaps > 0 ? fill(tooltip.gaps, { gaps }) : '',
      conflicted(facts),
      ...dueTexts,
    ],
    spoken: [
      title,
      priority ?? words.tree.noPriority,
      isSecurity ? words.tree.security : '',
      withdrawn ? words.page.withdrawn : '',
      conflicted(facts),
      ...dueTexts,
      gaps > 0 ? fill(tooltip.gaps, { gaps }) : '',
      at,
      assignee,
    ],
    marks: shownMarks(due.some(({ isOver }) => isOver) && marks.over, conflicts !== undefined && marks.conflict, gaps > 0 && marks.gap),
  };
}

function formRow(facts: FormFacts, id: RecordId, title: string, fault: FileFault | undefined): RecordRow {
  const { kind, state, changedAt, components } = facts;
  const { view } = definitionOf(kind);
  const kindName = words.kinds[kind].name;
  const told = [
    state === undefined ? '' : (textOf(words.kinds[kind].states, state) ?? state),
    answerOf(facts),
    view.ages === true && changedAt ? describeAge(words, changedAt, new Date().toISOString()) : '',
  ];
  return {
    label: title,
    told: [...told, id],
    icon: view.icon,
    context: `record.${faultContext(fault) ?? kind}`,
    tooltip: [kindName, components.join(', '), facts.kind === 'interface' ? contactLine(facts) : '', conflicted(facts)],
    spoken: [kindName, title, ...told, conflicted(facts)],
    marks: shownMarks(facts.conflicts !== undefined && words.tree.marks.conflict),
  };
}

/** What can be done about a fault, by what is wrong; undefined where nothing is. */
function faultContext(fault: FileFault | undefined): 'rolledBack' | 'disordered' | 'faulty' | undefined {
  if (!fault) return undefined;
  if (fault.code === 'rolledBack') return 'rolledBack';
  return fault.code === 'integrity' && fault.detail === 'outOfOrder' ? 'disordered' : 'faulty';
}

function incidentContext({ open, archived }: IncidentFacts, fault: FileFault | undefined): string {
  const wrong = faultContext(fault);
  if (wrong !== undefined && (wrong !== 'faulty' || open)) return wrong;
  return open ? 'open' : archived ? 'archived' : 'completed';
}

/** The marks of a row; the editor shows two characters. */
function shownMarks(...marks: readonly (string | false)[]): string {
  return marks.filter(Boolean).join('').slice(0, 2);
}

/** What several changed at once. */
function conflicted({ kind, conflicts }: Pick<Facts, 'kind' | 'conflicts'>): string {
  return conflicts ? describeConflicted(words, kind, conflicts) : '';
}

/** What is known against the failure: a solution is more than a workaround. */
function answerOf({ workaround, solution }: FormFacts): string {
  if (solution !== undefined) return words.tree.hasSolution;
  return workaround === undefined ? '' : words.tree.hasWorkaround;
}
