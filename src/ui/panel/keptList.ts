import * as z from 'zod';

/** What remembers something for the person who uses the editor: a `vscode.Memento`. */
export interface ReaderMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** How the items of a list are kept: under which key, what they are, what each is called, and how many at most: the one that was kept first goes. */
interface Keeping<T> {
  readonly key: string;
  readonly schema: z.ZodType<T>;
  readonly nameOf: (item: T) => string;
  readonly most: number;
}

/** What a reader keeps of their own, on their side; the store knows nothing of it. */
export class KeptList<T> {
  constructor(
    private readonly memory: ReaderMemory,
    private readonly keeping: Keeping<T>,
  ) {}

  /** What is kept, the first first; what was kept and is none of ours is left out. */
  get items(): readonly T[] {
    const { key, schema } = this.keeping;
    const kept = z.array(z.unknown()).safeParse(this.memory.get(key)).data ?? [];
    return kept.flatMap(item => {
      const { success, data } = schema.safeParse(item);
      return success ? [data] : [];
    });
  }

  /** Keeps an item, in the place of the one that has its name. */
  async keep(item: T): Promise<void> {
    const { key, nameOf, most } = this.keeping;
    await this.memory.update(key, [...this.without(nameOf(item)), item].slice(-most));
  }

  /** Forgets the item of this name. */
  async forget(name: string): Promise<void> {
    await this.memory.update(this.keeping.key, this.without(name));
  }

  private without(name: string): readonly T[] {
    return this.items.filter(item => this.keeping.nameOf(item) !== name);
  }
}
