import { inSlices } from '../../src/base/inSlices';
import { findPatterns } from '../../src/review/patterns/patterns';
import { readHistory } from '../eval/patterns/historyFile';
import { noise, world } from '../eval/patterns/noise';
import { blockOf, floorBlock } from '../support/eventLoop';
import { inOneGo } from '../support/inOneGo';
import { type Failed, measure, medians, type Measurement, type Times } from './measure';

/**
 * Patterns of failure among `count` incidents, beside reading and parsing what they are found in; and how long they hold the event loop up at most,
 * beside work in small pieces.
 */
export async function* patternMeasurements(count: number): AsyncGenerator<Measurement | Failed> {
  const lines = noise(world(5), count).map(line => JSON.stringify(line));
  const history = readHistory(lines);
  yield await measure({
    name: `patterns-${count / 1000}k`,
    rounds: 3,
    wanted: {},
    ours: () => Promise.resolve(inOneGo(findPatterns(history))),
    floor: () => Promise.resolve(lines.map(line => JSON.parse(line) as unknown)),
  });
  const times: Times = { ours: [], floor: [], peer: [] };
  for (let round = 0; round < 3; round++) {
    times.floor.push((await floorBlock()).busy);
    times.ours.push((await blockOf(() => inSlices(findPatterns(history)))).busy);
  }
  yield medians(`patterns-${count / 1000}k-block`, times, { ours: 50 });
}
