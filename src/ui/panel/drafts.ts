import { isRecordId, type RecordId } from '../../domain/records';
import { emptyDraft, keptSchema, type Draft, type LeftDraft } from '../../protocol/draft';
import { isEmptyDraft, type DraftFiles, type StoredDraft } from './draftFiles';

/** What remembers which window this editor had last, for the person who uses it: a `vscode.Memento`. */
export interface WindowMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const lastWindow = 'draftWindow';

/** How long a page waits for the window it stood in before a reload to be gone (milliseconds), and how often it looks. */
const [longestWait, lookAgain] = [2000, 50];

/**
 * Typed and unsaved input belongs to the window in which it was typed. It comes back by itself in that window: after its panel was
 * closed, after a reload, and when the person opens the folder again. A window that is there keeps its own; what one left that is
 * gone is offered to others, and becomes theirs on their word alone.
 */
export class Drafts {
  private readonly kept = new Map<RecordId, Draft>();
  private inherited: Promise<void> | undefined;
  /** Asked once: it may start git, and answers that overtake one another would put an older draft over a newer one. */
  private name: Promise<string> | undefined;

  /** @param files undefined where there is no place for them: then input lasts as long as the window */
  constructor(
    private readonly files: DraftFiles | undefined,
    private readonly memory: WindowMemory,
    private readonly who: () => Promise<string>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** The window that input belongs to. */
  get window(): string {
    return this.files?.window ?? '';
  }

  /** The draft with which a page opens: this window's, or the one its page kept over the reload of a window that is gone since. */
  async open(id: RecordId, recalled: unknown): Promise<Draft | undefined> {
    await (this.inherited ??= this.inherit().catch(this.failed));
    const parsed = keptSchema.safeParse(recalled);
    const kept = parsed.success && parsed.data.id === id ? parsed.data : undefined;
    const isOwn = kept !== undefined && (kept.window === this.window || (await this.isGone(kept.window)));
    if (isOwn && kept.window !== this.window) await this.files?.take(kept.window, id);
    const own = this.kept.get(id) ?? (await this.files?.read(this.window, id))?.draft;
    const newest = isOwn && (own === undefined || own.at < kept.draft.at) ? kept.draft : own;
    if (newest) await this.set(id, newest);
    return newest && !isEmptyDraft(newest) ? newest : undefined;
  }

  /** Keeps the draft, or forgets it when it is empty. */
  async set(id: RecordId, draft: Draft): Promise<void> {
    this.kept.set(id, draft);
    const stored = isEmptyDraft(draft) ? undefined : { by: await (this.name ??= this.who().catch(() => '')), draft };
    await this.files?.write(id, stored).catch(this.failed);
  }

  /** The newest draft of a record that a window left which is gone. */
  async left(id: RecordId): Promise<LeftDraft | undefined> {
    const { files } = this;
    if (!files) return undefined;
    const found: (StoredDraft & { readonly window: string })[] = [];
    for (const window of await files.others()) {
      const stored = await files.read(window, id);
      if (stored && !(await files.isThere(window))) found.push({ ...stored, window });
    }
    const [newest] = found.sort((a, b) => (a.draft.at < b.draft.at ? 1 : -1));
    if (!newest) return undefined;
    const { window, by, draft } = newest;
    const fields = [...Object.keys(draft.patch), ...Object.keys(draft.typed)].map(path => path.split('/')[0] ?? '');
    return { window, by, at: draft.at, fields: [...new Set(fields)] };
  }

  /** Takes over what another window left, on the person's word; nothing where this window has input of its own, or another was faster. */
  async take(id: RecordId, window: string): Promise<Draft | undefined> {
    if (!isEmptyDraft(this.kept.get(id) ?? emptyDraft) || !(await this.files?.take(window, id))) return undefined;
    const stored = await this.files?.read(this.window, id);
    if (stored) await this.set(id, stored.draft);
    return stored?.draft;
  }

  /** Throws away what another window left, on the person's word. */
  async discard(id: RecordId, window: string): Promise<void> {
    await this.files?.discard(window, id);
  }

  dispose(): void {
    this.files?.close();
  }

  /** Input of the window that this person had here last, if it is gone: a restarted window goes on with it. */
  private async inherit(): Promise<void> {
    const { files } = this;
    const last = this.memory.get(lastWindow);
    if (!files) return;
    await files.open();
    await this.memory.update(lastWindow, files.window);
    if (typeof last !== 'string' || !(await files.others()).includes(last) || (await files.isThere(last))) return;
    for (const id of await files.records(last)) if (isRecordId(id)) await files.take(last, id);
  }

  /** Waits a moment: the process of a window that is loaded anew ends while the new one starts. */
  private async isGone(window: string): Promise<boolean> {
    for (let waited = 0; await this.files?.isThere(window); waited += lookAgain) {
      if (waited >= longestWait) return false;
      await new Promise(resolve => setTimeout(resolve, lookAgain));
    }
    return true;
  }
}
