import type { Reason } from '../../domain/incident/review';
import { isTelling } from '../similar/tokens';
import { partNumber, partOf, termOfEntry } from './commitDocument';
import type { Evidence } from './collect';
import { largest, type KnownCommit } from './evidence';
import type { OwnEvidence, OwnKnowledge } from './ownEvidence';
import type { Query } from './query';
import { functionTerm, lastName, type Trace } from './traceEvidence';
import type { Vocabulary } from './vocabulary';

/** Words shown for one reason. */
const mostWords = 5;
/** A word is told when it weighs at least this share of the report's rarest one. */
const tellingShare = 0.25;
/** A reason is at most this long, like every text a review stores. */
const longestValue = 300;
const messageParts: ReadonlySet<number> = new Set((['subject', 'body'] as const).map(partNumber));
const generatedPart = partNumber('generated');
const pathParts: ReadonlySet<number> = new Set((['path', 'file'] as const).map(partNumber));

/** What is needed to say why a commit is suspected. */
export interface ReasonContext {
  readonly query: Query;
  /** The report's words as they were written, by term. */
  readonly written: ReadonlyMap<string, string>;
  readonly evidence: Evidence;
  readonly vocabulary: Vocabulary;
  readonly own: OwnKnowledge;
  /** Milliseconds between its coming in (its merge, where it was merged) and the fault; and whether it came by a merge. */
  readonly before: (commit: KnownCommit) => { readonly milliseconds: number; readonly merged: boolean };
}

/** How near to the fault a commit must be for that to be said. */
const nearTheFault = 2 * 86_400_000;

/** Why a commit is suspected, the strongest reasons first, as codes with their values. */
export function reasonsOf(commit: KnownCommit, own: OwnEvidence, context: ReasonContext): readonly Reason[] {
  const { milliseconds, merged } = context.before(commit);
  const { frames, links } = context.own;
  const reasons: (Reason | undefined)[] = [
    own.state && { code: 'linked', values: [own.state] },
    own.frameLines > 0 ? { code: 'lastChangedFrames', values: [String(own.frameLines), String(frames.lines)] } : undefined,
    own.linkLines > 0 ? { code: 'lastChangedLinked', values: [String(own.linkLines), String(links.lines)] } : undefined,
    frameReason(commit, context.query.trace),
    functionReason(commit, context),
    own.linkedFile === undefined || own.linkLines > 0 ? undefined : { code: 'linkedFile', values: [own.linkedFile] },
    ...wordReasons(commit, context),
    own.component && { code: 'componentPath', values: [own.component.name, own.component.path] },
    own.change === undefined ? undefined : { code: 'inChange', values: [own.change] },
    milliseconds >= 0 && milliseconds <= nearTheFault
      ? { code: merged ? 'mergedBefore' : 'shortlyBefore', values: [String(Math.round(milliseconds / 60_000))] }
      : undefined,
  ];
  return reasons
    .filter(reason => reason !== undefined)
    .map(({ code, values }) => ({ code, values: values.map(value => value.slice(0, longestValue)) }))
    .slice(0, 8);
}

/** "touches lib/url.c, which frame 2 of the trace names". */
function frameReason({ files }: KnownCommit, trace: Trace): Reason | undefined {
  const named = files
    .flatMap(path => {
      const at = trace.files.get(lastName(path));
      return at === undefined ? [] : [{ path, ...at }];
    })
    .sort((a, b) => a.inside - b.inside)[0];
  return named && { code: 'frameFile', values: [named.path, String(named.frame + 1)] };
}

/** True for what somebody wrote in a patch. */
function isOfCode(part: number): boolean {
  return part >= partNumber('function') && part !== generatedPart;
}

/** "changes deliverAll, which frame 1 of the trace names". */
function functionReason({ document }: KnownCommit, { query: { trace }, vocabulary }: ReasonContext): Reason | undefined {
  const terms = new Set(Array.from(document.entries, entry => (isOfCode(partOf(entry)) ? termOfEntry(entry) : -1)));
  const [best] = [...trace.functions]
    .filter(([name]) => {
      const number = functionTerm(name, vocabulary);
      return number !== undefined && terms.has(number);
    })
    .sort(([, a], [, b]) => a.inside - b.inside);
  return best && { code: 'frameFunction', values: [best[0], String(best[1].frame + 1)] };
}

/** Identifiers and words of the report that the commit changes or speaks of, the rarest first. */
function wordReasons({ document }: KnownCommit, { query: { trace }, written, evidence }: ReasonContext): readonly Reason[] {
  const { asked, weights } = evidence.scores;
  // Words that nearly every commit has are no reason.
  const least = tellingShare * largest(weights);
  const parts = new Map<number, Set<number>>();
  for (const entry of document.entries) {
    const slot = asked.slotOf[termOfEntry(entry)] ?? -1;
    if (slot >= 0 && partOf(entry) !== generatedPart) parts.set(slot, (parts.get(slot) ?? new Set()).add(partOf(entry)));
  }
  const found = [...parts]
    .map(([slot, where]) => ({ word: written.get(asked.terms[slot] ?? '') ?? '', where, weight: weights[slot] ?? 0 }))
    .filter(({ word, weight }) => isTelling(word) && weight >= least)
    .sort((a, b) => b.weight - a.weight);
  const inCode = (where: ReadonlySet<number>): boolean => [...where].some(part => !messageParts.has(part) && !pathParts.has(part));
  const isIdentifier = (word: string): boolean => /\w_\w|[a-z][A-Z]/.test(word);
  const functions = [...trace.functions.keys()].map(name => name.toLowerCase());
  // A function of the trace is told by itself, and the parts of a name are told with the name.
  const identifiers = found.filter(({ word, where }) => isIdentifier(word) && inCode(where) && !functions.includes(word.toLowerCase()));
  const whole = [...functions, ...identifiers.map(({ word }) => word.toLowerCase())];
  const plain = found.filter(({ word }) => !isIdentifier(word) && !whole.some(name => name.includes(word.toLowerCase())));
  const inMessage = plain.filter(({ where }) => [...where].some(part => messageParts.has(part)));
  const inPaths = plain.filter(
    ({ where }) => [...where].some(part => pathParts.has(part)) && ![...where].some(part => messageParts.has(part)),
  );
  const onlyCode = plain.filter(({ where }) => [...where].every(part => !messageParts.has(part) && !pathParts.has(part)));
  return (
    [
      ['identifier', identifiers],
      ['messageWords', inMessage],
      ['codeWords', onlyCode],
      ['pathWords', inPaths],
    ] as const
  ).flatMap(([code, words]) => {
    const values = [...new Set(words.map(({ word }) => word))].slice(0, mostWords);
    return values.length > 0 ? [{ code, values }] : [];
  });
}
