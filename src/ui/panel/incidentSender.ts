import { Latest } from '../../base/latest';
import type { Result } from '../../domain/foundation/result';
import type { IncidentId } from '../../domain/incident/incident';
import type { RecordEvent } from '../../domain/record/event';
import { LogSender } from '../../protocol/log';
import type { ReadOnlyHostMessage } from '../../protocol/readOnlyPage';
import type { Around } from '../../protocol/shown';
import type { Loaded } from '../../store/loaded';

/** The incident that is opened as it travels. */
export type IncidentMessage = Extract<ReadOnlyHostMessage, { type: 'record' | 'gone' }>;

/** The log of an incident, what its verification found, and what stands around it. */
interface LoadedLog extends Pick<Loaded, 'faults'> {
  readonly log: readonly RecordEvent[];
  readonly around: Around;
}

/** What an incident is made of, and where it goes. */
export interface IncidentPorts {
  /** Its log and what stands around it, or in words why it cannot be shown; undefined while there is no store. */
  readonly load: (id: IncidentId) => Promise<Result<LoadedLog, string> | undefined>;
  readonly post: (message: IncidentMessage) => void;
}

/** Sends the incident that is opened in the read-only panel, and from then on what changes: an older answer never overtakes a newer one. */
export class IncidentSender {
  private readonly reading = new Latest();
  private readonly log = new LogSender();
  private shown: IncidentId | undefined;

  constructor(private readonly ports: IncidentPorts) {}

  /** Another incident is opened. */
  show(id: IncidentId): Promise<void> {
    this.shown = id;
    this.log.forget();
    return this.follow();
  }

  /** Something has changed. Nothing before `show`. */
  async follow(): Promise<void> {
    const { shown: id, ports } = this;
    if (id === undefined) return;
    await this.reading.run(
      () => ports.load(id),
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
