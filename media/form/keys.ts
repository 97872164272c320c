import { questionsIn } from './questions';

/** What a key press asks for: to save, to save and go on, or to accept the open dialog. */
export type KeyAction = 'save' | 'goOn' | 'ok';

/** A key press, and where it was made. */
export interface KeyPress extends Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'> {
  readonly inDialog: boolean;
  readonly inLastQuestion: boolean;
}

/** Ctrl/Cmd+S saves, Ctrl/Cmd+Enter saves and goes on or accepts the dialog, Enter in the last question goes on. */
export function keyAction(press: KeyPress): KeyAction | undefined {
  const { key, altKey, shiftKey, isComposing, inDialog, inLastQuestion } = press;
  if (altKey || shiftKey || isComposing) return undefined;
  const isCommand = press.ctrlKey || press.metaKey;
  if (isCommand && key.toLowerCase() === 's') return 'save';
  if (key !== 'Enter') return undefined;
  if (isCommand) return inDialog ? 'ok' : 'goOn';
  return inLastQuestion ? 'goOn' : undefined;
}

/** The buttons that do what a key asks for, the first that stands in the page; none stands where the person may not do it. */
const buttonsOf: Readonly<Record<KeyAction, readonly string[]>> = {
  save: ['[data-action="save"]'],
  goOn: ['[data-action="goOn"]', '[data-action="save"]'],
  ok: ['[data-dialog="ok"]'],
};

/**
 * Does what a key asks for by pressing the button of it, so that key and button never differ. To be called while the event is on its way
 * down: radio buttons and dropdowns keep Enter for themselves.
 */
export function pressByKey(root: HTMLElement, event: KeyboardEvent): void {
  const at = event.target instanceof HTMLElement ? event.target : undefined;
  const questions = questionsIn(root);
  const inLastQuestion =
    at !== undefined &&
    [questions.at(-1), questions.findLast(question => question.closest('.askedNow'))].some(last => last?.contains(at)) &&
    at.matches('vscode-text-field, vscode-radio, vscode-checkbox');
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
  const inDialog = at !== undefined && at.closest('.dialog') !== null;
  const action = keyAction({ key, ctrlKey, metaKey, altKey, shiftKey, isComposing, inDialog, inLastQuestion });
  if (!action) return;
  // The workbench hears it, too, and the browser would save the page.
  event.preventDefault();
  event.stopPropagation();
  // What Enter alone chooses is chosen before it leads on.
  if (!ctrlKey && !metaKey && at?.matches('vscode-radio') && at.getAttribute('aria-checked') !== 'true') at.click();
  const button = buttonsOf[action].map(selector => root.querySelector<HTMLElement>(selector)).find(found => found !== null);
  if (button && !button.hasAttribute('disabled')) button.click();
}
