import assert from 'node:assert/strict';
import { SuspectSearches } from '../../../src/app/suspects/searches';
import type { StoreSource } from '../../../src/ui/workspace/workspace';
import { english } from '../../../src/words/english';
import { testId } from '../../support/incidents';
import { answerAsEditor, withoutEditor } from '../../support/withoutEditor';

describe('a search for suspects that somebody stops', () => {
  withoutEditor(english);
  const suspects = { type: 'suspects', incident: testId, path: 'suspects' } as const;

  /** A tree whose searches find no ground before they are stopped; `begun` counts them. */
  async function stopped() {
    const { RecordTree } = await import('../../../src/ui/tree/recordTree');
    let begun = 0;
    let go: () => void = () => undefined;
    const searches = new SuspectSearches({
      ground: async () => {
        begun++;
        await new Promise<void>(resolve => {
          go = resolve;
        });
        return { ok: true, value: undefined as never };
      },
      work: () => Promise.reject(new Error('stopped')),
      report: () => undefined,
    });
    let expand: (event: object) => void = () => undefined;
    const never = () => ({ dispose: () => undefined });
    answerAsEditor({
      createTreeView: () => ({ dispose: () => undefined, onDidExpandElement: (told: typeof expand) => ((expand = told), never()) }),
      withProgress: (_options: object, work: (report: object, token: object) => unknown) =>
        work({ report: () => undefined }, { onCancellationRequested: never }),
    });
    const records: unknown = { onDidChange: never, onDidChangeOthers: never, store: {} };
    const options = { grouping: 'attention', filter: '', mine: false, showCompleted: false } as const;
    const tree = new RecordTree({ records: records as StoreSource, searches }, { tree: 'incidents', options });
    const rows = async () => (await tree.getChildren(suspects)).map(node => tree.getTreeItem(node).label);
    await rows();
    searches.cancel(testId);
    go();
    while (searches.of(testId)?.running !== false) await new Promise(resolve => setTimeout(resolve, 1));
    return {
      tree,
      searches,
      rows,
      begun: () => begun,
      unfold: () => {
        expand({ element: suspects });
      },
    };
  }

  it('is told as stopped, not as one that found nothing, and is begun anew when it is unfolded', async () => {
    const { tree, rows, begun, unfold } = await stopped();
    assert.deepEqual([await rows(), await rows(), begun()], [[english.suspects.stopped], [english.suspects.stopped], 1]);
    unfold();
    await rows();
    assert.deepEqual([await rows(), begun()], [[english.suspects.running], 2]);
    tree.dispose();
  });

  it('is begun anew after a refresh', async () => {
    const { viewCommands } = await import('../../../src/ui/commands/viewCommands');
    const { tree, searches, rows, begun } = await stopped();
    const workspace = { requireStore: () => ({ refresh: () => Promise.resolve() }) };
    await viewCommands(workspace as never, searches, tree, () => Promise.reject(new Error()))['faultline.refreshIncidents']();
    await rows();
    assert.deepEqual([await rows(), begun()], [[english.suspects.running], 2]);
    tree.dispose();
  });
});
