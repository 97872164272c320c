import type { Reason } from '../../domain/incident/review';
import { CommitWordsBuilder, WordFinder } from './commitWords';
import { changedFiles, type KnownCommit } from './evidence';
import type { NamedFunction } from './namedFunctions';
import type { OwnEvidence, OwnKnowledge } from './ownEvidence';
import type { ShownCommit } from './shownCommits';
import { wordReasons, type WordContext } from './wordReasons';

/** A word is told when it weighs at least this share of the report's rarest one. */
const tellingShare = 0.25;
/** A reason is at most this long, like every text a review stores. */
const longestValue = 300;

/** What is needed to say why a commit is suspected. */
export interface ReasonContext extends WordContext {
  readonly own: OwnKnowledge;
  /** What git says of commits, by hash; of any other the subject and the paths alone are known to be its words. */
  readonly shown: ReadonlyMap<string, ShownCommit>;
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
  const [word] = wordReasons(shownCommit(commit, context).words, [], context, 0);
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
  const { words, functions } = shownCommit(commit, context);
  const reasons: (Reason | undefined)[] = [
    own.state && { code: 'linked', values: [own.state] },
    own.frameLines > 0 ? { code: 'lastChangedFrames', values: [String(own.frameLines), String(frames.lines)] } : undefined,
    own.linkLines > 0 ? { code: 'lastChangedLinked', values: [String(own.linkLines), String(links.lines)] } : undefined,
    frameReason(commit, context.own),
    functionReason(functions),
    own.linkedFile === undefined || own.linkLines > 0 ? undefined : { code: 'linkedFile', values: [own.linkedFile] },
    ...wordReasons(words, namesOf(functions.slice(0, 1)), context, tellingShare),
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

/** "changes deliverAll, which frame 1 of the trace names": as git says it, once it was asked. */
function functionReason(functions: readonly NamedFunction[]): Reason | undefined {
  const [best] = functions;
  return best && { code: 'frameFunction', values: [best.method, String(best.frame + 1)] };
}

function namesOf(functions: readonly NamedFunction[]): readonly string[] {
  return functions.map(({ method }) => method);
}

function shownCommit(commit: KnownCommit, { shown, evidence }: ReasonContext): ShownCommit {
  const known = shown.get(commit.sha);
  if (known) return known;
  const finder = new WordFinder(new Set(evidence.scores.asked.terms));
  return { words: new CommitWordsBuilder(finder, commit).build(), functions: [] };
}
