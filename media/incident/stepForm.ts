import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { settlingAction, stepPath } from '../../src/domain/incident/conflictPath';
import { askedFields, divided } from '../../src/domain/incident/asked';
import { appliesOf, type DutySource } from '../../src/domain/incident/dutyDecision';
import type { IncidentValues } from '../../src/domain/incident/forms';
import { formOf } from '../../src/domain/incident/relevance';
import { needsSignOff } from '../../src/domain/incident/gateEnding';
import { refusedRequest } from '../../src/domain/incident/releaseRequest';
import { stepMeasures } from '../../src/domain/vocabulary/steps';
import { fillAction, type Action } from '../../src/domain/vocabulary/permissions';
import type { OwnDuty } from '../../src/domain/vocabulary/ownDuty';
import { describeStep, describeTarget } from '../../src/words/describe';
import { describePerson, describeRelease, describeRequest } from '../../src/words/standing';
import { fill, textOf } from '../../src/words/words';
import { foldedGroup, groupOf, type FieldsContext } from '../form/fields';
import type { Checklist, ListRow } from '../form/listContext';
import { meanwhileElsewhere, unshownChanges } from '../form/meanwhileField';
import { conflictNote } from '../shared/conflicts';
import { fallNote } from '../shared/record';
import { formatTime, now } from '../shared/time';
import { approvalDialog, refusalDialog } from './approval';
import { keptContent } from './evidence';
import { foundBelow } from './found';
import { belongsTo } from './belongsTo';
import { dutySource } from './dutySource';
import { gateContext } from './gateContext';
import { withDraft } from './withDraft';
import { isAtRest } from '../form/quiet';
import type { PageContext } from './context';
import { isRead, stepSummary, wholeSummary } from './summary';
import { reviewGroup } from './review';

/** The form of the chosen step: its fields in groups, the three reviews in step 3, and in step 6 the final report and the sign-off. */
export function stepForm(context: PageContext): TemplateResult {
  const {
    words,
    step,
    values,
    edited,
    meanwhile,
    shown: { may, record: incident, rules },
  } = context;
  const groups = formOf(step, values, dutySource(context).ownDuties);
  // What is over is read, not asked.
  const asked = incident.open
    ? askedFields(withDraft(incident, edited, rules.priorityMatrix), step, gateContext(rules))
    : new Set(groups.flatMap(group => group.fields.map(({ id }) => id)));
  const parts = divided(groups, asked);
  const fields = { ...fieldsContext(context), required: (field: string) => incident.open && asked.has(field) };
  return html`${keyed(
    step,
    html`<section class="form" aria-label=${describeStep(words, step)}>
    ${
      incident.open
        ? html`<h2 class="formTitle">${describeStep(words, step)} <span class="measure">${stepMeasures[step].join(', ')}</span></h2>
    <details class="watch"><summary>${words.page.watch}</summary><p>${words.steps[step].watch}</p></details>`
        : html`<h2 class="srOnly">${words.page.completed}</h2>`
    }
    ${incident.open && !may.includes(fillAction(step)) ? html`<p class="help">${words.page.roleMayNot}</p>` : nothing}
    ${conflictNote(
      words,
      incident,
      path => ((incident.open || path === stepPath) && may.includes(settlingAction(path, incident.step)) ? context.settle : undefined),
      incident.open ? undefined : words.conflict.onReopening,
    )}
    ${
      isRead(context)
        ? readPart(context)
        : html`
    ${meanwhile && meanwhileElsewhere(meanwhile, unshownChanges(edited, groups, belongsTo(step)))}
    <div class="askedNow">${repeat(
      parts.asked,
      group => group.id,
      group => (group.id === 'review' ? reviewGroup(context) : groupOf(fields, group)),
    )}
    ${step === 'complete' ? completion(context) : nothing}</div>
    ${repeat(
      parts.optional.filter(({ id }) => id !== 'review'),
      group => group.id,
      group => foldedGroup(fields, group, { key: `${step}:${group.id}`, isRest: parts.asked.some(({ id }) => id === group.id) }),
    )}`
    }
  </section>`,
  )}`;
}

/** What is read and not asked: a finished step, or an incident that is completed, with its report. */
function readPart(context: PageContext): TemplateResult {
  return context.shown.record.open ? stepSummary(context) : html`${completion(context)}${wholeSummary(context)}`;
}

