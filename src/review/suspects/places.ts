import type { Repository } from '../../git/repository';
import { insideWorkspace } from '../components/paths';
import { faultFrames, type FaultFrame } from '../../domain/errors/faultFrames';
import { noLines, type BlamedLines } from './ownEvidence';
import type { Window } from './window';

/** Lines of a file, as the base has it; path relative to the repository's root. */
export interface Place {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** Places that are looked up in one go, and lines of one place. */
const [mostPlaces, mostLines] = [12, 200];

/** Who changed the lines of some places last, within the window. */
export async function blame(
  repository: Repository,
  { base, window }: Window,
  places: readonly Place[],
  signal?: AbortSignal,
): Promise<BlamedLines> {
  const oldest = window.at(-1);
  if (oldest === undefined || places.length === 0) return noLines;
  let [lines, untold] = [0, 0];
  const byCommit = new Map<string, number>();
  const firstPlace = new Map<string, number>();
  for (const [place, { path, from, to }] of places.slice(0, mostPlaces).entries()) {
    const range = { from, to: Math.min(to, from + mostLines - 1) };
    const found = await repository.lastChanged(base, path, range, oldest, { timeout: 10_000, ...(signal && { signal }) });
    if (!found.ok) untold += 1;
    lines += found.ok ? found.value.length : 0;
    for (const sha of found.ok ? found.value : []) {
      if (sha === undefined) continue;
      byCommit.set(sha, (byCommit.get(sha) ?? 0) + 1);
      if (!firstPlace.has(sha)) firstPlace.set(sha, place);
    }
  }
  return { lines, byCommit, firstPlace, untold };
}

/**
 * The places in a repository that the traces of a text name, those nearest to the fault first. Frames of libraries count where no other names
 * a place: their files are called like the product's, and seldom are these.
 */
export async function framePlaces(repository: Repository, { base }: Window, text: string): Promise<readonly Place[]> {
  const frames = faultFrames(text).filter(({ frame: { file, line } }) => file !== undefined && line !== undefined);
  if (frames.length === 0) return [];
  const known = new Set(await repository.filesAt(base));
  const byName = new Map<string, string[]>();
  for (const path of known) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  const placesOf = (some: readonly FaultFrame[]): readonly Place[] =>
    some.flatMap(({ frame: { file = '', line = 1 } }) => {
      const written = insideWorkspace(file);
      const whole = written.find(path => known.has(path));
      // A trace may name the end of a path only; one file of that name is meant, two may be either.
      const ends = whole === undefined ? (byName.get(written.at(-1) ?? '') ?? []) : [whole];
      return ends.length === 1 ? [{ path: ends[0] ?? '', from: line, to: line }] : [];
    });
  const own = placesOf(frames.filter(({ isLibrary }) => !isLibrary));
  const places = own.length > 0 ? own : placesOf(frames.filter(({ isLibrary }) => isLibrary));
  return [...new Map(places.map(place => [`${place.path}:${place.from}`, place])).values()];
}
