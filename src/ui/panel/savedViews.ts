import * as z from 'zod';
import { savedViewSchema, type ListView, type SavedView } from '../../protocol/savedView';

/** What remembers something for the person who uses the editor: a `vscode.Memento`. */
export interface ViewMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = 'faultline.views';
/** Most views that are kept: the one that was kept first goes. */
const mostViews = 50;

/** The views of the lists that a reader has kept. They stay on the reader's side; the store knows nothing of them. */
export class SavedViews {
  constructor(private readonly memory: ViewMemory) {}

  /** Those that are known, by name; what was kept and is none of ours is left out. */
  get known(): readonly SavedView[] {
    const kept = z.array(z.unknown()).safeParse(this.memory.get(key)).data ?? [];
    return kept.flatMap(view => savedViewSchema.safeParse(view).data ?? []).sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Keeps a view, in the place of the one that has its name. */
  async keep(name: string, view: ListView): Promise<void> {
    await this.memory.update(key, [...this.without(name), { ...view, name }].slice(-mostViews));
  }

  /** Forgets the view of this name. */
  async forget(name: string): Promise<void> {
    await this.memory.update(key, this.without(name));
  }

  private without(name: string): readonly SavedView[] {
    return this.known.filter(view => view.name !== name);
  }
}
