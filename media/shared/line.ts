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
export const line = acquireVsCodeApi();
line.postMessage({ type: 'ready' });
