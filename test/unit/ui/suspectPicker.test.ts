import assert from 'node:assert/strict';
import type { SuspectSearches } from '../../../src/app/suspects/searches';
import { nothingKnown, type SuspectSearch } from '../../../src/app/suspects/suspectSearch';
import type { Suspect } from '../../../src/review/suspects/suspect';
import { english } from '../../../src/words/english';
import { testId, testNow } from '../../support/incidents';
import { answerAsEditor, withoutEditor } from '../../support/withoutEditor';

const suspect = (name: string): Suspect => ({
  sha: name.padEnd(40, '0'),
  subject: `Commit ${name}`,
  author: 'Ben',
  landedAt: 0,
  files: [],
  chance: 0.2,
  confidence: 'possible',
  reasons: [],
});
const [a, b, c, d] = [suspect('a'), suspect('b'), suspect('c'), suspect('d')];
const searching: SuspectSearch = { ...nothingKnown, running: true, firstSeen: testNow };

interface Row {
  readonly label: string;
}

/** A list as the editor has it: where it is given rows anew, the first one is active once it has answered, unless another is asked for. */
class Picker {
  placeholder = '';
  value = '';
  busy = false;
  activeItems: readonly Row[] = [];
  selectedItems: readonly Row[] = [];
  drawn = 0;
  accept: () => void = () => undefined;
  private hidden: () => void = () => undefined;
  private isShown = false;
  private rows: readonly Row[] = [];

  get items(): readonly Row[] {
    return this.rows;
  }

  set items(rows: readonly Row[]) {
    this.drawn++;
    this.rows = rows;
  }

  get labels(): readonly string[] {
    return this.rows.map(({ label }) => label);
  }

  /** Of what is active once the editor has answered. */
  get active(): string | undefined {
    if (!this.activeItems.some(item => this.rows.includes(item))) this.activeItems = this.rows.slice(0, 1);
    return this.activeItems[0]?.label;
  }

  choose(at: number): void {
    this.activeItems = this.selectedItems = this.rows.slice(at, at + 1);
    this.accept();
  }

  moveTo(at: number): void {
    this.activeItems = this.rows.slice(at, at + 1);
  }

  onDidAccept(accept: () => void): void {
    this.accept = accept;
  }

  onDidHide(hidden: () => void): void {
    this.hidden = hidden;
  }

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    if (this.isShown) this.hidden();
    this.isShown = false;
  }

  dispose(): void {
    this.hide();
  }
}

describe('the picker of suspects', () => {
  withoutEditor(english);

  /** One that is open; `asked` is what was chosen and asked about, `informed` what was told beside it. */
  async function opened() {
    const { pickSuspect } = await import('../../../src/ui/suspects/suspectPicker');
    const picker = new Picker();
    const told = { asked: [] as string[], informed: [] as string[], cancelled: 0 };
    answerAsEditor({
      createQuickPick: () => picker,
      showQuickPick: (_ways: object, { title }: { readonly title: string }) => void told.asked.push(title),
      showInformationMessage: (text: string) => void told.informed.push(text),
    });
    let known: SuspectSearch | undefined;
    let tell: (id: string) => void = () => undefined;
    const searches: unknown = {
      of: () => known,
      onDidChange: (listen: typeof tell) => ((tell = listen), { dispose: () => undefined }),
      search: () => Promise.resolve({ ok: true }),
      cancel: () => told.cancelled++,
    };
    const closed = pickSuspect(testId, { searches: searches as SuspectSearches, actions: {} as never, bisect: {} as never });
    const draw = (search: Partial<SuspectSearch>): void => {
      known = { ...searching, ...search };
      tell(testId);
    };
    return { picker, told, closed, draw };
  }

  it('stays at the commit that somebody has moved to while more is found, and at the first one otherwise', async () => {
    const { picker, draw } = await opened();
    draw({ suspects: [a, b, c] });
    assert.match(picker.active ?? '', /Commit a/);
    draw({ suspects: [b, a] });
    draw({ suspects: [b, a, c] });
    assert.match(picker.active ?? '', /Commit b/, 'though it is drawn again before the editor answers');
    picker.moveTo(2);
    draw({ suspects: [d, c, b] });
    draw({ suspects: [d, c, b, a] });
    assert.match(picker.active ?? '', /Commit c/);
    draw({ suspects: [a, b] });
    assert.match(picker.active ?? '', /Commit a/, 'which is among them no more');
    picker.value = 'Commit a';
    draw({ suspects: [b, a] });
    assert.ok(!picker.activeItems.some(item => picker.items.includes(item)), 'the editor chooses among those that match');
  });

  it('is not drawn anew where nothing else is found', async () => {
    const { picker, draw } = await opened();
    draw({ suspects: [a, b] });
    draw({ suspects: [{ ...a }, { ...b }] });
    draw({ suspects: [a, b], running: false });
    assert.deepEqual([picker.drawn, picker.busy], [1, false]);
  });

  it('says what it is doing also where something cannot be done, which stands below the commits and can be read in full', async () => {
    const { picker, told, draw } = await opened();
    const { suspects } = english;
    draw({ notes: [{ code: 'shallow' }] });
    assert.equal(picker.placeholder, suspects.running);
    draw({ suspects: [a], notes: [{ code: 'shallow' }], running: false });
    assert.equal(picker.placeholder, suspects.choose);
    assert.deepEqual(picker.labels.slice(1), [`$(info) ${suspects.shallow}`]);
    picker.choose(1);
    assert.deepEqual([told.informed, told.asked], [[suspects.shallow], []]);
    picker.hide();
    assert.equal(told.cancelled, 1);
    draw({ notes: [{ code: 'stopped' }], running: false });
    assert.equal(picker.placeholder, english.suspects.stopped, 'not that there is none');
  });

  it('ends the search when it is closed, and lets it go on for what was chosen', async () => {
    const left = await opened();
    left.draw({ suspects: [a] });
    left.picker.hide();
    await left.closed;
    assert.deepEqual([left.told.cancelled, left.told.asked], [1, []]);
    const chosen = await opened();
    chosen.draw({ suspects: [a, b] });
    chosen.picker.choose(1);
    await chosen.closed;
    assert.deepEqual([chosen.told.cancelled, chosen.told.asked], [0, ['b0000000 Commit b']]);
  });
});
