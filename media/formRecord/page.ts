import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import {
  definitionOf,
  formOfRecord,
  isFormRecord,
  writtenIn,
  type FormRecordState,
  type Kind,
  type StateOf,
} from '../../src/domain/records';
import type { Patch } from '../../src/domain/forms/field';
import { releaseOf } from '../../src/domain/record/formRecord';
import { headsOf } from '../../src/domain/record/log';
import type { Over } from '../../src/domain/record/over';
import type { FormRequest } from '../../src/protocol/requests';
import { describeAge } from '../../src/words/describe';
import { describePerson } from '../../src/words/standing';
import { word } from '../../src/words/words';
import { conflictNote } from '../form/conflicts';
import { groupOf } from '../form/fields';
import { meanwhileElsewhere, unshownChanges } from '../form/meanwhileField';
import { hasUnsaved } from '../form/model';
import type { Shown } from '../record/context';
import { RecordPage, type FootParts, type HeadParts } from '../record/recordPage';
import { formatTime, now } from '../shared/time';
import { linkedIncidents } from './incidents';

/** The page of a record that is one form. */
export class FormRecordPage extends RecordPage<FormRecordState, FormRequest> {
  protected isOfPage(record: StateOf<Kind>): record is FormRecordState {
    return isFormRecord(record);
  }

  protected taken(): void {
    // Its one form is always the one that is shown.
  }

  protected receiveOwn(): void {
    // Nothing is found out about it, and it has no steps.
  }

  protected head(shown: Shown<FormRecordState>): HeadParts {
    const { words } = this;
    const { record, may } = shown;
    const { kind, recorded } = record;
    const release = releaseOf(record);
    const { state } = record.values as { readonly state?: string };
    return {
      badges: html`<span class="badges"><span class="badge">${word(words, `kind.${kind}`)}</span>${
        state === undefined ? nothing : html`<span class="badge">${word(words, `option.${state}`)}</span>`
      }</span>`,
      line: [
        recorded ? word(words, 'page.recorded', describeAge(words, recorded.at, now())) : '',
        release ? word(words, 'page.released', describePerson(words, release.by), formatTime(release.at)) : '',
      ]
        .filter(Boolean)
        .join(' · '),
      notes: [],
      tools: [
        {
          key: 'page.makeKnownError',
          shown: kind === 'problem' && may.includes('maintain'),
          action: () => {
            void this.request({ type: 'makeKnownError' });
          },
        },
        {
          key: kind === 'change' ? 'page.releaseChange' : 'page.releaseSolution',
          shown: definitionOf(kind).awaitsRelease(record) && may.includes('release'),
          action: () => {
            void this.request({ type: 'release', seen: headsOf(record.timeline) });
          },
        },
      ],
      ways: nothing,
    };
  }

  protected form(shown: Shown<FormRecordState>): TemplateResult {
    const { record, may } = shown;
    const context = this.context(shown);
    const { words, edited, values, meanwhile } = context;
    const groups = formOfRecord(record.kind, values);
    const name = word(words, `kind.${record.kind}`);
    const fields = { ...context, disabled: !may.includes('maintain'), heading: (id: string) => word(words, `group.${record.kind}.${id}`) };
    return html`<section class="form" aria-label=${name}>
      <h2 class="srOnly">${name}</h2>
      ${conflictNote(words, record.conflicts, writtenIn(record))}
      ${meanwhile && meanwhileElsewhere(meanwhile, unshownChanges(edited, groups))}
      ${repeat(
        groups,
        group => group.id,
        group => groupOf(fields, group),
      )}
    </section>`;
  }

  protected cards(shown: Shown<FormRecordState>): readonly (TemplateResult | typeof nothing)[] {
    return [linkedIncidents(this.context(shown))];
  }

  protected withLink(): typeof nothing {
    return nothing;
  }

  protected mayUnlink(): boolean {
    return true;
  }

  protected foot({ may }: Shown<FormRecordState>): FootParts {
    const { words, edited, discard } = this;
    if (!may.includes('maintain')) return { above: nothing, buttons: html`<p class="help">${word(words, 'page.recordReadOnly')}</p>` };
    const discarding = html`<vscode-button appearance="secondary" data-action="discard" @click=${discard}>${word(words, 'page.discard')}</vscode-button>`;
    const save = async (): Promise<void> => {
      const outcome = await this.save();
      if (outcome !== false) this.say(`page.${outcome}`);
    };
    return {
      above: nothing,
      buttons: html`<div class="buttons">
        ${hasUnsaved(edited) ? discarding : nothing}
        <vscode-button data-action="save" @click=${() => {
          void save();
        }}>${word(words, 'page.save')}</vscode-button></div>`,
    };
  }

  protected saving(patch: Patch, over: Over): FormRequest {
    return { type: 'save', patch, over };
  }
}
