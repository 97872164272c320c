import { faultFrames } from '../../domain/errors/faultFrames';
import { methodOf } from '../../domain/errors/methodOf';
import type { Reason } from '../../domain/incident/review';
import { isTelling, wordsByToken } from '../similar/tokens';
import { partNumber, partOf, termOfEntry } from './commitDocument';
import type { Evidence } from './collect';
import { changedFiles, largest, type KnownCommit } from './evidence';
import type { OwnEvidence, OwnKnowledge } from './ownEvidence';
import type { Query } from './query';
import { functionTerm } from './traceEvidence';
import type { Vocabulary } from './vocabulary';

/** Words shown for one reason. */
const mostWords = 5;
/** A word is told when it weighs at least this share of the report's rarest one. */
const tellingShare = 0.25;
/** A reason is at most this long, like every text a review stores. */
const longestValue = 300;
const messageParts: ReadonlySet<number> = new Set((['subject', 'body'] as const).map(partNumber));
const generatedPart = partNumber('generated');
const functionPart = partNumber('function');
const codeParts: ReadonlySet<number> = new Set((['function', 'added', 'removed'] as const).map(partNumber));
const pathParts: ReadonlySet<number> = new Set((['path', 'file'] as const).map(partNumber));

/** A function that a frame names. */
interface NamedFunction {
  readonly method: string;
  /** Where the frame stands in its trace: 0 is the innermost. */
  readonly frame: number;
  /** The file that the frame names; not where it names none. */
  readonly path?: string;
  /** Of a frame without a file the class or module of the function, where it is told: files are called like it. */
  readonly owner?: string;
}

/** What is needed to say why a commit is suspected. */
export interface ReasonContext {
  readonly query: Query;
  /** The report's words as they were written, by term. */
  readonly written: ReadonlyMap<string, string>;
  readonly evidence: Evidence;
  readonly vocabulary: Vocabulary;
  readonly own: OwnKnowledge;
  /** The functions that the traces name, those nearest to the fault first. */
  readonly functions: readonly NamedFunction[];
  /** Milliseconds between its coming in (its merge, where it was merged) and the fault; and whether it came by a merge. */
  readonly before: (commit: KnownCommit) => { readonly milliseconds: number; readonly merged: boolean };
}

/** How near to the fault a commit must be for that to be said. */
const nearTheFault = 2 * 86_400_000;

/**
 * Why a commit is suspected, the strongest reasons first, as codes with their values. One that is shown as `serious` has one at least: the
 * strongest word however frequent, or its time however long ago.
 */
export function reasonsOf(commit: KnownCommit, own: OwnEvidence, context: ReasonContext, serious: boolean): readonly Reason[] {
  const reasons = tellingReasons(commit, own, context);
  if (reasons.length > 0 || !serious) return reasons;
  const [word] = wordReasons(commit, context, 0);
  return [word ? { ...word, values: word.values.slice(0, 1) } : timeReason(commit, context)];
}

/** "3 hours before first seen". */
function timeReason(commit: KnownCommit, { before }: ReasonContext): Reason {
  const { milliseconds, merged } = before(commit);
  return { code: merged ? 'mergedBefore' : 'shortlyBefore', values: [String(Math.max(0, Math.round(milliseconds / 60_000)))] };
}

function tellingReasons(commit: KnownCommit, own: OwnEvidence, context: ReasonContext): readonly Reason[] {
  const { milliseconds } = context.before(commit);
  const { frames, links } = context.own;
  const reasons: (Reason | undefined)[] = [
    own.state && { code: 'linked', values: [own.state] },
    own.frameLines > 0 ? { code: 'lastChangedFrames', values: [String(own.frameLines), String(frames.lines)] } : undefined,
    own.linkLines > 0 ? { code: 'lastChangedLinked', values: [String(own.linkLines), String(links.lines)] } : undefined,
    frameReason(commit, context.own),
    functionReason(commit, context),
    own.linkedFile === undefined || own.linkLines > 0 ? undefined : { code: 'linkedFile', values: [own.linkedFile] },
    ...wordReasons(commit, context, tellingShare),
    own.component && { code: 'componentPath', values: [own.component.name, own.component.path] },
    own.change === undefined ? undefined : { code: 'inChange', values: [own.change] },
    milliseconds >= 0 && milliseconds <= nearTheFault ? timeReason(commit, context) : undefined,
  ];
  return reasons
    .filter(reason => reason !== undefined)
    .map(({ code, values }) => ({ code, values: values.map(value => value.slice(0, longestValue)) }))
    .slice(0, 8);
}

/** "touches lib/url.c, which frame 2 of the trace names". */
function frameReason(commit: KnownCommit, { frames }: OwnKnowledge): Reason | undefined {
  const touched = new Set(changedFiles(commit));
  const named = frames.places.find(({ path, isLibrary }) => !isLibrary && touched.has(path));
  return named && { code: 'frameFile', values: [named.path, String(named.frame + 1)] };
}

/**
 * The functions that the traces of a text name and that can be told from others of their name: by the file that was found for the frame, or,
 * where it has none, by what it says besides. Those of libraries are somebody else's.
 */
