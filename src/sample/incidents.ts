import type { Actor } from '../domain/actor';
import type { Patch } from '../domain/field';
import type { RecordId } from '../domain/ids';
import type { IncidentCommand } from '../domain/incident/command';
import type { StepId } from '../domain/incident/steps';
import { addDays, addHours } from '../domain/time';
import { sampleAuthors } from './history';

/** One thing somebody does to an incident, hours before the sample is made. */
export interface SampleAction {
  readonly hoursAgo: number;
  readonly by: Actor;
  readonly command: (id: RecordId, others: readonly RecordId[]) => IncidentCommand;
}

/** Facts about the sample's repository that links need. */
export interface SampleFacts {
  readonly now: string;
  readonly breakingCommit: string;
  readonly breakingSubject: string;
  readonly queueHash: string;
}

const admin: Actor = { ...sampleAuthors.ada, role: 'administrator' };
const developer: Actor = { ...sampleAuthors.ben, role: 'developer' };
const manager: Actor = { ...sampleAuthors.chloe, role: 'itManager' };

/** Four incidents at different steps. Each list begins with the capture; later ones can link to the ids of earlier ones. */
export function sampleIncidents(facts: SampleFacts): readonly (readonly SampleAction[])[] {
  const ago = (hours: number): string => addHours(facts.now, -hours);
  return [expiredCertificate(ago), undeliveredMail(ago, facts), slowSearch(ago), bounceInquiry()];
}

function capture(patch: Patch): SampleAction['command'] {
  return id => ({ type: 'capture', record: id, patch });
}

function save(step: StepId, patch: Patch): SampleAction['command'] {
  return () => ({ type: 'save', step, patch });
}

function goOn(from: StepId): SampleAction['command'] {
  return () => ({ type: 'advance', from });
}

function expiredCertificate(ago: (hours: number) => string): readonly SampleAction[] {
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

function undeliveredMail(ago: (hours: number) => string, facts: SampleFacts): readonly SampleAction[] {
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
        errorText: 'expected 2 messages at the relay, found 0\n    at deliverAll (lib/queue.js:7:18)',
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
      command: (id, others) => ({
        type: 'link',
        link: { id: 'l3', kind: 'relatedTo', state: 'suspected', target: { type: 'record', id: others[0] ?? id } },
      }),
    },
    {
      hoursAgo: 4,
      by: developer,
      command: save('analyse', {
        diagnosis: 'The queue asks for port 465; the old relay listens on 25 only.',
        problemReview: 'none',
        knownErrorReview: 'none',
        changeReview: 'matches',
        changeMatch: breakingSubject,
        causeKnown: 'known',
        cause: 'The queue speaks TLS only, but the old relay was not switched over yet.',
        measures: {
          m1: {
            what: 'Send to the old relay without TLS until Monday',
            type: 'workaround',
            person: 'Ada Brandt',
            due: now,
            component: 'Mail queue',
            fallback: 'Hold mail',
            weakensSafeguard: 'yes',
            safeguard: 'Transport encryption',
            state: 'running',
          },
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

function slowSearch(ago: (hours: number) => string): readonly SampleAction[] {
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
        problemReview: 'none',
        knownErrorReview: 'none',
        changeReview: 'none',
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
