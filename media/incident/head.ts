import { html, nothing, type TemplateResult } from 'lit-html';
import { clocksOf } from '../../src/domain/incident/clock';
import { acknowledging } from '../../src/domain/incident/entryActions';
import { countedHandOvers } from '../../src/domain/incident/handOversMade';
import { isUnacknowledged } from '../../src/domain/incident/handOver';
import { isEarlier, stepIds, stepNumber, type StepId } from '../../src/domain/vocabulary/steps';
import { isIdOf } from '../../src/domain/records';
import { supportLevels } from '../../src/domain/vocabulary/supportLevels';
import type { IncidentRequest } from '../../src/protocol/requests';
import type { SupportLevel } from '../../src/domain/incident/command';
import { describeStep } from '../../src/words/describe';
import { badges, headLine } from '../shared/record';
import { now } from '../shared/time';
import type { AskingDialog } from '../form/pageDialog';
import type { ToolbarButton } from '../form/toolbar';
import { hasUnsaved } from '../form/model';
import type { HeadParts } from '../record/recordHead';
import { completionDialog } from './completing';
import { belongsTo } from './belongsTo';
import { solutionDialog, workaroundDialog } from './measureDialogs';
import { peopleIn } from './people';
import type { PageContext } from './context';

/** What is wanted at a step; at 400 px it stands in one row, with commenting and the menu. */
const wantedAt: Readonly<Record<StepId, HeadParts['wanted']>> = {
  detect: ['complete'],
  qualify: ['assign', 'complete'],
  analyse: ['linkCommit'],
  remedy: ['applyWorkaround', 'applySolution'],
  monitor: [],
  complete: ['makeProcedure'],
};

/** What stands in the head of an incident's page. */
export function head(context: PageContext): HeadParts {
  const { words, shown } = context;
  return {
    badges: badges(words, shown.record),
    line: headLine(words, shown.record),
    mayRename: shown.record.open && shown.may.includes('fill:detect'),
    notes: [waiting(context), followers(context)],
    tools: tools(context),
    wanted: shown.record.open ? wantedAt[shown.record.step] : ['openReport'],
    ways: rail(context),
  };
}

/** The problem whose solution this incident waits for. */
function waiting({ words, ask, shown: { may, record, around } }: PageContext): TemplateResult | typeof nothing {
  const { waitsFor, open } = record;
  if (waitsFor === undefined || !open) return nothing;
  const title = around.related.find(({ id }) => id === waitsFor)?.title ?? '';
  return html`<p class="waiting"><span class="codicon codicon-watch" aria-hidden="true"></span> ${words.page.waitsFor}
    <button type="button" class="link" @click=${() => {
      ask({ type: 'openRecord', id: waitsFor });
    }}>${waitsFor} ${title}</button>
    ${
      may.includes('fill:analyse')
        ? html`<vscode-button appearance="secondary" data-action="stopWaiting" @click=${() => {
            ask({ type: 'waitFor', problem: null });
          }}>${words.page.stopWaiting}</vscode-button>`
        : nothing
    }</p>`;
}

/** A completed parent or original leaves its open children and duplicates to be gone through. */
function followers({ words, ask, shown: { record, around } }: PageContext): TemplateResult | typeof nothing {
  const open = around.related.filter(other => other.open && (other.relation === 'parentOf' || other.relation === 'hasDuplicate'));
  if (record.open || open.length === 0) return nothing;
  return html`<p class="waiting followers"><span class="codicon codicon-list-tree" aria-hidden="true"></span> ${words.page.followers}
    ${open.map(
      ({ id, title, relation }) =>
        html`<button type="button" class="link" data-follower=${id} @click=${() => {
          ask({ type: 'openRecord', id });
        }}>${words.link[relation]} ${id} ${title}</button>`,
    )}</p>`;
}

