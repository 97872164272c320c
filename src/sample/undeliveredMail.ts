import { addDays } from '../domain/foundation/time';
import { admin, capture, developer, goOn, manager, save, type Ago, type SampleAction, type SampleFacts } from './actions';

/** The incident in the middle of the sample: a suspect commit, a known error, and a workaround that opened a safeguard gap. */
export function undeliveredMail(ago: Ago, facts: SampleFacts): readonly SampleAction[] {
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
        link: { kind: 'causedBy', state: 'suspected', target: { type: 'commit', sha: breakingCommit, subject: breakingSubject } },
      }),
    },
    {
      hoursAgo: 5,
      by: developer,
      command: () => ({
        type: 'link',
        link: {
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
        link: { kind: 'relatedTo', state: 'suspected', target: { type: 'record', id: ids('certificate') } },
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
    { hoursAgo: 3.5, by: manager, command: () => ({ type: 'release', part: 'm1' }) },
  ];
}
