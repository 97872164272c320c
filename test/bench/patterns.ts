import { findPatterns } from '../../src/review/patterns/patterns';
import { readHistory } from '../eval/patterns/historyFile';
import { noise, world } from '../eval/patterns/noise';
import { type Failed, measure, medians, type Measurement } from './measure';

/** Patterns of failure among `count` incidents, beside reading and parsing what they are found in; and the longest step, after which the host can do something else. */
export async function* patternMeasurements(count: number): AsyncGenerator<Measurement | Failed> {
  const lines = noise(world(5), count).map(line => JSON.stringify(line));
  const history = readHistory(lines);
  const blocks: number[] = [];
  yield await measure({
    name: `patterns-${count / 1000}k`,
    rounds: 3,
    wanted: {},
    ours: () => {
      const steps = findPatterns(history);
      let longest = 0;
      for (;;) {
        const began = performance.now();
        const { done, value } = steps.next();
        longest = Math.max(longest, performance.now() - began);
        if (done) {
          blocks.push(longest);
          return Promise.resolve(value);
        }
      }
    },
    floor: () => Promise.resolve(lines.map(line => JSON.parse(line) as unknown)),
  });
  // Between two steps the host has its turn; in 10 ms it does not do what it must.
  yield { ...medians(`patterns-${count / 1000}k-block`, { ours: blocks, floor: blocks.map(() => 10), peer: [] }, { ours: 50 }) };
}
