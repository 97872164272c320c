/** The check of the register of interfaces. */
export const interfaceRegister = {
  tab: 'Register',
  about: 'Whom incident management hands over to, when, with what and how (M 6.124), and what does not fit together in it.',
  findings: 'What to look at',
  sound: 'Nothing is missing, contradicts itself or was passed by.',
  matrix: 'The register',
  noInterface: 'No interface',
  noParty: 'Without a party',
  missing: 'Missing',
  use: { one: 'Used once, {last}', other: 'Used {count} times, last {last}' },
  unused: 'Not used yet',
  rule: 'Shared resources are told apart by lines, commas and semicolons; what stands in brackets belongs to the name before it.',
  incidents: { one: 'Show {count} incident', other: 'Show {count} incidents' },
  /** What each sort of finding is called. */
  code: {
    noInterface: 'No interface',
    unnamed: 'To nobody in the register',
    gone: 'Over an interface that is gone',
    contradictory: 'Contradiction',
    lacking: 'Incomplete',
    sharedByTwo: 'Shared twice',
    neverUsed: 'Never used',
  },
  /** Why each stands there; `first` and `second` are interfaces, `fields` what they say. */
  why: {
    required: '{party} has no interface, and M 6.124 asks for one to be set up in advance.',
    noInterface: {
      one: '{party} has no interface, and {count} hand-over went there.',
      other: '{party} has no interface, and {count} hand-overs went there.',
    },
    unnamed: {
      one: '{count} hand-over to this party names no interface, and nobody whom an interface names: {party}.',
      other: '{count} hand-overs to this party name no interface, and nobody whom an interface names: {party}.',
    },
    gone: {
      one: '{count} hand-over went over {id}, which the register does not have: {party}.',
      other: '{count} hand-overs went over {id}, which the register does not have: {party}.',
    },
    trigger: '{first} and {second} are for the same case and do not say the same: {fields}.',
    contact: '{first} and {second} name the same contact and channel and do not say the same: {fields}.',
    lacking: '{first} lacks what has to be known when it is used: {fields}.',
    sharedByTwo: '{resource} is shared with more than one party, each of which will count on it: {parties}.',
    neverUsed: {
      one: 'Nothing went over {first} in {days} days, with {count} incident in that time, so that at most {share} % of them will (95 % confidence): should it be tried out?',
      other:
        'Nothing went over {first} in {days} days, with {count} incidents in that time, so that at most {share} % of them will (95 % confidence): should it be tried out?',
    },
  },
} as const;
