import type { Reason, ReviewSource } from '../../domain/incident/review';
import type { Texts } from '../kindWords';

/** The three reviews. */
const review = {
  against: {
    problem: 'detected problems',
    knownError: 'known errors',
    change: 'planned or implemented changes',
  } satisfies Texts<ReviewSource>,
  title: {
    problem: 'Detected problems',
    knownError: 'Known errors',
    change: 'Planned or implemented changes',
  } satisfies Texts<ReviewSource>,
  noCandidates: 'Nothing here looks like this incident.',
  matches: 'Matches',
  matchesName: 'Matches {name}',
  other: 'Matches another…',
  none: 'None applies',
  noneOfThem: 'None of them applies, in none of these reviews',
  again: 'Review again',
  outcome: { matches: 'Matches {match}', none: 'Reviewed, none applies' },
  by: '{who}, {when}; considered: {candidates}',
  considered: 'considered: {candidate}',
} as const;

/** Why something was offered. */
const reason = {
  terms: 'shared words: {list}',
  component: 'same component: {list}',
  category: 'same category: {list}',
  signature: 'same error',
  window: 'around its window: {time}',
  linked: 'linked',
  path: 'path: {list}',
  added: 'chosen by hand',
  frameFile: 'touches {file}, which frame {frame} of the trace names',
  frameFunction: 'changes {function}, which frame {frame} of the trace names',
  lastChangedFrames: 'last changed {changed} of {lines} lines in the trace',
  lastChangedLinked: 'last changed {changed} of {lines} linked lines',
  linkedFile: 'touches the linked file {list}',
  identifier: 'changes {list}, named in the report',
  messageWords: 'its message says: {list}',
  codeWords: 'its lines say: {list}',
  pathWords: 'its paths say: {list}',
  componentPath: 'component {component}, like the incident: {path}',
  inChange: 'belongs to change {list}',
  mergedBefore: 'merged {time} before first seen',
  affectedFile: 'touches {list}',
  ahead: 'planned ahead: {time}',
  shortlyBefore: 'came in {time} before first seen',
} as const satisfies Texts<Reason['code']>;

/** Reviews, and why something was offered in them. */
export const englishReview = { review, reason };
