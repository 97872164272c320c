import { html, nothing, type TemplateResult } from 'lit-html';
import { clocksOf, isLate, isOverdue, type Clock } from '../../src/domain/incident/clock';
import { dutyRow } from '../../src/domain/incident/dutyDecision';
import { duties, isDutyId } from '../../src/domain/vocabulary/duties';
import { runningTarget } from '../../src/domain/incident/facts';
import type { Instant } from '../../src/domain/foundation/time';
import type { Incident } from '../../src/domain/incident/incident';
import { describeDue } from '../../src/words/describe';
import { describeDuty } from '../../src/words/describeDuty';
import { fill, type Words } from '../../src/words/words';
import { formatTime, now } from './time';

/** The reporting duties and the target to restore by as one table with the time left of each; nothing where there is none. `actions` draws what the reader may do about one. */
export function clockList(
  words: Words,
  incident: Incident,
  actions?: (clock: Clock) => TemplateResult | typeof nothing,
): TemplateResult | typeof nothing {
  const clocks = clocksOf(incident);
  const target = runningTarget(incident);
  if (clocks.length === 0 && !target) return nothing;
  return html`<section class="card clocks" data-path="clocks" tabindex="-1"><h2>${words.page.clocks}</h2>
    <table class="clockTable"><thead><tr><th scope="col">${words.page.clockDuty}</th><th scope="col">${words.page.clockLeft}</th></tr></thead>
    <tbody>${
      target ? html`<tr><th scope="row">${words.due.target}</th><td>${timeLeft(words, target.due, target.due < now())}</td></tr>` : nothing
    }${clocks.map(
      clock =>
        html`<tr data-duty=${clock.duty}><th scope="row">${describeDuty(words, clock)}${sourceOf(incident, clock)}</th><td>${stateOf(words, incident, clock)}${actions?.(clock) ?? nothing}</td></tr>`,
    )}</tbody></table></section>`;
}

/** The law and article, or what the organisation names, that the duty comes from. */
function sourceOf({ ownDuties }: Incident, { duty }: Clock): TemplateResult | typeof nothing {
  const source = isDutyId(duty) ? duties[duty].source : ownDuties.find(({ id }) => id === duty)?.source;
  return source === undefined ? nothing : html`<span class="muted small">${source}</span>`;
}

function stateOf(words: Words, { values }: Incident, clock: Clock): TemplateResult {
  const { due, sentAt, halt } = clock;
  const at = now();
  if (sentAt !== undefined) {
    const { sentBy, reference, lateReason } = dutyRow(values, clock.duty) ?? {};
    const told = [sentBy, reference, isLate(due, sentAt) ? fill(words.page.clockLate, { reason: lateReason ?? '–' }) : ''].filter(Boolean);
    return html`<span>${fill(words.page.clockSent, { when: formatTime(sentAt) })}</span>${
      told.length > 0 ? html` <span class="muted small">${told.join(' · ')}</span>` : nothing
    }`;
  }
  if (due === undefined) return html`<span class=${halt === 'waiting' ? 'muted' : 'bad'}>${words.dutyClock[halt ?? 'waiting']}</span>`;
  return timeLeft(words, due, isOverdue(clock, at));
}

function timeLeft(words: Words, due: Instant, isOver: boolean): TemplateResult {
  return html`<span class=${isOver ? 'bad' : 'running'}>${describeDue(words, due, now())}</span>
    <span class="muted small">${fill(words.page.clockDue, { when: formatTime(due) })}</span>`;
}
