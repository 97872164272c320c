import type { KindWords } from '../kindWords';
import { englishQualify } from './qualify';
import { englishEvents, englishOptions } from './shared';

/** Words of procedures. */
export const englishProcedure = {
  name: 'Procedure',
  plural: 'Procedures',
  question: 'What is the procedure for?',
  groups: { procedure: 'Procedure', applies: 'When it applies', steps: 'Steps' },
  fields: {
    title: { label: 'Title', help: 'What it is for, in a few words: “Relay refuses the connection”.' },
    validity: { label: 'Validity', options: { inForce: 'In force', retired: 'Retired' } },
    owner: { label: 'Owner', help: 'Who keeps it true.' },
    brings: {
      label: 'What does following it come to?',
      options: { workaround: 'A workaround: users can work again', final: 'A solution: the cause is removed' },
    },
    components: { label: 'Components it applies to', help: 'One name a line, as in “Components, interfaces and people”.' },
    categories: { label: 'Categories it applies to', options: englishQualify.fields.category.options },
    symptoms: { label: 'Words by which it is recognised', help: 'What users say and logs show when this happens.' },
    errorText: { label: 'Error text or stack trace', help: 'The same error offers it, whatever else is reported.' },
    steps: {
      label: 'Steps',
      help: 'In the order of the work. Taking the procedure over makes measures, or items of the checklist, of them.',
      columns: {
        what: { label: 'What is done' },
        person: { label: 'By whom' },
        expected: { label: 'What to expect' },
        weakensSafeguard: { label: 'Does it weaken or disable a safeguard?', options: englishOptions.yesNo },
        safeguard: { label: 'Which safeguard?' },
      },
    },
  },
  states: { inForce: 'in force', retired: 'retired' },
  events: englishEvents,
} as const satisfies KindWords<'procedure'>;
