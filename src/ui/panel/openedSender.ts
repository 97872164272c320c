import { Latest } from '../../base/latest';
import { failure, type Result } from '../../domain/foundation/result';
import type { RecordEvent } from '../../domain/record/event';
import { LogSender } from '../../protocol/log';
import type { RecordId } from '../../domain/records';
import type { ReadOnlyHostMessage } from '../../protocol/readOnlyPage';
import type { Around } from '../../protocol/shown';
import type { Loaded } from '../../store/loaded';

/** The record that is opened as it travels. */
export type OpenedMessage = Extract<ReadOnlyHostMessage, { type: 'record' | 'gone' }>;

/** The log of a record, what its verification found, and what stands around it. */
interface LoadedLog extends Pick<Loaded, 'faults'> {
  readonly log: readonly RecordEvent[];
  readonly around: Around;
}

/** What the record that is opened is made of, and where it goes. */
export interface OpenedPorts {
  /** Its log and what stands around it, or in words why it cannot be shown; undefined while there is no store. */
  readonly load: (id: RecordId) => Promise<Result<LoadedLog, string> | undefined>;
  /** Takes note of an error that is none of the record's, and puts it into words. */
  readonly mistake: (error: unknown) => string;
  readonly post: (message: OpenedMessage) => void;
}

/** Sends the record that is opened in the read-only panel, and from then on what changes: an older answer never overtakes a newer one. */
export class OpenedSender {
  private readonly reading = new Latest();
  private readonly log = new LogSender();
  private shown: RecordId | undefined;

  constructor(private readonly ports: OpenedPorts) {}

  /** Another one is opened. */
  show(id: RecordId): Promise<void> {
    this.shown = id;
    this.log.forget();
    return this.follow();
  }

  /** Something has changed. Nothing before `show`. Nobody waits for it: what fails is said where the record would stand. */
  async follow(): Promise<void> {
    const { shown: id, ports } = this;
    if (id === undefined) return;
    await this.reading.run(
      () => ports.load(id).catch((error: unknown) => failure(ports.mistake(error))),
      loaded => {
        if (loaded?.ok) {
          const { log, faults, around } = loaded.value;
          ports.post({ type: 'record', id, log: this.log.deltaTo(log, faults.length === 0), around });
        } else if (loaded) ports.post({ type: 'gone', id, message: loaded.error });
      },
    );
  }

  /** There is no page any more. */
  stop(): void {
    this.reading.cancel();
    this.shown = undefined;
  }
}
