import type { DocumentationGap } from '../../domain/incident/documentation';
import type { GapState } from '../../domain/incident/gap';
import type { GateCode } from '../../domain/incident/gateCondition';
import type { LinkRelation, LinkState } from '../../domain/record/link';
import type { Remark } from '../../domain/record/remark';
import type { Misfit } from '../../domain/record/standing';
import type { Refusal } from '../../domain/records';
import type { Role } from '../../domain/vocabulary/actor';
import type { DutyId } from '../../domain/vocabulary/duties';
import type { Texts } from '../kindWords';
import { englishActions } from './actions';

/** What a gate asks for. */
const gate = {
  title: 'a title',
  kind: 'the kind of report',
  detection: 'how it was detected',
  reporter: 'who reported it',
  detectedAt: 'when it was detected',
  symptoms: 'the symptoms',
  securityAnswer: 'whether it could be a security incident, and why',
  priority: 'impact and urgency, which give the priority',
  overrideReason: 'a reason for the priority set by hand',
  category: 'a category',
  assessment: 'the security assessment and its reason',
  levelAndPerson: 'a support level and a person',
  firstSupport: 'the result of first support',
  assessmentsAgree: 'one assessment: security management holds another, with its reason',
  handOverSecurity: 'the complete hand-over to security management',
  handOverEmergency: 'the complete hand-over to emergency management',
  problemReview: 'review against detected problems',
  knownErrorReview: 'review against known errors',
  changeReview: 'review against changes',
  cause: 'the cause, or “not known”',
  measure: 'a measure and its kind',
  safeguardQuestion: 'the safeguard question for each measure',
  release: 'release of the final solution by the IT manager',
  serviceState: 'service in restricted or normal operation',
  measuresAssigned: 'person and date for each open measure',
  checklist: 'the restoration checklist',
  procedureSteps: 'each step taken over from a procedure',
  windowOver: 'the end of the observation, or a reason for ending early',
  checkHolds: 'a last check that holds',
  noRecurrence: 'that it has not happened again',
  documentation: 'complete documentation',
  closureCode: 'how it ended',
  duplicateOf: 'the incident it duplicates, one that there is and that is no duplicate of this one',
  measuresReleased: 'release of every measure by the IT manager, as it is worded now',
  gapsClosed: 'every safeguard back, or its gap accepted',
  causeCarriedOn: 'the problem or known error that carries on the cause, one that there is',
  signOff: 'sign-off by the IT manager',
  timesInOrder: 'times in order: occurred, detected, restored, and nothing that has happened ahead',
  dutiesAsked: 'whether a reporting duty applies; that none does, with the reason',
  clocksRun: 'what the clock of each reporting duty counts from: since when the organisation knows, or the notice before it',
  checklistAgrees: 'a checklist that does not say that the safeguards are back while one is not',
  serviceNormal: 'service in normal operation, since it is said to be solved',
  measuresOver: 'every measure done or dropped, and every workaround ended',
  solution: 'the solution, or what was found',
  dutiesDecided: 'yes or no for each reporting duty, a no with its reason',
  noticesSent: 'the notices that are overdue or due without delay, sent',
  latenessExplained: 'why a notice was sent late',
  notSecurity: 'that it is no security incident: one that is or may be goes through all steps',
  shortEnding: 'how it ended, in one of the ways that need no more steps',
  noDuty: 'no reporting duty: where one applies, or may, it goes through all steps',
} as const satisfies Texts<GateCode>;

/** What a documentation lacks. */
const documentation = {
  measureWithoutPersonOrTime: 'a measure is done, but not when and by whom',
  droppedWithoutReason: 'a measure was dropped without a reason',
  workaroundNotReleased: 'the release of a workaround is not recorded',
  handOverIncomplete: 'a hand-over lacks person, time, channel or content',
  checkIncomplete: 'a check lacks time, person or result',
  checklistIncomplete: 'a checklist item lacks person or time',
  evidenceWithoutHash: 'evidence has no SHA-256',
  restoredAtMissing: 'when the service was restored',
  usersInformedMissing: 'when the users were informed',
  effectivenessNotConfirmed: 'who confirmed the effect',
} as const satisfies Texts<DocumentationGap>;

/** The roles, as they stand in a sentence. */
const role = {
  administrator: 'administrator',
  developer: 'developer',
  itManager: 'IT manager',
  securityOfficer: 'IT security officer',
} as const satisfies Texts<Role>;

