import { html, nothing, type TemplateResult } from 'lit-html';
import { isBlank } from '../../src/domain/foundation/blank';
import type { InterfaceFacts } from '../../src/domain/interface/definition';
import { checkRegister, requiredParties, type RegisterFinding } from '../../src/domain/interface/registerCheck';
import { registerUse, type RegisterUse } from '../../src/domain/interface/registerUse';
import { resourcesIn } from '../../src/domain/interface/sharedResources';
import { interfaceParties } from '../../src/domain/vocabulary/parties';
import { describeAge } from '../../src/words/describe';
import { describeRegisterFinding } from '../../src/words/describeRegisterFinding';
import { counted } from '../../src/words/words';
import { formatTime, now } from '../shared/time';
import type { ReadOnlyContext } from './context';
import { moreButton } from './list';

type Party = (typeof interfaceParties)[number];

/** What the table shows of each interface besides its title. */
const columns = ['trigger', 'passed', 'contact', 'channel', 'reachable', 'sharedResources'] as const;

/** The register of interfaces (M 6.124): what to look at, and below it everything that it says, party by party. */
export function registerView(context: ReadOnlyContext): TemplateResult {
  const { words, incidents, others, broken } = context;
  const texts = words.readOnly.register;
  const interfaces = others.filter(other => other.kind === 'interface');
  const known = { interfaces, incidents, unreadable: new Set(broken.map(({ id }) => id)) };
  const use = registerUse(known);
  return html`<p class="muted">${texts.about}</p>
    <section class="card" data-register="findings"><h2>${texts.findings}</h2>${findingList(context, checkRegister(known, use, now()))}</section>
    <section class="card" data-register="matrix"><h2>${texts.matrix}</h2>${matrix(context, interfaces, use)}<p class="muted small">${texts.rule}</p></section>`;
}

function findingList(context: ReadOnlyContext, findings: readonly RegisterFinding[]): TemplateResult {
  const texts = context.words.readOnly.register;
  if (findings.length === 0) return html`<p class="muted">${texts.sound}</p>`;
  const drawn = findings.slice(0, context.portion);
  return html`<ul class="plain registerFindings">${drawn.map(finding => findingItem(context, finding))}</ul>
    ${moreButton(context, findings.length - drawn.length)}`;
}

/** Why it stands there, and the ways to the interfaces and incidents that it is about. */
function findingItem({ words, narrow, show }: ReadOnlyContext, finding: RegisterFinding): TemplateResult {
  const { code, interfaces, incidents } = finding;
  const texts = words.readOnly.register;
  const why = describeRegisterFinding(words, finding);
  return html`<li data-finding=${code}><span><strong>${texts.code[code]}</strong> ${why}</span>
    <span class="ways">${interfaces.map(
      ({ id, title }) =>
        html`<button type="button" class="link small" data-record=${id} @click=${() => {
          show(id);
        }}>${id} ${title}</button>`,
    )}
    ${
      incidents.length === 0
        ? nothing
        : html`<button type="button" class="link small" data-only=${code} @click=${() => {
            narrow({ name: why, ids: incidents });
          }}>${counted(words, texts.incidents, { count: incidents.length })}</button>`
    }</span></li>`;
}

/** Each party that has an interface, must have one, or was told without: one group of rows each. */
function matrix(context: ReadOnlyContext, interfaces: readonly InterfaceFacts[], use: RegisterUse): TemplateResult {
  const { words } = context;
  const { fields } = words.kinds.interface;
  const of = (party: Party | undefined): readonly InterfaceFacts[] => interfaces.filter(one => one.party === party);
  const told = new Set([...use.unnamed.values(), ...use.gone.values()].map(({ party }) => party));
  const parties = interfaceParties.filter(party => requiredParties.includes(party) || told.has(party) || of(party).length > 0);
  const heads = [fields.title, ...columns.map(column => fields[column])];
  return html`<table class="register" role="table" aria-label=${words.readOnly.register.matrix}>
    <thead role="rowgroup"><tr role="row">${heads.map(({ label }) => html`<th scope="col" role="columnheader">${label}</th>`)}</tr></thead>
    ${parties.map(party => group(context, fields.party.options[party], of(party), use))}
    ${of(undefined).length > 0 ? group(context, words.readOnly.register.noParty, of(undefined), use) : nothing}
  </table>`;
}

function group(context: ReadOnlyContext, name: string, interfaces: readonly InterfaceFacts[], use: RegisterUse): TemplateResult {
  const texts = context.words.readOnly.register;
  return html`<tbody role="rowgroup">
    <tr role="row" class="party"><th scope="rowgroup" role="rowheader" colspan=${columns.length + 1}>${name}${
      interfaces.length === 0 ? html` <span class="bad">${texts.noInterface}</span>` : nothing
    }</th></tr>
    ${interfaces.map(one => interfaceRow(context, one, use))}</tbody>`;
}

function interfaceRow({ words, shown, show }: ReadOnlyContext, one: InterfaceFacts, { over }: RegisterUse): TemplateResult {
  const { id, title } = one;
  const texts = words.readOnly.register;
  const used = over.get(id);
  const last =
    used &&
    html`<span title=${formatTime(used.last)}>${counted(words, texts.use, { count: used.count, last: describeAge(words, used.last, now()) })}</span>`;
  return html`<tr role="row" class=${id === shown ? 'chosen' : ''} @click=${() => {
    show(id);
  }}>
    <td role="cell"><button type="button" class="link" data-record=${id} @click=${(event: Event) => {
      event.stopPropagation();
      show(id);
    }}>${title || id}</button> <span class="muted small">${last ?? texts.unused}</span></td>
    ${columns.map(column => html`<td role="cell"><span class="cellLabel muted small">${words.kinds.interface.fields[column].label}</span> ${cell(one, column, texts.missing)}</td>`)}
  </tr>`;
}

/** What an interface says there; what it should say and does not is named. Resources are optional, and stand one below the other. */
function cell(one: InterfaceFacts, column: (typeof columns)[number], missing: string): TemplateResult | string {
  if (column === 'sharedResources') {
    const resources = resourcesIn(one.sharedResources);
    return resources.length === 0 ? '–' : html`<ul class="plain">${resources.map(resource => html`<li>${resource}</li>`)}</ul>`;
  }
  const said = one[column] ?? '';
  return isBlank(said) ? html`<span class="bad">${missing}</span>` : said;
}
