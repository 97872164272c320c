import { Disposables, type Disposable } from '../../base/disposables';
import { Latest } from '../../base/latest';
import { once } from '../../base/once';
import { success, type Result } from '../../domain/foundation/result';
import type { IncidentId } from '../../domain/incident/incident';
import { isIncidentId, type RecordId } from '../../domain/records';
import type { RankingProgress } from '../../review/suspects/finder';
import { Signal } from '../../store/signal';
import type { SearchGround } from './searched';
import { nothingKnown, wasStopped, type GroundFault, type SearchFault, type SuspectSearch } from './suspectSearch';
import type { SuspectWork } from './suspectWork';

/** Loaded for the first search. */
const searching = once(() => import('./searchIncident'));

/** What searches need. */
export interface SearchPorts {
  /** Where to search as things stand, or why nowhere. */
  readonly ground: () => Promise<Result<SearchGround, GroundFault>>;
  /** Who ranks commits, asked for with the first search. */
  readonly work: () => Promise<SuspectWork>;
  readonly report: (error: unknown) => void;
}

/** Searches for suspect changes: one for each incident, started on demand, kept while the window is open. */
export class SuspectSearches implements Disposable {
  private readonly begun = new Disposables();
  private readonly known = new Map<IncidentId, SuspectSearch>();
  /** What was found by a search that went on to its end, of incidents as they are: one that is stopped later leaves this, not half of its own. */
  private readonly whole = new Map<IncidentId, SuspectSearch>();
  private readonly turns = new Map<IncidentId, Latest>();
  /** Incidents that have changed since a search that is under way began. */
  private readonly stale = new Set<IncidentId>();
  private readonly changed: Signal<IncidentId>;

  constructor(private readonly ports: SearchPorts) {
    this.changed = new Signal(ports.report);
  }

  /** Called when more is known about an incident's suspects. */
  get onDidChange(): Signal<IncidentId>['subscribe'] {
    return this.changed.subscribe;
  }

  /** What is known; undefined when nobody has searched yet. */
  of(id: IncidentId): SuspectSearch | undefined {
    return this.known.get(id);
  }

  /**
   * Records have changed: what was judged or linked meanwhile counts at once; the commits are known already. Where none is named the whole store
   * is another: what is known, and what is still found, is of the former one.
   */
  follow(ids: readonly RecordId[]): void {
    if (ids.length === 0) this.forget();
    for (const id of ids.filter(isIncidentId)) {
      // It no longer answers what is asked.
      this.whole.delete(id);
      if (this.known.get(id)?.running === false) this.search(id).catch(this.ports.report);
      else this.stale.add(id);
    }
  }

  /** Ends a search: what one before found stands again; where there was none what is known by then stays, and that it was stopped. */
  cancel(id: IncidentId): void {
    this.turns.get(id)?.cancel();
  }

  /** Forgets what searches that were stopped have left, of one incident or all: whoever draws them begins anew. */
  forgetStopped(of?: IncidentId): void {
    for (const [id, search] of [...this.known]) {
      if ((of ?? id) !== id || !wasStopped(search)) continue;
      this.known.delete(id);
      this.changed.fire(id);
    }
  }

  /**
   * Searches anew; what is found is told as it comes. A search that is under way for the same incident is ended. Refused where it could not
   * begin, which then stands among the notes, too.
   */
  async search(id: IncidentId, onProgress?: (progress: RankingProgress) => void): Promise<Result<undefined, SearchFault>> {
    const turns = this.turns.get(id) ?? this.begun.add(new Latest());
    this.turns.set(id, turns);
    const { signal, isNewest } = turns.begin();
    this.stale.delete(id);
    const tell = (search: SuspectSearch): void => {
      if (isNewest()) this.tell(id, search);
    };
    // Known from the first moment, and with its reason where it fails: whoever draws what is known does not begin it anew.
    const begin = { ...(this.known.get(id) ?? nothingKnown), running: true, notes: [] };
    tell(begin);
    let notes: SuspectSearch['notes'] | undefined;
    try {
      const ground = await this.ports.ground();
      const watch = { signal, tell, ...(onProgress && { progress: onProgress }) };
      const done = ground.ok ? await (await searching()).searchIncident(await this.ports.work(), id, ground.value, begin, watch) : ground;
      if (!done.ok) notes = [{ code: 'search', fault: done.error }];
      return done.ok ? success(undefined) : done;
    } finally {
      const last = this.known.get(id) ?? begin;
      const stopped = (): SuspectSearch => this.whole.get(id) ?? { ...last, running: false, notes: [...last.notes, { code: 'stopped' }] };
      if (last.running) tell(notes ? { ...last, running: false, notes } : stopped());
      else if (last.window) this.whole.set(id, last);
      else this.whole.delete(id);
      if (!signal.aborted && this.stale.has(id)) this.follow([id]);
    }
  }

  /** How good the suspects were of the faults that a repository's own fixes name the cause of. */
  async tryOut(...asked: Parameters<SuspectWork['tryOut']>): ReturnType<SuspectWork['tryOut']> {
    return (await this.ports.work()).tryOut(...asked);
  }

  dispose(): void {
    this.begun.dispose();
  }

  private forget(): void {
    // A turn of its own ends the search that is under way: nothing it still tells counts.
    for (const turns of this.turns.values()) turns.begin();
    this.known.clear();
    this.whole.clear();
  }

  private tell(id: IncidentId, search: SuspectSearch): void {
    this.known.set(id, search);
    this.changed.fire(id);
  }
}
