import type { Measure } from '../forms/field';

/** The six steps of incident handling in their fixed order (M 6.124). */
export const stepIds = ['detect', 'qualify', 'analyse', 'remedy', 'monitor', 'complete'] as const;

/** One of the six steps. */
export type StepId = (typeof stepIds)[number];

/** The measures each step rests on (M 6.124). */
export const stepMeasures: Readonly<Record<StepId, readonly Measure[]>> = {
  detect: ['M 6.130'],
  qualify: ['M 6.131'],
  analyse: ['M 6.131', 'M 6.64'],
  remedy: ['M 6.64', 'M 6.133'],
  monitor: ['M 6.133', 'M 6.134'],
  complete: ['M 6.133', 'M 6.134'],
};

/** The number people know a step by, 1 to 6. */
export function stepNumber(step: StepId): number {
  return stepIds.indexOf(step) + 1;
}

/** The step after `step`; undefined after the last. */
export function nextStep(step: StepId): StepId | undefined {
  return stepIds[stepIds.indexOf(step) + 1];
}

/** True when `a` comes before `b`. */
export function isEarlier(a: StepId, b: StepId): boolean {
  return stepIds.indexOf(a) < stepIds.indexOf(b);
}
