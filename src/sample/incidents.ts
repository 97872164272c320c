import { addDays } from '../domain/time';
import {
  admin,
  capture,
  developer,
  goOn,
  manager,
  reviewsWithoutFinding,
  save,
  type Ago,
  type SampleAction,
  type SampleFacts,
  type SampleRecord,
} from './actions';

/** The open incidents at different steps, the oldest first. Later ones can link to earlier ones by name. */
export function openIncidents(ago: Ago, facts: SampleFacts): readonly SampleRecord[] {
  const incident = (name: string, actions: readonly SampleAction[]): SampleRecord => ({ name, kind: 'incident', actions });
  return [
    incident('search', slowSearch(ago)),
    incident('certificate', foreignCertificate(ago)),
    incident('mail', undeliveredMail(ago, facts)),
    incident('orders', missingOrders(ago)),
    incident('bounces', bounceInquiry()),
  ];
}

function foreignCertificate(ago: Ago): readonly SampleAction[] {
  return [
    {
      hoursAgo: 28,
      by: admin,
      command: capture({
        title: 'Relay shows a certificate nobody issued',
        kind: 'securityIncident',
        detection: 'monitoring',
        reporter: 'Certificate watch',
        detectedAt: ago(28.2),
        symptoms: 'relay.example.org answers on port 465 with a self-signed certificate. Our own certificate was valid until next year.',
        components: ['Mail relay'],
        services: ['E-mail'],
        couldBeSecurity: 'yes',
        couldBeSecurityReason: 'Somebody could be reading mail in between.',
        tlp: 'AMBER+STRICT',
      }),
    },
    { hoursAgo: 27.8, by: admin, command: goOn('detect') },
    {
      hoursAgo: 27,
      by: admin,
      command: save('qualify', {
        impact: '2',
        urgency: '1',
        category: 'attack',
        assessment: 'suspected',
        assessmentReason: 'The certificate is not ours and no change was planned.',
        harm: ['confidentiality', 'integrity'],
        firstAim: 'clarifyCause',
        continuityThreatened: 'no',
        level: 'second',
        assignee: 'Ada Brandt',
        duties: {
          nis2EarlyWarning: { applies: 'yes', awareAt: ago(27), sentAt: ago(20), reference: 'EW-1' },
          nis2Notification: { applies: 'yes', awareAt: ago(27) },
          gdprNotification: { applies: 'unknown' },
        },
        handOvers: {
          h1: {
            interface: 'securityManagement',
            person: 'Dana Weiss',
            at: ago(26.9),
            channel: 'Phone',
            passed: 'Fingerprint of the certificate, time of the first alarm',
          },
        },
      }),
    },
  ];
}

