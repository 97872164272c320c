import { html, nothing, render, type TemplateResult } from 'lit-html';
import { readOnlyHostMessageSchema, type ReadOnlyHostMessage } from '../../src/protocol/readOnlyPage';
import type { ListView, SavedView } from '../../src/protocol/savedView';
import type { Words } from '../../src/words/words';
import { Host } from '../shared/host';
import { now } from '../shared/time';
import type { Listed, ReadOnlyContext } from './context';
import { FiguresLook } from './figures';
import { FindingsLook } from './findingsLook';
import { OpenedRecord } from './openedRecord';
import { filtered, noFilter, type Filter, type Sort } from './filter';
import { kindPanel, kindTabs } from './kindTabs';
import { recordsOf } from './list';
import { bringRowIntoSight, focusFinding, focusHead, focusRow } from './focus';
import { keptLookSchema, type KeptLook } from './keptLook';
import { ReadingPlace } from './readingPlace';
import { Rows } from './rows';
import { isKind, tabContent } from './tabContent';
import { filterOf, viewOf } from './viewBar';

/** Rows drawn at once: more would make each key press in the search slow. */
const rowsAtOnce = 100;
/** Rows drawn at once for who had as many in sight before. */
const mostRowsAgain = 1000;

/** The security officer's page: a list of everything and one record whole. It can look, and nothing else. */
export class ReadOnlyPage {
  private readonly host = new Host<ReadOnlyHostMessage>(readOnlyHostMessageSchema);
  /** The first message brings them, and nothing is drawn before. */
  private words: Words | undefined;
  private readonly rows = new Rows();
  private isDrawing = false;
  private shown: string | undefined;
  /** How the list of each kind is filtered and sorted, where it is not as it comes. */
  private readonly filters = new Map<Listed, Filter>();
  private readonly sorts = new Map<Listed, Sort>([['incident', { key: 'age', descending: false }]]);
  /** The record that was asked for and has not come: its head gets the focus. */
  private awaited: string | undefined;
  /** What had the focus when it was asked for. */
  private openedFrom: Element | null = null;
  private listed: Listed = 'incident';
  private readonly figures = new FiguresLook(asked => {
    this.host.post({ type: 'figures', ...asked });
    this.draw();
  });
  private readonly place = new ReadingPlace(() => {
    this.remember();
  });
  private readonly opened = new OpenedRecord(() => {
    this.draw();
  });
  private portion = rowsAtOnce;
  private views: readonly SavedView[] = [];
  private readonly findings = new FindingsLook(this.host, () => {
    this.draw();
  });

  constructor(private readonly root: HTMLElement) {
    this.host.listen(message => {
      this.receive(message);
    });
  }

  /** Draws from now on. */
  start(): void {
    const { shown, view, only, listed, figures, portion, top }: KeptLook = keptLookSchema.safeParse(this.host.recall()).data ?? {};
    if (view) this.choose(view);
    if (only) this.filters.set('incident', { ...(this.filters.get('incident') ?? noFilter), only });
    if (figures) this.figures.choice = figures;
    if (shown !== undefined) this.ask(shown);
    if (listed) this.list(listed);
    if (portion !== undefined) this.portion = Math.min(portion, mostRowsAgain);
    this.place.backTo(top);
    setInterval(() => {
      this.draw();
    }, 30_000);
  }

  private receive(message: ReadOnlyHostMessage): void {
    switch (message.type) {
      case 'words':
        this.words = message.words;
        break;
      case 'list':
        this.rows.take(message);
        // What fills a page is drawn at once, and the rest together: counting and sorting thousands for each portion would keep it waiting.
        if (this.rows.isComing) return message.start ? this.drawSoon() : undefined;
        this.findings.ask();
        return this.drawSoon();
      case 'views':
        this.views = message.views;
        break;
      case 'kept':
        this.opened.take(message);
        break;
      case 'figures':
        this.figures.take(message.figures);
        break;
      case 'findings':
        this.findings.take(message);
        this.draw();
        return focusFinding(this.root, this.findings.takeNext());
      case 'record':
      case 'gone':
        if (message.id === this.shown) this.opened.take(message);
    }
    this.draw();
    if ((message.type !== 'record' && message.type !== 'gone') || message.id !== this.awaited) return;
    this.awaited = undefined;
    if (message.id !== this.shown) return;
    focusHead(this.root);
    bringRowIntoSight(this.root);
  }

  private show(id: string): void {
    this.openedFrom = document.activeElement;
    this.awaited = id;
    this.ask(id);
  }

  private ask(id: string): void {
    this.open(id);
    this.host.post({ type: 'show', id });
    this.draw();
  }

  /** Back to the row of the record that is shown. */
  private close(): void {
    const { shown } = this;
    this.open(undefined);
    this.draw();
    focusRow(this.root, shown ?? '', this.openedFrom);
  }

  /** Nothing is left of what was open before. */
  private open(id: string | undefined): void {
    this.opened.forget();
    this.shown = id;
  }

