import { html, nothing, type TemplateResult } from 'lit-html';
import { stepIds, stepMeasures, type StepId } from '../../src/domain/vocabulary/steps';
import type { Incident } from '../../src/domain/incident/incident';
import { isRecordId, type FormRecordState, type Kind, type StateOf } from '../../src/domain/records';
import type { Around } from '../../src/protocol/shown';
import { describeStep, describeTarget } from '../../src/words/describe';
import { describeEvent } from '../../src/words/describeEvent';
import { describeDecisions, describeIntegrity } from '../../src/words/standing';
import type { Words } from '../../src/words/words';
import { labelled } from '../../src/words/words';
import type { Pictures } from '../shared/pictures';
import { answerList, formAnswers } from '../shared/answers';
import { chainCard } from '../shared/chain';
import { clockList } from '../shared/clocks';
import { conflictNote } from '../shared/conflicts';
import { badges, gapList, headLine, ownAssessmentCard, waitingList } from '../shared/record';
import { formatTime, now } from '../shared/time';
import type { Timeline } from '../shared/timeline';
import { withdrawnNote } from '../shared/withdrawn';

/** A record, and what stands around it. */
export interface ShownRecord {
  readonly record: StateOf<Kind>;
  readonly around: Around;
}

/** What a document reads and calls. */
export interface DocumentContext {
  readonly words: Words;
  readonly timeline: Timeline;
  readonly show: (id: string) => void;
  /** Pictures of evidence that are shown, by row, and why others cannot be. */
  readonly pictures: Pick<Pictures, 'get'>;
  readonly unshown: ReadonlyMap<string, string>;
  readonly showKept: (incident: string, row: string) => void;
}

/** A record whole, as a document and not as a disabled form. */
export function recordDocument({ record, around }: ShownRecord, context: DocumentContext): TemplateResult {
  return record.kind === 'incident' ? incidentDocument(record, around, context) : formDocument(record, around, context);
}

function formDocument(record: FormRecordState, around: Around, { words, timeline, show }: DocumentContext): TemplateResult {
  return html`
    <header class="head"><div class="headTop"><h2 tabindex="-1"><span class="id">${record.id}</span> ${record.values.title ?? words.tree.untitled}</h2>
      <span class="badges"><span class="badge">${words.kinds[record.kind].name}</span></span></div></header>
    ${integrityCard(words, record, around.faults)}
    ${conflictNote(words, record)}
    <section class="card"><h2>${words.readOnly.contents}</h2>${formAnswers(words, record)}</section>
    ${linksCard(words, record)}
    ${relatedCard(words, around, show)}
    ${chainCard(words, around.chain, record.id, show)}
    ${timeline.card(words, record, around, event => describeEvent(words, record, event, formatTime))}`;
}

function incidentDocument(incident: Incident, around: Around, context: DocumentContext): TemplateResult {
  const { words, timeline, show } = context;
  const decisions = describeDecisions(words, incident, formatTime);
  return html`
    <header class="head"><div class="headTop"><h2 tabindex="-1"><span class="id">${incident.id}</span> ${incident.values.title ?? words.tree.untitled}</h2>${badges(words, incident)}</div>
      <p class="muted">${headLine(words, incident)}</p></header>
    ${withdrawnNote(words, around)}
    ${integrityCard(words, incident, around.faults)}
    ${conflictNote(words, incident)}
    ${decisions.length > 0 ? html`<section class="card"><h2>${words.report.decisions}</h2><ul class="plain">${decisions.map(text => html`<li>${text}</li>`)}</ul></section>` : nothing}
    ${ownAssessmentCard(words, incident)}
    ${gapList(words, incident)}
    ${clockList(words, incident)}
    ${waitingList(words, incident)}
    ${stepIds.map(step => stepSection(words, incident, step))}
    ${keptCard(incident, context)}
    ${linksCard(words, incident)}
    ${relatedCard(words, around, show)}
    ${chainCard(words, around.chain, incident.id, show)}
    ${timeline.card(words, incident, around, event => describeEvent(words, incident, event, formatTime))}`;
}

function integrityCard(words: Words, record: ShownRecord['record'], faults: readonly string[]): TemplateResult {
  const integrity = describeIntegrity(words, record, { faults, now: now(), formatTime });
  return html`<section class="card"><h2>${words.readOnly.integrity}</h2>${
    integrity.verified
      ? html`<p class="verified"><span class="codicon codicon-verified" aria-hidden="true"></span> ${integrity.text}</p>`
      : html`<p class="bad">${integrity.text}</p>`
  }</section>`;
}

function linksCard(words: Words, { links }: ShownRecord['record']): TemplateResult | typeof nothing {
  if (links.length === 0) return nothing;
  return html`<section class="card"><h2>${words.page.links}</h2><ul class="plain">${links.map(
    link =>
      html`<li><span class="muted">${words.link[link.kind]} · ${words.linkState[link.state]}</span> ${describeTarget(link.target)}</li>`,
  )}</ul></section>`;
}

/** The records it is linked to; what can be opened here is a button. */
function relatedCard(words: Words, { related }: Around, show: (id: string) => void): TemplateResult | typeof nothing {
  if (related.length === 0) return nothing;
  return html`<section class="card"><h2>${words.readOnly.related}</h2><ul class="plain">${related.map(
    ({ id, title, relation }) =>
      html`<li><span class="muted">${words.link[relation]}</span> ${
        isRecordId(id)
          ? html`<button type="button" class="link" data-related=${id} @click=${() => {
              show(id);
            }}>${id} ${title}</button>`
          : html`${id} ${title}`
      }</li>`,
  )}</ul></section>`;
}

/** The evidence whose content is kept, by its hash: a picture is shown here, a text in the editor; a file of another kind is named. */
function keptCard(
  { id: incident, values }: Incident,
  { words, pictures, unshown, showKept }: DocumentContext,
): TemplateResult | typeof nothing {
  const kept = (values.evidence ?? []).filter(({ content }) => content !== undefined);
  if (kept.length === 0) return nothing;
  const { options } = words.kinds.incident.fields.evidence.columns.content;
  return html`<section class="card" data-card="kept"><h2>${words.readOnly.kept} <span class="measure">M 6.134</span></h2><ul class="plain">${kept.map(
    ({ id, source = '', note = '', content, sha256 = '' }) => {
      const picture = pictures.get(id);
      const label = words.page[picture === undefined ? 'showContent' : 'hideContent'];
      return html`<li>${[source, note].filter(Boolean).join(': ')}
        <span class="muted small">${content && options[content]} · <span class="hash">SHA-256 ${sha256}</span></span>
        ${
          content === 'file'
            ? nothing
            : html`<button type="button" class="link" data-kept=${id} aria-label=${labelled(label, source)} @click=${() => {
                showKept(incident, id);
              }}>${label}</button>`
        }
        ${unshown.has(id) ? html`<p class="bad" role="status">${unshown.get(id)}</p>` : nothing}
        ${picture === undefined ? nothing : html`<img class="picture" src=${picture} alt=${labelled(words.kinds.incident.fields.evidence.label, source)}>`}</li>`;
    },
  )}</ul></section>`;
}

function stepSection(words: Words, incident: Incident, step: StepId): TemplateResult {
  return html`<section class="card"><h2>${describeStep(words, step)} <span class="measure">${stepMeasures[step].join(', ')}</span></h2>
    ${answerList(words, incident, step)}</section>`;
}
