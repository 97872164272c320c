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
import { undeliveredMail } from './undeliveredMail';

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
        dutiesApply: 'some',
        awareSince: ago(27),
        duties: { nis2EarlyWarning: { applies: 'yes', sentAt: ago(20), reference: 'EW-1' }, gdprNotification: { applies: 'unknown' } },
        handOvers: {
          h1: {
            interface: 'securityManagement',
            person: 'Dana Weiss',
            at: ago(27),
            channel: 'Phone',
            passed: 'Fingerprint of the certificate, time of the first alarm',
          },
        },
      }),
    },
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
    { hoursAgo: 49, by: manager, command: () => ({ type: 'release', part: 'm1' }) },
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
