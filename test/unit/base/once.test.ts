import assert from 'node:assert/strict';
import { once } from '../../../src/base/once';

describe('what is made once', () => {
  it('is made when it is first asked for, and is the same for all who ask', async () => {
    let made = 0;
    const ask = once(() => Promise.resolve({ at: ++made }));
    assert.equal(made, 0);
    const [one, other] = await Promise.all([ask(), ask()]);
    assert.equal(one, other);
    assert.equal(await ask(), one);
    assert.equal(made, 1);
  });

  it('is tried again where it failed', async () => {
    const outcomes = [Promise.reject(new Error('not now')), Promise.resolve('there')];
    const ask = once(() => outcomes.shift() ?? Promise.reject(new Error('asked too often')));
    await assert.rejects(ask(), /not now/);
    assert.equal(await ask(), 'there');
    assert.equal(await ask(), 'there');
  });

  it('is tried again once, also where one who asked does so before another one is told', async () => {
    let made = 0;
    const ask = once(() => (++made === 1 ? Promise.reject(new Error('not now')) : Promise.resolve(made)));
    const again = ask().catch(() => ask());
    await assert.rejects(ask(), /not now/);
    assert.deepEqual([await again, await ask(), made], [2, 2, 2]);
  });
});
