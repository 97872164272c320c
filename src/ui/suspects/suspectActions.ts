import type { SuspectSearches } from '../../app/suspects/searches';
import type { IncidentId } from '../../domain/incident/incident';
import { commitTarget, findLink, type LinkState } from '../../domain/record/link';
import type { Commit } from '../../git/commit';
import type { Repository } from '../../git/repository';
import { suspectHunk } from '../../review/suspects/hunk';
import { faultText } from '../editor/faultText';
import { openBlame, openCommitDiff, openFileDiff } from '../git/gitDocuments';
import { words } from '../editor/hostWords';
import { fill } from '../../words/words';
import { mention, withStatus } from '../editor/notify';
import type { Workspace } from '../workspace/workspace';
import { UserError } from '../editor/userError';

/** What can be done with a suspect: look at it, say what one thinks of it, see who changed its lines. */
export class SuspectActions {
  constructor(
    private readonly workspace: Workspace,
    private readonly searches: SuspectSearches,
  ) {}

  /** Opens the diff of the file that speaks most of the fault, with that place in view. */
  async openDiff(incident: IncidentId, sha: string): Promise<void> {
    const { repository, commit, hunk } = await this.looked(incident, sha);
    if (hunk) await openFileDiff(commit, hunk.file, hunk.line);
    else await openCommitDiff(repository, commit);
  }

  /** Opens the whole commit. */
  async openWhole(sha: string): Promise<void> {
    const repository = await this.workspace.requireRepository();
    await openCommitDiff(repository, await this.commit(sha));
  }

  /** Shows who changed which line of the suspect file, as of the suspect. */
  async openBlame(incident: IncidentId, sha: string): Promise<void> {
    const { repository, commit, hunk } = await this.looked(incident, sha);
    if (repository.lacksFolders) throw new UserError(fill(words.ui.noFolders, { commit: sha.slice(0, 8) }));
    const file = hunk?.file ?? commit.files.find(({ status }) => status !== 'deleted');
    if (!file || file.status === 'deleted') throw new UserError(words.suspects.noFile);
    await openBlame(commit.sha, file.path, hunk?.line ?? 1);
  }

  /** Links the commit as a cause, suspected, confirmed or ruled out; a link that is there is judged anew. */
  async judge(incident: IncidentId, sha: string, state: LinkState): Promise<void> {
    const store = this.workspace.requireStore();
    const loaded = await store.load(incident);
    if (!loaded.ok) throw new UserError(faultText(incident, loaded.error));
    const cause = { kind: 'causedBy', target: commitTarget({ sha, subject: '' }) } as const;
    const known = findLink(loaded.value.record.links, cause);
    const target = known?.target ?? commitTarget(await this.commit(sha));
    const outcome = await store.execute(incident, { type: 'link', link: { ...cause, state, target } });
    if (!outcome.ok) throw new UserError(faultText(incident, outcome.error));
    mention(fill(words.suspects.judged, { incident, commit: sha.slice(0, 8), state: words.linkState[state] }), 4000);
  }

  private looked(incident: IncidentId, sha: string): ReturnType<SuspectActions['look']> {
    return withStatus(fill(words.suspects.opening, { commit: sha.slice(0, 8) }), () => this.look(incident, sha));
  }

  private async look(
    incident: IncidentId,
    sha: string,
  ): Promise<{ readonly repository: Repository; readonly commit: Commit; readonly hunk: Awaited<ReturnType<typeof suspectHunk>> }> {
    const repository = await this.workspace.requireRepository();
    const commit = await this.commit(sha);
    const { subject, suspects = [] } = this.searches.of(incident) ?? {};
    const line = suspects.find(suspect => suspect.sha === sha)?.line;
    const hunk = subject && (await suspectHunk(repository, commit, subject, line));
    return { repository, commit, hunk };
  }

  private async commit(sha: string): Promise<Commit> {
    const commit = await (await this.workspace.requireRepository()).commit(sha);
    if (!commit.ok) throw new UserError(fill(words.ui.commitGone, { commit: sha.slice(0, 8) }));
    return commit.value;
  }
}
