import * as vscode from 'vscode';
import { isIncidentId } from '../../domain/records';
import type { IncidentId } from '../../domain/incident/incident';
import { isEntryOf } from '../../store/indexEntry';
import { viewIds } from '../editor/contributions';
import type { Workspace } from '../workspace/workspace';

/** The open incident whose page is in front now, not only last; undefined where something else is, be it the page of another folder. */
export function incidentInFront({ inFront, store }: Pick<Workspace, 'inFront' | 'store'>): IncidentId | undefined {
  if (inFront === undefined || !isIncidentId(inFront)) return undefined;
  const { input, label = '' } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  const isPage = input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewIds.recordPanel);
  const entry = store?.entry(inFront);
  return isPage && `${label} `.startsWith(`${inFront} `) && isEntryOf('incident', entry) && entry.facts.open ? inFront : undefined;
}
