import type { KindWords } from '../kindWords';
import { englishEvents, englishOptions } from './shared';

/** Words of changes. */
export const englishChange = {
  name: 'Change',
  question: 'What is changed?',
  plural: 'Changes',
  parts: { planned: 'Planned', implemented: 'Implemented' },
  groups: { change: 'Change', where: 'What it changes', when: 'Window', fallback: 'Fallback' },
  fields: {
    title: { label: 'Title', help: 'What is changed, in a few words.' },
    state: {
      label: 'State',
      options: {
        planned: 'Planned',
        released: 'Released',
        implemented: 'Implemented',
        monitored: 'Monitored',
        closed: 'Closed',
        rejected: 'Rejected',
      },
    },
    reason: { label: 'Reason' },
    person: { label: 'Responsible' },
    components: { label: 'Affected components', help: 'One name a line, as in “Components, interfaces and people”.' },
    reference: { label: 'Branch, tag or ticket' },
    from: { label: 'From' },
    to: { label: 'To' },
    outage: { label: 'Does it interrupt a service?', options: englishOptions.yesNo },
    fallback: { label: 'Way back if it fails' },
  },
  states: {
    planned: 'planned',
    released: 'released',
    implemented: 'implemented',
    monitored: 'monitored',
    closed: 'closed',
    rejected: 'rejected',
  },
  events: englishEvents,
} as const satisfies KindWords<'change'>;
