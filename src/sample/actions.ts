import { type CommonCommand } from '../domain/record/decide';
import { type Kind } from '../domain/records';
import type { Actor } from '../domain/vocabulary/actor';
import type { Patch } from '../domain/forms/field';
import type { RecordId } from '../domain/records';
import type { IncidentCommand } from '../domain/incident/command';
import { reviewSources } from '../domain/incident/review';
import type { StepId } from '../domain/vocabulary/steps';
import { sampleAuthors } from './history';

/** The id of another record of the sample by its name; it stands before the one that asks. */
export type SampleIds = (name: string) => RecordId;

/** A time some hours before the sample is made. */
export type Ago = (hours: number) => string;

/** One thing somebody does to a record, hours before the sample is made. */
export interface SampleAction {
  readonly hoursAgo: number;
  readonly by: Actor;
  readonly command: (ids: SampleIds, self: RecordId) => IncidentCommand | CommonCommand;
}

/** A record of the sample. Its actions begin with the capture. */
export interface SampleRecord {
  readonly name: string;
  readonly kind: Kind;
  readonly actions: readonly SampleAction[];
}

/** Facts about the sample's repository that links need. */
export interface SampleFacts {
  readonly now: string;
  readonly breakingCommit: string;
  readonly breakingSubject: string;
  readonly queueHash: string;
}

/** Who acts in the sample. */
export const admin: Actor = { ...sampleAuthors.ada, role: 'administrator' };
/** Who acts in the sample. */
export const developer: Actor = { ...sampleAuthors.ben, role: 'developer' };
/** Who acts in the sample. */
export const manager: Actor = { ...sampleAuthors.chloe, role: 'itManager' };

/** Records something. */
export function capture(patch: Patch): SampleAction['command'] {
  return (_ids, self) => ({ type: 'capture', record: self, patch });
}

/** Saves the form of a step. */
export function save(step: StepId, patch: Patch): SampleAction['command'] {
  return () => ({ type: 'save', step, patch });
}

/** Goes on to the next step. */
export function goOn(from: StepId): SampleAction['command'] {
  return () => ({ type: 'advance', from });
}

/** The three reviews of step 3, none of which found anything. */
export function reviewsWithoutFinding(hoursAgo: number): readonly SampleAction[] {
  return reviewSources.map(source => ({
    hoursAgo,
    by: developer,
    command: () => ({ type: 'review', source, outcome: 'none', candidates: [] }),
  }));
}
