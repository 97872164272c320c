import { putFocus } from './focus';

const controls = 'vscode-text-field, vscode-text-area, vscode-dropdown, vscode-radio-group, .set';

/** The questions of the form that are in sight and can be answered, in their order. */
export function questionsIn(root: HTMLElement): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('.form [data-path]')].filter(
    control => control.matches(controls) && !control.hasAttribute('disabled') && control.checkVisibility(),
  );
}

/** Puts the focus on the first open question, now or when the page gets the focus; a click that gives it the focus goes where it went. */
export function beginAtOpenQuestion(root: HTMLElement): void {
  const soon = (): void => {
    requestAnimationFrame(() => {
      if (document.activeElement === null || document.activeElement === document.body) focusOpenQuestion(root);
    });
  };
  if (document.hasFocus()) return soon();
  const waiting = new AbortController();
  const { signal } = waiting;
  const end = (): void => {
    waiting.abort();
  };
  window.addEventListener('pointerdown', end, { signal, capture: true });
  window.addEventListener('focus', soon, { signal, once: true });
}

/** Puts the focus on the first open question; where all are answered, on the way on, or on the first answer. */
export function focusOpenQuestion(root: HTMLElement): void {
  const questions = questionsIn(root);
  const first =
    questions.find(isOpen) ??
    root.querySelector<HTMLElement>('[data-action="goOn"]') ??
    questions[0] ??
    root.querySelector<HTMLElement>('[data-quiet]');
  // The way on is always in view: coming to it turns no page.
  if (first) putFocus(first, { preventScroll: first.matches('[data-action]') });
}

function isOpen(control: HTMLElement): boolean {
  if (control.matches('.set')) return control.querySelector('vscode-checkbox[aria-checked="true"]') === null;
  return !(control as HTMLInputElement).value;
}
