import { is, isFilled } from '../../forms/condition';
import { checklist, choice, form, line, list, text, time, when } from '../../forms/field';

/** Items of the restoration checklist that only a security incident needs (M 6.133). */
export const securityChecklistItems = [
  'systemsIsolated',
  'tracesSaved',
  'treatedAsCompromised',
  'systemsCheckedForChanges',
  'originalsRestored',
  'passwordsChanged',
  'penetrationTest',
] as const;

/** The restoration checklist in the order of the work (M 6.133). */
export const restorationItems = [
  'systemsIsolated',
  'tracesSaved',
  'treatedAsCompromised',
  'systemsCheckedForChanges',
  'configurationChecked',
  'originalsRestored',
  'backupsChecked',
  'passwordsChanged',
  'patchesApplied',
  'safeguardsInForce',
  'functionTest',
  'penetrationTest',
  'targetedMonitoring',
] as const;

/** Columns of an item of the checklist that its answer fills in. */
export const answerColumns = ['answer', 'reason', 'person', 'at'] as const;

/** Step 4, remedy and restore service (M 6.64, M 6.133). The measures of step 3 are carried out here. */
export const remedyForm = form({
  containment: { containment: text('M 6.64') },
  service: {
    serviceState: choice('M 6.64', ['down', 'restricted', 'normal']),
    restoredAt: time('M 6.64'),
    usersInformedAt: time('M 6.64'),
    workaroundReviewAt: when(is('serviceState', 'restricted'), time('M 6.64')),
  },
  checklist: {
    restoration: checklist(
      'M 6.133',
      {
        answer: choice('M 6.133', ['done', 'notApplicable']),
        reason: when(isFilled('answer'), line('M 6.133')),
        person: when(isFilled('answer'), line('M 6.133')),
        at: when(isFilled('answer'), time('M 6.133')),
      },
      restorationItems,
    ),
    /** Steps of procedures, as items of the checklist; shown once there are any. */
    procedureSteps: when(
      isFilled('procedureSteps'),
      list('M 6.134', {
        what: line('M 6.134'),
        expected: line('M 6.134'),
        by: line('M 6.134'),
        answer: choice('M 6.134', ['done', 'notApplicable']),
        reason: when(isFilled('answer'), line('M 6.134')),
        person: when(isFilled('answer'), line('M 6.134')),
        at: when(isFilled('answer'), time('M 6.134')),
      }),
    ),
  },
});
