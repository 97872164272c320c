/**
 * One setting for every repository. BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009): how much a term counts
 * by field, how soon more of it stops counting (`k1`) and how much long fields are held down (`b`); in the query how much a term of
 * the title counts and how soon a repeated one stops counting (`k3`). What happened lately happens again: a share of the score fades with
 * each document that came after.
 */
export const similarWeights = {
  field: { title: 4, text: 1, names: 0.4, signatures: 8 },
  k1: 4,
  b: { title: 0.75, text: 0.9, names: 0.3, signatures: 0 },
  query: { title: 3, text: 1, names: 1, signatures: 8 },
  k3: 8,
  recency: { share: 0.6, documents: 300 },
} as const;

/** The parts of a document, in the order of their counts. */
export const similarFields = ['title', 'text', 'names', 'signatures'] as const;

/** A part of a document. */
export type SimilarField = (typeof similarFields)[number];
