import assert from 'node:assert/strict';
import { ByName } from '../../../src/domain/foundation/byName';
import { addUnder } from '../../../src/domain/foundation/grouped';
import { blockOf } from '../../support/eventLoop';

describe('what belongs to names', () => {
  it('is kept under each name, whatever it is called like, however many there are', () => {
    const names = [...Array.from({ length: 3_000 }, (_, n) => `Part ${n}`), '', '__proto__', 'constructor'];
    const all = new ByName<number>();
    for (const [place, name] of names.entries()) all.set(name, -1).set(name, place);
    assert.equal(all.size, names.length);
    assert.deepEqual(
      names.map(name => all.get(name)),
      [...names.keys()],
    );
    assert.equal(all.get('nobody'), undefined);
    assert.deepEqual(
      [...all].sort(([, a], [, b]) => a - b),
      names.map((name, place) => [name, place]),
    );
  });

  it('is put behind what is there', () => {
    const all = new ByName<number[]>();
    for (const one of [1, 2]) addUnder(all, 'Relay', one);
    assert.deepEqual([...all], [['Relay', [1, 2]]]);
  });

  it('grows in small steps', async () => {
    const { busy } = await blockOf(async () => {
      const all = new ByName<number>();
      for (let n = 0; n < 2_200_000; n += 5_000) {
        for (let more = 0; more < 5_000; more++) all.set(`${n + more}`, n);
        await new Promise(resolve => setImmediate(resolve));
      }
    });
    assert.ok(busy < 100, `${Math.round(busy)} ms`);
  });
});
