import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { formOf, type FormField, type FormGroup } from '../../src/domain/incident/relevance';
import { needsSignOff } from '../../src/domain/incident/gate';
import { stepMeasures } from '../../src/domain/incident/steps';
import { fillAction } from '../../src/domain/permissions';
import { describeStep, describeTarget } from '../../src/words/describe';
import { hasWord, word } from '../../src/words/words';
import { formatTime, now } from '../shared/time';
import { control, labelOf, type ControlContext } from './controls';
import { listControl, type ListContext } from './list';
import { editCell, editField, isDirty, removeRow, typeText, withDraft } from './model';
import type { PageContext } from './page';

/** The form of the chosen step: its fields in groups, and in step 6 the final report and the sign-off. */
export function stepForm(context: PageContext): TemplateResult {
  const {
    words,
    step,
    values,
    state: {
      may,
      view: { incident },
    },
  } = context;
  const disabled = !incident.open || !may.includes(fillAction(step));
  const groups = formOf(step, values);
  return html`${keyed(
    step,
    html`<section class="form" aria-label=${describeStep(words, step)}>
    <h2 class="formTitle">${describeStep(words, step)} <span class="measure">${stepMeasures[step].join(', ')}</span></h2>
    <details class="watch"><summary>${word(words, 'page.watch')}</summary><p>${word(words, `watch.${step}`)}</p></details>
    ${incident.open && !may.includes(fillAction(step)) ? html`<p class="help">${word(words, 'page.roleMayNot')}</p>` : nothing}
    ${conflicts(context)}
    ${repeat(
      groups,
      group => group.id,
      group => groupOf(context, group, disabled),
    )}
    ${step === 'complete' ? completion(context) : nothing}
  </section>`,
  )}`;
}

function groupOf(context: PageContext, group: FormGroup, disabled: boolean): TemplateResult {
  const { words, step, state, edited, values } = context;
  const priority = withDraft(state.view.incident, edited, state.priorityMatrix).priority;
  const byHand = values.priorityOverride !== undefined;
  const [only] = group.fields.length === 1 && group.fields[0]?.field.kind === 'list' ? group.fields : [];
  return html`<section class="group"><h3>${word(words, `group.${step}.${group.id}`)}${only ? groupNotes(context, only) : nothing}</h3>
    <div class="fields">${repeat(
      group.fields,
      field => field.id,
      field => (field.field.kind === 'list' ? listOf(context, field, disabled, only !== undefined) : fieldOf(context, field, disabled)),
    )}</div>
    ${group.id === 'priority' && priority ? html`<p class="result"><span class="badge priority ${priority}">${priority}</span> ${word(words, byHand ? 'page.priorityByHand' : 'page.priorityFromMatrix', priority)}</p>` : nothing}
  </section>`;
}

/** What a list's own label would say beside its name, where the heading of its group stands for the label. */
function groupNotes({ words, edited }: PageContext, { id, field }: FormField): TemplateResult {
  return labelOf({ words, label: '', dirty: isDirty(edited, id), measure: field.measure });
}

function fieldOf(context: PageContext, { id, field }: FormField, disabled: boolean): TemplateResult {
  const { words, edited, change } = context;
  return control(field as Parameters<typeof control>[0], {
    words,
    disabled,
    ...help(context, id),
    path: id,
    label: word(words, `field.${id}`),
    measure: field.measure,
    value: (context.values as Readonly<Record<string, unknown>>)[id],
    typed: edited.draft.typed[id],
    dirty: isDirty(edited, id),
    edit: value => {
      change(latest => editField(latest, id, value));
    },
    type: text => {
      change(latest => typeText(latest, id, text));
    },
  });
}

function help({ words }: PageContext, id: string): { help?: string } {
  const key = `field.${id}.help`;
  return hasWord(words, key) ? { help: word(words, key) } : {};
}

function listOf(context: PageContext, formField: FormField, disabled: boolean, isAlone: boolean): TemplateResult {
  const { words, edited, openRows, setRowOpen, change } = context;
  const { id } = formField;
  const rows = ((context.values as Readonly<Record<string, unknown>>)[id] ?? []) as ListContext['rows'];
  return listControl(formField, {
    words,
    disabled,
    rows,
    ...help(context, id),
    label: word(words, `field.${id}`),
    dirty: isDirty(edited, id),
    isAlone,
    isOpen: row => openRows.has(`${id}/${row}`),
    setOpen: (row, open) => {
      setRowOpen(`${id}/${row}`, open);
    },
    add: () => {
      const row = crypto.randomUUID();
      change(latest => editCell(latest, id, row, {}));
      setRowOpen(`${id}/${row}`, true);
    },
    remove: row => {
      change(latest => removeRow(latest, id, row));
    },
    cell: (row, column) => cellOf(context, formField, row, column, disabled),
    ...(id === 'measures' && { extra: row => release(context, row.id) }),
  });
}