function tools(context: PageContext): readonly ToolbarButton[] {
  const { ask, openDialog, shown } = context;
  const { may, record } = shown;
  const { open, archived, step } = record;
  return [
    {
      key: 'applyWorkaround',
      shown: open && may.includes('applyWorkaround'),
      action: () => {
        openDialog(workaroundDialog(context));
      },
    },
    {
      key: 'applySolution',
      shown: open && may.includes('applySolution'),
      action: () => {
        openDialog(solutionDialog(context));
      },
    },
    {
      key: 'raiseProblem',
      shown: open && may.includes('maintain'),
      action: () => {
        ask({ type: 'raiseProblem' });
      },
    },
    {
      key: 'attachEvidence',
      shown: open && may.includes('fill:detect'),
      action: () => {
        ask({ type: 'attachEvidence' });
      },
    },
    {
      key: 'makeProcedure',
      shown: may.includes('maintain') && (!open || step === 'complete'),
      action: () => {
        const { handlingInstructions } = context.unsaved();
        ask({ type: 'makeProcedure', ...(typeof handlingInstructions === 'string' && { instructions: handlingInstructions }) });
      },
    },
    {
      key: 'tell',
      shown: may.includes('fill:qualify'),
      action: () => {
        ask({ type: 'askHost', act: 'tellParty' });
      },
    },
    {
      key: 'acknowledge',
      shown: countedHandOvers(record).some(row => isUnacknowledged(row, now()) && may.includes(acknowledging(row.interface))),
      action: () => {
        ask({ type: 'askHost', act: 'acknowledgeHandOver' });
      },
    },
    {
      key: 'safeguardOff',
      shown: open && may.includes('openGap'),
      action: () => {
        ask({ type: 'askHost', act: 'safeguardOff' });
      },
    },
    {
      key: 'assess',
      shown: may.includes('assessSecurity'),
      action: () => {
        ask({ type: 'askHost', act: 'assessSecurity' });
      },
    },
    {
      key: 'draftNotice',
      shown: may.includes('reportDuty') && clocksOf(record).length > 0,
      action: () => {
        ask({ type: 'askHost', act: 'draftNotice' });
      },
    },
    {
      key: 'assign',
      shown: open && may.includes('assign'),
      action: () => {
        openDialog(assignDialog(context));
      },
    },
    {
      key: 'complete',
      shown: open && step !== 'complete' && may.includes('close'),
      action: () => {
        openDialog(completionDialog(context));
      },
    },
    {
      key: 'goBack',
      shown: open && step !== 'detect' && may.includes('goBack'),
      action: () => {
        openDialog(goBackDialog(context, previous(step)));
      },
    },
    {
      key: 'archive',
      shown: !open && archived === undefined && may.includes('archive'),
      action: () => {
        ask({ type: 'archive' });
      },
    },
    {
      key: 'bringBack',
      shown: archived !== undefined && may.includes('archive'),
      action: () => {
        ask({ type: 'bringBack' });
      },
    },
    {
      key: 'openReport',
      shown: true,
      action: () => {
        ask({ type: 'openReport' });
      },
    },
    {
      key: 'saveReport',
      shown: true,
      action: () => {
        ask({ type: 'saveReport' });
      },
    },
  ];
}

function previous(step: StepId): StepId {
  return stepIds[stepIds.indexOf(step) - 1] ?? 'detect';
}

/** Asks for the earlier step and the reason. */
export function goBackDialog(context: PageContext, to: StepId): AskingDialog<IncidentRequest> {
  const { record } = context.shown;
  const earlier = stepIds.filter(step => isEarlier(step, record.step));
  return stepDialog(context, 'goBack', earlier, to);
}

/** Asks for the step at which a completed incident is taken up again, and the reason. */
export function reopenDialog(context: PageContext): AskingDialog<IncidentRequest> {
  const { step } = context.shown.record;
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
    title: words.dialog[type],
    questions: [
      { id: 'to', kind: 'choice', label: words.dialog.step, options },
      { id: 'reason', kind: 'text', label: words.dialog.reason },
    ],
    answers: { to: proposed },
    request: answers => ({ type, to: answers['to'] as StepId, reason: answers['reason'] ?? '' }),
  };
}

function assignDialog(context: PageContext): AskingDialog<IncidentRequest> {
  const { words, shown } = context;
  return {
    title: words.dialog.assign,
    questions: [
      {
        id: 'level',
        kind: 'choice',
        label: words.dialog.level,
        options: supportLevels.map(level => ({ value: level, label: words.kinds.incident.fields.level.options[level] })),
      },
      { id: 'person', kind: 'person', label: words.dialog.person, people: peopleIn(shown) },
      { id: 'reason', kind: 'text', label: words.dialog.reason, optional: true },
    ],
    answers: { level: shown.record.values.level ?? 'second', person: '' },
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
function rail(context: PageContext): TemplateResult {
  const { words, step, edited, shown, showStep } = context;
  const incident = shown.record;
  return html`<nav class="rail" aria-label=${words.page.steps}><ol>${stepIds.map(id => {
    const passed = incident.passed.includes(id);
    const current = incident.open && incident.step === id;
    const state = current ? 'stepCurrent' : passed ? 'stepDone' : 'stepAhead';
    const unsaved = hasUnsaved(edited, belongsTo(id));
    const name = [describeStep(words, id), words.page[state], ...(unsaved ? [words.page.unsaved] : [])].join(', ');
    return html`<li class=${state}><button type="button" class=${id === step ? 'chosen' : ''} data-step=${id} aria-label=${name} aria-current=${id === step ? 'step' : 'false'} title=${describeStep(words, id)}
      @click=${() => {
        showStep(id);
      }}><span class="mark" aria-hidden="true">${passed && !current ? html`<span class="codicon codicon-check"></span>` : stepNumber(id)}</span>
      <span class="stepName">${words.steps[id].short}</span>${unsaved ? html`<span class="dot"></span>` : nothing}</button></li>`;
  })}</ol></nav>`;
}

/** An incident can wait for the solution of a problem it is linked to. */
export function waitButton({ words, ask, shown: { may, record } }: PageContext, id: string): TemplateResult | typeof nothing {
  const { open, waitsFor } = record;
  if (!isIdOf('problem', id) || !open || waitsFor === id || !may.includes('fill:analyse')) return nothing;
  return html`<vscode-button appearance="secondary" data-wait=${id} @click=${() => {
    ask({ type: 'waitFor', problem: id });
  }}>${words.page.waitForIt}</vscode-button>`;
}
