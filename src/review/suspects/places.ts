import { framesCausesFirst } from '../../domain/errors/faultFrames';
import type { Frame } from '../../domain/errors/frame';
import { isFromLibrarysOwn } from '../../domain/errors/library';
import { methodOf, ownerOf } from '../../domain/errors/methodOf';
import type { Repository } from '../../git/repository';
import { namedFileIn } from '../components/namedFile';
import { noLines, type BlamedLines } from './ownEvidence';
import { standingLines } from './linkedLines';
import type { FramePlace, LineOfFile, LinkedPlace } from './place';
import type { SuspectSubject } from './subject';
import type { Window } from './window';

/** Places that are looked up in one go, and lines of one place. */
const [mostPlaces, mostLines] = [12, 200];

/** Who changed the lines of some places last, within the window: of those of a trace as the base has them, of linked ones where they stand. */
export async function blame<P extends LinkedPlace>(
  repository: Repository,
  { base, window }: Window,
  places: readonly P[],
  signal?: AbortSignal,
): Promise<BlamedLines<P>> {
  const oldest = window.at(-1);
  if (oldest === undefined || places.length === 0) return noLines;
  let [lines, untold] = [0, 0];
  const byCommit = new Map<string, number>();
  const firstPlace = new Map<string, LineOfFile & { readonly place: number }>();
  const limits = { timeout: 10_000, ...(signal && { signal }) };
  for (const [place, linked] of places.slice(0, mostPlaces).entries()) {
    const stand = await standingLines(repository, base, linked, limits);
    if (!stand.ok) untold += 1;
    if (!stand.ok || !stand.value) continue;
    const { at, from, to } = stand.value;
    const range = { from, to: Math.min(to, from + mostLines - 1) };
    const found = await repository.lastChanged(at, linked.path, range, oldest, limits);
    if (!found.ok) untold += 1;
    lines += found.ok ? found.value.length : 0;
    for (const blamed of found.ok ? found.value : []) {
      if (blamed === undefined) continue;
      const { sha, ...line } = blamed;
      byCommit.set(sha, (byCommit.get(sha) ?? 0) + 1);
      if (!firstPlace.has(sha)) firstPlace.set(sha, { place, ...line });
    }
  }
  return { places, lines, byCommit, firstPlace, untold };
}

/**
 * The places at a commit that the traces of a text name, those nearest to the fault first. Frames of libraries count where no other names a
 * place: their files are called like the product's, and seldom are these. In the repository of a library its own are the product's.
 */
export async function framePlaces(
  repository: Pick<Repository, 'filesAt'>,
  { base }: Pick<Window, 'base'>,
  { text, prefix }: Pick<SuspectSubject, 'text' | 'prefix'>,
  signal?: AbortSignal,
): Promise<readonly FramePlace[]> {
  const frames = framesCausesFirst(text).filter(({ frame: { file, line } }) => file !== undefined && line !== undefined);
  if (frames.length === 0) return [];
  const named = namedFileIn(await repository.filesAt(base, signal && { signal }), prefix);
  const all = frames.flatMap(({ frame, at, isLibrary }): readonly FramePlace[] => {
    const written = writtenFile(frame);
    const [path, method, owner, line = 1] = [named(written), methodOf(frame), ownerOf(frame), frame.line];
    if (path === undefined) return [];
    const place = { path, from: line, to: line, frame: at, isLibrary: isLibrary && !isFromLibrarysOwn(frame, written, path) };
    return [{ ...place, ...(method !== undefined && { method }), ...(owner !== undefined && { owner }) }];
  });
  const own = all.filter(({ isLibrary }) => !isLibrary);
  const places = own.length > 0 ? own : all;
  const told = new Set<string>();
  return places.filter(({ path, from }) => told.size < told.add(`${path}:${from}`).size);
}

/** The file of a frame as a path. The JVM gives its name alone, and the package with the function; files lie in folders of their package. */
function writtenFile({ language, file = '', function: name = '' }: Frame): string {
  return language === 'jvm' ? [...name.split('.').slice(0, -2), file].join('/') : file;
}
