import assert from 'node:assert/strict';
import type { EvidenceDocuments } from '../../../src/ui/records/evidenceDocuments';
import type { Workspace } from '../../../src/ui/workspace/workspace';
import type { RecordId } from '../../../src/domain/records';
import { english } from '../../../src/words/english';
import { testId } from '../../support/incidents';
import { answerAsEditor, withoutEditor } from '../../support/withoutEditor';

describe('a file that is attached as evidence', () => {
  withoutEditor(english);
  const question = english.ui.attachFileTitle;
  /** A page as the editor tells of its tab. */
  const page = async (label: string, viewType = 'mainThreadWebview-faultline.record') => {
    const { TabInputWebview } = (await import('vscode')) as unknown as { readonly TabInputWebview: new (viewType: string) => object };
    return { label, input: new TabInputWebview(viewType) };
  };

  /** The title of the dialog in which the file is chosen, where this tab is in front and this page was last. */
  async function title(
    activeTab: object | undefined,
    inFront?: RecordId,
    { open = true, named = false } = {},
  ): Promise<string | undefined> {
    const { EvidenceActions } = await import('../../../src/ui/records/evidenceActions');
    let asked: string | undefined;
    answerAsEditor({
      activeTextEditor: null,
      activeTerminal: null,
      tabGroups: { activeTabGroup: { activeTab } },
      showOpenDialog: (options: { readonly title?: string }) => {
        asked = options.title;
        return Promise.resolve(undefined);
      },
    });
    const [workspace, documents]: [unknown, unknown] = [
      { inFront, store: { entry: () => ({ type: 'record', kind: 'incident', id: inFront, facts: { open } }) } },
      {},
    ];
    const actions = new EvidenceActions(workspace as Workspace, documents as EvidenceDocuments);
    await actions.attach(named ? 'INC-222222' : undefined);
    return asked;
  }

  it('goes to the incident whose page is in front, and its dialog says so', async () => {
    assert.equal(await title(await page(`${testId} Printer`), testId), `${testId}: ${question}`);
    assert.equal(await title(await page(testId), testId), `${testId}: ${question}`, 'one without a title');
    assert.equal(await title(await page(`${testId} Printer`), testId, { named: true }), `INC-222222: ${question}`, 'another was named');
  });

  it('is asked about where another page, another folder’s or none is in front, or the incident is over', async () => {
    for (const [why, asked] of [
      ['a file is in front, the page was last', await title({ label: `${testId}.json`, input: {} }, testId)],
      ['nothing is in front', await title(undefined, testId)],
      ['the page of another folder', await title(await page('INC-222222 Mail'), testId)],
      ['the read-only panel', await title(await page(`${testId} Printer`, 'mainThreadWebview-faultline.readOnly'), testId)],
      ['a problem', await title(await page('PRB-222222 Queue'), 'PRB-222222')],
      ['one that is completed', await title(await page(`${testId} Printer`), testId, { open: false })],
      ['none was in front', await title(await page(`${testId} Printer`))],
    ] as const)
      assert.equal(asked, question, why);
  });
});
