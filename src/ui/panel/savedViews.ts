import { savedViewSchema, type ListView, type SavedView } from '../../protocol/savedView';
import { KeptList, type ReaderMemory } from './keptList';

/** Most views that are kept. */
const mostViews = 50;

/** The views of the lists that a reader has kept. */
export class SavedViews {
  private readonly list: KeptList<SavedView>;

  constructor(memory: ReaderMemory) {
    this.list = new KeptList(memory, { key: 'faultline.views', schema: savedViewSchema, nameOf: ({ name }) => name, most: mostViews });
  }

  /** Those that are known, by name. */
  get known(): readonly SavedView[] {
    return this.list.items.toSorted((a, b) => a.name.localeCompare(b.name));
  }

  /** Keeps a view, in the place of the one that has its name. */
  keep(name: string, view: ListView): Promise<void> {
    return this.list.keep({ ...view, name });
  }

  /** Forgets the view of this name. */
  forget(name: string): Promise<void> {
    return this.list.forget(name);
  }
}
