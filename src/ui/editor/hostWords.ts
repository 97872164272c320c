import * as vscode from 'vscode';
import { wordsIn } from '../../words/languages';

/** Every text in the language of the editor, as far as there is one. */
export const words = wordsIn(vscode.env.language);

/** A stored time in local form. */
export function localTime(at: string): string {
  return new Date(at).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
