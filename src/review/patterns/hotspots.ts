import { addUnder } from '../../domain/foundation/grouped';
import type { FindingOf } from '../../domain/incident/finding';
import { discoveries, hypergeometricTail } from './chance';
import type { Happening, InSteps } from './history';
import { falseRate } from './rates';

const fewestFaults = 3;
const leastRatio = 1.5;

/** Files and folders that cost more faults per change than the rest (Fisher's exact test of faults and changes, here and elsewhere). */
export function* hotspots(
  happenings: readonly Happening[],
  changesByPath: ReadonlyMap<string, number>,
): InSteps<readonly FindingOf<'hotspot'>[]> {
  const faults = new Map<string, string[]>();
  for (const [at, { id, files }] of happenings.entries()) {
    if (at % 20 === 19) yield;
    for (const area of new Set(files.flatMap(areasOf))) addUnder(faults, area, id);
  }
  const changes = new Map<string, number>();
  let [allChanges, read] = [0, 0];
  for (const [path, count] of changesByPath) {
    if (read++ % 500 === 499) yield;
    allChanges += count;
    for (const area of areasOf(path)) changes.set(area, (changes.get(area) ?? 0) + count);
  }
  const allFaults = happenings.filter(({ files }) => files.length > 0).length;
  const tested: Omit<FindingOf<'hotspot'>, 'tried'>[] = [];
  let looked = 0;
  for (const [path, ids] of faults) {
    if (looked++ % 500 === 499) yield;
    const made = changes.get(path) ?? 0;
    const expected = ((ids.length + made) * allFaults) / (allFaults + allChanges);
    if (ids.length < fewestFaults || ids.length < expected * leastRatio) continue;
    const chance = hypergeometricTail(ids.length, ids.length + made, allFaults, allFaults + allChanges);
    tested.push({ pattern: 'hotspot', key: `hotspot ${path}`, path, ids, faults: ids.length, changes: made, expected, chance });
  }
  yield;
  return narrowest(discoveries(tested, changes.size, falseRate));
}

/** Folders of a path that are areas of their own, from the root on. */
const mostFolders = 24;

/** A file and the folders it lies in, but for the whole. */
function areasOf(path: string): readonly string[] {
  const areas: string[] = [];
  for (let end = path.indexOf('/'); end >= 0 && areas.length < mostFolders; end = path.indexOf('/', end + 1))
    areas.push(path.slice(0, end));
  return [...areas, path];
}

/** Of areas with the same faults the narrowest: a folder says nothing that its one file does not say. */
function narrowest<F extends { readonly path: string; readonly faults: number }>(found: readonly F[]): readonly F[] {
  const within = new Set(
    found.flatMap(({ path, faults }) =>
      areasOf(path)
        .slice(0, -1)
        .map(area => `${faults} ${area}`),
    ),
  );
  return found.filter(({ path, faults }) => !within.has(`${faults} ${path}`));
}
