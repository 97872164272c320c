import { Debounce } from '../../base/debounce';
import type { Disposable } from '../../base/disposables';
import { Latest } from '../../base/latest';
import type { PatternSource } from '../../app/patterns';
import type { Finding } from '../../domain/incident/finding';
import type { ReadOnlyHostMessage } from '../../protocol/readOnlyPage';
import type { AsideNotes } from './asideNotes';

/** What findings are made of, and where they go. */
export interface FindingsPorts {
  readonly source: () => Promise<PatternSource | undefined>;
  readonly aside: AsideNotes;
  readonly post: (message: ReadOnlyHostMessage) => void;
  /** What went wrong, in words. */
  readonly mistake: (error: unknown) => string;
}

/** Changes that come together are looked through once (milliseconds). */
const changeDelay = 2_000;

/** Sends the patterns of failure once a page has asked for them, and again when something has changed. */
export class FindingsSender implements Disposable {
  private readonly searches = new Latest();
  private readonly waiting = new Debounce(() => void this.send(), changeDelay);
  private found: readonly Finding[] = [];
  private isAsked = false;

  constructor(private readonly ports: FindingsPorts) {}

  /** The page wants them from now on. */
  async start(): Promise<void> {
    this.isAsked = true;
    await this.send();
  }

  /** Something has changed. */
  follow(): void {
    if (this.isAsked) this.waiting.soon();
  }

  /** Puts a finding aside, or takes it up again where there is no note. */
  async setAside(key: string, note: string | undefined, incidents: number): Promise<void> {
    await this.ports.aside.set(key, note, incidents);
    this.post(this.found);
  }

  /** There is no page any more. */
  stop(): void {
    this.searches.cancel();
    this.isAsked = false;
  }

  dispose(): void {
    this.stop();
    this.waiting.dispose();
  }

  private async send(): Promise<void> {
    try {
      await this.searches.run(
        async signal => {
          const source = await this.ports.source();
          return source ? (await import('../../app/patterns')).patternsOf(source, new Date(), signal) : [];
        },
        found => {
          if (found) this.post((this.found = found));
        },
      );
    } catch (error) {
      this.post([], this.ports.mistake(error));
    }
  }

  private post(findings: readonly Finding[], message?: string): void {
    this.ports.post({ type: 'findings', findings, aside: this.ports.aside.all(), ...(message !== undefined && { message }) });
  }
}