function fieldsContext(context: PageContext): FieldsContext<IncidentValues> {
  const { words, step, values, edited, openRows, setRowOpen, goTo, change, meanwhile, shown } = context;
  const disabled = !shown.record.open || !shown.may.includes(fillAction(step));
  return {
    words,
    texts: textsWith(words, dutySource(context).ownDuties),
    edited,
    values,
    openRows,
    setRowOpen,
    goTo,
    change,
    meanwhile,
    disabled,
    isQuiet: id => !disabled && context.atRest.has(id) && isAtRest(edited, shown.record.conflicts, id),
    heading: group => textOf(words.steps[step].groups, group) ?? group,
    below: path => foundBelow(context, path, disabled),
    after: group => (group === 'priority' ? priorityResult(context) : nothing),
    withRow: (list, row) => (list === 'measures' ? release(context, row.id) : list === 'evidence' ? keptContent(context, row.id) : nothing),
    filledInAlong: (list, column, value, row) => filledInAlong(list, column, value, row, shown.userName),
    checklist: list => checklistOf(list, dutySource(context)),
    fieldsAlong: (field, value) => fieldsAlong(field, value, values),
  };
}

function priorityResult({ words, shown, edited, values }: PageContext): TemplateResult | typeof nothing {
  const { priority } = withDraft(shown.record, edited, shown.rules.priorityMatrix);
  const byHand = values.priorityOverride !== undefined;
  return priority
    ? html`<p class="result"><span class="badge priority ${priority}">${priority}</span> ${fill(byHand ? words.page.priorityByHand : words.page.priorityFromMatrix, { priority })}</p>`
    : nothing;
}

/** What answers a row of a list, as done by somebody at some time. */
const answeredBy: Readonly<Record<string, string>> = { restoration: 'answer', procedureSteps: 'answer', checks: 'holds' };

/** Who answers a checklist item, makes a check or finishes a measure is most often the one who types, now: filled in, and open to change. */
function filledInAlong(
  list: string,
  column: string,
  value: unknown,
  row: Readonly<Record<string, unknown>>,
  user: string,
): Readonly<Record<string, unknown>> {
  if (answeredBy[list] === column) return { person: row['person'] ?? user, at: row['at'] ?? now() };
  if (list === 'measures' && column === 'state' && (value === 'done' || value === 'ended'))
    return { doneBy: row['doneBy'] ?? user, doneAt: row['doneAt'] ?? now() };
  return {};
}

/** The words of the fields; rows of the organisation's own duties are called as it calls them. */
function textsWith({ kinds }: PageContext['words'], own: readonly OwnDuty[]): FieldsContext['texts'] {
  const { fields } = kinds.incident;
  const rows = { ...fields.duties.rows, ...Object.fromEntries(own.map(({ id, title }) => [id, title])) };
  return { ...fields, duties: { ...fields.duties, rows } };
}

/** Clocks count from when the incident was detected, unless one became aware of it at another time (NIS2 Art. 23, GDPR Art. 33). */
function fieldsAlong(field: string, value: unknown, { awareSince, detectedAt }: IncidentValues): Readonly<Record<string, unknown>> {
  const isFilledIn = field === 'dutiesApply' && value === 'some' && awareSince === undefined && detectedAt !== undefined;
  return isFilledIn ? { awareSince: detectedAt } : {};
}

/** What is not done is not applicable with a reason (M 6.133); a duty that applies counts from when one became aware of it (NIS2 Art. 23). */
function checklistOf(list: string, source: DutySource): Checklist {
  const { awareSince } = source.values;
  const runs = (row: ListRow): boolean => row['applies'] === 'yes' || row['applies'] === 'unknown';
  return list === 'duties'
    ? {
        rest: { column: 'applies', answer: 'no', reason: 'reason', isDecided: id => appliesOf(id, source) !== undefined },
        needs: row => (row['applies'] === 'no' ? ['reason'] : runs(row) && awareSince === undefined ? ['awareAt'] : []),
      }
    : {
        rest: { column: 'answer', answer: 'notApplicable', reason: 'reason' },
        needs: row => (row['answer'] === 'notApplicable' ? ['reason'] : []),
      };
}

