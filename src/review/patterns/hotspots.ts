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
    if (at % 1_000 === 999) yield;
    for (const area of new Set(files.flatMap(areasOf))) addUnder(faults, area, id);
  }
  const changes = new Map<string, number>();
  let allChanges = 0;
  for (const [path, count] of changesByPath) {
    allChanges += count;
    for (const area of areasOf(path)) changes.set(area, (changes.get(area) ?? 0) + count);
  }
  const allFaults = happenings.filter(({ files }) => files.length > 0).length;
  const tested = [...faults].flatMap(([path, ids]) => {
    const made = changes.get(path) ?? 0;
    const expected = ((ids.length + made) * allFaults) / (allFaults + allChanges);
    if (ids.length < fewestFaults || ids.length < expected * leastRatio) return [];
    const chance = hypergeometricTail(ids.length, ids.length + made, allFaults, allFaults + allChanges);
    return [{ pattern: 'hotspot' as const, key: `hotspot ${path}`, path, ids, faults: ids.length, changes: made, expected, chance }];
  });
  return narrowest(discoveries(tested, changes.size, falseRate));
}

/** A file and the folders it lies in, but for the whole. */
function areasOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** Of areas with the same faults the narrowest: a folder says nothing that its one file does not say. */
function narrowest<F extends { readonly path: string; readonly faults: number }>(found: readonly F[]): readonly F[] {
  return found.filter(one => !found.some(other => other.path.startsWith(`${one.path}/`) && other.faults === one.faults));
}
