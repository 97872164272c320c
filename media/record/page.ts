import { definitions, formOfRecord, writtenIn } from '../../src/domain/records';
import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { recordHostMessageSchema, type RecordHostMessage, type RecordRequest } from '../../src/protocol/recordPanel';
import { describeEvent } from '../../src/words/describe';
import { word } from '../../src/words/words';
import type { Written } from '../../src/domain/record/over';
import { conflictNote } from '../form/conflicts';
import { emptyDraft } from '../../src/protocol/draft';
import { groupOf } from '../form/fields';
import { FormPage } from '../form/formPage';
import { linkList } from '../form/links';
import { meanwhileElsewhere, unshownChanges } from '../form/meanwhileField';
import { hasUnsaved, overOf, patchOf, shownValues } from '../form/model';
import { chainCard } from '../shared/chain';
import { formatTime } from '../shared/time';
import { recordHead, type RecordContext } from './head';
import { linkedIncidents } from './incidents';

type State = Extract<RecordHostMessage, { type: 'state' }>;

/** The page of a problem, known error, change, component or interface: one form, and what belongs to it beside. */
export class RecordPage extends FormPage<object, RecordHostMessage, RecordRequest> {
  private state: State | undefined;

  constructor(root: HTMLElement) {
    super(root, recordHostMessageSchema, { fields: {}, saved: {}, heads: [], draft: emptyDraft });
  }

  protected id(): string | undefined {
    return this.state?.record.id;
  }

  protected written(): Written | undefined {
    return this.state && writtenIn(this.state.record);
  }

  protected receive(message: Exclude<RecordHostMessage, { type: 'answer' }>): void {
    switch (message.type) {
      case 'words':
        this.words = message.words;
        return;
      case 'state': {
        const { id, kind, values } = message.record;
        this.gone = undefined;
        this.state = message;
        this.edited = { ...this.edited, fields: definitions[kind].fields };
        this.takeSaved(id, values, message);
        break;
      }
      case 'gone':
        this.gone = message.message;
    }
    this.draw();
  }

  protected content(): TemplateResult {
    const { words, state, gone } = this;
    if (!state && gone !== undefined) return html`<main class="page">${this.banner()}</main>`;
    if (!state) return html`<main class="page"><p class="muted">${word(words, 'page.loading')}</p></main>`;
    const { record, may } = state;
    const values = shownValues(this.edited);
    const disabled = !may.includes('maintain');
    const { edited, openRows, setRowOpen, change } = this;
    const groups = formOfRecord(record.kind, values);
    const meanwhile = this.meanwhile();
    return html`<main class="page">
      ${this.banner()}
      ${recordHead(this.context(state))}
      <div class="columns">
        <div class="mainColumn">
          ${this.dialogPart()}
          <section class="form" aria-label=${word(words, `kind.${record.kind}`)}>
            <h2 class="srOnly">${word(words, `kind.${record.kind}`)}</h2>
            ${conflictNote(words, record.conflicts, writtenIn(record))}
            ${meanwhile && meanwhileElsewhere(meanwhile, unshownChanges(edited, groups))}
            ${repeat(
              groups,
              group => group.id,
              group =>
                groupOf(
                  {
                    words,
                    edited,
                    values,
                    disabled,
                    openRows,
                    setRowOpen,
                    change,
                    meanwhile,
                    heading: id => word(words, `group.${record.kind}.${id}`),
                  },
                  group,
                ),
            )}
          </section>
        </div>
        ${this.beside(state)}
      </div>
      ${this.foot(state)}
    </main>`;
  }

  private context(state: State): RecordContext {
    const { words, openDialog } = this;
    return {
      words,
      state,
      openDialog,
      ask: request => {
        void this.request(request);
      },
    };
  }

  private beside(state: State): TemplateResult {
    const { words, timeline } = this;
    const { record, related, may, chain } = state;
    const context = this.context(state);
    return html`<aside class="beside" aria-label=${word(words, 'page.beside')}>
      ${linkedIncidents(context)}
      <section class="card"><h2>${word(words, 'page.links')}</h2>${linkList({
        words,
        ask: context.ask,
        related,
        links: record.links,
        mayLink: may.includes('link'),
        mayUnlink: true,
      })}</section>
      ${chainCard(words, chain, record.id, id => {
        context.ask({ type: 'openRecord', id });
      })}
      ${timeline.card(words, record, event => describeEvent(words, record, event, formatTime))}
    </aside>`;
  }

  private foot({ may }: State): TemplateResult {
    const { words, notice, edited, discard } = this;
    return html`<footer class="foot"><div class="footRow">
      <p class=${notice?.bad ? 'error notice' : 'notice'} role="status">${notice?.text ?? ''}</p>
      ${
        may.includes('maintain')
          ? html`<div class="buttons">
        ${hasUnsaved(edited) ? html`<vscode-button appearance="secondary" data-action="discard" @click=${discard}>${word(words, 'page.discard')}</vscode-button>` : ''}
        <vscode-button data-action="save" @click=${() => {
          void this.save();
        }}>${word(words, 'page.save')}</vscode-button></div>`
          : html`<p class="help">${word(words, 'page.recordReadOnly')}</p>`
      }
    </div></footer>`;
  }

  private async save(): Promise<void> {
    if (!this.isFinished()) return;
    const patch = patchOf(this.edited);
    if (Object.keys(patch).length === 0) return this.say('page.nothingToSave');
    const answer = await this.request({ type: 'save', patch, over: overOf(this.edited) });
    if (answer.ok) this.say('page.saved');
  }
}
