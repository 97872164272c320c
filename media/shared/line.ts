/** The page's line to its host. */
export interface HostLine {
  post(message: unknown): void;
  /** What `keep` kept, also over a reload of the window. */
  kept(): unknown;
  keep(state: unknown): void;
  /** Gives `listener`, the only one, whatever the host says; first what it has said already. */
  listen(listener: (message: unknown) => void): void;
}

declare global {
  interface Window {
    hostLine?: HostLine;
  }
}

/** The line that the page's first script opened (`media/line.ts`). It is taken out of everybody's reach. */
export function takeLine(): HostLine {
  const { hostLine } = window;
  if (!hostLine) throw new Error('the line to the host is not open');
  delete window.hostLine;
  return hostLine;
}
