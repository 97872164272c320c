import path from 'node:path';
import type { SuspectSearches } from '../../app/suspects/searches';
import { trialAsMarkdown } from '../../exchange/trialReport';
import { fill } from '../../words/words';
import { historyFaultText } from '../git/historyFaultText';
import { words } from '../editor/hostWords';
import { MadeDocuments } from '../editor/madeDocuments';
import { withProgress } from '../editor/notify';
import { UserError } from '../editor/userError';
import type { Workspace } from '../workspace/workspace';

/** Reports of how good the suspects are in a repository, read-only, for as long as the window lives. */
export class Trials extends MadeDocuments {
  constructor(
    private readonly workspace: Pick<Workspace, 'requireRepository'>,
    private readonly searches: Pick<SuspectSearches, 'tryOut'>,
  ) {
    super('faultline-trial');
  }

  /** Tries the suspects out on the repository's own past faults and shows how good they were; cancelled, those that were tried by then. */
  async run(): Promise<void> {
    const repository = await this.workspace.requireRepository();
    if ((await repository.head()) === undefined) throw new UserError(words.ui.noCommits);
    const { trial } = words;
    const done = await withProgress(trial.progress, (report, signal) => {
      let last = 0;
      return this.searches.tryOut(repository.root, {
        signal,
        progress: ({ share, fix, of, tried }) => {
          report({ message: fill(trial.done, { tried, done: fix, of }), increment: 100 * (share - last) });
          last = share;
        },
      });
    });
    if (!done.ok && done.error.code === 'cancelled') return;
    if (!done.ok) throw new UserError(historyFaultText(done.error));
    const folder = path.basename(repository.root);
    const at = new Date().toISOString();
    const text = trialAsMarkdown({ words, at, folder, ...done.value });
    await this.show('faultline-suspects.md', text);
  }
}
