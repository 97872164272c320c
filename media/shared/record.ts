import { html, nothing, type TemplateResult } from 'lit-html';
import { nextToRunOut, waitingOf, type DueWhat } from '../../src/domain/incident/due';
import { clocksOf } from '../../src/domain/incident/clock';
import { incidentFacts, runningTarget } from '../../src/domain/incident/facts';
import { assessmentsDiffer } from '../../src/domain/incident/security';
import { gapState } from '../../src/domain/incident/gap';
import type { Incident } from '../../src/domain/incident/incident';
import { describeAge, describeDue, describeOver } from '../../src/words/describe';
import { describeDueWhat, describeDueWhen } from '../../src/words/describeDue';
import { describeLastFall, describeOwnAssessment, describePerson } from '../../src/words/standing';
import { fill, type Words } from '../../src/words/words';
import { formatTime, now } from './time';

/** The badges of an incident's head: priority, state of the service, TLP label. */
export function badges(words: Words, incident: Incident): TemplateResult {
  const { priority, values, open, gaps } = incident;
  const at = now();
  const openGaps = gaps.filter(gap => gapState(gap, at) === 'open').length;
  const clock = nextToRunOut({ clocks: clocksOf(incident), target: runningTarget(incident) }, at);
  return html`<span class="badges">
    ${priority ? html`<span class="badge priority ${priority}">${priority}</span>` : html`<span class="badge quiet">${words.page.notQualified}</span>`}
    ${values.serviceState ? html`<span class="badge service ${values.serviceState}">${words.kinds.incident.fields.serviceState.options[values.serviceState]}</span>` : nothing}
    ${open ? nothing : html`<span class="badge">${describeOver(words, incident)}</span>`}
    ${openGaps > 0 ? html`<span class="badge gap"><span class="codicon codicon-shield" aria-hidden="true"></span> ${fill(words.tree.tooltip.gaps, { gaps: openGaps })}</span>` : nothing}
    ${clock ? html`<span class=${clock.at < at ? 'badge clock over' : 'badge clock'} title=${describeDueWhat(words, clock.what)}><span class="codicon codicon-watch" aria-hidden="true"></span> ${describeDue(words, clock.at, at)}</span>` : nothing}
    ${values.tlp ? html`<span class="tlp ${values.tlp.replace('+', '-')}">TLP:${values.tlp}</span>` : nothing}
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

/** What security management itself holds it for, and whether that contradicts step 2; nothing where it has said nothing. */
export function ownAssessmentCard(words: Words, { ownAssessment, values }: Incident): TemplateResult | typeof nothing {
  if (!ownAssessment) return nothing;
  return html`<section class="card" data-card="ownAssessment"><h2>${words.ownAssessment.title}</h2>
    <p>${describeOwnAssessment(words, ownAssessment, formatTime)}</p>
    ${assessmentsDiffer(values, ownAssessment.assessment) ? html`<p class="bad">${words.ownAssessment.differs}</p>` : nothing}</section>`;
}

/** What waits for somebody besides clocks and gaps; nothing where nothing does. `actions` draws what the reader may do about one. */
export function waitingList(
  words: Words,
  incident: Incident,
  actions?: (what: DueWhat) => TemplateResult | typeof nothing,
): TemplateResult | typeof nothing {
  const at = now();
  const waiting = waitingOf(incidentFacts(incident), at);
  if (waiting.length === 0) return nothing;
  return html`<section class="card" data-card="due"><h2>${words.status.dueTitle}</h2><ul class="plain">${waiting.map(
    ({ what, at: due, isOver, person }) =>
      html`<li><span class=${isOver ? 'bad' : ''}>${describeDueWhat(words, what)}: ${describeDueWhen(words, { what, at: due }, at)}</span>
        <span class="muted">${[formatTime(due), person].filter(Boolean).join(' · ')}</span> ${actions?.(what) ?? nothing}</li>`,
  )}</ul></section>`;
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
      } · ${fill(words.page.gapSince, { when: formatTime(gap.since) })}${gap.until ? ` · ${fill(words.page.gapUntil, { when: formatTime(gap.until) })}` : ''}</span>
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
