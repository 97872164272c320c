import { html, nothing, render, type TemplateResult } from 'lit-html';
import { readOnlyHostMessageSchema, type ReadOnlyHostMessage } from '../../src/protocol/readOnlyPage';
import type { Words } from '../../src/words/words';
import { Host } from '../shared/host';
import { OpenedRecord } from './openedRecord';

/** A file of the store as the record that is in it: to be read, and nothing else. */
export class RecordFilePage {
  private readonly host = new Host<ReadOnlyHostMessage>(readOnlyHostMessageSchema);
  private words: Words | undefined;
  private readonly opened = new OpenedRecord(() => {
    this.draw();
  });

  constructor(private readonly root: HTMLElement) {
    this.host.listen(message => {
      if (message.type === 'words') this.words = message.words;
      else if (message.type === 'record' || message.type === 'kept' || message.type === 'gone') this.opened.take(message);
      this.draw();
    });
  }

  /** Draws from now on. */
  start(): void {
    this.draw();
  }

  private draw(): void {
    if (this.words) render(this.content(this.words), this.root);
  }

  private content(words: Words): TemplateResult {
    const asText = (): void => {
      this.host.post({ type: 'openText' });
    };
    const { readOnly } = words;
    return html`<main class="page readOnly">
      <h1 class="srOnly">${readOnly.file.title}</h1>
      <p class="readOnlyBar"><span class="codicon codicon-lock" aria-hidden="true"></span> ${readOnly.file.bar}
        ${this.opened.isGone ? nothing : html`<button type="button" class="link" data-do="openText" @click=${asText}>${readOnly.file.openText}</button>`}</p>
      <section class="document" tabindex="-1">${this.opened.content(words, {
        show: id => {
          this.host.post({ type: 'show', id });
        },
        askKept: (id, row) => {
          this.host.post({ type: 'showKept', id, row });
        },
      })}</section>
      ${this.opened.isGone ? html`<p><vscode-button data-do="openText" @click=${asText}>${readOnly.file.openText}</vscode-button></p>` : nothing}
    </main>`;
  }
}
