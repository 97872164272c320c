import type { SuspectFinder, SuspectRequest } from '../../../src/review/suspects/finder';
import { randomFrom } from './random';

const hour = 3_600_000;
/** Commits of a short window: few more often than many. */
const [fewest, most] = [3, 48];

/**
 * Makes a case as a young repository would have it, or a fault that is seen soon after its cause: a few commits around the culprit, half of the
 * time the culprit itself or the one after it as the newest one, half of the time without any past. The sets alone teach that the newest
 * commit is never to blame, because their fixes came an hour later at the least, and know nothing of repositories with few commits.
 */
export class CaseShortener {
  private readonly random = randomFrom(7);

  constructor(private readonly finder: SuspectFinder) {}

  /** The case cut short; undefined when its culprit is not in the window or the commits cannot be read. */
  async shorten(request: SuspectRequest, culprits: ReadonlySet<string>): Promise<SuspectRequest | undefined> {
    const { random } = this;
    const culprit = request.window.findIndex(sha => culprits.has(sha));
    if (culprit < 0) return undefined;
    const soon = random() < 0.5;
    const size = fewest + Math.floor(random() ** 2 * (most - fewest));
    const after = Math.floor(random() * (soon ? 2 : size));
    const start = Math.max(0, culprit - after);
    const window = request.window.slice(start, start + size);
    const past = random() < 0.5 ? [] : request.past;
    if (!(await this.finder.shelf.readMessages(window)).ok) return undefined;
    const newest = this.finder.shelf.known(window.slice(0, 1))[0]?.committedAt ?? 0;
    // From three minutes to three days after the newest commit, soon more often than late.
    const firstSeen = start > 0 || soon ? newest + (0.05 + random() ** 3 * 72) * hour : request.firstSeen;
    return { ...request, window, past, firstSeen };
  }
}