function undeliveredMail(ago: Ago, facts: SampleFacts): readonly SampleAction[] {
  const { now, breakingCommit, breakingSubject, queueHash } = facts;
  return [
    {
      hoursAgo: 7,
      by: admin,
      command: capture({
        title: 'Mail is not delivered',
        kind: 'disruption',
        detection: 'user',
        reporter: 'Service desk',
        reporterContact: 'ext. 4711',
        occurredAt: ago(29),
        detectedAt: ago(7.1),
        symptoms: 'Messages stay in the queue since yesterday. The old relay receives nothing; the new one does.',
        errorText:
          'Error: expected 2 messages at the relay, found 0\n    at deliverAll (lib/queue.js:7:18)\n    at Object.<anonymous> (check.js:4:19)',
        components: ['Mail queue', 'Mail relay'],
        services: ['E-mail'],
        affectedUsers: 'All branch offices',
        couldBeSecurity: 'unknown',
        couldBeSecurityReason: 'The relay shows a foreign certificate; not yet clear whether the two belong together.',
        tlp: 'AMBER',
      }),
    },
    { hoursAgo: 6.9, by: admin, command: goOn('detect') },
    {
      hoursAgo: 6.5,
      by: admin,
      command: save('qualify', {
        impact: '1',
        urgency: '1',
        category: 'software',
        assessment: 'no',
        assessmentReason: 'A change of the same morning explains it.',
        continuityThreatened: 'no',
        level: 'second',
        assignee: 'Ben Okafor',
        firstSupport: 'Queue restarted',
        firstSupportResult: 'noEffect',
        firstSupportOutcome: 'Still nothing at the old relay.',
      }),
    },
    { hoursAgo: 6.4, by: admin, command: goOn('qualify') },
    {
      hoursAgo: 5,
      by: developer,
      command: () => ({
        type: 'link',
        link: { id: 'l1', kind: 'causedBy', state: 'suspected', target: { type: 'commit', sha: breakingCommit, subject: breakingSubject } },
      }),
    },
    {
      hoursAgo: 5,
      by: developer,
      command: () => ({
        type: 'link',
        link: {
          id: 'l2',
          kind: 'evidence',
          state: 'confirmed',
          target: { type: 'file', path: 'lib/queue.js', lines: { from: 7, to: 8 }, seenAt: breakingCommit, textHash: queueHash },
        },
      }),
    },
    {
      hoursAgo: 4.8,
      by: developer,
      command: ids => ({
        type: 'link',
        link: { id: 'l3', kind: 'relatedTo', state: 'suspected', target: { type: 'record', id: ids('certificate') } },
      }),
    },
    {
      hoursAgo: 4.5,
      by: developer,
      command: ids => ({
        type: 'review',
        source: 'problem',
        outcome: 'none',
        candidates: [
          {
            id: ids('trust'),
            title: 'Relays do not agree on whom to trust',
            state: 'investigating',
            reasons: [{ code: 'component', values: ['Mail relay'] }],
          },
        ],
      }),
    },
    {
      hoursAgo: 4.4,
      by: developer,
      command: ids => ({
        type: 'review',
        source: 'knownError',
        outcome: 'matches',
        match: { id: ids('tls'), title: 'A relay that does not speak TLS receives nothing' },
        candidates: [
          {
            id: ids('tls'),
            title: 'A relay that does not speak TLS receives nothing',
            state: 'inForce',
            reasons: [
              { code: 'signature', values: [] },
              { code: 'component', values: ['Mail queue', 'Mail relay'] },
            ],
          },
        ],
      }),
    },
    {
      hoursAgo: 4.2,
      by: developer,
      command: ids => ({
        type: 'review',
        source: 'change',
        outcome: 'matches',
        match: { id: breakingCommit, title: breakingSubject },
        candidates: [
          { id: breakingCommit, title: breakingSubject, reasons: [{ code: 'linked', values: [] }] },
          {
            id: ids('switch'),
            title: 'Both relays speak TLS only',
            state: 'implemented',
            reasons: [{ code: 'component', values: ['Mail queue', 'Mail relay'] }],
          },
        ],
      }),
    },
    {
      hoursAgo: 4,
      by: admin,
      command: ids => ({
        type: 'applyWorkaround',
        from: ids('tls'),
        reviewAt: addDays(now, 2),
        measure: {
          id: 'm1',
          what: 'Send to the old relay without TLS until Monday',
          person: 'Ada Brandt',
          component: 'Mail queue',
          fallback: 'Hold mail',
          weakensSafeguard: 'yes',
          safeguard: 'Transport encryption',
        },
      }),
    },
    {
      hoursAgo: 3.8,
      by: developer,
      command: save('analyse', {
        diagnosis: 'The queue asks for port 465; the old relay listens on 25 only.',
        causeKnown: 'known',
        cause: 'The queue speaks TLS only, but the old relay was not switched over yet.',
        measures: {
          m2: {
            what: 'Switch the old relay to TLS',
            type: 'final',
            person: 'Ben Okafor',
            due: addDays(now, 3),
            component: 'Mail relay',
            fallback: 'Back to port 25',
            weakensSafeguard: 'no',
            state: 'open',
          },
        },
      }),
    },
    { hoursAgo: 3.5, by: manager, command: () => ({ type: 'releaseMeasure', measure: 'm1' }) },
  ];
}

