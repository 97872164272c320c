/** Draws a page into its frame from now on. */
export function beginPage(make: (root: HTMLElement) => { start(): void }): void {
  const root = document.getElementById('root');
  if (root) make(root).start();
}
