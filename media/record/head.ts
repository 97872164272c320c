import { definitionOf, linkedKinds } from '../../src/domain/records';
import { html, nothing, type TemplateResult } from 'lit-html';
import { releaseOf } from '../../src/domain/record/formRecord';
import { headsOf } from '../../src/domain/record/log';
import type { RecordHostMessage, RecordRequest } from '../../src/protocol/recordPanel';
import { describeAge } from '../../src/words/describe';
import { describePerson } from '../../src/words/standing';
import { word, type Words } from '../../src/words/words';
import type { AskingDialog } from '../form/formPage';
import { commentButton, linkingButtons, toolbar } from '../form/toolbar';
import { formatTime, now } from '../shared/time';

/** What the parts of the page read and call. */
export interface RecordContext {
  readonly words: Words;
  readonly state: Extract<RecordHostMessage, { type: 'state' }>;
  readonly ask: (request: RecordRequest) => void;
  readonly openDialog: (asking: AskingDialog<RecordRequest>) => void;
}

/** Id, title, state and release, and what can be done with the record as a whole. */
export function recordHead(context: RecordContext): TemplateResult {
  const { words, state } = context;
  const { record, integrityFaults } = state;
  const { id, kind, values, recorded } = record;
  const release = releaseOf(record);
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
      release ? word(words, 'page.released', describePerson(words, release.by), formatTime(release.at)) : '',
    ]
      .filter(Boolean)
      .join(' · ')}</p>
    ${integrityFaults.length > 0 ? html`<p class="error" role="alert">${word(words, 'page.integrityFailed', integrityFaults.join('; '))}</p>` : nothing}
    ${actions(context)}
  </header>`;
}

function actions({ words, ask, openDialog, state }: RecordContext): TemplateResult | typeof nothing {
  const { may, record } = state;
  const { kind } = record;
  const hasLinks = linkedKinds.includes(kind);
  const waitsForRelease = definitionOf(kind).awaitsRelease(record);
  return toolbar(words, [
    ...linkingButtons(hasLinks && may.includes('link'), target => {
      ask({ type: 'addLink', target });
    }),
    {
      key: 'page.makeKnownError',
      shown: kind === 'problem' && may.includes('maintain'),
      action: () => {
        ask({ type: 'makeKnownError' });
      },
    },
    {
      key: kind === 'change' ? 'page.releaseChange' : 'page.releaseSolution',
      shown: waitsForRelease && may.includes('release'),
      action: () => {
        ask({ type: 'release', seen: headsOf(record.timeline) });
      },
    },
    commentButton(words, may.includes('comment'), openDialog),
  ]);
}
