import * as vscode from 'vscode';
import { maxLineLength } from '../../domain/forms/field';
import { isEarlierInstant, parseTime, parseUntil, type Instant } from '../../domain/foundation/time';
import { plainLabel } from '../../words/plain';
import { words } from './hostWords';
import { staying } from './staying';

/** Something that can be chosen: what it is called, and what is told of it. */
interface Choice<T> {
  readonly label: string;
  readonly told?: string | undefined;
  readonly detail?: string | undefined;
  readonly value: T;
}

/** Lets the person choose one of these; what it shows of records is text. Undefined when nothing was chosen. */
export async function chooseOne<T>(title: string, items: readonly Choice<T>[]): Promise<T | undefined> {
  return (await vscode.window.showQuickPick(items.map(shownChoice), { title, matchOnDescription: true, ...staying }))?.value;
}

/** The same for any number of them; all are chosen at first. None when it is put away. */
export async function chooseSeveral<T>(title: string, items: readonly Choice<T>[]): Promise<readonly T[]> {
  const shown = items.map(item => ({ ...shownChoice(item), picked: true }));
  const picked = await vscode.window.showQuickPick(shown, { title, canPickMany: true, matchOnDescription: true, ...staying });
  return picked?.map(({ value }) => value) ?? [];
}

function shownChoice<T>({ label, told = '', detail, value }: Choice<T>): vscode.QuickPickItem & { readonly value: T } {
  return { label: plainLabel(label), description: plainLabel(told), ...(detail !== undefined && { detail: plainLabel(detail) }), value };
}

/** Asks for a line; undefined when it is put away. An empty one is none, unless it is `optional`. */
export async function askLine(title: string, value = '', optional = false): Promise<string | undefined> {
  const line = await vscode.window.showInputBox({ title, value: value.slice(0, maxLineLength), ...staying });
  const text = line?.trim().slice(0, maxLineLength);
  return text === '' && !optional ? undefined : text;
}

/** Asks for a line that must be of a shape; `wrong` says why it is not, `prompt` what is meant. Undefined when it is put away. */
export async function askChecked(
  title: string,
  value: string,
  wrong: (line: string) => string | undefined,
  prompt?: string,
): Promise<string | undefined> {
  const line = await vscode.window.showInputBox({
    title,
    value,
    ...staying,
    ...(prompt !== undefined && { prompt }),
    validateInput: text => wrong(text.trim()),
  });
  return line?.trim();
}

/** The title of something, and whether it is for fewer readers from its first moment on. */
export interface AskedTitle {
  readonly title: string;
  readonly isRestricted: boolean;
}

/**
 * Asks for the title of what is recorded; a button beside the question marks it TLP:RED before it is anywhere, since what is shared goes within seconds.
 * Undefined when it is put away.
 */
export function askTitle(question: string, prompt: string, missing: string): Promise<AskedTitle | undefined> {
  const box = vscode.window.createInputBox();
  let isRestricted = false;
  const draw = (): void => {
    box.title = isRestricted ? `${question} · TLP:RED` : question;
    box.prompt = isRestricted ? words.ui.restrictedPrompt : prompt;
    const [icon, tooltip] = isRestricted ? ['lock', words.ui.unrestrict] : ['unlock', words.ui.restrict];
    box.buttons = [{ iconPath: new vscode.ThemeIcon(icon), tooltip }];
  };
  box.ignoreFocusOut = staying.ignoreFocusOut;
  draw();
  return new Promise(resolve => {
    box.onDidTriggerButton(() => {
      isRestricted = !isRestricted;
      draw();
    });
    box.onDidChangeValue(text => {
      box.validationMessage = text.trim() === '' ? missing : undefined;
    });
    box.onDidAccept(() => {
      const title = box.value.trim().slice(0, maxLineLength);
      if (title === '') box.validationMessage = missing;
      else {
        resolve({ title, isRestricted });
        box.dispose();
      }
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}

/** Asks for a time as people write it; undefined when it is put away, an empty text for none where it is `optional`. */
export async function askTime(
  title: string,
  { value = '', ahead = false, optional = false }: { readonly value?: string; readonly ahead?: boolean; readonly optional?: boolean } = {},
): Promise<Instant | undefined> {
  const understood = (text: string): Instant | undefined => (ahead ? parseUntil : parseTime)(text, new Date());
  const typed = await vscode.window.showInputBox({
    title,
    value,
    ...staying,
    prompt: ahead ? words.answer.lasting : words.answer.when,
    validateInput: text => {
      if (optional && text.trim() === '') return undefined;
      const at = understood(text);
      if (at === undefined) return ahead ? words.answer.untilNotUnderstood : words.answer.timeNotUnderstood;
      return ahead && !isEarlierInstant(new Date().toISOString(), at) ? words.answer.timeAhead : undefined;
    },
  });
  if (typed === undefined) return undefined;
  return typed.trim() === '' && optional ? '' : understood(typed);
}
