import { html, nothing, type TemplateResult } from 'lit-html';
import { gapState } from '../../src/domain/incident/gap';
import { isIdOf } from '../../src/domain/records';
import type { Incident } from '../../src/domain/incident/incident';
import { word } from '../../src/words/words';
import { linkList } from '../form/links';
import { chainCard } from '../shared/chain';
import { clockList, gapList } from '../shared/record';
import { formatTime, now } from '../shared/time';
import { describeEvent } from '../../src/words/describe';
import type { PageContext } from './context';
import { similarCard } from './similar';

/** What stands beside the form: clocks, safeguard gaps, links, timeline. */
export function beside(context: PageContext): TemplateResult {
  const {
    words,
    state: { view },
    ask,
    timeline,
  } = context;
  const { incident } = view;
  return html`<aside class="beside" aria-label=${word(words, 'page.beside')}>
    ${similarCard(context)}
    ${clockList(words, incident)}
    ${gapList(words, incident, gap => gapActions(context, gap))}
    <section class="card"><h2>${word(words, 'page.links')}</h2>${links(context)}</section>
    ${chainCard(words, view.chain, incident.id, id => {
      ask({ type: 'openRecord', id });
    })}
    ${timeline.card(words, incident, event => describeEvent(words, incident, event, formatTime))}
  </aside>`;
}

function gapActions(context: PageContext, gap: Incident['gaps'][number]): TemplateResult | typeof nothing {
  const {
    words,
    openDialog,
    state: { may },
  } = context;
  if (gapState(gap, now()) === 'restored') return nothing;
  const restore = (): void => {
    openDialog({
      title: word(words, 'page.dialog.restoreGap'),
      questions: [{ id: 'note', kind: 'text', label: word(words, 'page.dialog.note') }],
      answers: {},
      request: (answers, { seen }) => ({ type: 'restoreSafeguard', gap: gap.id, note: answers['note'] ?? '', seen }),
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
      request: ({ until = '', reason = '' }, { seen }) => ({ type: 'acceptGap', gap: gap.id, until, reason, seen }),
    });
  };
  return html`<span class="buttons">
    ${may.includes('restoreSafeguard') ? html`<vscode-button appearance="secondary" data-action="restoreGap" @click=${restore}>${word(words, 'page.restoreGap')}</vscode-button>` : nothing}
    ${may.includes('acceptRisk') ? html`<vscode-button appearance="secondary" data-action="acceptGap" @click=${accept}>${word(words, 'page.acceptGap')}</vscode-button>` : nothing}
  </span>`;
}

function links(context: PageContext): TemplateResult {
  const { words, ask, state } = context;
  const { may, view } = state;
  const { incident, related } = view;
  return linkList({
    words,
    ask,
    related,
    links: incident.links,
    mayLink: may.includes('link'),
    mayUnlink: incident.open,
    more: id => waitButton(context, id),
  });
}

/** An incident can wait for the solution of a problem it is linked to. */
function waitButton({ words, ask, state: { may, view } }: PageContext, id: string): TemplateResult | typeof nothing {
  const { open, waitsFor } = view.incident;
  if (!isIdOf('problem', id) || !open || waitsFor === id || !may.includes('fill:analyse')) return nothing;
  return html`<vscode-button appearance="secondary" data-wait=${id} @click=${() => {
    ask({ type: 'waitFor', problem: id });
  }}>${word(words, 'page.waitForIt')}</vscode-button>`;
}
