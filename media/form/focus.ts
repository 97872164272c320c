/**
 * Puts the focus on a control. A group of radio buttons takes no focus itself: its chosen button does, or its first. One that has just been
 * drawn has no place in the order of the Tab key yet, for the group gives it one only after the task that drew it, and could not be focused.
 */
export function putFocus(element: HTMLElement, options?: FocusOptions): void {
  const radios = element.matches('vscode-radio-group') ? [...element.querySelectorAll<HTMLInputElement>('vscode-radio')] : [];
  const radio = radios.find(({ checked }) => checked) ?? radios[0];
  if (radio && !radio.hasAttribute('tabindex')) radio.tabIndex = 0;
  (radio ?? element).focus(options);
}

/**
 * Draws; where that takes away what has the focus, the focus stays in what stood around it: without it, the next key press would begin at
 * the top of the page. It never leaves what somebody has gone to meanwhile, and never comes back from another part of the window by itself.
 */
export function keepingFocus(draw: () => void): void {
  const focused = document.activeElement;
  const around = placesAround(focused);
  draw();
  if (focused === null || focused.isConnected) return;
  const stay = (): void => {
    if (document.activeElement === null || document.activeElement === document.body) stayAt(around);
  };
  if (document.hasFocus()) stay();
  else window.addEventListener('focus', stay, { once: true });
}

/** The parts of the page that an element stands in, the smallest first. */
function placesAround(element: Element | null): readonly HTMLElement[] {
  const places: HTMLElement[] = [];
  for (let at = element?.closest<HTMLElement>('li, section, main'); at; at = at.parentElement?.closest<HTMLElement>('li, section, main'))
    places.push(at);
  return places;
}

function stayAt(places: readonly HTMLElement[]): void {
  const place = places.find(({ isConnected }) => isConnected);
  if (!place) return;
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
