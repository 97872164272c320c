import type { KindWords } from '../kindWords';
import { englishQualify } from './qualify';
import { englishEvents } from './shared';

/** Words of people. */
export const englishPerson = {
  name: 'Person',
  plural: 'People',
  question: 'What is the person’s name?',
  groups: { person: 'Person', roles: 'Roles', keys: 'Keys' },
  fields: {
    title: { label: 'Name', help: 'As git has it (user.name).' },
    addresses: {
      label: 'E-mail addresses',
      help: 'One a line, as git has them (user.email): where one stands here, only entries with one of them count as this person’s; else all under the name do.',
    },
    reachable: { label: 'How and when to reach them' },
    participation: { label: 'Takes part?', options: { takesPart: 'Takes part', left: 'Has left, and holds no role any more' } },
    roles: {
      label: 'Roles',
      help: 'From the first IT manager or IT security officer on, a release, an accepted risk, a sign-off, an acknowledgement and an assessment count only from those who hold the role here. What is changed counts from then on, never for what was done before.',
      columns: {
        role: {
          label: 'Role',
          options: {
            administrator: 'Administrator',
            developer: 'Developer',
            itManager: 'IT manager',
            securityOfficer: 'IT security officer',
          },
        },
        level: { label: 'Support level', options: englishQualify.fields.level.options },
        from: { label: 'From' },
        until: { label: 'Until', help: 'Left open, until it is changed.' },
      },
    },
    deputies: {
      label: 'Deputies',
      help: 'Whoever stands in for them holds their roles in that time.',
      columns: {
        deputy: { label: 'Deputy', help: 'The name of a person here, or an e-mail address.' },
        from: { label: 'From' },
        until: { label: 'Until' },
      },
    },
    sshKeys: {
      label: 'Public SSH keys',
      help: 'One a line, as in the file that ends with .pub: “ssh-ed25519 AAAA…”. Never a private key.',
    },
  },
  states: { takesPart: 'takes part', left: 'has left' },
  events: englishEvents,
} as const satisfies KindWords<'person'>;
