import { html, nothing, type TemplateResult } from 'lit-html';
import type { Fields } from '../../src/domain/forms/field';
import { incidentForms } from '../../src/domain/incident/forms';
import { stepIds, stepMeasures, type StepId } from '../../src/domain/vocabulary/steps';
import type { Incident } from '../../src/domain/incident/incident';
import type { Around } from '../../src/protocol/shown';
import { describeEvent, describeStep, describeTarget } from '../../src/words/describe';
import { describeValue } from '../../src/words/describeValue';
import { describeDecisions, describeIntegrity } from '../../src/words/standing';
import { fieldText, formInWords } from '../../src/words/form';
import type { Words } from '../../src/words/words';
import { chainCard } from '../shared/chain';
import { badges, clockList, gapList, headLine } from '../shared/record';
import { formatTime, now } from '../shared/time';
import type { Timeline } from '../shared/timeline';

/** An incident and what stands around it. */
export interface ShownIncident {
  readonly incident: Incident;
  readonly around: Around;
}

/** One incident whole, as a document and not as a disabled form. */
export function incidentDocument(
  words: Words,
  { incident, around }: ShownIncident,
  timeline: Timeline,
  show: (id: string) => void,
): TemplateResult {
  const { faults, related, chain } = around;
  const integrity = describeIntegrity(words, incident, { faults, now: now(), formatTime });
  const decisions = describeDecisions(words, incident, formatTime);
  return html`
    <header class="head"><div class="headTop"><h2><span class="id">${incident.id}</span> ${incident.values.title ?? words.tree.untitled}</h2>${badges(words, incident)}</div>
      <p class="muted">${headLine(words, incident)}</p></header>
    <section class="card"><h2>${words.readOnly.integrity}</h2>${
      integrity.verified
        ? html`<p class="verified"><span class="codicon codicon-verified" aria-hidden="true"></span> ${integrity.text}</p>`
        : html`<p class="bad">${integrity.text}</p>`
    }</section>
    ${decisions.length > 0 ? html`<section class="card"><h2>${words.report.decisions}</h2><ul class="plain">${decisions.map(text => html`<li>${text}</li>`)}</ul></section>` : nothing}
    ${gapList(words, incident)}
    ${clockList(words, incident)}
    ${stepIds.map(step => stepSection(words, incident, step))}
    ${
      incident.links.length > 0
        ? html`<section class="card"><h2>${words.page.links}</h2><ul class="plain">${incident.links.map(
            link =>
              html`<li><span class="muted">${words.link[link.kind]} · ${words.linkState[link.state]}</span> ${describeTarget(link.target)}</li>`,
          )}</ul></section>`
        : nothing
    }
    ${
      related.length > 0
        ? html`<section class="card"><h2>${words.readOnly.related}</h2><ul class="plain">${related.map(
            ({ id, title, relation }) => html`<li><span class="muted">${words.link[relation]}</span> ${id} ${title}</li>`,
          )}</ul></section>`
        : nothing
    }
    ${chainCard(words, chain, incident.id, show)}
    ${timeline.card(words, incident, event => describeEvent(words, incident, event, formatTime))}`;
}

function stepSection(words: Words, incident: Incident, step: StepId): TemplateResult {
  const values = incident.values as Readonly<Record<string, unknown>>;
  const form = formInWords(words, 'incident');
  const filled = Object.values<Fields>(incidentForms[step])
    .flatMap(fields => Object.keys(fields))
    .map(id => [fieldText(form.texts, id).label, describeValue(form, id, values[id], formatTime)] as const)
    .filter(([, text]) => text !== '');
  return html`<section class="card"><h2>${describeStep(words, step)} <span class="measure">${stepMeasures[step].join(', ')}</span></h2>
    ${
      filled.length === 0
        ? html`<p class="muted">${words.report.nothing}</p>`
        : html`<dl>${filled.map(([label, text]) => html`<dt>${label}</dt><dd>${text}</dd>`)}</dl>`
    }</section>`;
}
