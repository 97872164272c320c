import { html, nothing, type TemplateResult } from 'lit-html';
import type { RecordHostMessage, RecordRequest } from '../../src/protocol/recordPanel';
import { describeAge } from '../../src/words/describe';
import { word, type Words } from '../../src/words/words';
import { commentDialog } from '../form/commentDialog';
import type { DialogSpec } from '../form/dialog';
import { formatTime, now } from '../shared/time';

/** What the parts of the page read and call. */
export interface RecordContext {
  readonly words: Words;
  readonly state: Extract<RecordHostMessage, { type: 'state' }>;
  readonly ask: (request: RecordRequest) => void;
  readonly openDialog: (spec: DialogSpec) => void;
}

/** Id, title, state and release, and what can be done with the record as a whole. */
export function recordHead(context: RecordContext): TemplateResult {
  const { words, state } = context;
  const { record, integrityFaults } = state;
  const { id, kind, values, recorded, release } = record;
  const { state: stateCode } = values as { readonly state?: string };
  return html`<header class="head">
    <div class="headTop">
      <h1 tabindex="-1"><span class="id">${id}</span> ${values.title ?? word(words, 'tree.untitled')}</h1>
      <span class="badges"><span class="badge">${word(words, `kind.${kind}`)}</span>${
        stateCode === undefined ? nothing : html`<span class="badge">${word(words, `option.${stateCode}`)}</span>`
      }</span>
    </div>
    <p class="muted">${[
      recorded ? word(words, 'page.recorded', describeAge(words, recorded.at, now())) : '',
      release ? word(words, 'page.released', release.by.name, formatTime(release.at)) : '',
    ]
      .filter(Boolean)
      .join(' · ')}</p>
    ${integrityFaults.length > 0 ? html`<p class="error" role="alert">${word(words, 'page.integrityFailed', integrityFaults.join('; '))}</p>` : nothing}
    ${toolbar(context)}
  </header>`;
}

function toolbar(context: RecordContext): TemplateResult | typeof nothing {
  const { words, ask, openDialog, state } = context;
  const { may, record } = state;
  const { kind, release } = record;
  const button = (key: string, action: () => void): TemplateResult =>
    html`<vscode-button appearance="secondary" data-action=${key} @click=${action}>${word(words, key)}</vscode-button>`;
  const hasLinks = kind === 'problem' || kind === 'knownError' || kind === 'change';
  const waitsForRelease = !release && (kind === 'change' || (kind === 'knownError' && record.values.solution !== undefined));
  const buttons = [
    hasLinks && may.includes('link')
      ? button('page.linkCommit', () => {
          ask({ type: 'addLink', target: 'commit' });
        })
      : nothing,
    hasLinks && may.includes('link')
      ? button('page.linkRecord', () => {
          ask({ type: 'addLink', target: 'record' });
        })
      : nothing,
    kind === 'problem' && may.includes('maintain')
      ? button('page.makeKnownError', () => {
          ask({ type: 'makeKnownError' });
        })
      : nothing,
    waitsForRelease && may.includes('release')
      ? button(kind === 'change' ? 'page.releaseChange' : 'page.releaseSolution', () => {
          ask({ type: 'release' });
        })
      : nothing,
    may.includes('comment')
      ? button('page.comment', () => {
          openDialog(
            commentDialog(words, text => {
              ask({ type: 'comment', text });
            }),
          );
        })
      : nothing,
  ];
  if (buttons.every(candidate => candidate === nothing)) return nothing;
  return html`<div class="toolbar" role="toolbar" aria-label=${word(words, 'page.actions')}>${buttons}</div>`;
}
