import { html, nothing, type TemplateResult } from 'lit-html';
import type { Finding, PatternKind } from '../../src/domain/incident/finding';
import { addUnder } from '../../src/domain/foundation/grouped';
import { causeChain, type ChainRecord } from '../../src/domain/record/causeChain';
import { takenInto } from '../../src/domain/takenInto';
import { describeAlso, describeChance, describeFinding, describeNoFinding } from '../../src/words/describeFinding';
import { counted, fill } from '../../src/words/words';
import { chainPicture } from '../shared/chain';
import { formatTime } from '../shared/time';
import { weekPicture } from './bars';
import type { RecordedAt } from './findingsLook';
import type { ReadOnlyContext } from './context';

/** The place of each kind of pattern on the page, the first above: one that had none would never be seen. */
const places: Readonly<Record<PatternKind, number>> = { unnoticed: 0, chain: 1, recurrence: 2, burst: 3, together: 4, hotspot: 5 };
const order = (Object.keys(places) as PatternKind[]).sort((a, b) => places[a] - places[b]);

/** The patterns of failure that were found, each with its reason and the way to its incidents (M 6.124). */
export function findingsView(context: ReadOnlyContext): TemplateResult {
  const { words, findings } = context;
  const { found } = findings;
  const texts = words.findings;
  if (!found) return section(context, html`<p class="muted" role="status">${texts.searching}</p>`);
  if (found.message !== undefined) return section(context, html`<p role="alert">${fill(texts.failed, { reason: found.message })}</p>`);
  const linked = linkedOf(context);
  const shown = findings.shown(linked.recordedAt);
  const aside = found.findings.filter(finding => !shown.includes(finding));
  const row = (finding: Finding): TemplateResult => findingRow(context, finding, linked);
  const groups = order
    .map(pattern => [pattern, shown.filter(finding => finding.pattern === pattern)] as const)
    .filter(([, some]) => some.length > 0);
  return section(
    context,
    html`${found.findings.length === 0 ? html`<p class="muted">${describeNoFinding(words, context.incidents.length)}</p>` : nothing}
      ${groups.map(([pattern, some]) => html`<h3>${texts.pattern[pattern]}</h3><ul class="plain findings">${some.map(row)}</ul>`)}
      ${
        aside.length > 0
          ? html`<details class="folded" data-aside><summary>${counted(words, texts.aside, { count: aside.length })}</summary><ul class="plain findings">${aside.map(row)}</ul></details>`
          : nothing
      }
      <p class="muted small">${texts.raise}</p>`,
  );
}

function section({ words }: ReadOnlyContext, content: TemplateResult): TemplateResult {
  return html`<section class="card" data-pattern="findings"><h2 tabindex="-1">${words.findings.heading}</h2><p class="muted">${words.findings.about}</p>${content}</section>`;
}

function findingRow(context: ReadOnlyContext, finding: Finding, linked: Linked): TemplateResult {
  const { words, findings, narrow, show } = context;
  const texts = words.findings;
  const text = describeFinding(words, finding, formatTime);
  const chance = describeChance(words, finding);
  const note = findings.noteOf(finding, linked.recordedAt);
  const isOut = note?.came === 0;
  const also = describeAlso(words, finding, formatTime);
  const chain = [finding, ...(finding.also ?? [])].find(one => one.pattern === 'chain');
  return html`<li data-finding=${finding.key}>
    <p>${text}</p>
    ${chance === undefined ? nothing : html`<p class="muted small">${chance}</p>`}
    ${also.map(({ said, chance: its }) => html`<p data-also>${said}</p>${its === undefined ? nothing : html`<p class="muted small">${its}</p>`}`)}
    ${takenInto(finding, linked).map(
      id =>
        html`<p class="small"><button type="button" class="link" data-taken=${id} @click=${() => {
          show(id);
        }}>${fill(texts.takenInto, { id, title: linked.record(id)?.title ?? '' })}</button></p>`,
    )}
    ${note && !isOut ? html`<p class="muted small">${fill(texts.grown, { at: formatTime(note.at), note: note.note, count: note.came })}</p>` : nothing}
    ${note && isOut ? html`<p class="muted small">${note.note}</p>` : nothing}
    ${'weeks' in finding ? weekPicture(words, finding.weeks, { height: 36, room: 26, span: finding }) : nothing}
    ${chain ? chainPicture(words, causeChain(chain.root, linked.record, linked.linkingTo), '', show) : nothing}
    <p class="toolbar">
      <button type="button" class="link" data-only=${finding.key} @click=${() => {
        narrow({ name: text, ids: finding.ids, finding: finding.key });
      }}>${counted(words, texts.list, { count: finding.ids.length })}</button>
      ${
        isOut
          ? html`<button type="button" class="link" data-take-up @click=${() => {
              findings.setAside(finding, undefined);
            }}>${texts.takeUp}</button>`
          : html`<button type="button" class="link" data-put-aside aria-expanded=${findings.noting === finding.key ? 'true' : 'false'} @click=${(
              event: Event,
            ) => {
              findings.note(findings.noting === finding.key ? undefined : finding.key);
              focusNote(event);
            }}>${texts.putAside}</button>`
      }
    </p>
    ${findings.noting === finding.key ? noteField(context, finding) : nothing}
  </li>`;
}

/** The field appears below the button, drawn by now. */
function focusNote({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).closest('li')?.querySelector<HTMLElement>('.note vscode-text-field')?.focus();
}

/** The page is allowed no forms: Enter and Escape are heard at the field. */
function noteField({ words, findings }: ReadOnlyContext, finding: Finding): TemplateResult {
  const texts = words.findings;
  const keep = ({ currentTarget }: Event): void => {
    const field = (currentTarget as HTMLElement).closest('.note')?.querySelector<HTMLInputElement>('vscode-text-field');
    const note = field?.value.trim() ?? '';
    if (note === '') field?.focus();
    else findings.setAside(finding, note);
  };
  const close = ({ currentTarget }: Event): void => {
    const row = (currentTarget as HTMLElement).closest('li');
    findings.note(undefined);
    row?.querySelector<HTMLElement>('[data-put-aside]')?.focus();
  };
  return html`<div class="note" @keydown=${(event: KeyboardEvent) => {
    if (event.key === 'Escape') close(event);
    else if (event.key === 'Enter') keep(event);
  }}><vscode-text-field maxlength="1000" aria-label=${texts.note} placeholder=${texts.note}></vscode-text-field>
    <vscode-button appearance="secondary" @click=${keep}>${texts.keep}</vscode-button></div>`;
}

/** What a picture of a chain needs of all records: looked up once for all of them. */
interface Linked {
  readonly record: (id: string) => ChainRecord | undefined;
  readonly linkingTo: (id: string) => readonly string[];
  readonly recordedAt: RecordedAt;
}

function linkedOf({ incidents, others }: ReadOnlyContext): Linked {
  const records = new Map([...incidents, ...others].map(record => [record.id, record]));
  const linking = new Map<string, string[]>();
  for (const { id, relations } of records.values())
    for (const target of new Set(relations.map(relation => relation.id))) addUnder(linking, target, id);
  return { record: id => records.get(id), linkingTo: id => linking.get(id) ?? [], recordedAt: id => records.get(id)?.recordedAt };
}
