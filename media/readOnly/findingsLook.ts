import type { Finding, SetAside } from '../../src/domain/incident/finding';
import type { ReadOnlyPageMessage } from '../../src/protocol/readOnlyPage';

/** What the host has found, and what this reader has put aside; or why nothing could be looked for. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly aside: readonly SetAside[];
  readonly message?: string | undefined;
}

/** The findings as the page has them: asked for once, and then told of by the host whenever they have changed. */
export class FindingsLook {
  /** Undefined until they have come. */
  found: Found | undefined;
  /** The finding whose note is being written. */
  noting: string | undefined;
  private isAsked = false;

  constructor(
    private readonly host: { post(message: ReadOnlyPageMessage): void },
    private readonly draw: () => void,
  ) {}

  ask(): void {
    if (!this.isAsked) this.host.post({ type: 'showFindings' });
    this.isAsked = true;
  }

  take(found: Found): void {
    this.found = found;
  }

  /** Opens the field for a note, or closes it. */
  note(key: string | undefined): void {
    this.noting = key;
    this.draw();
  }

  /** Puts a finding aside; without a note it is taken up again. */
  setAside({ key, ids }: Finding, note: string | undefined): void {
    this.noting = undefined;
    this.host.post({ type: 'setAside', key, incidents: ids.length, ...(note !== undefined && { note }) });
    this.draw();
  }

  /** Put aside, and not grown since. */
  isAside({ key, ids }: Finding): boolean {
    return this.found?.aside.some(note => note.key === key && note.incidents >= ids.length) ?? false;
  }
}
