import type { Repository } from '../../git/repository';
import { success, type Result } from '../../domain/foundation/result';
import type { GitFault } from '../../git/gitFault';
import type { SuspectRequest } from '../suspects/finder';
import { landings } from '../suspects/landing';
import { firstSentence, queryOf, type Query } from '../suspects/query';
import { mostInPast } from '../suspects/window';

/** Kinds of report text in the data. */
export const textKinds = ['symptom_text', 'report_text', 'title'] as const;
/** A kind of report text. */
export type TextKind = (typeof textKinds)[number];

/** A report whose culprit is known. */
export interface SuspectCase {
  readonly fix: string;
  /** Where its history is seen from. */
  readonly base: string;
  readonly firstSeen: number;
  readonly texts: Readonly<Record<TextKind, string>>;
  readonly window: readonly string[];
  readonly culprits: ReadonlySet<string>;
}

/** What a text of a case asks for. */
export function queryOfCase({ texts }: SuspectCase, text: TextKind): Query {
  const report = texts[text];
  return queryOf(text === 'title' ? report : firstSentence(report), report);
}

/** What the product would be asked for a case. */
export async function requestOf(repository: Repository, single: SuspectCase, text: TextKind): Promise<Result<SuspectRequest, GitFault>> {
  const { firstSeen, window, base } = single;
  const oldest = await repository.revisions({ from: window.at(-1) ?? base, limit: 1 });
  const until = oldest.ok ? (oldest.value[0]?.committedAt ?? firstSeen) : firstSeen;
  const inside = new Set(window);
  const around = await repository.revisions({ from: base, limit: 2 * window.length + 100 });
  const past = await repository.revisions({
    from: base,
    limit: mostInPast + window.length,
    until: new Date(until).toISOString(),
    withoutMerges: true,
  });
  if (!past.ok) return past;
  return success({
    query: queryOfCase(single, text),
    firstSeen,
    window,
    landed: around.ok ? landings(around.value, around.value[0]?.sha ?? '') : new Map(),
    past: past.value.flatMap(revision => (inside.has(revision.sha) ? [] : [revision.sha])).slice(0, mostInPast),
  });
}
