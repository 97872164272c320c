import type { KindWords } from '../kindWords';
import { englishEvents, englishOptions } from './shared';

/** Words of interfaces. */
export const englishPartyInterface = {
  name: 'Interface',
  plural: 'Interfaces',
  question: 'Who is the other party?',
  groups: { party: 'Other party', use: 'When and what', shared: 'Shared with them' },
  fields: {
    title: { label: 'Title', help: 'What it is called by those who work with it.' },
    party: { label: 'Party', options: englishOptions.parties },
    contact: { label: 'Contact' },
    channel: { label: 'Channel' },
    reachable: { label: 'Reachable when' },
    trigger: { label: 'When to use it' },
    passed: { label: 'What is passed' },
    sharedResources: { label: 'Shared resources', help: 'Rooms, tools, people that both sides use.' },
  },
  states: {
    securityManagement: 'security management',
    emergencyManagement: 'emergency management',
    cert: 'CERT',
    manufacturer: 'manufacturer of the affected system',
    securityManufacturer: 'manufacturer of a security product',
    consultant: 'external consultant',
    authority: 'authority',
    dataProtection: 'data protection officer',
  },
  events: englishEvents,
} as const satisfies KindWords<'interface'>;
