import type { EvidenceColumns, KnownCommit } from './evidence';

const millisecondsOfDay = 86_400_000;

/** How long before the fault was first seen (milliseconds since 1970) a commit came in, by days and by commits since. */
export function timeEvidence(commits: readonly KnownCommit[], firstSeen: number): EvidenceColumns {
  const days = Float64Array.from(commits, ({ committedAt }) => Math.max(0, (firstSeen - committedAt) / millisecondsOfDay));
  const ranks = Float64Array.from(commits, (_, rank) => rank);
  return { days, rank: ranks, recent: ranks.map(rank => Math.exp(-rank / 60)), newest: ranks.map(rank => Math.exp(-rank / 10)) };
}