function cellOf(
  context: PageContext,
  formField: FormField,
  row: Readonly<Record<string, unknown>> & { readonly id: string },
  column: string,
  disabled: boolean,
): ControlContext {
  const { words, edited, change, state } = context;
  const path = `${formField.id}/${row.id}/${column}`;
  return {
    words,
    disabled,
    path,
    label: word(words, `column.${formField.id}.${column}`),
    value: row[column],
    typed: edited.draft.typed[path],
    dirty: isDirty(edited, path),
    edit: value => {
      const cells = { [column]: value, ...filledInAlong(formField.id, column, value, row, state.userName) };
      change(latest => editCell(latest, formField.id, row.id, cells));
    },
    type: text => {
      change(latest => typeText(latest, path, text));
    },
  };
}

/** Who answers a checklist item or finishes a measure is most often the one who types, now: filled in, and open to change. */
function filledInAlong(
  list: string,
  column: string,
  value: unknown,
  row: Readonly<Record<string, unknown>>,
  user: string,
): Readonly<Record<string, unknown>> {
  if (list === 'restoration' && column === 'answer') return { person: row['person'] ?? user, at: row['at'] ?? now() };
  if (list === 'measures' && column === 'state' && value === 'done')
    return { doneBy: row['doneBy'] ?? user, doneAt: row['doneAt'] ?? now() };
  return {};
}

function release(context: PageContext, measure: string): TemplateResult {
  const {
    words,
    ask,
    state: {
      may,
      view: { incident },
    },
  } = context;
  const stamp = incident.releases[measure];
  const commits = incident.links
    .filter(link => link.measure === measure && link.state !== 'ruledOut')
    .map(link => describeTarget(link.target));
  const carriedOut = commits.length === 0 ? nothing : html`<span class="muted">${word(words, 'page.commits', commits.join(', '))}</span>`;
  if (stamp) return html`<span class="muted">${word(words, 'page.released', stamp.by.name, formatTime(stamp.at))}</span>${carriedOut}`;
  const saved = incident.values.measures?.some(row => row.id === measure) === true;
  return html`<span class="muted">${word(words, 'page.awaitingRelease')}</span>${carriedOut}${
    saved && incident.open && may.includes('release')
      ? html` <vscode-button appearance="secondary" data-release=${measure} @click=${() => {
          ask({ type: 'releaseMeasure', measure });
        }}>${word(words, 'page.release')}</vscode-button>`
      : nothing
  }`;
}

function conflicts(context: PageContext): TemplateResult | typeof nothing {
  const {
    words,
    state: {
      view: { incident },
    },
  } = context;
  if (incident.conflicts.length === 0) return nothing;
  return html`<section class="conflicts" role="note"><h3>${word(words, 'page.conflicts')}</h3><ul>${incident.conflicts.map(
    ({ path, otherValue }) =>
      html`<li>${word(words, `field.${path.split('/')[0] ?? ''}`)}: ${word(words, 'page.conflictOther', typeof otherValue === 'string' ? otherValue : JSON.stringify(otherValue))}</li>`,
  )}</ul></section>`;
}

function completion(context: PageContext): TemplateResult {
  const {
    words,
    ask,
    state: {
      may,
      view: { incident },
    },
  } = context;
  const { finalReport, signOff, open } = incident;
  return html`<section class="group" data-path="finalReport" tabindex="-1"><h3>${word(words, 'page.finalReport')} <span class="measure">M 6.134</span></h3>
      <p>${finalReport ? word(words, 'page.reportStored', finalReport.by.name, formatTime(finalReport.at)) : word(words, 'page.reportMissing')}</p>
      ${finalReport ? html`<p class="muted hash">SHA-256 ${finalReport.sha256}</p>` : nothing}
      ${
        open && may.includes('storeReport')
          ? html`<vscode-button appearance="secondary" data-action="storeReport" @click=${() => {
              ask({ type: 'storeReport' });
            }}>
        ${word(words, finalReport ? 'page.storeReportAgain' : 'page.storeReport')}</vscode-button>`
          : nothing
      }
    </section>
    ${
      needsSignOff(incident)
        ? html`<section class="group" data-path="signOff" tabindex="-1"><h3>${word(words, 'page.signOffTitle')} <span class="measure">DER.2.1</span></h3>
      <p>${signOff ? word(words, 'page.signedOff', signOff.by.name, formatTime(signOff.at)) : word(words, 'page.signOffMissing')}</p>
      ${
        open && !signOff && may.includes('signOff')
          ? html`<vscode-button appearance="secondary" data-action="signOff" @click=${() => {
              ask({ type: 'signOff' });
            }}>${word(words, 'page.signOff')}</vscode-button>`
          : nothing
      }
    </section>`
        : nothing
    }`;
}
