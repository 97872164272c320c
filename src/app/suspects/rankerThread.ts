import type { ResourceLimits, Worker } from 'node:worker_threads';
import type { Disposable } from '../../base/disposables';
import type { Result } from '../../domain/foundation/result';
import type { TriedFaults } from '../../exchange/trialReport';
import type { GitFault } from '../../git/gitFault';
import type { TrialWatch } from '../../review/cases/trial';
import type { FromRanker, ToRanker } from './rankerMessages';
import type { RankingWatch, SuspectsAsked, SuspectWork } from './suspectWork';

/** Starts the thread that `rankerEntry.ts` is. */
type StartRanker = (limits: ResourceLimits) => Worker;

/** Heap of the thread in megabytes: what is remembered of the largest window and its past takes a third of it. */
const heap = 1024;

/** Milliseconds in which a thread may end what it is at, and take away what it has put into the temporary folder. */
const longestEnding = 2000;

type Asked =
  { readonly type: 'search'; readonly asked: SuspectsAsked; readonly learn: boolean } | { readonly type: 'tryOut'; readonly root: string };

/** A piece of work that is under way. */
interface Job {
  readonly hear: (message: FromRanker) => void;
  readonly fail: (error: Error) => void;
}

/**
 * Has commits ranked in a thread, which is started for the first search and remembers what it has read. Several pieces of work go on side by
 * side. A thread that ends by itself fails what it was at; the next search gets a new one.
 */
export class RankerThread implements SuspectWork, Disposable {
  private thread: Worker | undefined;
  private readonly jobs = new Map<number, Job>();
  private last = 0;
  private isDisposed = false;

  constructor(private readonly start: StartRanker) {}

  async search(asked: SuspectsAsked, { signal, progress, found, confirmed }: RankingWatch): Promise<void> {
    const failures: unknown[] = [];
    await this.perform({ type: 'search', asked, learn: confirmed !== undefined }, signal, (message, reply) => {
      if (message.type === 'progress') progress?.(message.progress as never);
      else if (message.type === 'found' && !signal.aborted) found(message.finding);
      else if (message.type === 'confirmed')
        void confirmed?.()
          .catch((error: unknown) => {
            failures.push(error);
            return [];
          })
          .then(reply);
    });
    if (failures.length > 0) throw failures[0];
  }

  async tryOut(root: string, { signal, progress }: TrialWatch): Promise<Result<TriedFaults, GitFault>> {
    const done = await this.perform({ type: 'tryOut', root }, signal, message => {
      if (message.type === 'progress') progress?.(message.progress as never);
    });
    return done.tried ?? { ok: false, error: { code: 'cancelled' } };
  }

  dispose(): void {
    const { thread } = this;
    this.thread = undefined;
    this.isDisposed = true;
    const end: ToRanker = { type: 'end' };
    thread?.postMessage(end);
    // One that hangs is not waited for.
    setTimeout(() => void thread?.terminate(), longestEnding).unref();
    for (const [work, { hear }] of this.jobs) hear({ type: 'done', work });
  }

  private perform(
    asked: Asked,
    signal: AbortSignal | undefined,
    hear: (message: FromRanker, reply: (shas: readonly string[]) => void) => void,
  ): Promise<Extract<FromRanker, { type: 'done' }>> {
    const work = ++this.last;
    // Nobody would end another thread.
    if (this.isDisposed) return Promise.resolve({ type: 'done', work });
    const thread = (this.thread ??= this.begin());
    const say = (message: ToRanker): void => {
      thread.postMessage(message);
    };
    const cancel = (): void => {
      say({ type: 'cancel', work });
    };
    return new Promise<Extract<FromRanker, { type: 'done' }>>((resolve, reject) => {
      this.jobs.set(work, {
        hear: message => {
          if (message.type === 'done') resolve(message);
          else if (message.type === 'broken') reject(new Error(message.message));
          else
            hear(message, shas => {
              say({ type: 'confirmed', work, shas });
            });
        },
        fail: reject,
      });
      say({ ...asked, work });
      if (signal?.aborted === true) cancel();
      signal?.addEventListener('abort', cancel, { once: true });
    }).finally(() => {
      this.jobs.delete(work);
      signal?.removeEventListener('abort', cancel);
    });
  }

  private begin(): Worker {
    const thread = this.start({ maxOldGenerationSizeMb: heap });
    const end = (error: unknown): void => {
      if (this.thread !== thread) return;
      this.thread = undefined;
      this.failAll(error instanceof Error ? error : new Error(`the thread that ranks ended with ${String(error)}`));
    };
    thread.on('message', (message: FromRanker) => this.jobs.get(message.work)?.hear(message));
    thread.on('error', end).on('exit', end);
    return thread;
  }

  private failAll(error: Error): void {
    for (const { fail } of [...this.jobs.values()]) fail(error);
  }
}
