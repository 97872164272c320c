import { config } from 'zod';

/** Draws a page into its frame from now on. */
export function beginPage(make: (root: HTMLElement) => { start(): void }): void {
  // The page's policy forbids code from strings; without this zod would probe for it.
  config({ jitless: true });
  const root = document.getElementById('root');
  if (root) make(root).start();
}