  /** What comes at once is drawn together. */
  private drawSoon(): void {
    if (this.isDrawing) return;
    this.isDrawing = true;
    requestAnimationFrame(() => {
      this.isDrawing = false;
      this.draw();
    });
  }

  private draw(): void {
    if (this.words) render(this.content(this.words), this.root);
    this.place.drawn();
    this.remember();
  }

  /** Keeps what is looked at. */
  private remember(): void {
    const { shown, listed, portion } = this;
    const filter = this.filters.get(listed) ?? noFilter;
    const view = isKind(listed) ? viewOf({ filter, sort: this.sorts.get(listed) }, listed) : undefined;
    const { only } = this.filters.get('incident') ?? noFilter;
    const kept: KeptLook = { shown, view, only, listed, figures: this.figures.choice, portion, top: this.place.top };
    this.host.remember(kept);
  }

  /** Brings something else into sight. */
  private list(listed: Listed): void {
    this.listed = listed;
    this.portion = rowsAtOnce;
    if (listed === 'patterns') this.findings.ask();
    if (listed === 'figures') this.figures.ask();
    this.draw();
  }

  /** Looks at a list as it was kept. */
  private choose(view: ListView): void {
    this.listed = view.listed;
    this.filters.set(view.listed, filterOf(view));
    if (view.sort) this.sorts.set(view.listed, view.sort);
    else this.sorts.delete(view.listed);
    this.portion = rowsAtOnce;
    this.draw();
  }

  private setFilter(change: Partial<Filter>, context: ReadOnlyContext): void {
    const { listed, shown } = this;
    const look = { filter: this.filters.get(listed) ?? noFilter, shown };
    const rows = recordsOf(context, listed);
    const next = filtered(look, change, rows, { now: now(), words: context.words });
    if (next.shown !== shown) this.open(next.shown);
    this.filters.set(listed, next.filter);
    this.portion = rowsAtOnce;
    this.draw();
  }

  private content(words: Words): TemplateResult {
    const { shown, listed } = this;
    const { incidents, others, broken } = this.rows;
    const filter = this.filters.get(listed) ?? noFilter;
    const bar = html`<p class="readOnlyBar"><span class="codicon codicon-lock" aria-hidden="true"></span> ${words.readOnly.bar}</p>`;
    if (!incidents) return html`<main class="page">${bar}<p class="muted">${words.page.loading}</p></main>`;
    const context: ReadOnlyContext = {
      words,
      findings: this.findings,
      incidents,
      others,
      isComing: this.rows.isComing,
      listed,
      list: next => {
        this.list(next);
      },
      narrow: only => {
        this.listed = 'incident';
        this.filters.set('incident', noFilter);
        this.setFilter({ only }, context);
        this.root.querySelector<HTMLElement>('[data-all]')?.focus();
      },
      backToFinding: key => {
        this.list('patterns');
        focusFinding(this.root, key);
      },
      figures: this.figures,
      broken,
      filter,
      sort: this.sorts.get(listed),
      shown,
      portion: this.portion,
      showMore: () => {
        this.portion += rowsAtOnce;
        this.draw();
      },
      setFilter: change => {
        this.setFilter(change, context);
      },
      setSort: next => {
        this.sorts.set(listed, next);
        this.draw();
      },
      show: id => {
        this.show(id);
      },
      makeReport: () => {
        this.host.post({ type: 'makeReport' });
      },
      showBreaches: () => {
        this.host.post({ type: 'showBreaches' });
      },
      views: this.views,
      choose: view => {
        this.choose(view);
      },
      keepView: (view, name) => {
        this.host.post({ type: 'keepView', view, name });
      },
      forgetView: name => {
        this.host.post({ type: 'forgetView', name });
      },
      take: (into, ids) => {
        this.host.post({ type: 'take', into, ids });
      },
    };
    return html`<main class="page readOnly">
      <h1 class="srOnly">${words.readOnly.title}</h1>
      ${bar}
      <div class=${shown === undefined ? 'columns list' : 'columns list split'}>
        <div class="mainColumn">${kindTabs(context)}${kindPanel(context, tabContent(context))}</div>
        ${shown === undefined ? nothing : this.documentPart(words, shown)}
      </div>
    </main>`;
  }

  private documentPart(words: Words, shown: string): TemplateResult {
    const close = (): void => {
      this.close();
    };
    return html`<section class="beside document" tabindex="0" aria-label=${shown} @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    }}>
      <p class="documentBar"><button type="button" class="link" data-back @click=${close}><span class="codicon codicon-close" aria-hidden="true"></span> ${words.readOnly.back}</button>
        <button type="button" class="link" data-do="copyOne" @click=${() => {
          this.host.post({ type: 'take', into: 'clipboard', ids: [shown] });
        }}>${words.readOnly.take.copyOne}</button></p>
      ${this.opened.content(words, {
        show: id => {
          this.show(id);
        },
        askKept: (id, row) => {
          this.host.post({ type: 'showKept', id, row });
        },
      })}
    </section>`;
  }
}
