import * as vscode from 'vscode';
import { assignEach, commentEach } from '../../app/toEach';
import { maxLineLength, maxTextLength } from '../../domain/forms/field';
import type { SupportLevel } from '../../domain/incident/command';
import { supportLevels } from '../../domain/vocabulary/supportLevels';
import type { IncidentId } from '../../domain/incident/incident';
import { counted, fill } from '../../words/words';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { mention } from '../editor/notify';
import { unlessRefused } from '../editor/refusedText';
import { askPerson } from '../records/personPicker';
import { requirePermitted } from '../workspace/permitted';
import type { Workspace } from '../workspace/workspace';
import type { Handlers } from './handlers';
import { chosenIncidents } from './recordCommands';
import { staying } from '../editor/staying';

/** Who works on incidents, and what is said of them; each for what is selected in the tree. */
export function workCommands(workspace: Workspace) {
  return {
    [commandIds.takeIncident]: async (argument, selected) => {
      await requirePermitted(workspace, 'assign');
      const incidents = await chosenIncidents(workspace, words.ui.takeWhich, argument, selected);
      if (incidents.length > 0) await assign(workspace, incidents, (await workspace.actor()).name);
    },
    [commandIds.assignIncident]: async (argument, selected) => {
      await requirePermitted(workspace, 'assign');
      const incidents = await chosenIncidents(workspace, words.ui.assignWhich, argument, selected);
      if (incidents.length === 0) return;
      const level = await pickLevel();
      const person = level && (await askPerson(workspace.requireStore(), words.ui.assignWhom));
      if (level && person !== undefined) await assign(workspace, incidents, person, level);
    },
    [commandIds.commentIncident]: async (argument, selected) => {
      const incidents = await chosenIncidents(workspace, words.ui.commentWhich, argument, selected);
      if (incidents.length === 0) return;
      const text = await vscode.window.showInputBox({ title: words.ui.commentText, ...staying });
      if (!text?.trim()) return;
      const refused = await commentEach(workspace.requireStore(), incidents, text.trim().slice(0, maxTextLength));
      const count = incidents.length;
      unlessRefused(counted(words, words.ui.commentedOf, { commented: count - refused.length, count }), refused);
    },
    [commandIds.copyId]: async (argument, selected) => {
      const incidents = await chosenIncidents(workspace, words.ui.copyWhich, argument, selected);
      if (incidents.length > 0) await vscode.env.clipboard.writeText(incidents.join(', '));
    },
  } satisfies Handlers;
}

/** Level and person in one. */
async function assign(workspace: Workspace, incidents: readonly IncidentId[], person: string, level?: SupportLevel): Promise<void> {
  const whom = person.trim().slice(0, maxLineLength);
  const refused = await assignEach(workspace.requireStore(), incidents, whom, level);
  const count = incidents.length;
  unlessRefused(counted(words, words.ui.assignedOf, { assigned: count - refused.length, count }), refused);
  mention(fill(words.ui.assigned, { incidents: incidents.join(', '), whom }), 4000);
}

async function pickLevel(): Promise<SupportLevel | undefined> {
  const items = supportLevels.map(level => ({ label: words.kinds.incident.fields.level.options[level], level }));
  return (await vscode.window.showQuickPick(items, { placeHolder: words.kinds.incident.fields.level.label, ...staying }))?.level;
}
