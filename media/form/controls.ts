import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { withoutEscapes } from '../../src/domain/errors/reportText';
import {
  optionsBeside,
  type ChoiceField,
  type Column,
  type Field,
  type LineField,
  type NamesField,
  type SetField,
  type TextField,
  type TimeField,
} from '../../src/domain/forms/field';
import { fill, labelled, type Words } from '../../src/words/words';
import { radioGroup } from '../shared/radioGroup';
import { formatTime, toLocalInput } from '../shared/time';
import { namesIn, textFault, timeIn, type TextFault } from './typed';

/** What a control needs to draw itself and to say that it was edited. */
export interface ControlContext {
  readonly words: Words;
  /** Unique in the page; also where focus goes when a gate names the field. */
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  /** What its options are called. */
  readonly optionName: (option: string) => string;
  /** Stands below the help. */
  readonly below?: TemplateResult | typeof nothing;
  readonly measure?: string;
  /** True where the gate asks for it. */
  readonly required?: boolean;
  readonly value: unknown;
  /** Text that is no value yet. */
  readonly typed: string | undefined;
  readonly dirty: boolean;
  readonly disabled: boolean;
  readonly edit: (value: unknown) => void;
  readonly type: (text: string | undefined) => void;
}

/** Draws the control of any field that is not a list. */
export function control(field: Column | SetField | NamesField, context: ControlContext): TemplateResult {
  switch (field.kind) {
    case 'line':
      return lineControl(field, context);
    case 'text':
      return textControl(field, context);
    case 'names':
      return namesControl(field, context);
    case 'time':
      return timeControl(field, context);
    case 'choice':
      return field.options.length <= 4 ? radioControl(field, context) : dropdownControl(field, context);
    case 'set':
      return setControl(field, context);
  }
}

/** The label above a control: its name, whether it holds unsaved input, and the measure it comes from. */
export function labelOf(
  context: Pick<ControlContext, 'words' | 'label' | 'required'> & Partial<Pick<ControlContext, 'dirty' | 'measure'>>,
): TemplateResult {
  const { words, label, dirty, measure, required } = context;
  return html`<span class="label"><span>${label}${required ? html`<span class="required" aria-hidden="true">*</span>` : nothing}${dirty ? unsavedDot(words) : nothing}</span>${
    measure ? html`<span class="measure" title=${fill(words.page.measure, { measure })}>${measure}</span>` : nothing
  }</span>`;
}

/** What a control is called to a screen reader: its name, and whether it is asked for. The toolkit's fields pass on a name, no `aria-required`. */
export function spokenLabel({ words, label, required }: Pick<ControlContext, 'words' | 'label' | 'required'>): string {
  return required ? fill(words.page.required, { field: label }) : label;
}

/** Says beside a name that something of it is unsaved. */
export function unsavedDot(words: Words): TemplateResult {
  return html`<span class="dot" role="img" aria-label=${words.page.unsaved} title=${words.page.unsaved}></span>`;
}

function helpOf({ help, below }: ControlContext): TemplateResult | typeof nothing {
  return help || below ? html`${help ? html`<p class="help">${help}</p>` : nothing}${below ?? nothing}` : nothing;
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}

/** A text with a limit: what is longer stays in the control as it was typed, with the reason, and is not saved. */
function limited(
  field: Field,
  { words, value, typed, edit, type }: ControlContext,
): { readonly text: string; readonly note: TemplateResult | typeof nothing; readonly read: (event: Event) => void } {
  const text = typed ?? (value as string | undefined) ?? '';
  return {
    text: withoutEscapes(text),
    note: faultNote(words, textFault(field, text)),
    read: event => {
      const raw = valueOf(event);
      if (textFault(field, raw)) return type(raw);
      if (typed !== undefined) type(undefined);
      edit(raw);
    },
  };
}

function faultNote(words: Words, fault: TextFault | undefined): TemplateResult | typeof nothing {
  if (!fault) return nothing;
  switch (fault.code) {
    case 'noTime':
      return errorNote(words.page.timeNotUnderstood);
    case 'tooLong':
      return errorNote(fill(words.page.tooLong, { length: fault.is, limit: fault.limit }));
    case 'tooMany':
      return errorNote(fill(words.page.tooMany, { amount: fault.is, limit: fault.limit }));
  }
}

/** Says beside a control why what stands in it cannot be saved. */
export function errorNote(text: string): TemplateResult {
  return html`<p class="error" role="alert">${text}</p>`;
}

function lineControl(field: LineField, context: ControlContext): TemplateResult {
  const { path, disabled } = context;
  const { text, note, read } = limited(field, context);
  return html`<div class="field">
    ${labelOf(context)}
    <vscode-text-field data-path=${path} aria-label=${spokenLabel(context)} ?disabled=${disabled} .value=${live(text)} @input=${read}></vscode-text-field>
    ${note}${helpOf(context)}
  </div>`;
}

function textControl(field: TextField, context: ControlContext): TemplateResult {
  const { path, disabled } = context;
  const { text, note, read } = limited(field, context);
  return html`<div class="field wide">
    ${labelOf(context)}
    <vscode-text-area data-path=${path} aria-label=${spokenLabel(context)} class=${field.monospace ? 'monospace' : ''} rows=${rowsFor(text)} resize="vertical"
      ?disabled=${disabled} .value=${live(text)} @input=${read}></vscode-text-area>
    ${note}${helpOf(context)}
  </div>`;
}

function rowsFor(text: string): number {
  return Math.min(12, Math.max(3, text.split('\n').length));
}

