import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Survival } from '../../../../src/review/figures/survival';

const rounded = (value: number | undefined): number | undefined => value && Math.round(value * 10_000) / 10_000;

describe('the product-limit estimate', () => {
  it('gives what the paper gives for its own example (Kaplan and Meier 1958, section 2)', () => {
    const survival = new Survival([9.2, 0.8, 5.4, 3.1], [1, 12.1, 2.7, 7]);
    assert.deepEqual(
      [0.5, 0.8, 2.7, 3.1, 5.4, 7, 9.2, 12.1, 13].map(length => rounded(survival.leftAfter(length))),
      [1, 0.875, 0.875, 0.7, 0.525, 0.525, 0.2625, 0.2625, undefined],
    );
    assert.deepEqual([survival.quantile(0.1), survival.quantile(0.5), survival.quantile(0.9)], [0.8, 9.2, undefined]);
  });

  it('gives what the textbooks give for the remissions under 6-MP (Freireich and others 1963), with ties and losses at the same moment', () => {
    const survival = new Survival([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]);
    assert.deepEqual(
      [6, 7, 10, 13, 16, 22, 23].map(length => rounded(survival.leftAfter(length))),
      [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482],
    );
    assert.equal(survival.quantile(0.5), 23);
  });

  it('of what is all over is the plain share and quantile', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }), lengths => {
        const survival = new Survival(lengths, []);
        const sorted = [...lengths].sort((a, b) => a - b);
        for (const length of [0, 10, 50])
          assert.ok(Math.abs((survival.leftAfter(length) ?? -1) - sorted.filter(other => other > length).length / sorted.length) < 1e-9);
        for (const share of [0.5, 0.9]) assert.equal(survival.quantile(share), sorted[Math.ceil(share * sorted.length - 1e-9) - 1]);
      }),
    );
  });

  it('never rises, stays within 0 and 1, and what waits never makes it quicker', () => {
    const lengths = fc.array(fc.nat(100), { maxLength: 40 });
    fc.assert(
      fc.property(lengths, lengths, (ended, waiting) => {
        const [survival, without] = [new Survival(ended, waiting), new Survival(ended, [])];
        let before = 1;
        for (let length = 0; length <= 100; length += 5) {
          const left = survival.leftAfter(length);
          if (left === undefined) continue;
          assert.ok(left >= 0 && left <= before, `${left} after ${length}`);
          assert.ok(left >= (without.leftAfter(length) ?? 0) - 1e-9);
          before = left;
        }
      }),
    );
  });

  it('knows how many have been watched so long, and rests on few only where they are all', () => {
    const survival = new Survival([4, 6, 6], [1, 6, 9]);
    assert.deepEqual(
      [0, 1, 2, 4, 6, 7, 9, 10].map(length => survival.watchedFor(length)),
      [6, 6, 5, 5, 4, 1, 1, 0],
    );
    assert.deepEqual(
      [1, 4, 6, 10].map(length => survival.isFirmAt(length, 5)),
      [true, true, false, false],
    );
    assert.ok([0, 4, 6, 10].every(length => new Survival([4, 6], []).isFirmAt(length, 5)));
  });

  it('says nothing of nothing', () => {
    const survival = new Survival([], []);
    assert.deepEqual([survival.quantile(0.5), survival.leftAfter(0)], [undefined, undefined]);
  });
});
