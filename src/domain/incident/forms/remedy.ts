import { is, isFilled } from '../../forms/condition';
import { checklist, choice, form, line, text, time, when } from '../../forms/field';

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
  },
});
