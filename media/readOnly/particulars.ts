import { html, nothing, type TemplateResult } from 'lit-html';
import { dueOf, waitingOf, type Due } from '../../src/domain/incident/due';
import type { IncidentFacts } from '../../src/domain/incident/facts';
import { pressing } from '../../src/domain/incident/pressing';
import { compareCodes, type Instant } from '../../src/domain/foundation/time';
import { describeDueWhat, describeDueWhen } from '../../src/words/describeDue';
import { fill, type Words } from '../../src/words/words';
import { formatTime, now } from '../shared/time';
import type { ReadOnlyContext } from './context';
import type { TileId } from './tiles';

/** One thing that a tile counts incidents by. */
interface Particular {
  readonly text: string;
  readonly note: string;
  /** What it is sorted by. */
  readonly at: Instant;
  readonly isBad: boolean;
}

type Particulars = (incident: IncidentFacts, at: Instant, words: Words) => readonly Particular[];

const particulars: Partial<Record<TileId, Particulars>> = {
  gaps: (incident, at, words) =>
    pressing
      .gaps(incident, at)
      .map(({ acceptedUntil, ...gap }) => ({
        ...named(gap, words),
        note: [
          fill(words.page.gapSince, { when: formatTime(gap.since) }),
          ...(acceptedUntil === undefined ? [] : [fill(words.readOnly.acceptanceOver, { until: formatTime(acceptedUntil) })]),
        ].join(' · '),
        at: gap.since,
        isBad: true,
      })),
  accepted: (incident, at, words) =>
    pressing
      .accepted(incident, at)
      .map(({ acceptedUntil = '', ...gap }) => ({
        ...named(gap, words),
        note: fill(words.gapState.accepted, { until: formatTime(acceptedUntil) }),
        at: acceptedUntil,
        isBad: false,
      })),
  untold: (incident, at, words) =>
    pressing
      .untold(incident, at)
      .map(party => ({
        text: words.kinds.interface.fields.party.options[party],
        note: fill(words.page.recorded, { when: formatTime(incident.recordedAt ?? '') }),
        at: incident.recordedAt ?? '',
        isBad: true,
      })),
  handOvers: (incident, at, words) =>
    ofDue(withoutPerson(ofCode(waitingOf(incident, at), 'handOver').filter(({ isOver }) => !isOver)), at, words),
  lateHandOvers: (incident, at, words) => ofDue(withoutPerson(pressing.lateHandOvers(incident, at)), at, words),
  duties: (incident, at, words) => ofDue(pressing.duties(incident, at), at, words),
  reviews: (incident, at, words) => ofDue(pressing.reviews(incident, at), at, words),
  due: (incident, at, words) => ofDue(ofCode(dueOf(incident, at), 'followUp'), at, words),
};

function named(
  { safeguard, component }: { readonly safeguard: string; readonly component: string },
  words: Words,
): { readonly text: string } {
  return { text: component ? fill(words.page.gapOn, { safeguard, component }) : safeguard };
}

/** Whoever has the incident is not who must acknowledge. */
function withoutPerson(all: readonly Due[]): readonly Due[] {
  return all.map(due => ({ ...due, person: undefined }));
}

function ofCode(all: readonly Due[], code: Due['what']['code']): readonly Due[] {
  return all.filter(({ what }) => what.code === code);
}

function ofDue(all: readonly Due[], at: Instant, words: Words): readonly Particular[] {
  return all.map(({ what, at: due, isOver, person }) => ({
    text: describeDueWhat(words, what),
    note: [describeDueWhen(words, { what, at: due }, at), person].filter(Boolean).join(' · '),
    at: due,
    isBad: isOver,
  }));
}

/** What the chosen tile counts, thing by thing, the oldest or next first; nothing where it counts incidents only. */
export function particularList(
  { words, filter, show }: ReadOnlyContext,
  incidents: ReadOnlyContext['incidents'],
): TemplateResult | typeof nothing {
  const of = filter.tile === '' ? undefined : particulars[filter.tile];
  if (filter.tile === '' || !of) return nothing;
  const at = now();
  const all = incidents
    .flatMap(incident => of(incident, at, words).map(particular => ({ incident, ...particular })))
    .sort((a, b) => compareCodes(a.at, b.at));
  return html`<ul class="plain particulars" aria-label=${words.readOnly.tile[filter.tile]}>${all.map(
    ({ incident, text, note, isBad }) => html`<li><span class=${isBad ? 'bad' : ''}>${text}</span>
      <span class="muted small">${note}</span>
      <button type="button" class="link small" @click=${() => {
        show(incident.id);
      }}>${incident.id} ${incident.title}</button></li>`,
  )}</ul>`;
}
