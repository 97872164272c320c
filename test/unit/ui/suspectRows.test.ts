import assert from 'node:assert/strict';
import { suspectsCard } from '../../../media/incident/suspects';
import type { PageContext } from '../../../media/incident/context';
import type { SuspectSearches } from '../../../src/app/suspects/searches';
import { shownSuspects } from '../../../src/app/suspects/shownSuspects';
import { nothingKnown, type SuspectSearch } from '../../../src/app/suspects/suspectSearch';
import type { Suspect } from '../../../src/review/suspects/suspect';
import type { SuspectNode } from '../../../src/ui/tree/suspectNode';
import { english } from '../../../src/words/english';
import { testId, testNow } from '../../support/incidents';
import { markupOf } from '../../support/markup';
import { answerAsEditor, withoutEditor } from '../../support/withoutEditor';

const sha = 'c0ffee'.padEnd(40, '0');
const hidden = '\u202e\u0007\u200b';
const suspect: Suspect = {
  sha,
  subject: `Fix${hidden} it`,
  author: `Ben${hidden}`,
  landedAt: 0,
  files: [`lib/a${hidden}.js`],
  chance: 0.5,
  confidence: 'likely',
  reasons: [{ code: 'linkedFile', values: [`lib/a${hidden}.js`] }],
};
const unnamed: Suspect = { ...suspect, subject: hidden };
const search: SuspectSearch = { ...nothingKnown, suspects: [suspect, unnamed], firstSeen: testNow };

describe('a commit in a list of suspects', () => {
  withoutEditor(english);

  /** Every text that is drawn of a row of the tree. */
  async function drawnInTree(nodes: readonly SuspectNode[]): Promise<string> {
    const { suspectItem } = await import('../../../src/ui/tree/suspectItem');
    const items = nodes.map(node => suspectItem(node, () => undefined));
    return JSON.stringify(
      items.map(({ label, description, tooltip, accessibilityInformation }) => [label, description, tooltip, accessibilityInformation]),
    );
  }

  /** What the picker shows. */
  async function drawnInPicker(known: SuspectSearch) {
    const { pickSuspect } = await import('../../../src/ui/suspects/suspectPicker');
    let hide: () => void = () => undefined;
    const picker = {
      placeholder: '',
      items: [],
      activeItems: [],
      selectedItems: [],
      show: () => undefined,
      onDidAccept: () => undefined,
      dispose: () => undefined,
    };
    answerAsEditor({ createQuickPick: () => Object.assign(picker, { onDidHide: (told: typeof hide) => (hide = told) }) });
    let tell: (id: string) => void = () => undefined;
    const searches: unknown = {
      of: () => known,
      onDidChange: (told: typeof tell) => ((tell = told), { dispose: () => undefined }),
      search: () => Promise.resolve({ ok: true }),
      cancel: () => undefined,
    };
    const done = pickSuspect(testId, { searches: searches as SuspectSearches, actions: {} as never, bisect: {} as never });
    tell(testId);
    hide();
    await done;
    const { placeholder, items } = picker;
    return { placeholder, items: JSON.stringify(items.map(({ label, description, detail }) => [label, description, detail])) };
  }

  /** What the page of the incident shows. */
  function drawnOnPage(): string {
    const shown: unknown = {
      words: english,
      insight: { suspects: shownSuspects(search, '') },
      shown: { may: ['link'], record: { open: true } },
    };
    return JSON.stringify(markupOf(suspectsCard(shown as PageContext)));
  }

  it('shows nothing that turns around or hides what stands beside it, and one without a message by its hash', async () => {
    const row = { type: 'suspect', incident: testId, firstSeen: testNow, first: true } as const;
    const reasons = suspect.reasons.map(reason => ({ type: 'reason', reason }) as const);
    const drawn = {
      tree: await drawnInTree([{ ...row, suspect }, { ...row, suspect: unnamed }, ...reasons]),
      picker: (await drawnInPicker(search)).items,
      page: drawnOnPage(),
    };
    for (const [where, text] of Object.entries(drawn)) {
      assert.doesNotMatch(text, /\u202e|\u0007|\\u0007|\u200b/, where);
      assert.match(text, /Fix it/, where);
      assert.match(text, /(?:"|>|\) )c0ffee00/, where);
    }
  });

  it('nor does a branch or an edit that is planned', async () => {
    const planned = ['branch', 'edits'].map(
      kind =>
        ({ type: 'planned', incident: testId, change: { kind, id: `topic${hidden}`, title: hidden, reasons: suspect.reasons } }) as never,
    );
    const text = await drawnInTree(planned);
    assert.doesNotMatch(text, /\u202e|\\u0007|\u200b/);
    assert.match(text, /\["topic"/);
  });

  it('where all commits are ruled out, that is what the tree and the picker say, not that there is none', async () => {
    const { suspectChildren } = await import('../../../src/ui/tree/suspectNode');
    const window = { base: sha, window: [sha], past: [], landed: new Map(), shallow: false };
    for (const [known, text] of [
      [{ ...nothingKnown, window }, english.suspects.allRuledOut],
      [{ ...nothingKnown, window: { ...window, window: [] } }, english.suspects.none],
    ] as const) {
      const nodes = suspectChildren({ type: 'suspects', incident: testId }, known);
      assert.match(await drawnInTree(nodes), new RegExp(`^\\[\\["${text}"`));
      assert.equal((await drawnInPicker(known)).placeholder, text);
    }
  });
});
