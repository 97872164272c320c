import { html, nothing, type TemplateResult } from 'lit-html';
import { isEarlier, stepIds, stepNumber, type StepId } from '../../src/domain/vocabulary/steps';
import { supportLevels } from '../../src/domain/incident/forms/qualify';
import type { IncidentRequest } from '../../src/protocol/incidentPanel';
import type { SupportLevel } from '../../src/domain/incident/command';
import { describeStep } from '../../src/words/describe';
import { word } from '../../src/words/words';
import { badges, headLine } from '../shared/record';
import type { AskingDialog } from '../form/formPage';
import { commentButton, linkingButtons, toolbar } from '../form/toolbar';
import { hasUnsaved } from '../form/model';
import { belongsTo } from './judged';
import { workaroundDialog } from './workaround';
import type { PageContext } from './context';

/** Id, title, badges, who and when, and what can be done with the incident as a whole. */
export function head(context: PageContext): TemplateResult {
  const {
    words,
    state: {
      view: { incident, integrityFaults },
    },
  } = context;
  return html`<header class="head">
    <div class="headTop">
      <h1 tabindex="-1"><span class="id">${incident.id}</span> ${incident.values.title ?? word(words, 'tree.untitled')}</h1>
      ${badges(words, incident)}
    </div>
    <p class="muted">${headLine(words, incident)}</p>
    ${waiting(context)}${followers(context)}
    ${integrityFaults.length > 0 ? html`<p class="error" role="alert">${word(words, 'page.integrityFailed', integrityFaults.join('; '))}</p>` : nothing}
    ${actions(context)}
  </header>`;
}

/** The problem whose solution this incident waits for. */
function waiting({ words, ask, state: { may, view } }: PageContext): TemplateResult | typeof nothing {
  const { waitsFor, open } = view.incident;
  if (waitsFor === undefined || !open) return nothing;
  const title = view.related.find(({ id }) => id === waitsFor)?.title ?? '';
  return html`<p class="waiting"><span class="codicon codicon-watch" aria-hidden="true"></span> ${word(words, 'page.waitsFor')}
    <button type="button" class="link" @click=${() => {
      ask({ type: 'openRecord', id: waitsFor });
    }}>${waitsFor} ${title}</button>
    ${
      may.includes('fill:analyse')
        ? html`<vscode-button appearance="secondary" data-action="stopWaiting" @click=${() => {
            ask({ type: 'waitFor', problem: null });
          }}>${word(words, 'page.stopWaiting')}</vscode-button>`
        : nothing
    }</p>`;
}

/** A completed parent or original leaves its open children and duplicates to be gone through. */
function followers({ words, ask, state: { view } }: PageContext): TemplateResult | typeof nothing {
  const open = view.related.filter(other => other.open && (other.relation === 'parentOf' || other.relation === 'hasDuplicate'));
  if (view.incident.open || open.length === 0) return nothing;
  return html`<p class="waiting followers"><span class="codicon codicon-list-tree" aria-hidden="true"></span> ${word(words, 'page.followers')}
    ${open.map(
      ({ id, title, relation }) =>
        html`<button type="button" class="link" data-follower=${id} @click=${() => {
          ask({ type: 'openRecord', id });
        }}>${word(words, `link.${relation}`)} ${id} ${title}</button>`,
    )}</p>`;
}

function actions(context: PageContext): TemplateResult | typeof nothing {
  const { words, ask, openDialog, state } = context;
  const { may, view } = state;
  const { open, step } = view.incident;
  return toolbar(words, [
    ...linkingButtons(may.includes('link'), target => {
      ask({ type: 'addLink', target });
    }),
    {
      key: 'page.applyWorkaround',
      shown: open && may.includes('applyMeasure'),
      action: () => {
        openDialog(workaroundDialog(context));
      },
    },
    {
      key: 'page.raiseProblem',
      shown: open && may.includes('maintain'),
      action: () => {
        ask({ type: 'raiseProblem' });
      },
    },
    {
      key: 'page.assign',
      shown: open && may.includes('assign'),
      action: () => {
        openDialog(assignDialog(context));
      },
    },
    {
      key: 'page.goBack',
      shown: open && step !== 'detect' && may.includes('goBack'),
      action: () => {
        openDialog(goBackDialog(context, previous(step)));
      },
    },
    commentButton(words, may.includes('comment'), openDialog),
  ]);
}