export function namedFunctions(text: string, { frames }: OwnKnowledge): readonly NamedFunction[] {
  const placed = frames.places.flatMap(({ method, frame, path, isLibrary }) =>
    method === undefined || isLibrary ? [] : [{ method, frame, path }],
  );
  const others = faultFrames(text).filter(({ frame, isLibrary }) => !isLibrary && frame.file === undefined);
  return [
    ...placed,
    ...others.flatMap(({ frame, at }) => {
      const method = methodOf(frame);
      const owner = ownerOf(frame.function ?? '', method ?? '');
      return method === undefined ? [] : [{ method, frame: at, ...(owner !== undefined && { owner }) }];
    }),
  ];
}

/** The class or module that stands before the name of a function: `Cart` for `Shop.Cart+Item.Add`; undefined where none does. */
function ownerOf(written: string, method: string): string | undefined {
  // What it takes, and what its class is made for, are others.
  const plain = written.replace(/\([^()]*\)|<[^<>]*>/g, '');
  const before = plain.slice(0, Math.max(0, plain.lastIndexOf(method)));
  const nearest = before.split(/[.:#\\]+|->/).findLast(part => /\w/.test(part));
  return /\w+/.exec(nearest ?? '')?.[0].toLowerCase();
}

/** The functions of the trace in which a commit has changed something, those nearest to the fault first. */
function changedFunctions(commit: KnownCommit, { functions, vocabulary }: ReasonContext): readonly NamedFunction[] {
  const terms = new Set(Array.from(commit.document.entries, entry => (partOf(entry) === functionPart ? termOfEntry(entry) : -1)));
  const changed = changedFiles(commit);
  const touched = new Set(changed);
  const isIn = ({ path, owner }: NamedFunction): boolean =>
    path === undefined ? owner === undefined || changed.some(file => file.toLowerCase().includes(owner)) : touched.has(path);
  return functions.filter(named => {
    const number = functionTerm(named.method, vocabulary);
    return number !== undefined && terms.has(number) && isIn(named);
  });
}

/** "changes deliverAll, which frame 1 of the trace names". */
function functionReason(commit: KnownCommit, context: ReasonContext): Reason | undefined {
  const [best] = changedFunctions(commit, context);
  return best && { code: 'frameFunction', values: [best.method, String(best.frame + 1)] };
}

/**
 * Identifiers and words of the report that the commit changes or speaks of, the rarest first: those that weigh at least this share of the
 * report's rarest one. As the commit writes them, where that is known.
 */
function wordReasons(commit: KnownCommit, context: ReasonContext, share: number): readonly Reason[] {
  const { document, subject, files, changedThen = [] } = commit;
  const { query, written, evidence } = context;
  const { asked, weights } = evidence.scores;
  // Words that nearly every commit has are no reason.
  const least = share * largest(weights);
  const parts = new Map<number, Set<number>>();
  for (const entry of document.entries) {
    const slot = asked.slotOf[termOfEntry(entry)] ?? -1;
    if (slot >= 0 && partOf(entry) !== generatedPart) parts.set(slot, (parts.get(slot) ?? new Set()).add(partOf(entry)));
  }
  const found = [...parts]
    .map(([slot, where]) => {
      const term = asked.terms[slot] ?? '';
      return { term, word: written.get(term) ?? '', where, weight: weights[slot] ?? 0 };
    })
    .filter(({ word, weight }) => isTelling(word) && weight >= least)
    .sort((a, b) => b.weight - a.weight);
  const isIn = (parts: ReadonlySet<number>, where: ReadonlySet<number>): boolean => [...where].some(part => parts.has(part));
  const isIdentifier = (word: string): boolean => /\w_\w|[a-z][A-Z]/.test(word);
  const functions = new Set([...query.trace.functions.keys()].map(name => name.toLowerCase()));
  const isFunction = (word: string): boolean => functions.has(word.toLowerCase());
  const identifiers = found.filter(({ word, where }) => isIdentifier(word) && isIn(codeParts, where) && !isFunction(word));
  // A function of the trace that was changed is told by itself, and the parts of a name are told with the name.
  const changed = new Set(changedFunctions(commit, context).map(({ method }) => method.toLowerCase()));
  const whole = [...functions, ...identifiers.map(({ word }) => word.toLowerCase())];
  const plain = found.filter(({ word }) => {
    const name = word.toLowerCase();
    return functions.has(name) ? !changed.has(name) : !whole.some(other => other.includes(name));
  });
  const inMessage = plain.filter(({ where }) => isIn(messageParts, where));
  const inPaths = plain.filter(({ where }) => isIn(pathParts, where) && !isIn(messageParts, where));
  // The name of a function counts in code alone: a text, a test or a document that mentions it does not concern it.
  const inLines = plain.filter(
    ({ word, where }) => !isIn(messageParts, where) && !isIn(pathParts, where) && (!isFunction(word) || isIn(codeParts, where)),
  );
  const said = wordsByToken(subject);
  const named = inPaths.length > 0 ? wordsByToken([...files, ...changedThen].join(' ')) : said;
  return (
    [
      ['identifier', identifiers, undefined],
      ['messageWords', inMessage, said],
      ['codeWords', inLines, undefined],
      ['pathWords', inPaths, named],
    ] as const
  ).flatMap(([code, words, own]) => {
    const values = [...new Set(words.map(({ term, word }) => own?.get(term) ?? word))].slice(0, mostWords);
    return values.length > 0 ? [{ code, values }] : [];
  });
}