/** Left for whoever opens the sample: what is known about it already appears beside its form. */
function missingOrders(ago: Ago): readonly SampleAction[] {
  return [
    {
      hoursAgo: 2,
      by: admin,
      command: capture({
        title: 'Order confirmations do not arrive',
        kind: 'disruption',
        detection: 'user',
        reporter: 'Purchasing',
        occurredAt: ago(28),
        detectedAt: ago(2.2),
        symptoms: 'Confirmations stay in the mail queue and never reach the branch offices. Mail inside the house is fine.',
        errorText:
          'Error: expected 7 messages at the relay, found 0\n    at deliverAll (/srv/mail/lib/queue.js:7:18)\n    at Object.<anonymous> (/srv/mail/check.js:4:19)',
        services: ['E-mail'],
      }),
    },
  ];
}

function slowSearch(ago: Ago): readonly SampleAction[] {
  const answers = ['configurationChecked', 'backupsChecked', 'patchesApplied', 'safeguardsInForce', 'functionTest', 'targetedMonitoring'];
  const restoration = Object.fromEntries(answers.map(item => [item, { answer: 'done', person: 'Chloé Martin', at: ago(27) }]));
  return [
    {
      hoursAgo: 60,
      by: admin,
      command: capture({
        title: 'Search in the queue takes minutes',
        kind: 'disruption',
        detection: 'user',
        reporter: 'Service desk',
        detectedAt: ago(60),
        symptoms: 'Searching for a recipient with many messages blocks the view.',
        components: ['Search'],
        couldBeSecurity: 'no',
        couldBeSecurityReason: 'Grows with the number of messages.',
        tlp: 'GREEN',
      }),
    },
    { hoursAgo: 59.9, by: admin, command: goOn('detect') },
    {
      hoursAgo: 59,
      by: admin,
      command: save('qualify', {
        impact: '3',
        urgency: '3',
        category: 'software',
        assessment: 'no',
        assessmentReason: 'Load only.',
        level: 'third',
        assignee: 'Chloé Martin',
        firstSupportResult: 'eased',
        continuityThreatened: 'no',
      }),
    },
    { hoursAgo: 58.9, by: admin, command: goOn('qualify') },
    {
      hoursAgo: 50,
      by: developer,
      command: save('analyse', {
        causeKnown: 'known',
        cause: 'The list of results has no end.',
        measures: {
          m1: {
            what: 'Stop at the first thousand results',
            type: 'final',
            person: 'Chloé Martin',
            due: ago(24),
            weakensSafeguard: 'no',
            state: 'open',
          },
        },
      }),
    },
    ...reviewsWithoutFinding(49.5),
    { hoursAgo: 49, by: manager, command: () => ({ type: 'releaseMeasure', measure: 'm1' }) },
    { hoursAgo: 48.9, by: admin, command: goOn('analyse') },
    {
      hoursAgo: 26,
      by: admin,
      command: save('remedy', {
        serviceState: 'normal',
        restoredAt: ago(26),
        usersInformedAt: ago(25.8),
        restoration,
        measures: { m1: { state: 'done', doneAt: ago(26), doneBy: 'Chloé Martin' } },
      }),
    },
    { hoursAgo: 25.5, by: admin, command: goOn('remedy') },
  ];
}

function bounceInquiry(): readonly SampleAction[] {
  return [
    {
      hoursAgo: 1,
      by: admin,
      command: capture({
        title: 'How long are bounced messages kept?',
        kind: 'inquiry',
        detection: 'user',
        reporter: 'Purchasing',
        symptoms: 'Wants to know whether bounced orders can still be read after a month.',
      }),
    },
  ];
}
