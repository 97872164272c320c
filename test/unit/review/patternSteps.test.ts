import assert from 'node:assert/strict';
import type { Happening } from '../../../src/review/patterns/history';
import { findPatterns } from '../../../src/review/patterns/patterns';

const day = 86_400_000;
const until = Date.UTC(2026, 0, 1);

function happening(id: number, at: number, more: Partial<Happening> = {}): Happening {
  const none = { components: [], signatures: [], causes: [], accounts: [], addresses: [], hosts: [], signs: [], gaps: [], files: [] };
  const said = { isSecurity: false, isCleared: false, isUnavailable: false, causeKnown: false };
  return { id: `INC-${id}`, at, ...none, ...said, ...more };
}

/** The most that was looked at in one go, while patterns were looked for: `looked` counts it. */
function mostAtOnce(happenings: readonly Happening[], offset: () => number, looked: () => number): number {
  const work = findPatterns({ happenings, changes: [], causes: [], until, offset });
  let [most, before] = [0, looked()];
  for (let isDone = false; !isDone; before = looked()) {
    isDone = work.next().done === true;
    most = Math.max(most, looked() - before);
  }
  return most;
}

describe('steps in which patterns are looked for', () => {
  it('ask for few times of the day each, however many incidents there are in however many years', () => {
    let asked = 0;
    const offset = (): number => {
      asked++;
      return 60;
    };
    const all = Array.from({ length: 20_000 }, (_, n) => happening(n, until - 9 * 365 * day + ((n * 7_919) % 20_000) * 0.16 * day));
    const most = mostAtOnce(all, offset, () => asked);
    assert.ok(most > 0 && most <= 6_000, String(most));
  });

  it('look at few names each, however many an incident has', () => {
    let looked = 0;
    const counted = (names: readonly string[]): readonly string[] =>
      Object.assign([...names], {
        *[Symbol.iterator](): Generator<string> {
          for (const name of names) {
            looked++;
            yield name;
          }
        },
      });
    const names = (what: string, n: number): readonly string[] =>
      counted(Array.from({ length: 500 }, (_, k) => `${what} ${(n * 37 + k * 13) % 2_000}`));
    const all = Array.from({ length: 600 }, (_, n) => {
      const named = { components: names('Part', n), accounts: names('user', n), addresses: names('at', n), hosts: names('host', n) };
      return happening(n, until - 300 * day + n * 0.4 * day, named);
    });
    const most = mostAtOnce(
      all,
      () => 0,
      () => looked,
    );
    assert.ok(most > 0 && most < 50_000, String(most));
  });
});
