import * as vscode from 'vscode';
import type { AlertKind } from '../../domain/incident/alerts';
import { settingOf, settingOfPerson } from './settings';

// Settings that nothing asks for before the lists are drawn.

/** The key of SSH that was chosen for Faultline; empty where git's own is taken. */
export function signingKeySetting(): string {
  return settingOfPerson('signingKey');
}

/** True where the source of each question is always shown. */
export function showsSources(): boolean {
  return settingOfPerson('showSources');
}

/** What the person is told of by notifications. */
export function notifySetting(): readonly AlertKind[] {
  return settingOfPerson('notify');
}

/** Whether shared records are synced unasked, and every how many minutes. */
export function syncSettings(): { readonly automatic: boolean; readonly minutes: number } {
  return { automatic: settingOfPerson('sync.automatic'), minutes: settingOfPerson('sync.minutes') };
}

/** How long one test of a bisect may take, in minutes. */
export function bisectMinutes(folder: string): number {
  return settingOf(folder, 'bisect.minutes');
}

/** True where the records of the folder that a path lies in are versioned with the code. */
export function isWithCode(path: string): boolean {
  return settingOf(path, 'store.withCode');
}

/** Says so for that folder, in its own settings. */
export async function versionWithCode(path: string): Promise<void> {
  const { WorkspaceFolder } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration('faultline', vscode.Uri.file(path)).update('store.withCode', true, WorkspaceFolder);
}
