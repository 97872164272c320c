import type * as z from 'zod';
import type { RecordId } from '../../domain/records';
import type { Draft, FormState } from '../../protocol/draft';
import type { PageMessage } from '../../protocol/recordPage';
import { Disposables, type Disposable } from '../../base/disposables';
import type { Words } from '../../words/words';
import { mistakeText, UserError } from '../editor/userError';
import { isEmptyDraft } from './draftFiles';
import type { ShownPicture } from '../records/evidenceActions';
import type { Drafts } from './drafts';
import type { Folds } from './folds';
import type { PageWindow } from './pageWindow';

/** The answer to a request; `field` is where the page puts the focus. */
export interface Answer {
  readonly ok: boolean;
  readonly message: string;
  readonly field?: string;
  /** True when it was refused because somebody else changed meanwhile what it would overwrite. */
  readonly changed?: boolean;
  /** A picture that was asked for. */
  readonly picture?: ShownPicture;
}

/** The answer to a request that was done. */
export const done: Answer = { ok: true, message: '' };

/** What a panel adds to what all forms have in common. */
export interface FormDelegate<R> {
  readonly schema: z.ZodType<PageMessage<R>>;
  /** Answers a request; a `UserError` becomes an answer, anything else is a mistake of ours. */
  readonly answer: (request: R) => Promise<Answer>;
  /** Called when the page has been loaded, perhaps anew: it has nothing. */
  readonly begins?: () => void;
  /** Reads the state; what it gives sends it, and with it what concerns the draft. True where the page got it, draft and all. */
  readonly state: (form: FormState) => Promise<() => boolean>;
  /** Called when the page has the first state, with the draft that was kept. */
  readonly opened?: (draft: Draft | undefined) => void;
  /** Called when something has been typed. */
  readonly typed?: (draft: Draft) => void;
  /** The folder of the record is to be at work. */
  readonly workHere: () => Promise<void>;
}

/** What a form's host needs from the rest of the extension. */
export interface FormPorts {
  readonly drafts: Drafts;
  readonly folds: Pick<Folds, 'known' | 'keep'>;
  readonly words: Words;
  readonly log: { error(what: string | Error): void; warn(what: string): void };
}

/** How often it is looked whether another window has left something meanwhile (milliseconds). */
const lookForLeft = 10_000;

/** The host's end of a page with a form: parses what comes, answers each request, keeps the draft, sends states one after another. */
export class FormHost<R> implements Disposable {
  private readonly begun = new Disposables();
  private sending = Promise.resolve();
  /** The page has its draft: nothing may be typed into a form that does not show yet what was typed before. */
  private isOpen = false;
  /** The page as it was loaded last: what was meant for an earlier one knows nothing of its draft. */
  private page: object = {};
  private left: string | undefined;
  /** The draft that the page has to get yet: it comes with the first state that it gets. */
  private owed: Draft | undefined;

  constructor(
    private readonly id: RecordId,
    private readonly window: PageWindow,
    private readonly ports: FormPorts,
    private readonly delegate: FormDelegate<R>,
  ) {
    this.begun.add(
      window.listen(message => {
        void this.receive(message).catch((error: unknown) => this.mistake(error));
      }),
    );
    this.begun.every(lookForLeft, () => {
      void this.look().catch((error: unknown) => this.mistake(error));
    });
  }

  /** Sends the state. States go out one after another, so that an older one never overtakes a newer. */
  sendState(): Promise<void> {
    if (!this.isOpen) return this.sending;
    const { page } = this;
    this.sending = this.sending
      .then(async () => {
        const left = await this.ports.drafts.left(this.id);
        this.left = left?.window;
        const draft = this.owed;
        const send = await this.delegate.state({ window: this.ports.drafts.window, ...(draft && { draft }), ...(left && { left }) });
        if (page === this.page && send() && this.owed === draft) this.owed = undefined;
      })
      .catch((error: unknown) => {
        this.mistake(error);
      });
    return this.sending;
  }

  /** Resolves when every state that was to be sent is on its way: the page gets it before the answer to what caused it. */
  sent(): Promise<void> {
    return this.sending;
  }

  /** An error as an answer; what is not meant for people is logged. */
  mistake(error: unknown): Answer {
    if (error instanceof UserError) return { ok: false, message: error.message };
    this.ports.log.error(error instanceof Error ? error : String(error));
    return { ok: false, message: mistakeText(this.ports.words, error) };
  }

  dispose(): void {
    this.begun.dispose();
  }

  private async look(): Promise<void> {
    if (this.isOpen && (await this.ports.drafts.left(this.id))?.window !== this.left) await this.sendState();
  }

  private async receive(message: unknown): Promise<void> {
    const parsed = this.delegate.schema.safeParse(message);
    if (parsed.success) return this.handle(parsed.data);
    this.ports.log.warn(`${this.id}: message of the page refused: ${parsed.error.issues[0]?.message ?? ''}`);
    const id = (message as { id?: unknown } | null)?.id;
    if (typeof id === 'number') this.window.post({ type: 'answer', id, ok: false, message: this.ports.words.ui.badMessage });
  }

  private async handle(message: PageMessage<R>): Promise<void> {
    const { drafts } = this.ports;
    switch (message.type) {
      case 'ready': {
        this.window.post({ type: 'words', words: this.ports.words });
        this.window.post({ type: 'folds', folds: [...this.ports.folds.known] });
        this.isOpen = false;
        const page = (this.page = {});
        this.delegate.begins?.();
        const draft = await drafts.open(this.id, message.kept);
        if (page !== this.page) return;
        this.isOpen = true;
        this.window.mark(draft !== undefined && !isEmptyDraft(draft));
        this.owed = draft;
        await this.sendState();
        return this.delegate.opened?.(draft);
      }
      case 'draft':
        this.window.mark(!isEmptyDraft(message.draft));
        void drafts.set(this.id, message.draft);
        return this.delegate.typed?.(message.draft);
      case 'folds':
        return this.ports.folds.keep(message.folds);
      case 'left': {
        const draft = message.answer === 'take' ? await drafts.take(this.id, message.window) : undefined;
        if (message.answer === 'discard') await drafts.discard(this.id, message.window);
        this.owed = draft;
        await this.sendState();
        return draft && this.delegate.typed?.(draft);
      }
      case 'workHere':
        return this.delegate.workHere();
      case 'request': {
        const answer = await this.delegate.answer(message.request).catch((error: unknown) => this.mistake(error));
        this.window.post({ type: 'answer', id: message.id, ...answer });
      }
    }
  }
}

/** A long title would push all other tabs aside. */
const longestTab = 60;

/** The title of a panel's tab. */
export function tabTitle(id: string, title: string): string {
  const whole = `${id} ${title}`.trim();
  return whole.length > longestTab ? `${whole.slice(0, longestTab - 1)}…` : whole;
}
