import type { Fix } from '../../domain/incident/fixes';
import type { Repository } from '../../git/repository';
import type { Store } from '../../store/store';
import { decideFixes, linkFixes, type FixPort } from './fixLinks';

/** What linking fixes by itself needs from the editor. */
export interface FixLinkerPort extends FixPort {
  /** Whether all of these are to be linked, by the person's word. */
  readonly ask: (fixes: readonly Fix[]) => Promise<boolean>;
  /** Something was refused: it is to be looked at again after a while. */
  readonly again: () => void;
  readonly failed: (error: unknown) => void;
}

/** Links what is new in a history as fixes, one look after another; it asks about many beside everything else. */
export class FixLinker {
  private looking = Promise.resolve();
  private isAsking = false;

  constructor(private readonly port: FixLinkerPort) {}

  /** Looks at what is new. Resolves when everything that needs no answer is done. */
  look(store: Store, repository: Repository): Promise<void> {
    return this.inTurn(async () => {
      const { asked, isRefused } = await linkFixes(store, repository, this.port);
      if (isRefused) this.port.again();
      if (asked.length > 0) this.ask(store, asked);
    });
  }

  /** Other fixes do not wait for the answer. Unanswered, it is asked again at the next start. */
  private ask(store: Store, fixes: readonly Fix[]): void {
    if (this.isAsking) return;
    this.isAsking = true;
    void this.port.ask(fixes).then(isWished => {
      this.isAsking = false;
      return this.inTurn(async () => {
        if (await decideFixes(store, fixes, isWished, this.port)) this.port.again();
      });
    }, this.port.failed);
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.looking = this.looking.then(work).catch(this.port.failed);
    return this.looking;
  }
}
