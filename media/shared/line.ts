interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/**
 * The page's line to its host, opened before anything else is set up: the host puts the answer together while this page builds
 * its controls. Answers wait until the page's script has run to its end, so that none can come too early.
 */
export const hostLine = acquireVsCodeApi();
const kept = hostLine.getState();
// What a form kept over a reload belongs to the window it was typed in: the host knows which that is. A reader keeps nothing of the kind.
hostLine.postMessage(kept === undefined || document.body.dataset['view'] === 'readOnly' ? { type: 'ready' } : { type: 'ready', kept });
