import type { FactsOf, FormFacts } from '../domain/records';
import { mostCandidates, type Candidate, type Reason, type ReviewSource } from '../domain/incident/review';
import type { Link } from '../domain/record/link';
import type { Category } from '../domain/vocabulary/categories';
import { addDays, isEarlierInstant, type Instant } from '../domain/foundation/time';
import { sameText } from '../domain/foundation/sameText';
import type { SimilarHit } from './similar/similarIndex';

/** What of an incident a review looks at. */
export interface ReviewSubject {
  readonly components: readonly string[];
  readonly links: readonly Link[];
  /** What it is filed under; undefined before it is qualified. */
  readonly category?: Category | undefined;
  /** When it began, or else when it was noticed. */
  readonly began: Instant | undefined;
}

/** How much each reason weighs against the others; a link was made by a person, the same error is nearly as good. */
const weights = { linked: 8, signature: 5, terms: 3, component: 2, window: 2 } as const;

/** A change can show its effect for this long after its window (days), and be prepared for this long before it. */
const [daysAfter, daysBefore] = [14, 2];

/**
 * The candidates of one of the three reviews (M 6.64), the most likely first, each with its reasons: linked, same error, shared terms,
 * shared component, a change's window around the beginning. A record without any reason is no candidate.
 * `records` are those of the kind, `similar` the hits of the index among them; commits that the incident links are candidates, too,
 * and so are the `suspects` that the history gave.
 */
export function reviewCandidates(
  source: ReviewSource,
  subject: ReviewSubject,
  records: readonly FormFacts[],
  similar: readonly SimilarHit[],
  suspects: readonly Candidate[] = [],
): readonly Candidate[] {
  const hits = new Map(similar.map(hit => [hit.id, hit]));
  const best = Math.max(...similar.map(({ score }) => score), Number.MIN_VALUE);
  const judged = records.map(record => {
    const hit = hits.get(record.id);
    const reasons = [...reasonsFor(record, subject, hit), ...windowReason(record, subject.began)];
    const weight = reasons.reduce((sum, { code }) => sum + weightOf(code, hit, best), 0);
    return { record, reasons, weight: record.open ? weight : weight / 2 };
  });
  const candidates = judged
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ record: { id, title, state }, reasons }) => ({ id, title, ...(state !== undefined && { state }), reasons }));
  const linked = source === 'change' ? linkedCommits(subject.links) : [];
  const commits = [...linked.filter(({ id }) => !suspects.some(suspect => suspect.id === id)), ...suspects];
  return [...commits, ...candidates].slice(0, mostCandidates);
}

/** Most procedures that are offered at once. */
const mostProcedures = 5;

/**
 * The procedures in force that fit an incident, the most likely first, each with its reasons: linked, same error, shared words, same
 * component, same category (M 6.134). One without a reason is not offered. `similar` are the hits of the index among them.
 */
export function offeredProcedures(
  subject: ReviewSubject,
  records: readonly FactsOf<'procedure'>[],
  similar: readonly SimilarHit[],
): readonly Candidate[] {
  const hits = new Map(similar.map(hit => [hit.id, hit]));
  const best = Math.max(...similar.map(({ score }) => score), Number.MIN_VALUE);
  return records
    .filter(({ open }) => open)
    .map(record => {
      const hit = hits.get(record.id);
      const reasons = [...reasonsFor(record, subject, hit), ...categoryReason(record, subject.category)];
      return { record, reasons, weight: reasons.reduce((sum, { code }) => sum + weightOf(code, hit, best), 0) };
    })
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostProcedures)
    .map(({ record: { id, title }, reasons }) => ({ id, title, reasons }));
}

function categoryReason({ categories }: FactsOf<'procedure'>, category: Category | undefined): Reason[] {
  return category !== undefined && categories.includes(category) ? [{ code: 'category', values: [category] }] : [];
}

function weightOf(code: Reason['code'], hit: SimilarHit | undefined, best: number): number {
  switch (code) {
    case 'terms':
      return (weights.terms * (hit?.score ?? 0)) / best;
    case 'linked':
    case 'signature':
    case 'component':
    case 'window':
      return weights[code];
    default:
      return 1;
  }
}

/** Why a record is offered for an incident: linked, same error, shared words, shared component. `hit` is what the index says of it. */
export function reasonsFor(
  record: { readonly id: string; readonly components: readonly string[] },
  { components, links }: ReviewSubject,
  hit: SimilarHit | undefined,
): Reason[] {
  const named = new Set(components.map(sameText));
  const shared = record.components.filter(name => named.has(sameText(name)));
  const isLinked = links.some(({ target, state }) => target.type === 'record' && target.id === record.id && state !== 'ruledOut');
  return [
    ...(isLinked ? [{ code: 'linked' as const, values: [] }] : []),
    ...(hit ? hitReasons(hit) : []),
    ...(shared.length > 0 ? [{ code: 'component' as const, values: shared.slice(0, 8).map(short) }] : []),
  ];
}

/** Why the index found a record: the same error, shared words. */
export function hitReasons({ sameError, terms }: SimilarHit): Reason[] {
  return [
    ...(sameError ? [{ code: 'signature' as const, values: [] }] : []),
    ...(terms.length > 0 ? [{ code: 'terms' as const, values: terms.map(short) }] : []),
  ];
}

function windowReason(record: FormFacts, began: Instant | undefined): Reason[] {
  if (record.kind !== 'change') return [];
  const { from, to } = record;
  return isInWindow(record, began) ? [{ code: 'window', values: [from ?? '', to ?? ''].filter(Boolean) }] : [];
}

function isInWindow({ from, to }: FactsOf<'change'>, began: Instant | undefined): boolean {
  const [first, last] = [from ?? to, to ?? from];
  if (!first || !last || !began) return false;
  return !isEarlierInstant(began, addDays(first, -daysBefore)) && !isEarlierInstant(addDays(last, daysAfter), began);
}

function linkedCommits(links: readonly Link[]): readonly Candidate[] {
  return links.flatMap(({ kind, state, target }) =>
    target.type === 'commit' && kind === 'causedBy' && state !== 'ruledOut'
      ? [{ id: target.sha, title: target.subject, state, reasons: [{ code: 'linked' as const, values: [] }] }]
      : [],
  );
}

function short(text: string): string {
  return text.slice(0, 300);
}