function previous(step: StepId): StepId {
  return stepIds[stepIds.indexOf(step) - 1] ?? 'detect';
}

/** Asks for the earlier step and the reason. */
export function goBackDialog(context: PageContext, to: StepId): AskingDialog<IncidentRequest> {
  const { incident } = context.state.view;
  const earlier = stepIds.filter(step => isEarlier(step, incident.step));
  return stepDialog(context, 'goBack', earlier, to);
}

/** Asks for the step at which a completed incident is taken up again, and the reason. */
export function reopenDialog(context: PageContext): AskingDialog<IncidentRequest> {
  const { step } = context.state.view.incident;
  const reached = stepIds.filter(other => !isEarlier(step, other));
  return stepDialog(context, 'reopen', reached, reached.includes('analyse') ? 'analyse' : step);
}

function stepDialog(
  { words }: PageContext,
  type: 'goBack' | 'reopen',
  steps: readonly StepId[],
  proposed: StepId,
): AskingDialog<IncidentRequest> {
  const options = steps.map(step => ({ value: step, label: describeStep(words, step) }));
  return {
    title: word(words, `page.dialog.${type}`),
    questions: [
      { id: 'to', kind: 'choice', label: word(words, 'page.dialog.step'), options },
      { id: 'reason', kind: 'text', label: word(words, 'page.dialog.reason') },
    ],
    answers: { to: proposed },
    request: answers => ({ type, to: answers['to'] as StepId, reason: answers['reason'] ?? '' }),
  };
}

function assignDialog(context: PageContext): AskingDialog<IncidentRequest> {
  const {
    words,
    state: {
      view: { incident },
    },
  } = context;
  return {
    title: word(words, 'page.dialog.assign'),
    questions: [
      {
        id: 'level',
        kind: 'choice',
        label: word(words, 'page.dialog.level'),
        options: supportLevels.map(level => ({ value: level, label: word(words, `option.${level}`) })),
      },
      { id: 'person', kind: 'line', label: word(words, 'page.dialog.person') },
      { id: 'reason', kind: 'text', label: word(words, 'page.dialog.reason'), optional: true },
    ],
    answers: { level: incident.values.level ?? 'second', person: '' },
    paths: ['level', 'assignee'],
    request: (answers, { over }) => ({
      type: 'assign',
      level: answers['level'] as SupportLevel,
      person: answers['person'] ?? '',
      reason: answers['reason'] ?? '',
      over,
    }),
  };
}

/** The six steps in their order; each is a button that shows its form. */
export function rail(context: PageContext): TemplateResult {
  const {
    words,
    step,
    edited,
    state: {
      view: { incident },
    },
    showStep,
  } = context;
  return html`<nav class="rail" aria-label=${word(words, 'page.steps')}><ol>${stepIds.map(id => {
    const passed = incident.passed.includes(id);
    const current = incident.open && incident.step === id;
    const state = current ? 'stepCurrent' : passed ? 'stepDone' : 'stepAhead';
    const unsaved = hasUnsaved(edited, belongsTo(id));
    const name = [describeStep(words, id), word(words, `page.${state}`), ...(unsaved ? [word(words, 'page.unsaved')] : [])].join(', ');
    return html`<li class=${state}><button type="button" class=${id === step ? 'chosen' : ''} data-step=${id} aria-label=${name} aria-current=${id === step ? 'step' : 'false'} title=${describeStep(words, id)}
      @click=${() => {
        showStep(id);
      }}><span class="mark" aria-hidden="true">${passed && !current ? html`<span class="codicon codicon-check"></span>` : stepNumber(id)}</span>
      <span class="stepName">${word(words, `step.short.${id}`)}</span>${unsaved ? html`<span class="dot"></span>` : nothing}</button></li>`;
  })}</ol></nav>`;
}
