import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Words } from '../../src/words/words';
import type { AskingDialog } from './pageDialog';
import { menuButton } from './menu';

/** A button of a toolbar; its key tells the words on it. */
export interface ToolbarButton {
  readonly key: keyof Words['page']['tools'];
  readonly shown: boolean;
  /** True where it is wanted now: it stands in the row. The rest is in the menu beside it. */
  readonly wanted?: boolean;
  readonly action: () => void;
}

/** What can be done with a record as a whole; nothing when there is nothing to do. */
export function toolbar(words: Words, buttons: readonly ToolbarButton[]): TemplateResult | typeof nothing {
  const shown = buttons.filter(button => button.shown);
  if (shown.length === 0) return nothing;
  const rest = shown.filter(({ wanted }) => wanted !== true);
  return html`<div class="toolbar" role="group" aria-label=${words.page.actions}>${repeat(
    shown.filter(({ wanted }) => wanted === true),
    ({ key }) => key,
    ({ key, action }) =>
      html`<vscode-button appearance="secondary" data-action=${key} @click=${action}>${words.page.tools[key]}</vscode-button>`,
  )}${menuButton(
    words,
    rest.map(({ key, action }) => ({ key, label: words.page.tools[key], action })),
  )}</div>`;
}

/** Linking a commit or another record. */
export function linkingButtons(
  shown: boolean,
  wanted: readonly ToolbarButton['key'][],
  add: (target: 'commit' | 'record') => void,
): readonly ToolbarButton[] {
  const button = (key: ToolbarButton['key'], target: 'commit' | 'record'): ToolbarButton => ({
    key,
    shown,
    wanted: wanted.includes(key),
    action: () => {
      add(target);
    },
  });
  return [button('linkCommit', 'commit'), button('linkRecord', 'record')];
}

/** What both kinds of page ask for when a comment was written. */
export interface CommentRequest {
  readonly type: 'comment';
  readonly text: string;
}

/** Commenting. */
export function commentButton(words: Words, shown: boolean, openDialog: (asking: AskingDialog<CommentRequest>) => void): ToolbarButton {
  return {
    key: 'comment',
    shown,
    wanted: true,
    action: () => {
      openDialog(commentDialog(words));
    },
  };
}

/** Asks for a comment to the timeline. */
function commentDialog(words: Words): AskingDialog<CommentRequest> {
  return {
    title: words.dialog.commentTitle,
    questions: [{ id: 'text', kind: 'text', label: words.dialog.comment }],
    answers: {},
    request: ({ text = '' }) => ({ type: 'comment', text }),
  };
}
