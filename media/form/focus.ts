/** A group of radio buttons takes no focus itself: its chosen button does, or its first. */
export function focusTargetOf(element: HTMLElement): HTMLElement {
  const radios = element.matches('vscode-radio-group') ? [...element.querySelectorAll<HTMLInputElement>('vscode-radio')] : [];
  return radios.find(radio => radio.checked) ?? radios[0] ?? element;
}

/** The parts of the page that an element stands in, the smallest first. */
export function placesAround(element: Element | null): readonly HTMLElement[] {
  const places: HTMLElement[] = [];
  for (let at = element?.closest<HTMLElement>('li, section, main'); at; at = at.parentElement?.closest<HTMLElement>('li, section, main'))
    places.push(at);
  return places;
}

/** A button that is gone leaves the focus where it stood: without it, the next key press would begin at the top of the page. */
export function stayAt(places: readonly HTMLElement[]): void {
  const place = places.find(({ isConnected }) => isConnected);
  if (!place) return;
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
