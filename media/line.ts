import type { HostLine } from './shared/line';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/**
 * The page's first script, small and on its own: it tells the host that there is a page, so that the answer is put together while the
 * page's other script is still on its way, and keeps what the host says until somebody listens.
 */
const api = acquireVsCodeApi();
const early: unknown[] = [];
let hear = (message: unknown): void => {
  early.push(message);
};
window.addEventListener('message', ({ data, origin }: MessageEvent<unknown>) => {
  // Any page in any frame of the window can post here, a web page beside it too; the host speaks through the frame around this one, which is
  // of the same origin.
  if (origin === window.origin) hear(data);
});

const line: HostLine = {
  post: message => {
    api.postMessage(message);
  },
  kept: () => api.getState(),
  keep: state => {
    api.setState(state);
  },
  listen: listener => {
    hear = listener;
    // The listener's script has come to its end before it hears anything.
    queueMicrotask(() => {
      for (const message of early.splice(0)) listener(message);
    });
  },
};
window.hostLine = line;

const kept = line.kept();
// What a form kept over a reload belongs to the window it was typed in: the host knows which that is. A reader keeps nothing of the kind.
line.post(
  kept === undefined || ['readOnly', 'recordFile'].includes(document.body.dataset['view'] ?? '')
    ? { type: 'ready' }
    : { type: 'ready', kept },
);
