import { applicableChecklist } from '../domain/incident/gate';
import { sha256 } from '../store/hash';
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
  type SampleRecord,
} from './actions';

const report = 'Written before the sample was made.\n';

/** An incident that was completed weeks ago, with its solution: what looks like it today can learn from it. */
export function pastIncident(ago: Ago): SampleRecord {
  const at = ago(880);
  const restoration = Object.fromEntries(applicableChecklist({}).map(item => [item, { answer: 'done', person: 'Ada Brandt', at }]));
  const actions: readonly SampleAction[] = [
    {
      hoursAgo: 900,
      by: admin,
      command: capture({
        title: 'Mail to a branch office stays in the queue',
        kind: 'disruption',
        detection: 'user',
        reporter: 'Branch office North',
        detectedAt: ago(901),
        symptoms: 'Messages for one relay stay in the queue and are not delivered; the retries come too late.',
        components: ['Mail queue'],
        services: ['E-mail'],
        couldBeSecurity: 'no',
        couldBeSecurityReason: 'Began with a change of the retries.',
        tlp: 'GREEN',
      }),
    },
    { hoursAgo: 899, by: admin, command: goOn('detect') },
    {
      hoursAgo: 898,
      by: admin,
      command: save('qualify', {
        impact: '3',
        urgency: '3',
        category: 'software',
        assessment: 'no',
        assessmentReason: 'A setting.',
        level: 'second',
        assignee: 'Ben Okafor',
        firstSupportResult: 'noEffect',
        continuityThreatened: 'no',
      }),
    },
    { hoursAgo: 897, by: admin, command: goOn('qualify') },
    {
      hoursAgo: 896,
      by: developer,
      command: save('analyse', {
        causeKnown: 'known',
        cause: 'The queue waited an hour after the first refusal of the relay.',
        measures: {
          m1: { what: 'Never wait longer than ten minutes', type: 'final', person: 'Ben Okafor', due: ago(890), weakensSafeguard: 'no' },
        },
      }),
    },
    ...reviewsWithoutFinding(895),
    { hoursAgo: 894, by: manager, command: () => ({ type: 'release', part: 'm1' }) },
    { hoursAgo: 893, by: admin, command: goOn('analyse') },
    {
      hoursAgo: 880,
      by: admin,
      command: save('remedy', {
        serviceState: 'normal',
        restoredAt: at,
        usersInformedAt: at,
        restoration,
        measures: { m1: { state: 'done', doneAt: at, doneBy: 'Ben Okafor' } },
      }),
    },
    { hoursAgo: 879, by: admin, command: goOn('remedy') },
    {
      hoursAgo: 800,
      by: admin,
      command: save('monitor', {
        checks: { c1: { at: ago(800), person: 'Ada Brandt', seen: 'Mail arrives within ten minutes', holds: 'yes' } },
        recurrence: 'no',
        effectivenessConfirmedBy: 'Branch office North',
      }),
    },
    { hoursAgo: 790, by: admin, command: goOn('monitor') },
    {
      hoursAgo: 789,
      by: admin,
      command: save('complete', {
        closureCode: 'solved',
        solution: 'The queue never waits longer than ten minutes between two attempts (lib/retry.js).',
        handlingInstructions: 'Look at the time of the next attempt before the relay is blamed.',
        detectedInTime: 'yes',
      }),
    },
    { hoursAgo: 788, by: admin, command: () => ({ type: 'complete' }) },
    { hoursAgo: 787, by: admin, command: () => ({ type: 'storeReport', text: report, sha256: sha256(report) }) },
  ];
  return { name: 'past', kind: 'incident', actions };
}
