import type { KindWords } from '../kindWords';
import { englishEvents, englishOptions } from './shared';

/** Words of components. */
export const englishComponent = {
  name: 'Component',
  plural: 'Components',
  question: 'What is the component called?',
  groups: { component: 'Component', where: 'Where it lies in the workspace', protection: 'Protection' },
  fields: {
    title: { label: 'Title', help: 'What it is called by those who work with it.' },
    componentKind: {
      label: 'Kind of component',
      options: {
        application: 'Application',
        service: 'Service',
        database: 'Database',
        network: 'Network',
        server: 'Server',
        client: 'Client',
        securityProduct: 'Security product',
        infrastructure: 'Infrastructure',
        other: 'Other',
      },
    },
    owner: { label: 'Owner' },
    paths: {
      label: 'Paths',
      help: 'One glob a line: “*” and “?” stay within a folder, “**” crosses folders; “lib/” is everything below lib. An incident that names such a file is offered this component.',
    },
    confidentialityNeed: { label: 'Need of confidentiality', options: englishOptions.needs },
    integrityNeed: { label: 'Need of integrity', options: englishOptions.needs },
    availabilityNeed: { label: 'Need of availability', options: englishOptions.needs },
    safeguards: { label: 'Safeguards in force', help: 'One a line. A measure that weakens one of them opens a safeguard gap.' },
  },
  states: {
    application: 'application',
    service: 'service',
    database: 'database',
    network: 'network',
    server: 'server',
    client: 'client',
    securityProduct: 'security product',
    infrastructure: 'infrastructure',
    other: 'other',
  },
  events: englishEvents,
} as const satisfies KindWords<'component'>;
