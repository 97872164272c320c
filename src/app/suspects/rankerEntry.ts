// The thread that ranks commits (`RankerThread` starts it): seconds of work that cost the extension host nothing.
import { parentPort } from 'node:worker_threads';
import type { FromRanker, ToRanker } from './rankerMessages';
import { SuspectRanker } from './ranker';
import type { RankingWatch } from './suspectWork';

type Progress = Extract<FromRanker, { type: 'progress' }>['progress'];

/** What is under way: how it is ended, and who waits for what was confirmed. */
interface Job {
  readonly ending: AbortController;
  confirm: (shas: readonly string[]) => void;
}

/** Milliseconds between two words about how far it is: nobody reads faster. */
const progressPause = 50;

const port = parentPort;
const ranker = new SuspectRanker();
let isOver = false;
const running = new Map<number, Job>();

function say(message: FromRanker): void {
  port?.postMessage(message);
}

/** Says how far it is, from time to time. */
function progressOf(work: number): (progress: Progress) => void {
  let said = -Infinity;
  return progress => {
    const now = performance.now();
    if (now - said < progressPause) return;
    said = now;
    say({ type: 'progress', work, progress });
  };
}

/** A thread whose port is closed and that has nothing left to do ends by itself. */
function endIfOver(): void {
  if (isOver && running.size === 0) port?.close();
}

async function perform(asked: Extract<ToRanker, { type: 'search' | 'tryOut' }>): Promise<FromRanker> {
  const { work } = asked;
  const ending = new AbortController();
  const { signal } = ending;
  const job: Job = { ending, confirm: () => undefined };
  running.set(work, job);
  const told = { signal, progress: progressOf(work) };
  try {
    if (asked.type === 'tryOut') return { type: 'done', work, tried: await ranker.tryOut(asked.root, told) };
    const watch: RankingWatch = {
      ...told,
      found: finding => {
        say({ type: 'found', work, finding });
      },
      ...(asked.learn && {
        confirmed: () =>
          new Promise(resolve => {
            job.confirm = resolve;
            say({ type: 'confirmed', work });
          }),
      }),
    };
    await ranker.search(asked.asked, watch);
    return { type: 'done', work };
  } catch (error) {
    return { type: 'broken', work, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    running.delete(work);
  }
}

port?.on('message', (message: ToRanker) => {
  switch (message.type) {
    case 'cancel':
      running.get(message.work)?.ending.abort();
      break;
    case 'confirmed':
      running.get(message.work)?.confirm(message.shas);
      break;
    case 'end':
      isOver = true;
      for (const { ending } of running.values()) ending.abort();
      endIfOver();
      break;
    default:
      void perform(message).then(done => {
        say(done);
        endIfOver();
      });
  }
});
