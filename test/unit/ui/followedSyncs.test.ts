import assert from 'node:assert/strict';
import type { SharedBranch } from '../../../src/app/sharing/sharedBranch';
import { failure, type Result } from '../../../src/domain/foundation/result';
import type { Synced, SyncFault } from '../../../src/sync/syncFault';
import type { WindowSharing } from '../../../src/ui/sharing/windowSharing';
import type { Workspace } from '../../../src/ui/workspace/workspace';
import { english } from '../../../src/words/english';
import { answerAsEditor, withoutEditor } from '../../support/withoutEditor';

describe('a sync that was asked for and did not come to its end', () => {
  withoutEditor(english);
  const { ways, tryAgain, showWays } = english.sharing;

  /** What is offered beside the reason, where the store is shared over an address; the first time `press` is pressed. */
  async function offered(
    address: string,
    code: 'noRemote' | 'signIn' | 'offline' | 'branchGone',
    press?: string,
  ): Promise<readonly string[][]> {
    const { FollowedSyncs } = await import('../../../src/ui/sharing/followedSyncs');
    const shown: string[][] = [];
    const unasked: unknown = {};
    const sharing: unknown = { onDidChange: () => ({ dispose: () => undefined }), remotes: () => Promise.resolve([]) };
    answerAsEditor({
      withProgress: (_: unknown, task: (...given: unknown[]) => unknown) =>
        task({ report: () => undefined }, { onCancellationRequested: () => ({ dispose: () => undefined }) }),
      showWarningMessage: (_: string, ...buttons: string[]) => {
        shown.push(buttons);
        return Promise.resolve(shown.length === 1 ? press : undefined);
      },
    });
    const fault: SyncFault = code === 'branchGone' ? { code } : { code, message: '' };
    const last: Result<Synced, SyncFault> = failure(fault);
    const state = { sharing: { address, branch: 'faultline/store', epoch: 1, audience: 'all' }, last };
    const branch = { state, sync: () => Promise.resolve(last) } as unknown as SharedBranch;
    await new FollowedSyncs(unasked as Workspace, sharing as WindowSharing, () => undefined).one(branch, waiter => branch.sync(waiter));
    // Nobody waits for what a button does.
    await new Promise(resolve => setTimeout(resolve, 10));
    return shown;
  }

  it('leads into a terminal where git could ask who one is', async () => {
    assert.deepEqual(await offered('https://git.example.org/incidents.git', 'signIn'), [[ways.signIn]]);
    assert.deepEqual(await offered('https://git.example.org/incidents.git', 'noRemote'), [[ways.signIn, showWays]]);
  });

  it('leads to what can be done where something can: a branch that is gone is made again from there', async () => {
    assert.deepEqual(await offered('https://git.example.org/incidents.git', 'branchGone'), [[showWays]]);
  });

  it('never where the remote is a folder, in which nobody signs in: it may be there again', async () => {
    for (const folder of ['/srv/incidents.git', 'file:///srv/incidents.git', 'Z:\\incidents.git'])
      assert.deepEqual(await offered(folder, 'noRemote'), [[tryAgain, showWays]], folder);
    assert.deepEqual(await offered('/srv/incidents.git', 'noRemote', tryAgain), [
      [tryAgain, showWays],
      [tryAgain, showWays],
    ]);
  });

  it('offers nothing where nothing helps but waiting', async () => {
    assert.deepEqual(await offered('https://git.example.org/incidents.git', 'offline'), [[]]);
  });
});
