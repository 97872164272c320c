import assert from 'node:assert/strict';
import { askedAnew } from '../../../src/domain/incident/askedAnew';
import { incidentFields, type FieldId, type IncidentValues } from '../../../src/domain/incident/forms';
import { stepIds, type StepId } from '../../../src/domain/vocabulary/steps';

/** What stays in the forms when an incident goes back, on purpose. A field stands here, or is asked anew. */
const stays: Readonly<Record<StepId, readonly FieldId[]>> = {
  // What was reported was reported.
  detect: [
    'title',
    'kind',
    'detection',
    'reporter',
    'reporterContact',
    'occurredAt',
    'detectedAt',
    'symptoms',
    'errorText',
    'components',
    'services',
    'affectedUsers',
    'location',
    'couldBeSecurity',
    'couldBeSecurityReason',
    'tlp',
    'evidence',
  ],
  // Judgements that hold until somebody judges otherwise, and what was told to whom, when.
  qualify: [
    'impact',
    'urgency',
    'priorityOverride',
    'priorityReason',
    'category',
    'protectionNeed',
    'assessment',
    'assessmentReason',
    'harm',
    'firstAim',
    'continuityThreatened',
    'level',
    'assignee',
    'firstSupport',
    'firstSupportResult',
    'firstSupportOutcome',
    'handOvers',
    'personalData',
    'dataSubjects',
    'dataRecords',
    'dataConsequences',
    'dutiesApply',
    'dutiesReason',
    'awareSince',
    'malicious',
    'crossBorder',
    'duties',
  ],
  // What was found out so far: who goes back adds to it and corrects it. What was looked up (the reviews) is looked up again.
  analyse: ['diagnosis', 'causeKnown', 'cause', 'consultations', 'measures'],
  // What was done was done, and how service stands is the same at whatever step.
  remedy: ['containment', 'serviceState', 'restoredAt', 'usersInformedAt', 'workaroundReviewAt', 'restoration', 'procedureSteps'],
  // What was seen was seen; whether it is enough is asked anew.
  monitor: ['checks'],
  // Drafts of the end until it comes: the gate asks whether they hold.
  complete: [
    'closureCode',
    'duplicateOf',
    'carriedOnBy',
    'solution',
    'userConfirmation',
    'detectedInTime',
    'channelsWorked',
    'enoughInformation',
    'measuresEffective',
    'lessons',
    'handlingInstructions',
    'followUps',
    'dutiesMet',
  ],
};

describe('what is asked anew when an incident goes back', () => {
  it('is every field that does not stay on purpose', () => {
    const all = Object.keys(incidentFields);
    const values = Object.fromEntries(all.map(id => [id, 'x'])) as unknown as IncidentValues;
    const anew = Object.keys(askedAnew('detect', values));
    assert.deepEqual([...anew, ...Object.values(stays).flat()].toSorted(), all.toSorted());
  });

  it('is as much as stands before it or at it, and nothing that is blank', () => {
    const all = Object.fromEntries(Object.keys(incidentFields).map(id => [id, 'x'])) as unknown as IncidentValues;
    const counts = stepIds.map(step => Object.keys(askedAnew(step, all)).length);
    assert.deepEqual(counts, [12, 12, 12, 6, 6, 0]);
    assert.deepEqual(askedAnew('detect', {}), {});
  });
});
