import { html, nothing, type TemplateResult } from 'lit-html';
import { gapState } from '../../src/domain/incident/gap';
import type { Link } from '../../src/domain/link';
import type { Incident } from '../../src/domain/incident/incident';
import { describeTarget } from '../../src/words/describe';
import { word } from '../../src/words/words';
import { clockList, gapList, timelineList } from '../shared/record';
import { now } from '../shared/time';
import type { PageContext } from './page';

/** What stands beside the form: clocks, safeguard gaps, links, timeline. */
export function beside(context: PageContext): TemplateResult {
  const {
    words,
    state: { view },
    timelineFilter,
    filterTimeline,
  } = context;
  const { incident } = view;
  return html`<aside class="beside" aria-label=${word(words, 'page.beside')}>
    ${clockList(words, incident)}
    ${gapList(words, incident, gap => gapActions(context, gap))}
    <section class="card"><h2>${word(words, 'page.links')}</h2>${links(context)}</section>
    <section class="card"><h2>${word(words, 'page.timeline')}</h2>
      <vscode-text-field class="filter" aria-label=${word(words, 'page.timelineFilter')} placeholder=${word(words, 'page.timelineFilter')} .value=${timelineFilter}
        @input=${(event: Event) => {
          filterTimeline((event.target as HTMLInputElement).value);
        }}></vscode-text-field>
      ${timelineList(words, incident.timeline, timelineFilter)}</section>
  </aside>`;
}

function gapActions(context: PageContext, gap: Incident['gaps'][number]): TemplateResult | typeof nothing {
  const {
    words,
    ask,
    openDialog,
    state: { may },
  } = context;
  if (gapState(gap, now()) === 'restored') return nothing;
  const restore = (): void => {
    openDialog({
      title: word(words, 'page.dialog.restoreGap'),
      questions: [{ id: 'note', kind: 'text', label: word(words, 'page.dialog.note') }],
      answers: {},
      accept: answers => {
        ask({ type: 'restoreSafeguard', gap: gap.id, note: answers['note'] ?? '' });
      },
    });
  };
  const accept = (): void => {
    openDialog({
      title: word(words, 'page.dialog.acceptGap'),
      questions: [
        { id: 'until', kind: 'time', label: word(words, 'page.dialog.until') },
        { id: 'reason', kind: 'text', label: word(words, 'page.dialog.reason') },
      ],
      answers: {},
      accept: answers => {
        ask({ type: 'acceptGap', gap: gap.id, until: answers['until'] ?? '', reason: answers['reason'] ?? '' });
      },
    });
  };
  return html`<span class="buttons">
    ${may.includes('restoreSafeguard') ? html`<vscode-button appearance="secondary" data-action="restoreGap" @click=${restore}>${word(words, 'page.restoreGap')}</vscode-button>` : nothing}
    ${may.includes('acceptRisk') ? html`<vscode-button appearance="secondary" data-action="acceptGap" @click=${accept}>${word(words, 'page.acceptGap')}</vscode-button>` : nothing}
  </span>`;
}

function links(context: PageContext): TemplateResult {
  const {
    words,
    ask,
    state: { view },
  } = context;
  const own = view.incident.links;
  const foreign = view.related.filter(({ id }) => !own.some(({ target }) => target.type === 'record' && target.id === id));
  if (own.length + foreign.length === 0) return html`<p class="muted">${word(words, 'page.noLinks')}</p>`;
  return html`<ul class="plain links">
    ${own.map(link => linkRow(context, link))}
    ${foreign.map(
      ({ id, title, relation }) => html`<li><span class="muted">${word(words, `link.${relation}`)}</span>
      <button type="button" class="link" @click=${() => {
        ask({ type: 'openIncident', id });
      }}>${id} ${title}</button></li>`,
    )}
  </ul>`;
}

function linkRow(context: PageContext, link: Link): TemplateResult {
  const {
    words,
    ask,
    state: { may, view },
  } = context;
  const target = describeTarget(link.target);
  const title = link.target.type === 'record' ? `${target} ${view.related.find(({ id }) => id === target)?.title ?? ''}` : target;
  const judge = (state: Link['state'], key: string): TemplateResult | typeof nothing =>
    link.state === state
      ? nothing
      : html`<vscode-button appearance="secondary" aria-label=${`${word(words, key)}: ${title}`} data-judge=${state} @click=${() => {
          ask({ type: 'judgeLink', link: link.id, state });
        }}>${word(words, key)}</vscode-button>`;
  return html`<li class=${link.state}><span class="muted">${word(words, `link.${link.kind}`)} · ${word(words, `linkState.${link.state}`)}</span>
    <button type="button" class="link" data-link=${link.id} @click=${() => {
      ask({ type: 'openLink', link: link.id });
    }}>${title}</button>
    ${
      may.includes('link')
        ? html`<span class="buttons">${judge('confirmed', 'page.confirm')}${judge('ruledOut', 'page.ruleOut')}
      ${
        view.incident.open
          ? html`<vscode-button appearance="secondary" aria-label=${`${word(words, 'page.removeLink')}: ${title}`} @click=${() => {
              ask({ type: 'unlink', link: link.id });
            }}>${word(words, 'page.removeRow')}</vscode-button>`
          : nothing
      }</span>`
        : nothing
    }
  </li>`;
}