function namesControl(field: NamesField, context: ControlContext): TemplateResult {
  const { words, path, value, typed, disabled, edit, type } = context;
  const text = typed ?? ((value as readonly string[] | undefined) ?? []).join('\n');
  const fault = textFault(field, text);
  const read = (event: Event): void => {
    const raw = valueOf(event);
    type(raw);
    if (!textFault(field, raw)) edit(namesIn(raw));
  };
  const settle = (): void => {
    if (!fault) type(undefined);
  };
  return html`<div class="field">
    ${labelOf(context)}
    <vscode-text-area data-path=${path} aria-label=${spokenLabel(context)} rows=${Math.min(6, Math.max(2, text.split('\n').length))} resize="vertical" ?disabled=${disabled}
      .value=${live(text)} @input=${read} @change=${settle}></vscode-text-area>
    ${faultNote(words, fault)}${helpOf(context)}
  </div>`;
}

function timeControl(field: TimeField, context: ControlContext): TemplateResult {
  const { words, path, label, value, typed, disabled, edit, type } = context;
  const at = value as string | undefined;
  const fault = textFault(field, typed ?? '');
  const read = (event: Event): void => {
    const raw = valueOf(event);
    const parsed = timeIn(raw);
    type(raw.trim() === '' ? undefined : raw);
    if (raw.trim() === '') edit(null);
    else if (parsed) edit(parsed);
  };
  const settle = (): void => {
    if (!fault) type(undefined);
  };
  const pick = (event: Event): void => {
    const picked = valueOf(event);
    type(undefined);
    edit(picked === '' ? null : new Date(picked).toISOString());
  };
  const understood =
    typed !== undefined && at ? html`<p class="help">${fill(words.page.timeUnderstood, { time: formatTime(at) })}</p>` : nothing;
  const note = fault ? faultNote(words, fault) : understood;
  return html`<div class="field">
    ${labelOf(context)}
    <span class="time">
      <vscode-text-field data-path=${path} aria-label=${spokenLabel(context)} maxlength="60" placeholder=${words.page.timePlaceholder} ?disabled=${disabled}
        .value=${live(typed ?? (at ? formatTime(at) : ''))} @input=${read} @change=${settle}></vscode-text-field>
      <input type="datetime-local" class="picker" aria-label=${fill(words.page.pickTime, { field: label })} title=${fill(words.page.pickTime, { field: label })} ?disabled=${disabled}
        .value=${live(toLocalInput(at))} @change=${pick}>
      <vscode-button appearance="secondary" ?disabled=${disabled} aria-label=${labelled(label, words.page.now)}
        @click=${() => {
          type(undefined);
          edit(new Date().toISOString());
        }}>${words.page.now}</vscode-button>
    </span>
    ${note}
    ${helpOf(context)}
  </div>`;
}

/** The value of the radio button that takes a choice back; no option is called so. */
const noChoice = '-';

function radioControl(field: ChoiceField, context: ControlContext): TemplateResult {
  const { words, path, value, disabled, edit, optionName } = context;
  const shown = chosenIn(field, value) ?? (field.optional ? noChoice : '');
  const choose = (chosen: string): void => {
    edit(chosen === noChoice ? null : chosen);
  };
  const options = [...(field.optional ? [noChoice] : []), ...field.options].map(option => ({
    value: option,
    label: option === noChoice ? words.page.noChoice : optionName(option),
  }));
  return html`<div class="field">
    ${labelOf(context)}
    ${radioGroup({ path, label: spokenLabel(context), value: shown, options, disabled, choose })}
    ${helpOf(context)}
  </div>`;
}

/** What a choice stands at: what was chosen, else what holds without. */
function chosenIn({ presumed }: ChoiceField, value: unknown): string | undefined {
  return (value as string | undefined) ?? presumed;
}

function dropdownControl(field: ChoiceField, context: ControlContext): TemplateResult {
  const { words, path, value, disabled, edit, optionName } = context;
  return html`<div class="field">
    ${labelOf(context)}
    <vscode-dropdown data-path=${path} aria-label=${spokenLabel(context)} ?disabled=${disabled} .value=${live(chosenIn(field, value) ?? '')}
      @change=${(event: Event) => {
        edit(valueOf(event) === '' ? null : valueOf(event));
      }}>
      ${field.presumed === undefined ? html`<vscode-option value="">${words.page.choose}</vscode-option>` : nothing}
      ${optionsBeside(field, value).map(option => html`<vscode-option value=${option}>${optionName(option)}</vscode-option>`)}
    </vscode-dropdown>
    ${helpOf(context)}
  </div>`;
}

function setControl(field: SetField, context: ControlContext): TemplateResult {
  const { path, value, disabled, edit, optionName } = context;
  const chosen = (value as readonly string[] | undefined) ?? [];
  const toggle = (option: string, event: Event): void => {
    const on = (event.target as HTMLInputElement).checked;
    edit(field.options.filter(other => (other === option ? on : chosen.includes(other))));
  };
  return html`<div class="field" role="group" aria-label=${spokenLabel(context)}>
    ${labelOf(context)}
    <div class="set" data-path=${path} tabindex="-1">
      ${field.options.map(
        option => html`<vscode-checkbox ?disabled=${disabled} .checked=${live(chosen.includes(option))} @change=${(event: Event) => {
          toggle(option, event);
        }}>
        ${optionName(option)}</vscode-checkbox>`,
      )}
    </div>
    ${helpOf(context)}
  </div>`;
}
