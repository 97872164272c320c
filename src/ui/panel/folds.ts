import { foldsSchema } from '../../protocol/draft';

/** What remembers something for the person who uses the editor: a `vscode.Memento`. */
interface FoldMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = 'faultline.folds';

/** Which parts of forms the person has opened or closed once, whatever the record: names of parts, nothing of what stands in them. */
export class Folds {
  constructor(private readonly memory: FoldMemory) {}

  /** Those that are known; none where what was kept is none of ours. */
  get known(): readonly string[] {
    return foldsSchema.safeParse(this.memory.get(key)).data ?? [];
  }

  /** Keeps them for the next page. */
  async keep(folds: readonly string[]): Promise<void> {
    await this.memory.update(key, [...folds]);
  }
}
