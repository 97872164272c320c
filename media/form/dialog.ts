import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { maxLineLength } from '../../src/domain/forms/field';
import type { KnownName } from '../../src/domain/vocabulary/knownName';
import { fill, type Words } from '../../src/words/words';
import { errorNote, labelOf, spokenLabel } from './controls';
import { offeredTo, peopleBelow } from './personQuestion';
import { radioGroup } from '../shared/radioGroup';
import { formatTime } from '../shared/time';
import { timeIn } from './typed';

interface Common {
  readonly id: string;
  readonly label: string;
  /** False leaves the question out; `answers` are those given so far. */
  readonly asked?: (answers: Answers) => boolean;
}

/** A question of a dialog: a text, a person, of whom some are offered, a time, a choice of one, or (`many`) of any number, which needs at least one. */
export type Question =
  | (Common & { readonly kind: 'text' | 'line'; readonly optional?: boolean })
  | (Common & { readonly kind: 'person'; readonly people: readonly KnownName[] })
  | (Common & { readonly kind: 'time' })
  | (Common & { readonly kind: 'choice' | 'many'; readonly options: readonly { readonly value: string; readonly label: string }[] });

/** Answers by question; those of `many` stand in one text, divided by blanks. */
export type Answers = Readonly<Record<string, string>>;

/** A few questions that must be answered before something is done. */
export interface DialogSpec {
  readonly title: string;
  readonly questions: readonly Question[];
  readonly answers: Answers;
  /** The answers it was opened with. */
  readonly proposed?: Answers;
  readonly accept: (answers: Answers) => void;
  /** Why it comes back: what has changed since it was answered, or why it was refused. */
  readonly note?: string;
  /** What speaks against it, said at once. */
  readonly warning?: string | undefined;
  /** True once it was accepted with answers missing: from then on it says which. */
  readonly tried?: boolean;
  /** True while the answers are on their way. */
  readonly busy?: boolean;
}

/** What pressing a button of the dialog, or answering it, does. */
export interface DialogActions {
  readonly change: (answers: Answers) => void;
  readonly close: () => void;
  /** It was accepted, but this question has no answer yet. */
  readonly miss: (question: string) => void;
}

/** The questions without an answer that is one. */
function unansweredOf(spec: DialogSpec): readonly Question[] {
  return questionsOf(spec).filter(question => {
    const answer = spec.answers[question.id] ?? '';
    if (question.kind === 'time') return timeIn(answer) === undefined;
    return answer.length > limitOf(question) || (answer.trim() === '' && isRequired(question));
  });
}

function isRequired(question: Question): boolean {
  return !((question.kind === 'text' || question.kind === 'line') && question.optional === true);
}

/** True when something was typed, or it came back: putting it away would lose that. */
export function isTouched({ answers, proposed }: DialogSpec): boolean {
  return answers !== proposed;
}

/** The questions that are asked, given the answers so far. */
function questionsOf({ questions, answers }: DialogSpec): readonly Question[] {
  return questions.filter(({ asked }) => asked?.(answers) ?? true);
}

/** Longest answer, in UTF-16 code units (the protocol's limits). */
function limitOf({ kind }: Question): number {
  return kind === 'text' || kind === 'many' ? 10_000 : maxLineLength;
}

