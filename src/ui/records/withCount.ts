import type { EachDone, EachWaiter } from '../../app/toEach';
import { fill } from '../../words/words';
import { words } from '../editor/hostWords';
import { withProgress } from '../editor/notify';

/** Does something to `count` incidents beside a notification that counts them, until the person ends it. */
export function withCount(title: string, count: number, work: (waiter: EachWaiter) => Promise<EachDone>): Promise<EachDone> {
  return withProgress(title, (report, signal) =>
    work({
      signal,
      told: done => {
        report({ message: fill(words.ui.doneOf, { done, count }), increment: 100 / count });
      },
    }),
  );
}
