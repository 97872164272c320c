import type { Disposable } from '../../base/disposables';
import type { PatternSource } from '../../app/patterns';
import type { Finding } from '../../domain/incident/finding';
import type { ReadOnlyHostMessage } from '../../protocol/readOnlyPage';
import { AskedSender } from './askedSender';
import type { AsideNotes } from './asideNotes';

/** What findings are made of, and where they go. */
export interface FindingsPorts {
  readonly source: () => Promise<PatternSource | undefined>;
  readonly aside: AsideNotes;
  readonly post: (message: ReadOnlyHostMessage) => void;
  /** What went wrong, in words. */
  readonly mistake: (error: unknown) => string;
}

/** Sends the patterns of failure once a page has asked for them, and again when something has changed. */
export class FindingsSender implements Disposable {
  private readonly searches: AskedSender<undefined, readonly Finding[]>;
  private found: readonly Finding[] = [];

  constructor(private readonly ports: FindingsPorts) {
    this.searches = new AskedSender({
      find: async (_, signal) => {
        const source = await ports.source();
        return source ? (await import('../../app/patterns')).patternsOf(source, new Date(), signal) : [];
      },
      post: found => {
        this.post((this.found = found));
      },
      fail: error => {
        this.post([], ports.mistake(error));
      },
    });
  }

  /** The page wants them from now on. */
  start(): Promise<void> {
    return this.searches.ask(undefined);
  }

  /** Something has changed. */
  follow(): void {
    this.searches.follow();
  }

  /** Puts a finding aside, or takes it up again where there is no note. */
  async setAside(key: string, note: string | undefined): Promise<void> {
    await this.ports.aside.set(key, note);
    this.post(this.found);
  }

  /** There is no page any more. */
  stop(): void {
    this.searches.stop();
  }

  dispose(): void {
    this.searches.dispose();
  }

  private post(findings: readonly Finding[], message?: string): void {
    this.ports.post({ type: 'findings', findings, aside: this.ports.aside.all(), ...(message !== undefined && { message }) });
  }
}