function release(context: PageContext, measure: string): TemplateResult {
  const { words, ask, edited, openDialog, shown } = context;
  const incident = shown.record;
  const stamp = incident.releases.get(measure);
  const from = incident.applied.get(measure);
  const commits = incident.links
    .filter(link => link.measure === measure && link.state !== 'ruledOut')
    .map(link => describeTarget(link.target));
  const origin = html`${commits.length === 0 ? nothing : html`<span class="muted">${fill(words.page.commits, { commits: commits.join(', ') })}</span>`}${
    from
      ? html`<button type="button" class="link" @click=${() => {
          ask({ type: 'openRecord', id: from });
        }}>${fill(words.timeline.from, { source: from })}</button>`
      : nothing
  }`;
  const saved = incident.values.measures?.some(row => row.id === measure) === true;
  const may = (action: Action): boolean => saved && incident.open && shown.may.includes(action);
  const released = describeRelease(words, incident, measure, formatTime);
  const request = incident.releaseRequests.get(measure);
  const canAsk = may('fill:analyse') && !may('release') && refusedRequest(incident, measure, shown.rules.releaseRule) === undefined;
  const give = may('release') && (!stamp || stamp.onBehalf) ? words.page[stamp ? 'confirmRelease' : 'release'] : undefined;
  return html`<span class="muted">${released ?? (request ? describeRequest(words, request, formatTime) : words.page.awaitingRelease)}</span>${
    stamp ? nothing : fallNote(words, incident, 'record.released', measure)
  }${origin}${
    give === undefined
      ? nothing
      : html` <vscode-button appearance="secondary" data-release=${measure} @click=${() => {
          ask({ type: 'release', part: measure, seen: edited.heads });
        }}>${give}</vscode-button>`
  }${
    request && !request.refused && may('release')
      ? html` <vscode-button appearance="secondary" data-refuse=${measure} @click=${() => {
          openDialog(refusalDialog(words, measure));
        }}>${words.page.refuseRelease}</vscode-button>`
      : nothing
  }${
    canAsk
      ? html` <vscode-button appearance="secondary" data-ask-release=${measure} @click=${() => {
          ask({ type: 'askRelease', measure });
        }}>${words.page.askRelease}</vscode-button>`
      : nothing
  }${
    !stamp && may('recordApproval') && !may('release')
      ? html` <vscode-button appearance="secondary" data-approval=${measure} @click=${() => {
          openDialog(approvalDialog(context, measure));
        }}>${words.page.recordApproval}</vscode-button>`
      : nothing
  }`;
}

function completion(context: PageContext): TemplateResult {
  const {
    words,
    ask,
    edited,
    shown: { may, record: incident },
  } = context;
  const { finalReport, signOff, open } = incident;
  return html`<section class="group" data-path="finalReport" tabindex="-1"><h3>${words.page.finalReport} <span class="measure">M 6.134</span></h3>
      <p>${finalReport ? fill(words.page.reportStored, { who: describePerson(words, finalReport.by), when: formatTime(finalReport.at) }) : open ? words.page.reportToCome : words.page.reportMissing}</p>
      ${finalReport ? nothing : fallNote(words, incident, 'incident.reportStored')}
      ${finalReport ? html`<p class="muted hash">SHA-256 ${finalReport.sha256}</p>` : nothing}
      ${
        !open && !finalReport && may.includes('storeReport')
          ? html`<vscode-button appearance="secondary" data-action="storeReport" @click=${() => {
              ask({ type: 'storeReport' });
            }}>
        ${words.page.storeReport}</vscode-button>`
          : nothing
      }
    </section>
    ${
      needsSignOff(incident)
        ? html`<section class="group" data-path="signOff" tabindex="-1"><h3>${words.page.signOffTitle} <span class="measure">DER.2.1</span></h3>
      <p>${signOff ? fill(words.page.signedOff, { who: describePerson(words, signOff.by), when: formatTime(signOff.at) }) : words.page.signOffMissing}</p>
      ${signOff ? nothing : fallNote(words, incident, 'incident.signedOff')}
      ${
        open && !signOff && may.includes('signOff')
          ? html`<vscode-button appearance="secondary" data-action="signOff" @click=${() => {
              ask({ type: 'signOff', seen: edited.heads });
            }}>${words.page.signOff}</vscode-button>`
          : nothing
      }
    </section>`
        : nothing
    }`;
}
