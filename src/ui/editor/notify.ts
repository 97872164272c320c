import * as vscode from 'vscode';
import { plainLabel, plainMessage } from '../../words/plain';

/** What a long task tells of itself: a line, and by how many of 100 parts it went on. */
export interface ProgressStep {
  readonly message: string;
  readonly increment?: number;
}

/**
 * The one place that speaks in notifications and in the status bar (a lint rule holds that): VS Code makes links and icons of what it finds in
 * a text there, even links that run a command, and the texts are other people's. Gives the button that was pressed.
 */
export function inform(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return Promise.resolve(vscode.window.showInformationMessage(plainMessage(text), ...buttons));
}

/** As `inform`, for what went wrong and can be helped. */
export function warn(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return Promise.resolve(vscode.window.showWarningMessage(plainMessage(text), ...buttons));
}

/** As `inform`, for what is broken. */
export function alarm(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return Promise.resolve(vscode.window.showErrorMessage(plainMessage(text), ...buttons));
}

/** A question that must be answered before anything else; gives the button that was pressed. */
export async function choose(text: string, detail: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return vscode.window.showWarningMessage(plainMessage(text), { modal: true, detail: plainMessage(detail) }, ...buttons);
}

/** The same with one way on; true when `button` was pressed. */
export async function confirm(text: string, detail: string, button: string): Promise<boolean> {
  return (await choose(text, detail, button)) === button;
}

/** A text in the status bar, for some milliseconds. */
export function mention(text: string, milliseconds: number): void {
  vscode.window.setStatusBarMessage(plainLabel(text), milliseconds);
}

/** Runs a task of some seconds at most beside a text in the status bar. */
export function withStatus<T>(text: string, task: () => Promise<T>): Promise<T> {
  return Promise.resolve(vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: plainLabel(text) }, task));
}

/** Runs a task beside a notification that tells how far it is; cancelling there aborts the signal. */
export function withProgress<T>(
  title: string,
  task: (report: (step: ProgressStep) => void, signal: AbortSignal) => Promise<T>,
  { cancellable = true }: { readonly cancellable?: boolean } = {},
): Promise<T> {
  return Promise.resolve(
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable },
      async (progress, token) => {
        const cancel = new AbortController();
        const listening = token.onCancellationRequested(() => {
          cancel.abort();
        });
        try {
          return await task(step => {
            progress.report({ ...step, message: plainMessage(step.message) });
          }, cancel.signal);
        } finally {
          listening.dispose();
        }
      },
    ),
  );
}
