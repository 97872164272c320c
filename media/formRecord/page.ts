import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import {
  definitionOf,
  definitions,
  formOfRecord,
  isFormRecord,
  offersOf,
  type FormRecordState,
  type Kind,
  type StateOf,
} from '../../src/domain/records';
import type { Patch } from '../../src/domain/forms/field';
import { releaseOf } from '../../src/domain/record/formRecord';
import { linkOfPath } from '../../src/domain/record/link';
import { headsOf } from '../../src/domain/record/log';
import type { Over } from '../../src/domain/record/over';
import type { FormRequest } from '../../src/protocol/requests';
import { describeAge } from '../../src/words/describe';
import { describePerson } from '../../src/words/standing';
import { fill, textOf } from '../../src/words/words';
import { groupOf } from '../form/fields';
import { meanwhileElsewhere, unshownChanges } from '../form/meanwhileField';
import { hasUnsaved } from '../form/model';
import type { RecordContext } from '../record/context';
import type { HeadParts } from '../record/recordHead';
import type { BesideCard } from '../record/beside';
import type { FootParts } from '../record/recordFoot';
import { RecordPage } from '../record/recordPage';
import { conflictNote } from '../shared/conflicts';
import { formatTime, now } from '../shared/time';
import { badgesOf } from './badges';
import { linkedIncidents } from './incidents';

type Context = RecordContext<FormRecordState, FormRequest>;

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

  protected context(common: Context): Context {
    return common;
  }

  protected head({ words, shown }: Context): HeadParts {
    const { record, may } = shown;
    const { kind, recorded } = record;
    const release = releaseOf(record);
    const { release: releasable } = definitions[kind];
    return {
      badges: badgesOf(words, record),
      line: [
        recorded ? fill(words.page.recorded, { when: describeAge(words, recorded.at, now()) }) : '',
        release ? fill(words.page.released, { who: describePerson(words, release.by), when: formatTime(release.at) }) : '',
      ]
        .filter(Boolean)
        .join(' · '),
      mayRename: false,
      notes: [],
      tools: [
        {
          key: 'makeKnownError',
          shown: offersOf(kind).makesKnownError !== undefined && may.includes('maintain'),
          action: () => {
            void this.request({ type: 'makeKnownError' });
          },
        },
        ...(releasable
          ? [
              {
                key: releasable.word,
                shown: definitionOf(kind).awaitsRelease(record) && may.includes('release'),
                action: () => {
                  void this.request({ type: 'release', seen: headsOf(record.timeline) });
                },
              },
            ]
          : []),
      ],
      wanted: ['makeKnownError', 'releaseSolution', 'releaseChange'],
      ways: nothing,
    };
  }

  protected form(context: Context): TemplateResult {
    const { words, shown, edited, values, meanwhile } = context;
    const { record, may } = shown;
    const groups = formOfRecord(record.kind, values);
    const name = words.kinds[record.kind].name;
    const fields = {
      ...context,
      texts: words.kinds[record.kind].fields,
      disabled: !may.includes(definitions[record.kind].maintaining),
      heading: (id: string) => textOf(words.kinds[record.kind].groups, id) ?? id,
    };
    return html`<section class="form" aria-label=${name}>
      <h2 class="srOnly">${name}</h2>
      ${conflictNote(words, record, path => (may.includes(linkOfPath(path) ? 'link' : definitions[record.kind].maintaining) ? context.settle : undefined))}
      ${meanwhile && meanwhileElsewhere(meanwhile, unshownChanges(edited, groups))}
      ${repeat(
        groups,
        group => group.id,
        group => groupOf(fields, group),
      )}
    </section>`;
  }

  protected cards(context: Context): readonly BesideCard[] {
    return [{ id: 'incidents', parts: [linkedIncidents(context)], count: context.shown.around.openIncidents.length }];
  }

  protected withLink(): typeof nothing {
    return nothing;
  }

  protected mayUnlink(): boolean {
    return true;
  }

  protected foot({ words, edited, discard, shown }: Context): FootParts {
    if (!shown.may.includes(definitions[shown.record.kind].maintaining))
      return { above: nothing, buttons: html`<p class="help">${words.page.recordReadOnly}</p>` };
    const discarding = html`<vscode-button appearance="secondary" data-action="discard" @click=${discard}>${words.page.discard}</vscode-button>`;
    const save = async (): Promise<void> => {
      const outcome = await this.save();
      if (outcome !== false) this.say(words.page[outcome]);
    };
    return {
      above: nothing,
      buttons: html`<div class="buttons">
        ${hasUnsaved(edited) ? discarding : nothing}
        <vscode-button data-action="save" @click=${() => {
          void save();
        }}>${words.page.save}</vscode-button></div>`,
    };
  }

  protected saving(patch: Patch, over: Over): FormRequest {
    return { type: 'save', patch, over };
  }
}
