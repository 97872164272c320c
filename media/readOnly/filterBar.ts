import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { detectForm } from '../../src/domain/incident/forms/detect';
import { definitions, type FormKind, type Kind } from '../../src/domain/records';
import { priorities } from '../../src/domain/vocabulary/priority';
import { stepIds } from '../../src/domain/vocabulary/steps';
import { describeStep } from '../../src/words/describe';
import { fieldText } from '../../src/words/form';
import { listedStates } from '../../src/words/listColumns';
import type { Words } from '../../src/words/words';
import type { ReadOnlyContext } from './context';

type Choice = readonly ['kind' | 'priority' | 'step' | 'state', string, readonly (readonly [string, string])[]];

/** The text that a list is searched by, and the choices that narrow it. */
export function filterBar(context: ReadOnlyContext, kind: Kind): TemplateResult {
  const { words, filter, setFilter } = context;
  const searched = kind === 'incident' ? words.readOnly.searched : '';
  return html`<div class="filters" role="search" aria-label=${words.readOnly.filters}>
    <div class="field"><span class="label">${words.readOnly.search}</span>
      <vscode-text-field data-filter="text" aria-label=${words.readOnly.search} placeholder=${searched} title=${searched} .value=${live(filter.text)} @input=${(
        event: Event,
      ) => {
        setFilter({ text: (event.target as HTMLInputElement).value });
      }}></vscode-text-field></div>
    ${(kind === 'incident' ? incidentChoices(words) : stateChoice(words, kind)).map(
      ([id, label, options]) => html`<div class="field">
    <span class="label">${label}</span>
    <vscode-dropdown data-filter=${id} aria-label=${label} .value=${live(filter[id])} @change=${(event: Event) => {
      setFilter({ [id]: (event.target as HTMLInputElement).value });
    }}>
      <vscode-option value="">${words.readOnly.any}</vscode-option>
      ${options.map(([value, text]) => html`<vscode-option value=${value}>${text}</vscode-option>`)}
    </vscode-dropdown></div>`,
    )}
  </div>`;
}

function incidentChoices(words: Words): readonly Choice[] {
  const { readOnly, kinds, page } = words;
  return [
    ['kind', readOnly.kind, detectForm.report.kind.options.map(kind => [kind, kinds.incident.fields.kind.options[kind]])],
    ['priority', readOnly.priority, [...priorities.map(priority => [priority, priority] as const), ['none', page.notQualified]]],
    ['step', readOnly.step, stepIds.map(step => [step, describeStep(words, step)])],
    ['state', readOnly.state, listedStates.map(state => [state, readOnly[state]])],
  ];
}

/** Where a record that is one form stands, in the words of the field that says so. */
function stateChoice(words: Words, kind: FormKind): readonly Choice[] {
  const { label, options = {} } = fieldText(words.kinds[kind].fields, definitions[kind].stateField);
  return [['state', label, Object.entries(options)]];
}
