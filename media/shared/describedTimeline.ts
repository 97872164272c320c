import type { RecordEvent } from '../../src/domain/record/event';
import type { DescribedEvent } from '../../src/words/describe';

/** An entry of a timeline, put into words. */
export interface TimelineRow extends DescribedEvent {
  readonly event: RecordEvent;
  /** What does not count or no longer holds. */
  readonly notes: readonly string[];
}

/** Entries drawn until somebody wants them all. */
const firstPart = 200;

/** A timeline, newest first; each entry is put into words once, when it is first drawn or searched. */
export class DescribedTimeline {
  private readonly rows: (TimelineRow & { readonly text: string })[] = [];

  constructor(
    private readonly events: readonly RecordEvent[],
    private readonly describe: (event: RecordEvent) => Omit<TimelineRow, 'event'>,
  ) {}

  /** The entries that hold a text, the first part of them or the whole, and how many there are. */
  part(filter: string, whole: boolean): { readonly rows: readonly TimelineRow[]; readonly count: number } {
    const wanted = filter.trim().toLowerCase();
    const { length } = this.events;
    const most = whole ? length : firstPart;
    if (wanted === '') return { rows: Array.from({ length: Math.min(most, length) }, (_, at) => this.row(at)), count: length };
    const matching = this.events.map((_, at) => this.row(at)).filter(({ text }) => text.includes(wanted));
    return { rows: matching.slice(0, most), count: matching.length };
  }

  private row(at: number): TimelineRow & { readonly text: string } {
    return (this.rows[at] ??= this.newRow(at));
  }

  private newRow(at: number): TimelineRow & { readonly text: string } {
    const event = this.events.at(-1 - at);
    if (!event) throw new RangeError(`no entry ${at}`);
    const row = { event, ...this.describe(event) };
    return { ...row, text: `${row.title} ${[...row.notes, ...row.details].join(' ')} ${event.by.name}`.toLowerCase() };
  }
}
