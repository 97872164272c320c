import * as vscode from 'vscode';
import type { RecordId } from '../domain/ids';
import { compareUrgency } from '../domain/incident/summary';
import type { IncidentStore } from '../store/incidentStore';
import { say } from './hostWords';
import { plainLabel } from '../words/plain';
import { UserError } from './userError';

/** Which incidents can be picked: open ones, with `completed` all, never `without`. */
export interface PickOptions {
  readonly without?: RecordId;
  readonly completed?: boolean;
}

/** Lets the person pick an incident, the most urgent first. Undefined when nothing was picked. */
export async function pickIncident(store: IncidentStore, { without, completed = false }: PickOptions): Promise<RecordId | undefined> {
  const items = store
    .entries()
    .filter(entry => entry.type === 'incident')
    .filter(({ id, summary }) => id !== without && (completed || summary.open))
    .sort((a, b) => Number(b.summary.open) - Number(a.summary.open) || compareUrgency(a.summary, b.summary))
    .map(({ id, summary }) => ({
      id,
      label: plainLabel(summary.title || say('tree.untitled')),
      description: [id, summary.priority, summary.open ? say(`step.short.${summary.step}`) : say('page.completed')]
        .filter(Boolean)
        .join(' · '),
    }));
  if (items.length === 0) throw new UserError(say('ui.noIncidents'));
  return (await vscode.window.showQuickPick(items, { placeHolder: say('ui.pickIncident'), matchOnDescription: true }))?.id;
}
