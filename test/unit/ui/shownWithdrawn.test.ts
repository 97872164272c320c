import assert from 'node:assert/strict';
import type { ReportDocuments } from '../../../src/ui/records/reportDocuments';
import { incidentFacts } from '../../../src/domain/incident/facts';
import type { ReadOnlyHostMessage } from '../../../src/protocol/readOnlyPage';
import type { ReadOnlySource } from '../../../src/ui/panel/readOnlySource';
import type { WindowSharing } from '../../../src/ui/sharing/windowSharing';
import type { StoreSource, Workspace } from '../../../src/ui/workspace/workspace';
import type { Store } from '../../../src/store/store';
import { english } from '../../../src/words/english';
import { temporaryFolder } from '../../support/folders';
import { benchAt, testId } from '../../support/incidents';
import { openStore } from '../../support/stores';
import { answerAsEditor, withoutEditor } from '../../support/withoutEditor';

describe('an incident whose label others have raised, of which nothing else here tells', () => {
  withoutEditor(english);
  const folder = temporaryFolder();
  const opened: Store[] = [];
  afterEach(() => {
    for (const store of opened.splice(0)) store.dispose();
  });

  /** Two incidents, the first of which is withdrawn. */
  async function both() {
    const store = openStore(folder.path);
    opened.push(store);
    const ids = await Promise.all(
      ['Printer', 'Mail'].map(async title => {
        const created = await store.create('incident', { title });
        assert.ok(created.ok);
        return created.value;
      }),
    );
    const proofs = { of: () => Promise.resolve(new Map<string, never>()) };
    return { store, ids, proofs, withdrawn: { has: (id: string) => Promise.resolve(id === ids[0]) } };
  }

  it('is sent to the read-only panel as one', async () => {
    const { openedSender } = await import('../../../src/ui/panel/openedSource');
    const { ids, ...rest } = await both();
    const source: unknown = rest;
    const sent: ReadOnlyHostMessage[] = [];
    const sender = openedSender(
      source as ReadOnlySource,
      error => {
        throw error;
      },
      message => sent.push(message),
    );
    for (const id of ids) await sender.show(id);
    assert.deepEqual(
      sent.map(message => message.type === 'record' && message.around.withdrawn),
      [true, undefined],
    );
  });

  it('stands so in the tree from when that is known, as long as it is so', async () => {
    const { RecordTree } = await import('../../../src/ui/tree/recordTree');
    const { SharingActions } = await import('../../../src/ui/sharing/sharingActions');
    const never = () => ({ dispose: () => undefined });
    answerAsEditor({ createTreeView: () => ({ dispose: () => undefined }) });
    const records: unknown = { onDidChange: never, onDidChangeOthers: never };
    const options = { grouping: 'attention', filter: '', mine: false, showCompleted: false } as const;
    const tree = new RecordTree({ records: records as StoreSource }, { tree: 'incidents', options });
    let drawn = 0;
    tree.onDidChangeTreeData(() => drawn++);
    let tell: (shared: unknown) => void = () => undefined;
    const sharing: unknown = {
      onDidChange: (told: typeof tell) => {
        tell = told;
        return never();
      },
    };
    new SharingActions({} as never, sharing as WindowSharing, {} as never, () => Promise.resolve()).onDidChangeWithdrawn(ids => {
      tree.showWithdrawn(ids);
    });
    const row = (): string => {
      const node = { type: 'record', id: testId, facts: incidentFacts(benchAt('detect').incident), path: testId } as const;
      return String(tree.getTreeItem(node).description);
    };
    const stands = (withdrawn: readonly string[], stage?: object) => {
      tell({ withdrawn, of: () => ({ state: { stage } }) });
      return [row().includes(english.tree.staysHere), drawn];
    };
    const shown = [stands([]), stands([testId]), stands([testId]), stands([], { code: 'asking' }), stands([])];
    tree.dispose();
    assert.deepEqual(shown, [
      [false, 0],
      [true, 1],
      [true, 1],
      [true, 1],
      [false, 2],
    ]);
  });

  it('is told so in its report, beside the label that it has here', async () => {
    const { Reports } = await import('../../../src/ui/records/reports');
    const { store, ids, proofs, withdrawn } = await both();
    const [workspace, documents]: [unknown, unknown] = [{ requireStore: () => store, folder: { path: folder.path }, folders: [] }, {}];
    const reports = new Reports(workspace as Workspace, documents as ReportDocuments, { proofs, withdrawn });
    const texts = await Promise.all(ids.map(id => reports.text({ id, stored: false, folder: folder.path })));
    assert.deepEqual(
      texts.map(text => text.includes(`TLP:AMBER\n- ${english.report.withdrawn}\n`)),
      [true, false],
    );
  });
});
