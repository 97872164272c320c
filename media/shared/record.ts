import { html, nothing, type TemplateResult } from 'lit-html';
import { clocksOf } from '../../src/domain/incident/clock';
import { gapState } from '../../src/domain/incident/gap';
import type { Incident } from '../../src/domain/incident/incident';
import { describeAge, describeDue } from '../../src/words/describe';
import { describeLastFall, describePerson } from '../../src/words/standing';
import { fill, type Words } from '../../src/words/words';
import { formatTime, now } from './time';

/** The badges of an incident's head: priority, state of the service, TLP label. */
export function badges(words: Words, { priority, values, open }: Incident): TemplateResult {
  return html`<span class="badges">
    ${priority ? html`<span class="badge priority ${priority}">${priority}</span>` : html`<span class="badge">${words.page.notQualified}</span>`}
    ${values.serviceState ? html`<span class="badge service ${values.serviceState}">${words.kinds.incident.fields.serviceState.options[values.serviceState]}</span>` : nothing}
    ${open ? nothing : html`<span class="badge">${words.page.completed}</span>`}
    ${values.tlp ? html`<span class="badge">TLP:${values.tlp}</span>` : nothing}
  </span>`;
}

/** The line below the title: kind, reporter, age, assignment. */
export function headLine(words: Words, { values, recorded }: Incident): string {
  const at = now();
  return [
    values.kind ? words.kinds.incident.fields.kind.options[values.kind] : '',
    values.reporter ? fill(words.page.reportedBy, { who: values.reporter }) : '',
    recorded ? fill(words.page.recorded, { when: describeAge(words, recorded.at, at) }) : '',
    values.assignee
      ? fill(words.page.assigned, {
          whom: [values.level ? words.kinds.incident.fields.level.options[values.level] : '', values.assignee].filter(Boolean).join(', '),
        })
      : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The running and met clocks of reporting duties; nothing when none applies. */
export function clockList(words: Words, incident: Incident): TemplateResult | typeof nothing {
  const clocks = clocksOf(incident.values);
  if (clocks.length === 0) return nothing;
  const at = now();
  return html`<section class="card"><h2>${words.page.clocks}</h2><ul class="plain">${clocks.map(({ duty, due, sentAt }) => {
    const state = sentAt
      ? fill(words.page.clockSent, { when: formatTime(sentAt) })
      : due
        ? describeDue(words, due, at)
        : words.page.clockWaiting;
    const tone = sentAt || !due ? '' : due < at ? 'bad' : 'running';
    return html`<li><span class=${tone}>${words.duty[duty]}: ${state}</span>${due && !sentAt ? html` <span class="muted">${fill(words.page.clockDue, { when: formatTime(due) })}</span>` : nothing}</li>`;
  })}</ul></section>`;
}

/** The safeguard gaps with their state; `actions` draws what the reader may do about one. */
export function gapList(
  words: Words,
  incident: Incident,
  actions?: (gap: Incident['gaps'][number]) => TemplateResult | typeof nothing,
): TemplateResult | typeof nothing {
  if (incident.gaps.length === 0) return nothing;
  const at = now();
  return html`<section class="card" data-path="gaps" tabindex="-1"><h2>${words.page.gaps}</h2><ul class="plain">${incident.gaps.map(gap => {
    const state = gapState(gap, at);
    const name = gap.component ? fill(words.page.gapOn, { safeguard: gap.safeguard, component: gap.component }) : gap.safeguard;
    return html`<li><span class=${state === 'open' ? 'bad' : ''}>${name}</span>
      <span class="muted">${fill(words.gapState[state], { until: gap.accepted ? formatTime(gap.accepted.until) : '' })}${
        gap.accepted
          ? ` · ${fill(words.page.gapAcceptedBy, { who: describePerson(words, gap.accepted.by), when: formatTime(gap.accepted.at) })}`
          : ''
      } · ${fill(words.page.gapSince, { when: formatTime(gap.since) })}</span>
      ${state === 'open' ? gapFall(words, incident, gap.id) : nothing}
      ${actions?.(gap) ?? nothing}</li>`;
  })}</ul></section>`;
}

/** Why a gap is open again that was accepted or closed. */
function gapFall(words: Words, incident: Incident, gap: string): readonly (TemplateResult | typeof nothing)[] {
  return (['incident.gapAccepted', 'incident.gapRestored'] as const).map(type =>
    fallNote(words, incident, type, gap, words.decision[type]),
  );
}

/** Why what was decided before no longer holds, behind what it is called where that is not plain; nothing where none has fallen. */
export function fallNote(words: Words, incident: Incident, type: string, about?: string, name?: string): TemplateResult | typeof nothing {
  const why = describeLastFall(words, incident, type, formatTime, about);
  return why === undefined ? nothing : html`<p class="standing">${name === undefined ? why : `${name}: ${why}`}</p>`;
}