/** Why something asked of a record was refused. */
const refusal = {
  changedMeanwhile: 'Nothing was saved: somebody else has meanwhile changed {fields}. Choose at the field what is to stand there.',
  changedSinceSeen:
    'Nothing was decided: somebody else has meanwhile changed what it is about. Look at it as it stands now, then decide again.',
  notHeld:
    'Nothing was recorded: by the register of people you do not hold the role {role} now, and who is to {action} must. Ask an IT manager or the IT security officer to enter you in “Components, interfaces and people”, by the address that your git has (user.email).',
  notPermitted:
    'The role {role} may not {action}. Where no register of people says who holds which role, it is set in the user settings (faultline.role).',
  gate: 'Step {step} cannot be left yet. Missing: {missing}.',
  shortWay: 'The short way is not open yet. Missing: {missing}.',
  noOriginal: '{named} is itself linked as a duplicate of this incident. Where it is the original, take that link away first.',
  noSuchRecord: 'There is no other record {named}: “{field}” names one that there is.',
  notLooked: 'What could match is still being looked up. Answer when it is shown.',
  invalidField: '“{field}” cannot be stored as it is ({detail}). Correct it and save again.',
  reasonMissing: 'A reason is needed.',
  closed: 'The incident is completed. Reopen it to change it.',
  erased: 'It was erased: nothing is left of it but that it was there.',
  retained: 'Its time is not over: faultline.retention.years says how long an incident is kept after its completion.',
  stillDue: 'Something of it is still due, or a safeguard not back. Answer that first.',
  notClosed: 'The incident is open: it is not completed.',
  exists: 'The id is taken already.',
  noSuchLink: 'This link is no longer there.',
  linkToSelf: 'A record cannot be linked to itself.',
  linkKind: 'A link of this kind says nothing about what it would point to. Choose another kind.',
  noSuchMeasure: 'This measure is not saved yet, or no longer there. Save first.',
  released: 'It is released already, by who may do that.',
  whoApproved: 'Say who approved it.',
  measureDropped: 'This measure was dropped. Take it up again before it is released.',
  releaseNotNeeded: 'This measure needs no release.',
  releaseAsked: 'Its release is asked for already.',
  noReleaseAsked: 'Nobody asks for the release of this measure (any more).',
  noSuchGap: 'This safeguard gap is no longer open.',
  gapRestored: 'This safeguard has been restored already.',
  noSuchEntry: 'There is no such entry, or it has no content that could be redacted.',
  carriesState:
    'This entry decides where the record stands (a step, a measure, a safeguard gap, a release, a link): without its content the record would say something else. Change that first; a completed incident is reopened first.',
  noSuchHandOver: 'This hand-over is not there (any more), or has no time yet.',
  acknowledgedBefore: 'A hand-over is acknowledged after it was made, not before.',
  acknowledgedAlready: 'This hand-over has been acknowledged already.',
  handOverIncomplete: 'A hand-over needs a person, a channel and what was passed.',
  acknowledgementIncomplete: 'Say who has acknowledged it, and how.',
  noSuchFollowUp: 'This follow-up is not there (any more).',
  followUpDone: 'This follow-up is done already.',
  personMissing: 'Say who has done it.',
  noWorkaround: 'The service is not in restricted operation (any more): there is no workaround to look at.',
  timeAhead: 'The time lies ahead. Say when it happened.',
  dateInPast: 'The date must lie in the future.',
  noSuchDuty: 'This reporting duty does not apply here, or has no notice to be sent. Decide it in step 2 first.',
  sentAhead: 'A notice cannot have been sent in the future.',
  lateReasonMissing: 'It was sent after its date: the reason for the delay is part of it (GDPR Art. 33(1)).',
  notAtStep: 'Meanwhile the incident stands at step {step}.',
  notBack: '{step} is not an earlier step.',
  matchMissing: 'Say what it matches.',
  safeguardMissing: 'It weakens a safeguard: say which.',
  whatMissing: 'Say what is to be done.',
  alreadyApplied: 'It has been applied here already.',
  notReleased: 'A final solution waits for the release by the IT manager. Release it in the known error, or let the IT manager apply it.',
  contentFixed:
    'The content that is kept is named by its SHA-256: neither that nor what it is can be changed by hand. Remove the row and attach it anew instead.',
  nothingToTake: 'This procedure has no steps that could be taken over. Write them there first.',
  noProblem: 'An incident can only wait for a problem.',
  titleMissing: 'It needs a title, or nobody will find it again.',
  comesWithRelease: 'This state comes with the release by the IT manager, and cannot be chosen.',
  lastKeeper:
    'Nothing was saved: nobody else keeps the register of people without an end, and without anybody it could never be changed again. Enter another IT manager or IT security officer first.',
  nothingToRelease: 'There is nothing to release: write the final solution first.',
} as const satisfies Texts<Refusal['code']>;

