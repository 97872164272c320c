import { cameSince, type Finding, type SetAside } from '../../src/domain/incident/finding';
import type { Instant } from '../../src/domain/foundation/time';
import type { ReadOnlyPageMessage } from '../../src/protocol/readOnlyPage';

/** What the host has found, and what this reader has put aside; or why nothing could be looked for. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly aside: readonly SetAside[];
  readonly message?: string | undefined;
}

/** When an incident was recorded. */
export type RecordedAt = (id: string) => Instant | undefined;

/** The findings as the page has them: asked for once, and then told of by the host whenever they have changed. */
export class FindingsLook {
  /** Undefined until they have come. */
  found: Found | undefined;
  /** The finding whose note is being written. */
  noting: string | undefined;
  /** What gets the focus once what was put aside has gone from where it stood: the finding that then stands there. */
  private next: string | undefined;
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

  /** The finding to go to, once. */
  takeNext(): string | undefined {
    const { next } = this;
    this.next = undefined;
    return next;
  }

  /** Opens the field for a note, or closes it. */
  note(key: string | undefined): void {
    this.noting = key;
    this.draw();
  }

  /** Puts a finding aside; without a note it is taken up again. */
  setAside({ key }: Finding, note: string | undefined): void {
    this.noting = undefined;
    const keys = this.found?.findings.map(one => one.key) ?? [];
    this.next = note === undefined ? key : (keys.slice(keys.indexOf(key) + 1).find(other => other !== key) ?? '');
    this.host.post({ type: 'setAside', key, ...(note !== undefined && { note }) });
    this.draw();
  }

  /** The note with which a finding was put aside, and how many incidents have come to it since. */
  noteOf(finding: Finding, recordedAt: RecordedAt): (SetAside & { readonly came: number }) | undefined {
    const note = this.found?.aside.find(({ key }) => key === finding.key);
    return note && { ...note, came: cameSince(finding, note, recordedAt) };
  }

  /** Those to be looked at: not put aside, or grown since. */
  shown(recordedAt: RecordedAt): readonly Finding[] {
    return (this.found?.findings ?? []).filter(finding => this.noteOf(finding, recordedAt)?.came !== 0);
  }
}
