import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { IncidentValues } from '../../src/domain/incident/forms';
import { formOf } from '../../src/domain/incident/relevance';
import { needsSignOff } from '../../src/domain/incident/gate';
import { stepMeasures } from '../../src/domain/vocabulary/steps';
import { fillAction } from '../../src/domain/vocabulary/permissions';
import { describeStep, describeTarget } from '../../src/words/describe';
import { describePerson } from '../../src/words/standing';
import { fill, textOf } from '../../src/words/words';
import { conflictNote } from '../form/conflicts';
import { groupOf, type FieldsContext } from '../form/fields';
import { meanwhileElsewhere, unshownChanges } from '../form/meanwhileField';
import { fallNote } from '../shared/record';
import { formatTime, now } from '../shared/time';
import { foundBelow } from './found';
import { belongsTo, withDraft } from './judged';
import type { PageContext } from './context';
import { reviewGroup } from './review';

/** The form of the chosen step: its fields in groups, the three reviews in step 3, and in step 6 the final report and the sign-off. */
export function stepForm(context: PageContext): TemplateResult {
  const {
    words,
    step,
    values,
    edited,
    meanwhile,
    shown: { may, record: incident },
  } = context;
  const fields = fieldsContext(context);
  const groups = formOf(step, values);
  return html`${keyed(
    step,
    html`<section class="form" aria-label=${describeStep(words, step)}>
    <h2 class="formTitle">${describeStep(words, step)} <span class="measure">${stepMeasures[step].join(', ')}</span></h2>
    <details class="watch"><summary>${words.page.watch}</summary><p>${words.steps[step].watch}</p></details>
    ${incident.open && !may.includes(fillAction(step)) ? html`<p class="help">${words.page.roleMayNot}</p>` : nothing}
    ${conflictNote(words, incident)}
    ${meanwhile && meanwhileElsewhere(meanwhile, unshownChanges(edited, groups, belongsTo(step)))}
    ${repeat(
      groups,
      group => group.id,
      group => (group.id === 'review' ? reviewGroup(context) : groupOf(fields, group)),
    )}
    ${step === 'complete' ? completion(context) : nothing}
  </section>`,
  )}`;
}

function fieldsContext(context: PageContext): FieldsContext<IncidentValues> {
  const { words, step, values, edited, openRows, setRowOpen, change, meanwhile, shown } = context;
  const disabled = !shown.record.open || !shown.may.includes(fillAction(step));
  return {
    words,
    texts: words.kinds.incident.fields,
    edited,
    values,
    openRows,
    setRowOpen,
    change,
    meanwhile,
    disabled,
    heading: group => textOf(words.steps[step].groups, group) ?? group,
    below: path => foundBelow(context, path, disabled),
    after: group => (group === 'priority' ? priorityResult(context) : nothing),
    withRow: (list, row) => (list === 'measures' ? release(context, row.id) : nothing),
    filledInAlong: (list, column, value, row) => filledInAlong(list, column, value, row, shown.userName),
  };
}

function priorityResult({ words, shown, edited, values }: PageContext): TemplateResult | typeof nothing {
  const { priority } = withDraft(shown.record, edited, shown.priorityMatrix);
  const byHand = values.priorityOverride !== undefined;
  return priority
    ? html`<p class="result"><span class="badge priority ${priority}">${priority}</span> ${fill(byHand ? words.page.priorityByHand : words.page.priorityFromMatrix, { priority })}</p>`
    : nothing;
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
    edited,
    shown: { may, record: incident },
  } = context;
  const stamp = incident.releases.get(measure);
  const from = incident.applied.get(measure);
  const commits = incident.links
    .filter(link => link.measure === measure && link.state !== 'ruledOut')
    .map(link => describeTarget(link.target));
  const origin = html`${commits.length === 0 ? nothing : html`<span class="muted">${fill(words.page.commits, { commits: commits.join(', ') })}</span>`}${
    from
      ? html`<button type="button" class="link" @click=${() => {
          ask({ type: 'openRecord', id: from });
        }}>${fill(words.timeline.from, { source: from })}</button>`
      : nothing
  }`;
  if (stamp)
    return html`<span class="muted">${fill(words.page.released, { who: describePerson(words, stamp.by), when: formatTime(stamp.at) })}</span>${origin}`;
  const saved = incident.values.measures?.some(row => row.id === measure) === true;
  return html`<span class="muted">${words.page.awaitingRelease}</span>${fallNote(words, incident, 'record.released', measure)}${origin}${
    saved && incident.open && may.includes('release')
      ? html` <vscode-button appearance="secondary" data-release=${measure} @click=${() => {
          ask({ type: 'release', part: measure, seen: edited.heads });
        }}>${words.page.release}</vscode-button>`
      : nothing
  }`;
}

function completion(context: PageContext): TemplateResult {
  const {
    words,
    ask,
    edited,
    shown: { may, record: incident },
  } = context;
  const { finalReport, signOff, open } = incident;
  return html`<section class="group" data-path="finalReport" tabindex="-1"><h3>${words.page.finalReport} <span class="measure">M 6.134</span></h3>
      <p>${finalReport ? fill(words.page.reportStored, { who: describePerson(words, finalReport.by), when: formatTime(finalReport.at) }) : words.page.reportMissing}</p>
      ${finalReport ? nothing : fallNote(words, incident, 'incident.reportStored')}
      ${finalReport ? html`<p class="muted hash">SHA-256 ${finalReport.sha256}</p>` : nothing}
      ${
        open && may.includes('storeReport')
          ? html`<vscode-button appearance="secondary" data-action="storeReport" @click=${() => {
              ask({ type: 'storeReport' });
            }}>
        ${finalReport ? words.page.storeReportAgain : words.page.storeReport}</vscode-button>`
          : nothing
      }
    </section>
    ${
      needsSignOff(incident)
        ? html`<section class="group" data-path="signOff" tabindex="-1"><h3>${words.page.signOffTitle} <span class="measure">DER.2.1</span></h3>
      <p>${signOff ? fill(words.page.signedOff, { who: describePerson(words, signOff.by), when: formatTime(signOff.at) }) : words.page.signOffMissing}</p>
      ${signOff ? nothing : fallNote(words, incident, 'incident.signedOff')}
      ${
        open && !signOff && may.includes('signOff')
          ? html`<vscode-button appearance="secondary" data-action="signOff" @click=${() => {
              ask({ type: 'signOff', seen: edited.heads });
            }}>${words.page.signOff}</vscode-button>`
          : nothing
      }
    </section>`
        : nothing
    }`;
}
