import * as vscode from 'vscode';
import { staying } from '../editor/staying';
import { allDue } from '../../app/allDue';
import type { DueWhat } from '../../domain/incident/due';
import { compareUrgency } from '../../domain/incident/facts';
import type { IncidentId } from '../../domain/incident/incident';
import type { Store } from '../../store/store';
import { describeDueWhat, describeDueWhen } from '../../words/describeDue';
import { plainLabel } from '../../words/plain';
import { words } from '../editor/hostWords';
import { UserError } from '../editor/userError';

interface DueItem extends vscode.QuickPickItem {
  readonly id?: IncidentId;
  readonly what?: DueWhat;
}

/** An incident, and what of it is due where that was picked. */
export interface PickedDue {
  readonly id: IncidentId;
  readonly what?: DueWhat;
}

/** Lets the person pick something due or an incident: first what is due (`allDue`), then what is open, the most urgent first. */
export async function pickDue(store: Store): Promise<PickedDue | undefined> {
  const now = new Date().toISOString();
  const due = allDue(store.entries(), now).map(({ id, title, what, at, person }) => ({
    ...dueItem(id, title, [describeDueWhat(words, what), describeDueWhen(words, { what, at }, now), person]),
    what,
  }));
  const open = store
    .entriesOf('incident')
    .filter(({ facts }) => facts.open)
    .sort((a, b) => compareUrgency(a.facts, b.facts))
    .map(({ id, facts }) => dueItem(id, facts.title, [facts.priority, words.steps[facts.step].short, facts.assignee]));
  if (due.length + open.length === 0) throw new UserError(words.answer.nothingOpen);
  const items = [...headed(words.status.dueTitle, due), ...headed(words.tree.attention.open, open)];
  const picked = await vscode.window.showQuickPick(items, { placeHolder: words.answer.whatDue, matchOnDescription: true, ...staying });
  return picked?.id && { id: picked.id, ...(picked.what && { what: picked.what }) };
}

function dueItem(id: IncidentId, title: string, told: readonly (string | undefined)[]): DueItem {
  const description = [...told, id].filter(text => text !== undefined).join(' · ');
  return { id, label: plainLabel(title || words.tree.untitled), description: plainLabel(description) };
}

function headed(label: string, items: readonly DueItem[]): readonly DueItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}
