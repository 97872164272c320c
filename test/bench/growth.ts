import { foldIncident } from '../../src/domain/incident/fold';
import { fingerprintOf } from '../../src/domain/foundation/fingerprint';
import { locate } from '../../src/domain/record/locate';
import { sha256 } from '../../src/store/hash';
import { testId } from '../support/incidents';
import { largeLogs } from '../support/largeLogs';
import { type Failed, measure, type Benchmark, type Measurement } from './measure';

/** Entries, rows or lines in thousands, the last four times the first. */
const sizes = [5, 20] as const;

/** What a long record costs, in each shape that can be slow: the last lines of the bench say how it grows. */
export async function* growthMeasurements(): AsyncGenerator<Measurement | Failed> {
  for (const thousands of sizes) {
    for (const [name, make] of Object.entries(largeLogs)) {
      const text = JSON.stringify(make(thousands * 1000));
      yield await measure({
        name: `fold ${name}-${thousands}k`,
        rounds: 3,
        wanted: {},
        ours: () => Promise.resolve(foldIncident(testId, JSON.parse(text) as Parameters<typeof foldIncident>[1])),
        floor: () => Promise.resolve(JSON.parse(text)),
      });
    }
    yield await measure(locating(thousands));
  }
}

/** Linked lines, half of the file, that have moved to its end. */
function locating(thousands: number): Benchmark {
  const lines = Array.from({ length: thousands * 1000 }, (_, n) => `const value${n} = compute(${n % 97}); // ${n}`);
  const linked = lines.slice(0, lines.length / 2);
  const content = ['// new', ...lines.slice(linked.length), ...linked].join('\n');
  const target = {
    type: 'file',
    path: 'a',
    lines: { from: 1, to: linked.length },
    textHash: sha256(linked.join('\n')),
    fingerprint: fingerprintOf(linked),
  } as const;
  return {
    name: `locate-${thousands}k`,
    rounds: 5,
    wanted: {},
    ours: () => Promise.resolve(locate(target, content, sha256)),
    floor: () => Promise.resolve(sha256(content)),
  };
}