/** What a reader of a log must know besides its faults. */
const notice = {
  clockBackwards: 'an entry by {who} bears a time ({when}) before that of one it builds on ({earlier}): a clock was wrong',
  clockAhead: 'an entry by {who} bears a time that lies ahead ({when}): a clock was wrong',
  redacted: 'an entry of {when} by {who} was redacted by {redactor}, {redactedAt}: {reason}',
} as const satisfies Texts<Remark['code']>;

/** What holds and what does not. */
const standing = {
  person: '{name} ({role})',
  disregarded: 'Entered as {role}, does not count: {why}.',
  disregardedEntry: '“{entry}” of {when} by {who} does not count: {why}',
  roleMayNot: 'this role may not {action}',
  notHeld: 'by the register of people they did not hold this role then',
  leftNobody: 'nobody would be left who keeps the register of people',
  redacted: 'Redacted by {who}, {when}: {reason}',
  lostAtEnd: 'the incident is completed, and of its {decision}: {why}',
  fell: 'No longer holds: {who} changed what it covers, {when}.',
  fellUnseen: 'Does not hold: {who} changed what it covers at the same time, {when}; neither knew of the other.',
  takesBack: 'Takes back: {decision}, {who}',
} as const;

/** Why an entry does not fit the state it was written at. */
const misfit = {
  misplaced: 'the incident was not at the step it starts from',
  closed: 'the incident was completed before',
  foreign: 'it says what no entry of its kind says',
} as const satisfies Texts<Misfit>;

/** What a decision is called that no longer holds, by the entry it was given with. */
const decision = {
  part: 'release of a measure',
  'incident.solutionApplied': 'release of a measure',
  'incident.gapAccepted': 'acceptance of a risk',
  'incident.gapRestored': 'restoration of a safeguard',
  'incident.reportStored': 'final report',
  'incident.signedOff': 'sign-off',
  'record.released': 'release',
} as const;

/** What a link says, read from either side. */
const link = {
  causedBy: 'caused by',
  causes: 'causes',
  fixedBy: 'fixed by',
  worksAround: 'worked around by',
  evidence: 'evidence',
  relatedTo: 'related to',
  duplicateOf: 'duplicate of',
  parentOf: 'parent of',
  hasDuplicate: 'has duplicate',
  childOf: 'child of',
  fixes: 'fixes',
  worksAroundIn: 'workaround for',
} as const satisfies Texts<LinkRelation>;

/** How sure a link is. */
const linkState = { suspected: 'suspected', confirmed: 'confirmed', ruledOut: 'ruled out' } as const satisfies Texts<LinkState>;

/** Where a safeguard gap stands. */
const gapState = { open: 'open', accepted: 'accepted until {until}', restored: 'restored' } as const satisfies Texts<GapState>;

/** The reporting duties in short. */
const duty = {
  nis2EarlyWarning: 'NIS2 early warning',
  nis2Notification: 'NIS2 notification',
  nis2IntermediateReport: 'NIS2 intermediate report',
  nis2ProgressReport: 'NIS2 progress report',
  nis2FinalReport: 'NIS2 final report',
  nis2Recipients: 'NIS2 recipients informed',
  gdprNotification: 'GDPR notification',
  gdprProcessor: 'GDPR processor to controller',
  gdprPersons: 'GDPR persons informed',
  gdprRecord: 'GDPR record of breaches',
  craVulnerabilityWarning: 'CRA vulnerability warning',
  craVulnerabilityNotification: 'CRA vulnerability notification',
  craVulnerabilityFinal: 'CRA vulnerability final report',
  craIncidentWarning: 'CRA incident warning',
  craIncidentNotification: 'CRA incident notification',
  craIncidentFinal: 'CRA incident final report',
  craUsers: 'CRA users informed',
  doraInitial: 'DORA initial notification',
  doraIntermediate: 'DORA intermediate report',
  doraFinal: 'DORA final report',
} as const satisfies Texts<DutyId>;

/** What is said with the name of a duty: why its clock has no date, and that nobody knows whether it applies. */
const dutyClock = {
  waiting: 'has not begun',
  immediate: 'without undue delay',
  stopped: 'cannot run: what it counts from is missing',
  undecided: '{duty} (not known whether it applies)',
} as const;

/** The process: gates, roles, refusals, what holds and what does not, links, safeguard gaps, duties. */
export const englishProcess = {
  gate,
  documentation,
  role,
  action: englishActions,
  refusal,
  notice,
  standing,
  misfit,
  decision,
  link,
  linkState,
  gapState,
  duty,
  dutyClock,
};
