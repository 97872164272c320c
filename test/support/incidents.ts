import { decide } from '../../src/domain/deciding';
import { type DecisionContext } from '../../src/domain/incident/decisionContext';
import { type IncidentDecision } from '../../src/domain/incident/refusal';
import type { Actor, Role } from '../../src/domain/vocabulary/actor';
import type { RecordEvent } from '../../src/domain/record/event';
import type { Patch } from '../../src/domain/forms/field';
import type { IncidentCommand } from '../../src/domain/incident/command';
import { foldIncident } from '../../src/domain/incident/fold';
import type { Incident, IncidentId } from '../../src/domain/incident/incident';
import type { ReleaseRule } from '../../src/domain/incident/measure';
import { defaultPriorityMatrix, defaultRestoreHours } from '../../src/domain/vocabulary/priority';
import type { OwnDuty } from '../../src/domain/vocabulary/ownDuty';
import { reviewSources } from '../../src/domain/incident/review';
import { stepIds, type StepId } from '../../src/domain/vocabulary/steps';
import { headsOf } from '../../src/domain/record/log';
import { seal } from '../../src/store/chain';
import { restorationItems } from '../../src/domain/incident/forms/remedy';
import type { GateContext } from '../../src/domain/incident/gateCondition';

/** The id test incidents have. */
export const testId: IncidentId = 'INC-7K3QF2';
/** When tests happen. */
export const testNow = '2026-11-22T08:00:00.000Z';

/** Somebody in a role. */
export function person(role: Role = 'administrator', name = 'Ada'): Actor {
  return { name, email: `${name.toLowerCase()}@example.org`, role };
}

/** What gates depend on: every measure waits for a release, and any record there could be is there. */
export const testGates: GateContext = { now: testNow, releaseRule: 'always', ownDuties: [], exists: () => true, originals: () => [] };

/** What decisions depend on, with defaults. */
export function context(change: Partial<DecisionContext> = {}): DecisionContext {
  return {
    role: 'administrator',
    person: 'Ada',
    priorityMatrix: defaultPriorityMatrix,
    observationDays: { P1: 14, P2: 7, P3: 3, P4: 1 },
    defaultTlp: 'AMBER',
    restoreHours: defaultRestoreHours,
    retentionYears: 10,
    ...testGates,
    ...change,
  };
}

/** An incident under test: commands are decided, sealed and folded as the store would do it, in memory. */
export class Bench {
  events: readonly RecordEvent[] = [];
  now = testNow;
  releaseRule: ReleaseRule = 'always';
  ownDuties: readonly OwnDuty[] = [];

  get incident(): Incident {
    return foldIncident(testId, this.events);
  }

  /** Decides and appends; returns the decision. */
  try(command: IncidentCommand, role: Role = 'administrator', name?: string): IncidentDecision {
    const decision = decide(
      this.incident,
      command,
      context({ role, person: name ?? 'Ada', now: this.now, releaseRule: this.releaseRule, ownDuties: this.ownDuties }),
    );
    if (decision.ok) {
      for (const draft of decision.value) this.events = [...this.events, seal(draft, headsOf(this.events), this.now, person(role, name))];
    }
    return decision;
  }

  /** Like `try`, and fails the test when the command is refused. */
  do(command: IncidentCommand, role: Role = 'administrator', name?: string): this {
    const decision = this.try(command, role, name);
    if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.error)}`);
    return this;
  }

  /** Saves the form of a step. */
  save(step: StepId, patch: Patch): this {
    return this.do({ type: 'save', step, patch });
  }

  /** Fills in everything that the gate of a step asks for. */
  fulfil(step: StepId): this {
    this.save(step, fulfilled[step]);
    if (step === 'analyse') for (const review of emptyReviews) this.do(review);
    return this;
  }
}

/** For each step a patch that meets every condition of its gate for an ordinary disruption. */
export const fulfilled: Readonly<Record<StepId, Patch>> = {
  detect: {
    title: 'Mail is not delivered',
    kind: 'disruption',
    detection: 'user',
    reporter: 'Service desk',
    detectedAt: testNow,
    symptoms: 'Nothing arrives',
    couldBeSecurity: 'no',
    couldBeSecurityReason: 'A known change',
  },
  qualify: {
    impact: '3',
    urgency: '3',
    category: 'software',
    assessment: 'no',
    assessmentReason: 'A known change',
    level: 'second',
    assignee: 'Ben',
    firstSupportResult: 'noEffect',
    continuityThreatened: 'no',
  },
  analyse: {
    causeKnown: 'known',
    cause: 'A change',
    measures: { m1: { what: 'Take the change back', type: 'workaround', person: 'Ben', due: testNow, weakensSafeguard: 'no' } },
  },
  remedy: {
    serviceState: 'normal',
    restoredAt: testNow,
    measures: { m1: { state: 'ended', doneAt: testNow, doneBy: 'Ben' } },
    usersInformedAt: testNow,
    restoration: Object.fromEntries(restorationItems.map(item => [item, { answer: 'done', person: 'Ben', at: testNow }])),
  },
  monitor: {
    observeFrom: testNow,
    observeUntil: testNow,
    recurrence: 'no',
    effectivenessConfirmedBy: 'Service desk',
    checks: { c1: { at: testNow, person: 'Ada', seen: 'Mail arrives', holds: 'yes' } },
  },
  complete: { closureCode: 'solved', solution: 'The change was taken back' },
};

/** A bench with an incident that has just entered `step`. */
export function benchAt(step: StepId, first: Patch = {}): Bench {
  const bench = new Bench().do({ type: 'capture', record: testId, patch: { title: 'Mail is not delivered', ...first } });
  for (const id of stepIds.slice(0, stepIds.indexOf(step))) passStep(bench, id, first);
  return bench;
}

/** The three reviews of step 3, none of which finds anything. */
export const emptyReviews: readonly IncidentCommand[] = reviewSources.map(source => ({
  type: 'review',
  source,
  outcome: 'none',
  candidates: [],
}));

/** Fulfils the gate of the step the bench stands at and goes on. */
export function passStep(bench: Bench, step: StepId, change: Patch = {}): void {
  for (const command of passingCommands(step, change)) bench.do(command, command.type === 'release' ? 'itManager' : 'administrator');
}

/** What takes an ordinary disruption from `step` to the next one; `change` replaces answers of step 1. */
export function passingCommands(step: StepId, change: Patch = {}): readonly IncidentCommand[] {
  const own = Object.fromEntries(Object.entries(change).filter(([id]) => step === 'detect' && id in fulfilled.detect));
  return [
    { type: 'save', step, patch: { ...fulfilled[step], ...own } },
    ...(step === 'analyse' ? [...emptyReviews, { type: 'release', part: 'm1' } as const] : []),
    ...(step === 'monitor' ? [{ type: 'save', step, patch: { endedEarlyReason: 'Test' } } as const] : []),
    { type: 'advance', from: step },
  ];
}
