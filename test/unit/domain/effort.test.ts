import assert from 'node:assert/strict';
import { applicableChecklist } from '../../../src/domain/incident/gate';
import type { AppliedMeasure, IncidentCommand } from '../../../src/domain/incident/command';
import { restorationItems } from '../../../src/domain/incident/forms/remedy';
import { duties, dutyIds } from '../../../src/domain/vocabulary/duties';
import { stepIds, type StepId } from '../../../src/domain/vocabulary/steps';
import type { Role } from '../../../src/domain/vocabulary/actor';
import type { Patch } from '../../../src/domain/forms/field';
import { answersOf, longWalks, type Deed, type LongWalk } from '../../effort/longWalks';
import type { Given } from '../../effort/walks';
import { Bench, emptyReviews, testId, testNow } from '../../support/incidents';

/** What the page makes of answers: a row for what is nested, times understood, the rest of a checklist answered at once. */
function patchOf(given: readonly Given[], isSecurity: boolean): Patch {
  const patch: Record<string, unknown> = {};
  const at = { person: 'Ada', at: testNow };
  for (const { at: path, answer } of given) {
    const [field = '', row, column = ''] = path.split('/');
    const value = answer === 'now' ? testNow : answer;
    if (row === undefined) Object.assign(patch, { [field]: value }, field === 'dutiesApply' && { awareSince: testNow });
    else if (row === 'rest' && field === 'duties') {
      // What follows from a decision has it, too; the two that somebody answers are not among the rest.
      const given = patch[field] as object | undefined;
      const rest = dutyIds.filter(id => duties[id].follows === undefined && id !== 'nis2EarlyWarning' && id !== 'gdprNotification');
      patch[field] = { ...given, ...Object.fromEntries(rest.map(id => [id, { applies: 'no', reason: value }])) };
    } else if (row === 'rest') {
      const rest = applicableChecklist({ kind: isSecurity ? 'securityIncident' : 'disruption' }).filter(item => item !== 'functionTest');
      patch[field] = {
        ...(patch[field] as object | undefined),
        ...Object.fromEntries(rest.map(item => [item, { answer: 'notApplicable', reason: value, ...at }])),
      };
    } else patch[field] = { ...(patch[field] as object | undefined), [row]: { [column]: value, ...(field === 'restoration' && at) } };
  }
  assert.ok(restorationItems.includes('functionTest'));
  return patch;
}

/** What the dialogs ask that is not filled in. */
const dialogs = { applyWorkaround: ['what', 'weakensSafeguard'], applySolution: ['what', 'weakensSafeguard', 'needsOutage'] } as const;

function commandsOf(step: StepId, deed: Deed, isSecurity: boolean): readonly IncidentCommand[] {
  switch (deed.kind) {
    case 'answers':
      return deed.given.length === 0 ? [] : [{ type: 'save', step, patch: patchOf(deed.given, isSecurity) }];
    case 'row': {
      const cells = Object.fromEntries(deed.given.map(({ at, answer }) => [at, answer === 'now' ? testNow : answer]));
      // Who checks, and when, is filled in.
      const filledIn = deed.list === 'checks' ? { at: testNow, person: 'Ada' } : {};
      return [{ type: 'save', step, patch: { [deed.list]: { r1: { ...filledIn, ...cells } } } }];
    }
    case 'dialog': {
      const cells = Object.fromEntries(deed.given.map(({ at, answer }) => [at, answer]));
      // The dialog cannot be accepted before each of its questions is answered.
      if (dialogs[deed.action].some(question => !(question in cells))) return [];
      const measure = { id: deed.action, person: 'Ada', ...cells } as unknown as AppliedMeasure;
      return [
        deed.action === 'applyWorkaround'
          ? { type: 'applyWorkaround', measure, reviewAt: '2026-12-01T00:00:00.000Z' }
          : { type: 'applySolution', measure },
      ];
    }
    case 'reviewNone':
      return emptyReviews;
    case 'releases':
      return ['applyWorkaround'].slice(0, deed.count).map(part => ({ type: 'release', part }));
    case 'signOff':
      return [{ type: 'storeReport', text: 'Report', sha256: 'a'.repeat(64) }, { type: 'signOff' }];
  }
}

/** Walks as far as it goes; true when the incident is completed. */
function completes(steps: LongWalk['steps'], title: string | undefined): boolean {
  const bench = new Bench();
  bench.releaseRule = 'major';
  if (!bench.try({ type: 'capture', record: testId, patch: { title } }).ok) return false;
  let role: Role = 'administrator';
  for (const step of stepIds) {
    for (const deed of steps[step]) {
      if (deed.kind === 'releases') role = 'itManager';
      for (const command of commandsOf(step, deed, bench.incident.values.kind === 'securityIncident')) bench.try(command, role);
    }
    bench.try(step === 'complete' ? { type: 'complete' } : { type: 'advance', from: step }, role);
  }
  return !bench.incident.open;
}

/** The steps of a walk with one deed changed. */
function changed(walk: LongWalk, step: StepId, at: number, deeds: readonly Deed[]): LongWalk['steps'] {
  return { ...walk.steps, [step]: walk.steps[step].flatMap((deed, index) => (index === at ? deeds : [deed])) };
}

for (const walk of longWalks)
  describe(`the walk ${walk.name}`, () => {
    it('completes, with no more answers than it may take', () => {
      assert.ok(completes(walk.steps, walk.title));
      assert.ok(answersOf(walk) <= walk.answers, String(answersOf(walk)));
    });

    it('does not without a single one of them', () => {
      assert.equal(completes(walk.steps, undefined), false, 'the title');
      for (const step of stepIds)
        walk.steps[step].forEach((deed, at) => {
          if (deed.kind === 'reviewNone' || deed.kind === 'signOff')
            return assert.equal(completes(changed(walk, step, at, []), walk.title), false, deed.kind);
          if (deed.kind === 'releases')
            return assert.equal(completes(changed(walk, step, at, [{ ...deed, count: deed.count - 1 }]), walk.title), false, deed.kind);
          for (const left of deed.given) {
            const given: readonly Given[] = deed.given.filter(other => other !== left);
            assert.equal(completes(changed(walk, step, at, [{ ...deed, given }]), walk.title), false, `${step}: ${left.at}`);
          }
        });
    });
  });
