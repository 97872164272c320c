import { type FormKind } from '../domain/records';
import type { Patch } from '../domain/forms/field';
import { admin, capture, developer, manager, type Ago, type SampleAction, type SampleFacts, type SampleRecord } from './actions';
import { templateRecords } from './template';

/** What was set up in advance: components with their paths, needs and safeguards, and the interfaces of the template with somebody to call. */
export function setUpInAdvance(): readonly SampleRecord[] {
  const component = (name: string, patch: Patch): SampleRecord => one(name, 'component', 500, patch);
  return [
    component('queue', {
      title: 'Mail queue',
      componentKind: 'service',
      owner: 'Ada Brandt',
      paths: ['lib/queue.js', 'lib/retry.js', 'check.js'],
      confidentialityNeed: 'high',
      integrityNeed: 'high',
      availabilityNeed: 'veryHigh',
      safeguards: ['Transport encryption'],
    }),
    component('relay', {
      title: 'Mail relay',
      componentKind: 'server',
      owner: 'Ben Okafor',
      paths: ['lib/transport.js', 'ops/**'],
      confidentialityNeed: 'high',
      integrityNeed: 'high',
      availabilityNeed: 'high',
      safeguards: ['Transport encryption', 'Allow list of senders'],
    }),
    component('searching', {
      title: 'Search',
      componentKind: 'application',
      owner: 'Chloé Martin',
      paths: ['lib/search.js'],
      confidentialityNeed: 'high',
      integrityNeed: 'normal',
      availabilityNeed: 'normal',
      safeguards: ['Only one’s own mail is found'],
    }),
    ...templateRecords
      .filter(({ kind }) => kind === 'interface')
      .map(({ kind, patch }, n) => one(`interface ${n}`, kind, 499, { ...patch, ...contacts[n] })),
  ];
}

const contacts: readonly Patch[] = [
  { contact: 'Emre Kaya, ext. 110', channel: 'Phone', reachable: 'always' },
  { contact: 'Dana Weiss, ext. 112', channel: 'Phone', reachable: 'always' },
  { contact: 'cert@example.org', channel: 'E-mail, encrypted', reachable: 'always' },
  { contact: 'support@relay.example', channel: 'Ticket', reachable: 'weekdays 8–18' },
];

/** What became known about the failures of the sample: a change, a problem whose cause is looked for, and a known error. */
export function becameKnown(ago: Ago, { breakingCommit, breakingSubject }: SampleFacts): readonly SampleRecord[] {
  return [
    one(
      'switch',
      'change',
      60,
      {
        title: 'Both relays speak TLS only',
        state: 'implemented',
        reason: 'Mail must not cross the net in the clear.',
        person: 'Ben Okafor',
        components: ['Mail queue', 'Mail relay'],
        reference: 'main',
        from: ago(31),
        to: ago(29),
        outage: 'no',
        fallback: 'Back to port 25',
      },
      {
        hoursAgo: 29,
        by: developer,
        command: () => ({
          type: 'link',
          link: { kind: 'relatedTo', state: 'confirmed', target: { type: 'commit', sha: breakingCommit, subject: breakingSubject } },
        }),
      },
    ),
    one('trust', 'problem', 25, {
      title: 'Relays do not agree on whom to trust',
      state: 'investigating',
      owner: 'Chloé Martin',
      symptoms: 'A relay shows a certificate that is not ours. Nobody knows who put it there.',
      components: ['Mail relay'],
    }),
    one(
      'tls',
      'knownError',
      24,
      {
        title: 'A relay that does not speak TLS receives nothing',
        validity: 'inForce',
        source: 'own',
        symptoms: 'Messages stay in the queue; the relay receives none of them. Other relays are fine.',
        errorText:
          'Error: expected 1 messages at the relay, found 0\n    at deliverAll (lib/queue.js:7:18)\n    at Object.<anonymous> (check.js:4:19)',
        components: ['Mail queue', 'Mail relay'],
        rootCause: 'The queue opens port 465 only. A relay that listens on 25 is left without mail.',
        workaround: 'Send to that relay on port 25, without TLS.',
        workaroundFallback: 'Hold mail in the queue',
        workaroundWeakens: 'yes',
        workaroundSafeguard: 'Transport encryption',
        workaroundComponent: 'Mail queue',
        solution: 'Switch the relay to TLS (port 465), then take the exception out of the queue.',
        solutionFallback: 'Back to port 25',
        solutionWeakens: 'no',
      },
      { hoursAgo: 23, by: manager, command: () => ({ type: 'release' }) },
    ),
    one(
      'drain',
      'procedure',
      22,
      {
        title: 'Mail stays in the queue: find the relay and drain the queue',
        validity: 'inForce',
        owner: 'Ada Brandt',
        brings: 'workaround',
        components: ['Mail queue', 'Mail relay'],
        categories: ['software', 'network'],
        symptoms: 'Messages stay in the queue, confirmations do not arrive, the relay receives nothing.',
        steps: {
          a1: {
            what: 'Look which relay the waiting messages are for',
            person: '1st level',
            expected: 'One relay, or all of them',
            weakensSafeguard: 'no',
          },
          a2: {
            what: 'Ask that relay by hand on port 465',
            person: '2nd level',
            expected: 'It answers with our certificate',
            weakensSafeguard: 'no',
          },
          a3: {
            what: 'Let the queue send to it on port 25 until it speaks TLS',
            person: '2nd level',
            expected: 'The queue is empty within ten minutes',
            weakensSafeguard: 'yes',
            safeguard: 'Transport encryption',
          },
        },
      },
      {
        hoursAgo: 22,
        by: admin,
        command: ids => ({ type: 'link', link: { kind: 'relatedTo', state: 'confirmed', target: { type: 'record', id: ids('tls') } } }),
      },
    ),
  ];
}

function one(name: string, kind: FormKind, hoursAgo: number, patch: Patch, ...more: readonly SampleAction[]): SampleRecord {
  return { name, kind, actions: [{ hoursAgo, by: admin, command: capture(patch) }, ...more] };
}
