import { html, nothing, type TemplateResult } from 'lit-html';
import type { Link, LinkRelation, LinkState } from '../../src/domain/record/link';
import { describeTarget } from '../../src/words/describe';
import type { Words } from '../../src/words/words';

/** What the links of a record can ask for; both protocols know these requests. */
type LinkRequest =
  | { readonly type: 'openLink'; readonly link: string }
  | { readonly type: 'judgeLink'; readonly link: string; readonly state: LinkState }
  | { readonly type: 'unlink'; readonly link: string }
  | { readonly type: 'openRecord'; readonly id: string };

/** What drawing links needs. */
export interface LinksContext {
  readonly words: Words;
  readonly links: readonly Link[];
  readonly related: readonly { readonly id: string; readonly title: string; readonly relation: LinkRelation }[];
  readonly mayLink: boolean;
  readonly mayUnlink: boolean;
  readonly ask: (request: LinkRequest) => void;
  /** More that can be done with a linked record. */
  readonly more?: (id: string) => TemplateResult | typeof nothing;
}

/** The links of a record, and the records that link to it. */
export function linkList(context: LinksContext): TemplateResult {
  const { words, links, related, ask } = context;
  const foreign = related.filter(({ id }) => !links.some(({ target }) => target.type === 'record' && target.id === id));
  if (links.length + foreign.length === 0) return html`<p class="muted">${words.page.noLinks}</p>`;
  return html`<ul class="plain links">
    ${links.map(link => linkRow(context, link))}
    ${foreign.map(
      ({ id, title, relation }) => html`<li><span class="muted">${words.link[relation]}</span>
      <button type="button" class="link" @click=${() => {
        ask({ type: 'openRecord', id });
      }}>${id} ${title}</button></li>`,
    )}
  </ul>`;
}

function linkRow(context: LinksContext, link: Link): TemplateResult {
  const { words, related, mayLink, ask, more } = context;
  const target = describeTarget(link.target);
  const isRecord = link.target.type === 'record';
  const title = isRecord ? `${target} ${related.find(({ id }) => id === target)?.title ?? ''}` : target;
  return html`<li class=${link.state}><span class="muted">${words.link[link.kind]} · ${words.linkState[link.state]}</span>
    <button type="button" class="link" data-link=${link.id} @click=${() => {
      ask({ type: 'openLink', link: link.id });
    }}>${title}</button>
    ${mayLink ? linkButtons(context, link, title) : nothing}${isRecord ? (more?.(target) ?? nothing) : nothing}
  </li>`;
}

function linkButtons({ words, mayUnlink, ask }: LinksContext, link: Link, title: string): TemplateResult {
  const { confirm, ruleOut, removeLink, removeRow } = words.page;
  const button = (name: string, request: LinkRequest, judge?: string): TemplateResult =>
    html`<vscode-button appearance="secondary" aria-label=${`${name}: ${title}`} data-judge=${judge ?? ''} @click=${() => {
      ask(request);
    }}>${name === removeLink ? removeRow : name}</vscode-button>`;
  const judge = (state: LinkState, name: string): TemplateResult | typeof nothing =>
    link.state === state ? nothing : button(name, { type: 'judgeLink', link: link.id, state }, state);
  return html`<span class="buttons">${judge('confirmed', confirm)}${judge('ruledOut', ruleOut)}
    ${mayUnlink ? button(removeLink, { type: 'unlink', link: link.id }) : nothing}</span>`;
}
