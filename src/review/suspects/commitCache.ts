import * as z from 'zod';
import { ownText } from '../../base/ownText';
import { mostNamed } from './blames';
import { termOfEntry, partOf, entryOf, commitParts, type CommitDocument } from './commitDocument';
import type { KnownCommit } from './evidence';
import type { Vocabulary } from './vocabulary';

/** Grows with the meaning of what is kept (how words are taken apart, which parts there are), so that what an older version has kept is read anew. */
export const commitCacheVersion = 3;

/** Paths of a commit that are kept, and characters of its subject and of who wrote it. */
export const longestKept = { files: 1_000, subject: 1_000, author: 200 } as const;
/** Characters of the terms of one commit: far more than a document of its own can hold. */
const longestTerms = 5_000_000;
/** How often an entry occurs is less. */
const countsBelow = 256;
const path = z.string().max(10_000);
const hash = z.string().regex(/^[0-9a-f]{7,64}$/);

/** A commit as a line: every line stands for itself, whoever wrote it and whatever else that window knew. */
const lineSchema = z.object({
  /** Read with its diff. */
  whole: z.boolean(),
  sha: z.string().regex(/^[0-9a-f]{40,64}$/),
  /** A time that a date can have. */
  committedAt: z.number().min(-8.64e15).max(8.64e15),
  files: z.array(path).max(longestKept.files),
  moreFiles: z.number().int().positive().optional(),
  renamed: z
    .array(z.tuple([path, path]))
    .max(longestKept.files)
    .optional(),
  moved: z.array(path).max(longestKept.files).optional(),
  subject: z.string().max(longestKept.subject),
  author: z.string().max(longestKept.author),
  blames: z.array(hash).max(mostNamed).optional(),
  /** The terms of its document, with a space between two. */
  terms: z.string().max(longestTerms),
  /** Their numbers in `terms` × 16 + part, as 32-bit integers in base64; and how often each of them occurs, one byte each. */
  entries: z.string(),
  counts: z.string(),
  lengths: z.array(z.number().int().min(0)).length(commitParts.length),
});

/** What of a commit is kept. */
export function lineOf({ document, ...commit }: KnownCommit, whole: boolean, vocabulary: Vocabulary): z.infer<typeof lineSchema> {
  const { entries, counts, lengths } = document;
  const places = new Map<number, number>();
  const kept = Uint32Array.from(entries, entry => {
    const term = termOfEntry(entry);
    const place = places.get(term) ?? places.size;
    places.set(term, place);
    return entryOf(place, partOf(entry));
  });
  return {
    whole,
    ...(commit as Omit<z.infer<typeof lineSchema>, 'whole' | 'terms' | 'entries' | 'counts' | 'lengths'>),
    terms: Array.from(places.keys(), term => vocabulary.termAt(term)).join(' '),
    entries: base64Of(kept),
    counts: base64Of(counts),
    lengths: [...lengths],
  };
}

/** The commit of a line; undefined for what is none. */
export function commitOf(line: unknown, vocabulary: Vocabulary): { readonly commit: KnownCommit; readonly whole: boolean } | undefined {
  const parsed = lineSchema.safeParse(line);
  if (!parsed.success) return undefined;
  const { whole, terms, entries, counts, lengths, moreFiles, renamed, moved, blames, ...commit } = parsed.data;
  const document = documentOf(terms === '' ? [] : terms.split(' '), bytesOf(entries), bytesOf(counts), lengths, vocabulary);
  const optional = {
    ...(moreFiles !== undefined && { moreFiles }),
    ...(renamed && { renamed }),
    ...(moved && { moved }),
    ...(blames && { blames }),
  };
  return document && { whole, commit: { ...commit, ...optional, document } };
}

function documentOf(
  terms: readonly string[],
  entries: Uint8Array<ArrayBuffer>,
  counts: Uint8Array,
  lengths: readonly number[],
  vocabulary: Vocabulary,
): CommitDocument | undefined {
  if (entries.length !== 4 * counts.length) return undefined;
  const kept = new Uint32Array(entries.buffer);
  if (kept.some(entry => termOfEntry(entry) >= terms.length || partOf(entry) >= commitParts.length)) return undefined;
  // A term that is known keeps no memory of the line it stands in.
  const numbers = terms.map(term => vocabulary.find(term) ?? vocabulary.numberOf(ownText(term)));
  // Each entry with its count behind it: numbers alone are sorted many times faster than what is asked to compare itself.
  const sorted = new Float64Array(kept.length);
  for (let at = 0; at < kept.length; at++) {
    const entry = kept[at] ?? 0;
    sorted[at] = entryOf(numbers[termOfEntry(entry)] ?? 0, partOf(entry)) * countsBelow + (counts[at] ?? 0);
  }
  sorted.sort();
  const own = new Uint32Array(kept.length);
  const often = new Uint8Array(kept.length);
  for (let at = 0; at < sorted.length; at++) {
    const both = sorted[at] ?? 0;
    own[at] = Math.floor(both / countsBelow);
    often[at] = both - (own[at] ?? 0) * countsBelow;
  }
  return { entries: own, counts: often, lengths: Uint32Array.from(lengths) };
}

function base64Of({ buffer, byteOffset, byteLength }: Uint32Array | Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

/** In memory of their own, which begins where a 32-bit integer may. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
