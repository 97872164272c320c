import { html, type TemplateResult } from 'lit-html';
import type { Fields } from '../../src/domain/forms/field';
import { incidentForms } from '../../src/domain/incident/forms';
import type { Incident } from '../../src/domain/incident/incident';
import type { FormRecordState } from '../../src/domain/records';
import type { StepId } from '../../src/domain/vocabulary/steps';
import { describeValue } from '../../src/words/describeValue';
import { fieldText, formInWords, type FormInWords } from '../../src/words/form';
import type { Words } from '../../src/words/words';
import { formatTime } from './time';

/** A filled field of a form in words; `isLong` for what wants the whole width. */
interface Answer {
  readonly label: string;
  readonly text: string;
  readonly isLong: boolean;
}

/** Longest answer that stands beside another one. */
const longestBeside = 80;

/** What is filled in at a step of an incident, to be read. */
export function answerList(words: Words, { values }: Pick<Incident, 'values'>, step: StepId): TemplateResult {
  return answered(
    words,
    formInWords(words, 'incident'),
    Object.values<Fields>(incidentForms[step]).flatMap(fields => Object.keys(fields)),
    values,
  );
}

/** What is filled in in a record that is one form, to be read. */
export function formAnswers(words: Words, { kind, values }: Pick<FormRecordState, 'kind' | 'values'>): TemplateResult {
  const form = formInWords(words, kind);
  return answered(words, form, Object.keys(form.fields), values);
}

function answered(words: Words, form: FormInWords, fields: readonly string[], values: object): TemplateResult {
  const answers = fields
    .map((id): Answer => {
      const text = describeValue(form, id, (values as Readonly<Record<string, unknown>>)[id], formatTime);
      return { label: fieldText(form.texts, id).label, text, isLong: form.fields[id]?.kind === 'list' || text.length > longestBeside };
    })
    .filter(({ text }) => text !== '');
  return answers.length === 0
    ? html`<p class="muted">${words.report.nothing}</p>`
    : html`<dl class="answers">${answers.map(
        ({ label, text, isLong }) => html`<div class=${isLong ? 'answered long' : 'answered'}><dt>${label}</dt><dd>${text}</dd></div>`,
      )}</dl>`;
}
