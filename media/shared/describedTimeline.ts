import type { RecordEvent } from '../../src/domain/record/event';
import type { DescribedEvent } from '../../src/words/describeEvent';

/** An entry of a timeline, put into words. */
export interface TimelineRow extends DescribedEvent {
  /** The newest of them, where several stand as one row. */
  readonly event: RecordEvent;
  readonly count: number;
  /** What does not count or no longer holds. */
  readonly notes: readonly string[];
}

/** Entries drawn until somebody wants them all. */
const firstPart = 200;

/** Entries that stand as one row, newest first in a row and among rows: the saves of one step by one person that follow one another. */
export function savesMerged(events: readonly RecordEvent[]): readonly (readonly RecordEvent[])[] {
  const rows: RecordEvent[][] = [];
  for (const event of [...events].reverse()) {
    const last = rows.at(-1);
    if (last?.[0] && isSaveOfSame(last[0], event)) last.push(event);
    else rows.push([event]);
  }
  return rows;
}

function isSaveOfSame(a: RecordEvent, b: RecordEvent): boolean {
  const step = ({ data }: RecordEvent): unknown => (data as { readonly step?: unknown } | null)?.step;
  const who = ({ by }: RecordEvent): string => JSON.stringify([by.name, by.email, by.role]);
  const saves = new Set(['record.updated', 'incident.updated']);
  return saves.has(a.type) && saves.has(b.type) && a.data !== null && b.data !== null && step(a) === step(b) && who(a) === who(b);
}

/** A timeline, newest first; each entry is put into words once, when it is first drawn or searched. */
export class DescribedTimeline {
  private readonly rows: (TimelineRow & { readonly text: string })[] = [];

  /** `events` are rows of entries, newest first. */
  constructor(
    private readonly events: readonly (readonly RecordEvent[])[],
    private readonly describe: (event: RecordEvent) => Omit<TimelineRow, 'event' | 'count'>,
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
    const [event, ...earlier] = this.events[at] ?? [];
    if (!event) throw new RangeError(`no entry ${at}`);
    const parts = [event, ...earlier].map(this.describe);
    const { title } = parts[0] ?? { title: '' };
    const row = {
      event,
      title,
      count: parts.length,
      notes: parts.flatMap(({ notes }) => notes),
      details: parts.flatMap(({ details }) => details),
    };
    return { ...row, text: `${row.title} ${[...row.notes, ...row.details].join(' ')} ${event.by.name}`.toLowerCase() };
  }
}