/** Draws the dialog; it stays in the flow of the page and takes the focus. What it lacks it says when it is accepted. */
export function dialog(words: Words, spec: DialogSpec, { change, close, miss }: DialogActions): TemplateResult {
  const unanswered = unansweredOf(spec);
  const remark = spec.note ?? spec.warning;
  const set = (id: string, value: string): void => {
    change({ ...spec.answers, [id]: value });
  };
  const accept = (): void => {
    const [missing] = unanswered;
    if (missing) return miss(missing.id);
    const times = questionsOf(spec)
      .filter(({ kind }) => kind === 'time')
      .map(({ id }) => [id, timeIn(spec.answers[id] ?? '') ?? ''] as const);
    spec.accept({ ...spec.answers, ...Object.fromEntries(times) });
  };
  return html`<section class="dialog" role="dialog" aria-modal="false" aria-label=${spec.title}>
    <h2>${spec.title}</h2>
    ${remark === undefined ? nothing : html`<p class="ask" role="alert">${remark}</p>`}
    <div class="fields">${questionsOf(spec).map(question =>
      questionControl(words, question, spec, value => {
        set(question.id, value);
      }),
    )}</div>
    ${
      spec.tried === true && unanswered.length > 0
        ? html`<p class="ask" role="alert">${fill(words.dialog.unanswered, { list: unanswered.map(({ label }) => label).join(', ') })}</p>`
        : nothing
    }
    <div class="buttons">
      <vscode-button data-dialog="ok" ?disabled=${spec.busy === true} @click=${accept}>${words.dialog.ok}</vscode-button>
      <vscode-button appearance="secondary" @click=${close}>${words.dialog.cancel}</vscode-button>
    </div>
  </section>`;
}

function questionControl(words: Words, question: Question, spec: DialogSpec, set: (value: string) => void): TemplateResult {
  const answer = spec.answers[question.id] ?? '';
  const read = (event: Event): void => {
    set((event.target as HTMLInputElement).value);
  };
  const label = labelOf({ words, label: question.label, required: isRequired(question) });
  const name = spokenLabel({ words, label: question.label, required: isRequired(question) });
  const limit = limitOf(question);
  const tooLong = answer.length > limit ? errorNote(fill(words.page.tooLong, { length: answer.length, limit })) : nothing;
  switch (question.kind) {
    case 'text':
      return html`<div class="field wide">${label}<vscode-text-area data-question=${question.id} aria-label=${name} rows="3" .value=${live(answer)} @input=${read}></vscode-text-area>${tooLong}</div>`;
    case 'line':
    case 'person':
      return html`<div class="field">${label}<vscode-text-field data-question=${question.id} aria-label=${name} .value=${live(answer)} @input=${read}></vscode-text-field>${tooLong}${
        question.kind === 'person'
          ? peopleBelow(words, question.label, offeredTo(question.people, answer, spec.proposed?.[question.id]), set)
          : nothing
      }</div>`;
    case 'time': {
      const at = timeIn(answer);
      return html`<div class="field">${label}<vscode-text-field data-question=${question.id} aria-label=${name} placeholder="2026-12-31 18:00" .value=${live(answer)} @input=${read}></vscode-text-field>
        ${answer === '' ? nothing : at ? html`<p class="help">${fill(words.page.timeUnderstood, { time: formatTime(at) })}</p>` : errorNote(words.page.timeNotUnderstood)}</div>`;
    }
    case 'choice':
      return html`<div class="field">${label}${radioGroup({
        question: question.id,
        label: name,
        value: answer,
        options: question.options,
        choose: set,
      })}</div>`;
    case 'many':
      return manyControl(question, name, label, answer, set);
  }
}

function manyControl(
  { id, options }: Extract<Question, { kind: 'choice' | 'many' }>,
  name: string,
  label: TemplateResult,
  answer: string,
  set: (value: string) => void,
): TemplateResult {
  const chosen = answer.split(' ').filter(Boolean);
  const toggle = (value: string, event: Event): void => {
    const on = (event.target as HTMLInputElement).checked;
    set(
      options
        .map(option => option.value)
        .filter(other => (other === value ? on : chosen.includes(other)))
        .join(' '),
    );
  };
  return html`<div class="field wide" role="group" aria-label=${name}>${label}<div class="set">${options.map(
    option =>
      html`<vscode-checkbox data-question=${id} data-value=${option.value} .checked=${live(chosen.includes(option.value))} @change=${(
        event: Event,
      ) => {
        toggle(option.value, event);
      }}>${option.label}</vscode-checkbox>`,
  )}</div></div>`;
}
