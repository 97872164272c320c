import type { CommitPart } from './commitDocument';

/**
 * BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) over the parts of a commit: how much one occurrence counts
 * by part. Each of these mixtures is a piece of evidence of its own; the model decides how much each says.
 */
export const mixtures = {
  all: {
    subject: 1.4,
    body: 0.4,
    path: 0.25,
    file: 2,
    function: 0.75,
    added: 1.05,
    removed: 0.6,
    string: 0.5,
    comment: 1.5,
    test: 0.3,
    document: 0.2,
    generated: 0.05,
  },
  message: { subject: 2, body: 1 },
  subject: { subject: 1 },
  paths: { path: 1, file: 1 },
  code: { function: 1.5, added: 1.5, removed: 0.6, string: 1, comment: 1.5 },
  functions: { function: 1 },
  added: { added: 1 },
  removed: { removed: 1 },
  strings: { string: 1 },
  comments: { comment: 1 },
  tests: { test: 1 },
  documents: { document: 1 },
  generated: { generated: 1 },
  past: { subject: 2, body: 1, path: 0.7, file: 0.7 },
  pastMessage: { subject: 2, body: 1 },
} as const satisfies Readonly<Record<string, Partial<Record<CommitPart, number>>>>;

/** The name of a mixture. */
export type Mixture = keyof typeof mixtures;

/**
 * `k1`: how soon more of a term stops counting (high: a diff repeats its names); `b`: how much long commits are held down; `repeat`: a
 * term that occurs n times counts n to this power.
 */
export const saturation = { k1: 11, b: 0.4, repeat: 0.8 } as const;
