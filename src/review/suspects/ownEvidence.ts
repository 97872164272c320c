import { matchesGlob } from '../../domain/component/glob';
import type { LinkState } from '../../domain/record/link';
import { changedFiles, type KnownCommit } from './evidence';
import type { FramePlace, LinkedPlace, LineOfFile, Place } from './place';
import { ownWeights } from './weights';

/** A component an incident names, with the globs of its files. */
export interface NamedComponent {
  readonly name: string;
  readonly globs: readonly string[];
}

/** What an incident itself says about commits, besides its words. Paths are relative to the repository's root. */
export interface OwnKnowledge {
  readonly linkedFiles: readonly string[];
  readonly components: readonly NamedComponent[];
  /** Commits linked as causes, by hash. */
  readonly judged: ReadonlyMap<string, LinkState>;
  /** Commits that belong to a change record around the fault, with the id of the record. */
  readonly inChange: ReadonlyMap<string, string>;
  /** Who changed the lines of the trace's frames last: of `lines` lines in the workspace, by commit how many. */
  readonly frames: BlamedLines<FramePlace>;
  /** The same for the lines of linked files. */
  readonly links: BlamedLines<LinkedPlace>;
}

/** Lines that were looked up, and the commits that changed them last. */
export interface BlamedLines<P extends Place = Place> {
  /** The places that were looked for, those nearest to the fault first. */
  readonly places: readonly P[];
  readonly lines: number;
  readonly byCommit: ReadonlyMap<string, number>;
  /** By commit the first of the places in which it changed a line, counted from 0 (of a trace the innermost), and where it has that line. */
  readonly firstPlace: ReadonlyMap<string, LineOfFile & { readonly place: number }>;
  /** Places of which git could not say it. */
  readonly untold: number;
}

/** Nothing was looked up. */
export const noLines: BlamedLines<never> = { places: [], lines: 0, byCommit: new Map(), firstPlace: new Map(), untold: 0 };

/** What of it holds for one commit. */
export interface OwnEvidence {
  readonly linkedFile?: string;
  readonly component?: { readonly name: string; readonly path: string };
  readonly state?: LinkState;
  readonly change?: string;
  readonly frameLines: number;
  readonly linkLines: number;
  readonly weight: number;
}

/** What an incident's own links, components and traces say about a commit; a link may be older than the name its file has now. */
export function ownEvidence(commit: KnownCommit, known: OwnKnowledge): OwnEvidence {
  const linked = new Set(known.linkedFiles);
  const { sha, changedThen = [] } = commit;
  const changed = changedFiles(commit);
  const linkedFile = [...changed, ...changedThen].find(path => linked.has(path));
  const component = componentOf(changed, known.components);
  const state = known.judged.get(sha);
  const change = known.inChange.get(sha);
  const frameLines = known.frames.byCommit.get(sha) ?? 0;
  const linkLines = known.links.byCommit.get(sha) ?? 0;
  return {
    ...(linkedFile !== undefined && { linkedFile }),
    ...(component && { component }),
    ...(state && { state }),
    ...(change !== undefined && { change }),
    frameLines,
    linkLines,
    weight:
      (linkedFile === undefined ? 0 : ownWeights.linkedFile) +
      (component ? ownWeights.component : 0) +
      (state === 'confirmed' ? ownWeights.confirmed : state === 'suspected' ? ownWeights.suspected : 0) +
      (change === undefined ? 0 : ownWeights.changeRecord) +
      ownWeights.lastChangedFrames / (1 + (known.frames.firstPlace.get(sha)?.place ?? Infinity)) +
      ownWeights.lastChangedLinked * (linkLines / Math.max(1, known.links.lines)),
  };
}

/** The first component one of whose globs matches a path. */
export function componentOf(
  paths: readonly string[],
  components: readonly NamedComponent[],
): { readonly name: string; readonly path: string } | undefined {
  for (const { name, globs } of components) {
    const path = paths.find(candidate => globs.some(glob => matchesGlob(glob, candidate)));
    if (path !== undefined) return { name, path };
  }
  return undefined;
}
