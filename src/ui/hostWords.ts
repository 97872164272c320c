import * as vscode from 'vscode';
import { translate } from '../words/english';
import { word, type Words } from '../words/words';

/** Every text in the language of the editor. */
export const words: Words = translate(english => vscode.l10n.t(english));

/** A text in the language of the editor. */
export function say(key: string, ...values: readonly (string | number)[]): string {
  return word(words, key, ...values);
}

/** A stored time in local form. */
export function localTime(at: string): string {
  return new Date(at).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
