import assert from 'node:assert/strict';
import { inAgreement } from '../../../src/sync/inAgreement';
import { temporaryFolder } from '../../support/folders';
import { act, incidentOf } from '../../support/sharedActs';
import { sharedPairIn } from '../../support/sharedPair';
import { plainGit } from '../../support/sharers';

describe('when an entry came to the branch', function () {
  this.timeout(60_000);
  const pair = sharedPairIn(temporaryFolder());
  const { sync } = pair;
  const nextYear = Math.floor(Date.now() / 1000) + 365 * 86_400;

  /** Somebody pushes a commit below the records that bears this date. */
  const commitDated = (seconds: number, name: string): Promise<string> => {
    const ref = 'refs/heads/faultline/store';
    const head = `commit ${ref}\ncommitter P <p@example.org> ${seconds} +0000\ndata 1\nx\nfrom ${ref}^0\n`;
    return plainGit(pair.remote, ['fast-import', '--quiet'], `${head}M 100644 inline incidents/${name}\ndata 1\nx\n\n`);
  };
  const comment = async (): Promise<string> => {
    await act(pair.anna, pair.id, { type: 'comment', text: 'sailfish' });
    await sync(pair.anna, pair.ben);
    return (await incidentOf(pair.anna, pair.id)).timeline.at(-1)?.id ?? '';
  };

  for (const [what, date] of [
    ['lies ahead', nextYear],
    ['no clock can say', 9_000_000_000_000],
    ['lies long before', 1_000_000_000],
  ] as const)
    it(`is not what a commit says whose date ${what}, for what it stands on and what stands on it`, async () => {
      const from = Math.floor(Date.now() / 1000) * 1000;
      const before = await comment();
      await commitDated(date, 'zz');
      const after = await comment();
      await commitDated(date, 'yy');
      await sync(pair.ben);
      const arrivals = await pair.ben.sync.arrivals();
      for (const entry of [before, after]) {
        const at = Date.parse(arrivals?.get(entry) ?? '');
        assert.ok(at >= from && at <= Date.now(), arrivals?.get(entry));
      }
    });
});

describe('times that were claimed one after the other', () => {
  for (const [what, times, expected] of [
    ['count as they are where each is as late as the one before, or later', [1, 2, 2, 3], [1, 2, 2, 3]],
    ['do not count where they are ahead of the clock', [1, 99, 2], [1, 1, 2]],
    ['are nothing where no clock agrees', [99, 1e300, Infinity], [undefined, undefined, undefined]],
    ['do not count where one of them is ahead of all behind it', [1, 50, 2, 3], [1, 1, 2, 3]],
    ['do not count where one of them is behind all before it', [5, 6, 0, 7], [5, 6, 6, 7]],
    ['count as they came where two of them contradict one another', [5, 0], [5, 5]],
    ['count as most of them agree', [5, 6, 1, 2, 3], [undefined, undefined, 1, 2, 3]],
    ['are none where there are none', [], []],
  ] as const)
    it(what, () => {
      assert.deepEqual(inAgreement(times, 70), expected);
    });

  it('are agreed on as by trying all rows of them', () => {
    let seed = 1;
    const next = (most: number): number => (seed = (seed * 48_271) % 2_147_483_647) % most;
    for (let round = 0; round < 300; round++) {
      const times = Array.from({ length: next(9) }, () => next(7));
      const longest = Array.from({ length: 2 ** times.length }, (_, mask) => times.filter((_time, at) => mask & (2 ** at)))
        .filter(row => row.every((time, at) => at === 0 || time >= (row[at - 1] ?? 0)))
        .reduce((most, { length }) => Math.max(most, length), 0);
      const agreed = inAgreement(times, 7);
      assert.ok(agreed.every((time, at) => at === 0 || agreed[at - 1] === undefined || (time ?? 0) >= (agreed[at - 1] ?? 0)));
      assert.ok(times.filter((time, at) => agreed[at] === time).length >= longest, times.join());
    }
  });
});
