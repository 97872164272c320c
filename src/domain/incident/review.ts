import * as z from 'zod';
import { commitHashSchema } from '../record/commitHash';
import { anyIdSchema } from '../record/ids';
import type { Stamp } from '../record/stamp';
import type { ReviewOutcome } from './forms/analyse';

/** What an incident is reviewed against in step 3 (M 6.64). */
export const reviewSources = ['problem', 'knownError', 'change'] as const;

/** One of the three reviews. */
export type ReviewSource = (typeof reviewSources)[number];

/** The fields a review fills in: its outcome and what matched. */
export const reviewFields = {
  problem: { outcome: 'problemReview', match: 'problemMatch' },
  knownError: { outcome: 'knownErrorReview', match: 'knownErrorMatch' },
  change: { outcome: 'changeReview', match: 'changeMatch' },
} as const satisfies Record<ReviewSource, object>;

const reviewFieldIds: ReadonlySet<string> = new Set(Object.values(reviewFields).flatMap(({ outcome, match }) => [outcome, match]));

/** True for a field that only a review fills in, because the candidates belong to its outcome. */
export function isReviewField(id: string): boolean {
  return reviewFieldIds.has(id);
}

/** Why something was offered, as codes with values; the words live at the edge. */
const reasonCodes = [
  'terms',
  'component',
  'category',
  'signature',
  'window',
  'linked',
  'path',
  'added',
  // Why a commit is suspected.
  'frameFile',
  'frameFunction',
  'lastChangedFrames',
  'lastChangedLinked',
  'linkedFile',
  'identifier',
  'messageWords',
  'codeWords',
  'pathWords',
  'componentPath',
  'inChange',
  'mergedBefore',
  'shortlyBefore',
  'affectedFile',
  'ahead',
] as const;

const reasonSchema = z.object({ code: z.enum(reasonCodes), values: z.array(z.string().max(300)).max(8) });

/** What a review was offered: a record, or a commit by its full hash. */
export const candidateSchema = z.object({
  id: z.union([anyIdSchema, commitHashSchema]),
  title: z.string().max(1000),
  /** A code of its state, where it has one. */
  state: z.string().max(40).optional(),
  reasons: z.array(reasonSchema).max(8),
});

/** Most candidates that one review offers and stores. */
export const mostCandidates = 12;

/** Why something was offered. */
export type Reason = z.infer<typeof reasonSchema>;
/** What a review was offered. */
export type Candidate = z.infer<typeof candidateSchema>;

/** The outcome of one review with what was considered, so that a later reader sees it. */
export interface Review extends Stamp {
  readonly outcome: ReviewOutcome;
  readonly match?: { readonly id: string; readonly title: string };
  readonly candidates: readonly Candidate[];
}
