/** A group of radio buttons takes no focus itself: its chosen button does, or its first. */
export function focusTargetOf(element: HTMLElement): HTMLElement {
  const radios = element.matches('vscode-radio-group') ? [...element.querySelectorAll<HTMLInputElement>('vscode-radio')] : [];
  return radios.find(radio => radio.checked) ?? radios[0] ?? element;
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
