/** Leads to the beginning of the record that has come: its head is in sight and has the focus. */
export function focusHead(root: HTMLElement): void {
  const shown = root.querySelector<HTMLElement>('.document');
  const head = shown?.querySelector<HTMLElement>('h2') ?? shown;
  if (!shown || !head) return;
  shown.scrollTop = 0;
  head.focus({ preventScroll: true });
  const { top } = shown.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight / 2) shown.scrollIntoView({ block: 'start' });
}

/** Brings the row of the record that is open beside the list into sight: the list has become narrower, and its rows stand elsewhere. */
export function bringRowIntoSight(root: HTMLElement): void {
  const [row, shown] = [root.querySelector('tr.chosen'), root.querySelector('.document')];
  if (row && shown && shown.getBoundingClientRect().left > row.getBoundingClientRect().left) row.scrollIntoView({ block: 'nearest' });
}

/** Leads back to the row of a record, of several to the one it was opened `from`; to the tabs where the list in sight has none of it. */
export function focusRow(root: HTMLElement, id: string, from: Element | null): void {
  const rows = ['incident', 'record', 'chain'].map(name => `[data-${name}="${CSS.escape(id)}"]`);
  const all = [...root.querySelectorAll<HTMLElement>(rows.join(', '))];
  const row = all.find(one => one === from) ?? all[0];
  (row ?? root.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]'))?.focus();
}

/** Leads to a finding, or to the head of all where it is not there any more; stays where nothing was asked for. */
export function focusFinding(root: HTMLElement, key: string | undefined): void {
  if (key === undefined) return;
  const findings = root.querySelector<HTMLElement>('[data-pattern="findings"]');
  const finding = findings?.querySelector<HTMLElement>(`[data-finding="${CSS.escape(key)}"] [data-only]`);
  (finding?.checkVisibility() === true ? finding : findings?.querySelector<HTMLElement>('h2'))?.focus();
}

/** Brings what a tile lists into sight, in a page so high, where it stands below it or near its lower end; the focus stays where it is. */
export function bringListIntoSight(root: HTMLElement, height = window.innerHeight): void {
  const list = root.querySelector('.particulars') ?? root.querySelector('[data-count]');
  if (list && list.getBoundingClientRect().top > height * 0.7) list.scrollIntoView({ block: 'start' });
}
