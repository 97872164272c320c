import { html, nothing, type TemplateResult } from 'lit-html';
import { appliesOf, dutyRow, dutyTiming } from '../../src/domain/incident/dutyDecision';
import { kindOfId, type Kind } from '../../src/domain/records';
import { highest, isLower } from '../../src/domain/vocabulary/protectionNeed';
import { describeDuty } from '../../src/words/describeDuty';
import { fill } from '../../src/words/words';
import { editCell, editField } from '../form/model';
import type { PageContext } from './context';
import { dutySource } from './dutySource';

/** What was found out about what stands in a field, below it; nothing for most fields, and no offers where nothing may be filled in. */
export function foundBelow(context: PageContext, path: string, disabled: boolean): TemplateResult | typeof nothing {
  const [field = '', row = '', column] = path.split('/');
  if (path === 'errorText') return errors(context);
  if (path === 'protectionNeed') return inheritedNeed(context);
  if (field === 'handOvers' && column === 'interface') return contact(context, row);
  if (field === 'duties' && column === 'applies') return decidedAlong(context, row);
  if (disabled) return nothing;
  if (path === 'components') return offeredComponents(context);
  if (path === 'carriedOnBy') return linkedRecords(context, path, ['problem', 'knownError']);
  if (path === 'duplicateOf') return linkedRecords(context, path, ['incident']);
  if (field === 'measures' && column === 'safeguard') return knownSafeguards(context, row);
  return nothing;
}

/** What holds for a duty without an answer of its own: that of the duty it follows. */
function decidedAlong(context: PageContext, duty: string): TemplateResult | typeof nothing {
  const { words } = context;
  const source = dutySource(context);
  const { values, ownDuties } = source;
  const follows = dutyTiming(duty, ownDuties)?.follows;
  const applies = appliesOf(duty, source);
  if (follows === undefined || applies === undefined || dutyRow(values, duty)?.applies !== undefined) return nothing;
  const title = ownDuties.find(({ id }) => id === follows)?.title;
  const { options } = words.kinds.incident.fields.duties.columns.applies;
  return html`<p class="small muted">${fill(words.page.decidedAlong, {
    duty: describeDuty(words, { duty: follows, title }),
    answer: options[applies],
  })}</p>`;
}

/** Components whose paths the incident names: one click takes one over. */
function offeredComponents({ words, insight, change, values }: PageContext): TemplateResult | typeof nothing {
  if (!insight || insight.offered.length === 0) return nothing;
  return html`<div class="offers" role="group" aria-label=${words.page.offeredComponents}>${insight.offered.map(
    ({ name, path }) =>
      html`<vscode-button appearance="secondary" data-offer=${name} title=${fill(words.reason.path, { list: path })} @click=${() => {
        change(edited => editField(edited, 'components', [...(values.components ?? []), name]));
      }}>${fill(words.page.offer, { component: name })}</vscode-button>`,
  )}</div>`;
}

/** The errors in the text; frames inside the workspace lead there. */
function errors({ words, insight, ask }: PageContext): TemplateResult | typeof nothing {
  const shown = insight?.errors.filter(({ frames }) => frames.length > 0) ?? [];
  if (shown.length === 0) return nothing;
  return html`<div class="errors">${shown.map(
    ({ type, message, frames }) =>
      html`<p class="small">${[type, message].filter(Boolean).join(': ')}</p><ul class="plain frames" aria-label=${words.page.frames}>${frames.map(
        ({ text, path, line = 1 }) =>
          html`<li>${
            path === undefined
              ? html`<span class="muted">${text}</span>`
              : html`<button type="button" class="link" data-frame=${`${path}:${line}`} @click=${() => {
                  ask({ type: 'openFrame', path, line });
                }}>${text}</button>`
          }</li>`,
      )}</ul>`,
  )}</div>`;
}

/** The highest need of the named components, and which of them has it (BSI Standard 200-2, the maximum principle). */
function inheritedNeed({ words, insight, values }: PageContext): TemplateResult | typeof nothing {
  const inherited = insight?.inherited.filter(({ need }) => need !== undefined) ?? [];
  const need = highest(inherited.map(component => component.need));
  if (need === undefined) return nothing;
  const from = inherited.filter(component => component.need === need).map(({ name }) => name);
  const named = { need: words.kinds.incident.fields.protectionNeed.options[need], components: from.join(', ') };
  // It can be raised; what is lower is not what the process asks for, and whoever reads it has to see that.
  return isLower(values.protectionNeed, need)
    ? html`<p class="error inherited" role="alert">${fill(words.page.belowInheritedNeed, named)}</p>`
    : html`<p class="help inherited">${fill(words.page.inheritedNeed, named)}</p>`;
}

/** The safeguards that are in force on the named components: one click names one. */
function knownSafeguards({ words, insight, change }: PageContext, row: string): TemplateResult | typeof nothing {
  const known = (insight?.inherited ?? []).flatMap(({ name, safeguards }) => safeguards.map(safeguard => ({ safeguard, component: name })));
  if (known.length === 0) return nothing;
  return html`<div class="offers" role="group" aria-label=${words.kinds.component.fields.safeguards.label}>${known.map(
    ({ safeguard, component }) =>
      html`<vscode-button appearance="secondary" data-safeguard=${safeguard} @click=${() => {
        change(edited => editCell(edited, 'measures', row, { safeguard, component }));
      }}>${fill(words.page.gapOn, { safeguard, component })}</vscode-button>`,
  )}</div>`;
}

/** Linked records of these kinds, for a field that holds the id of one. */
function linkedRecords(
  { words, shown, change }: PageContext,
  field: 'carriedOnBy' | 'duplicateOf',
  kinds: readonly Kind[],
): TemplateResult | typeof nothing {
  const linked = shown.around.related.filter(({ id }) => kinds.some(kind => kind === kindOfId(id)));
  const distinct = [...new Map(linked.map(record => [record.id, record])).values()];
  if (distinct.length === 0) return nothing;
  return html`<div class="offers" role="group" aria-label=${words.kinds.incident.fields[field].label}>${distinct.map(
    ({ id, title }) =>
      html`<vscode-button appearance="secondary" data-take=${id} @click=${() => {
        change(edited => editField(edited, field, id));
      }}>${id} ${title}</vscode-button>`,
  )}</div>`;
}

/** Whom to call at the chosen interface. */
function contact({ words, insight, values }: PageContext, row: string): TemplateResult | typeof nothing {
  const party = values.handOvers?.find(({ id }) => id === row)?.interface;
  const found = insight?.interfaces.filter(candidate => candidate.party === party && candidate.contact !== '') ?? [];
  return found.length === 0
    ? nothing
    : html`<p class="help">${found.map(({ name, contact: how }) => fill(words.page.contactOf, { name, contact: how })).join('; ')}</p>`;
}
