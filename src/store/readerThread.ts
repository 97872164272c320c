import type { ResourceLimits, Worker } from 'node:worker_threads';
import type { RecordEvent } from '../domain/record/event';
import { failure, success, type Result } from '../domain/foundation/result';
import { systemCode, type FileFault } from './fault';
import { logIn, type ReadingResults, type FromThread, type Reading, type ToThread } from './readings';
import type { Disposable } from '../base/disposables';

/** Starts the thread that `reader.ts` is. */
export type StartThread = (limits: ResourceLimits) => Worker;

/** What reading a file may take. A record at every limit of `limits.ts` takes about a quarter of either (measured: under 128 MB, 7 s on a busy machine). */
interface ReaderLimits {
  /** Heap of the thread, in megabytes. */
  readonly heap: number;
  /** Milliseconds without a word from the thread. */
  readonly time: number;
}

const usualLimits: ReaderLimits = { heap: 512, time: 30_000 };
/** A thread that has had nothing to do for this long (milliseconds) is ended: it holds memory. */
const idleTime = 20_000;

type Answer = ReadingResults[keyof ReadingResults];

interface Job {
  readonly asked: Reading;
  readonly done: (outcome: Result<Answer, FileFault>) => void;
}

interface Running {
  readonly thread: Worker;
  /** Rejects when it cannot run at all. */
  readonly isReady: Promise<unknown>;
}

/**
 * Reads files in a thread, one after another. The thread is started when it is needed, ended when it has been idle for a while, and
 * ended at once when a file takes too long or too much memory; the next file gets a new one.
 */
export class ReaderThread implements Disposable {
  private readonly urgent: Job[] = [];
  private readonly waiting: Job[] = [];
  private isBusy = false;
  private isDisposed = false;
  private running: Running | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly start: StartThread,
    private readonly limits = usualLimits,
  ) {}

  /**
   * What comes of reading a file, or why nothing came: `tooHeavy` when the file ended the thread, `unreadable` when there was none.
   * What somebody waits for goes before what the lists are waiting for.
   */
  ask<W extends keyof ReadingResults>(asked: Reading<W>): Promise<Result<ReadingResults[W], FileFault>> {
    return new Promise(resolve => {
      // The thread is this code: what it answers is what was asked for.
      const done = resolve as Job['done'];
      (asked.what === 'summary' ? this.waiting : this.urgent).push({ asked, done });
      if (!this.isBusy) void this.work();
    });
  }

  dispose(): void {
    this.isDisposed = true;
    this.end();
  }

  private async work(): Promise<void> {
    this.isBusy = true;
    clearTimeout(this.idle);
    for (let job = this.nextJob(); job; job = this.nextJob()) {
      const outcome = await this.perform(job.asked);
      job.done(this.isDisposed ? failure({ code: 'unreadable', detail: 'ECANCELED' }) : outcome);
    }
    this.isBusy = false;
    this.idle = setTimeout(() => {
      this.end();
    }, idleTime).unref();
  }

  private nextJob(): Job | undefined {
    return this.urgent.shift() ?? this.waiting.shift();
  }

  private async perform(asked: Reading): Promise<Result<Answer, FileFault>> {
    try {
      this.running ??= this.begin();
      await this.running.isReady;
    } catch (error) {
      this.end();
      return failure({ code: 'unreadable', detail: systemCode(error) });
    }
    const { thread } = this.running;
    // Only work that is under way keeps a process alive.
    thread.ref();
    const outcome = await converse(thread, asked, this.limits.time);
    thread.unref();
    if (!outcome.ok) this.end();
    return outcome;
  }

  private begin(): Running {
    if (this.isDisposed) throw new Error('ECANCELED');
    const thread = this.start({ maxOldGenerationSizeMb: this.limits.heap });
    const isReady = new Promise((resolve, reject) => {
      thread.once('message', resolve).once('error', reject).once('exit', reject);
    });
    // Whoever waits hears of its end; with nobody waiting it is nobody's error.
    thread.on('error', () => undefined);
    thread.once('exit', () => {
      if (this.running?.thread === thread) this.running = undefined;
    });
    return { thread, isReady };
  }

  private end(): void {
    clearTimeout(this.idle);
    void this.running?.thread.terminate();
    this.running = undefined;
  }
}

/** Asks the thread for one file; `tooHeavy` when it ends over it or says nothing for `time` milliseconds. */
function converse(thread: Worker, asked: Reading, time: number): Promise<Result<Answer, FileFault>> {
  return new Promise(resolve => {
    const events: RecordEvent[] = [];
    const settle = (outcome: Result<Answer, FileFault>): void => {
      clearTimeout(timer);
      thread.off('message', hear).off('error', die).off('exit', die);
      resolve(outcome);
    };
    const giveUp = (detail: string): void => {
      settle(failure({ code: 'tooHeavy', detail }));
    };
    const die = (error: unknown): void => {
      giveUp(systemCode(error));
    };
    const hear = (message: FromThread): void => {
      timer.refresh();
      if (message.type === 'answer') {
        const log = logIn(message.answer);
        settle(success(log ? success({ ...log, events }) : message.answer));
      } else if (message.type === 'portion') {
        for (const event of message.events) events.push(event);
        // When the event loop has gone round.
        setImmediate(() => {
          tell(thread, 'more');
        });
      }
    };
    const timer = setTimeout(() => {
      // After a machine has slept, the word may be there and is heard behind this.
      setImmediate(giveUp, 'timeout');
    }, time);
    thread.on('message', hear).on('error', die).on('exit', die);
    tell(thread, asked);
  });
}

function tell(thread: Worker, message: ToThread): void {
  thread.postMessage(message);
}
