import type { StepWords } from '../kindWords';

/** Words of step 4: what it is called, what to watch for, its form. */
export const englishRemedy = {
  name: 'Remedy and restore service',
  short: 'Remedy',
  watch:
    'Isolate first, then clean, then restore. Treat every affected system as compromised, change passwords before the restart, and bring safeguards back before the users.',
  inList: 'remedy',
  groups: { measures: 'Measures', containment: 'Limit the damage', service: 'Service', checklist: 'Restoration checklist' },
  fields: {
    containment: { label: 'What was done to limit the damage' },
    serviceState: {
      label: 'State of the service',
      help: 'Restricted operation: users can work again, at least to a limited extent.',
      options: { down: 'Down', restricted: 'Restricted operation', normal: 'Normal' },
    },
    restoredAt: { label: 'Restored at' },
    usersInformedAt: { label: 'Users informed at' },
    workaroundReviewAt: { label: 'Review the workaround by' },
    restoration: {
      label: 'Restoration checklist',
      help: 'Each item is done, or not applicable with a reason.',
      columns: {
        answer: { label: 'Answer', options: { done: 'Done', notApplicable: 'Not applicable' } },
        reason: { label: 'Reason or note' },
        person: { label: 'Who' },
        at: { label: 'When' },
      },
      rows: {
        systemsIsolated: 'Affected systems isolated',
        tracesSaved: 'Logs and files that show kind and cause saved',
        treatedAsCompromised: 'Every affected system treated as compromised',
        systemsCheckedForChanges: 'System and applications checked for changes',
        configurationChecked: 'Configuration and user files checked',
        originalsRestored: 'Originals restored from write-protected media',
        backupsChecked: 'Backups checked',
        passwordsChanged: 'Passwords changed before the restart',
        patchesApplied: 'Patches and security settings applied',
        safeguardsInForce: 'Safeguards back in force',
        functionTest: 'Function test with users',
        penetrationTest: 'Penetration test',
        targetedMonitoring: 'Targeted monitoring set up',
      },
    },
    procedureSteps: {
      label: 'Steps taken over from a procedure',
      columns: {
        what: { label: 'What is done' },
        expected: { label: 'What to expect' },
        by: { label: 'By whom, as the procedure says' },
        answer: { label: 'Answer', options: { done: 'Done', notApplicable: 'Not applicable' } },
        reason: { label: 'Reason or note' },
        person: { label: 'Who' },
        at: { label: 'When' },
      },
    },
  },
} as const satisfies StepWords<'remedy'>;
