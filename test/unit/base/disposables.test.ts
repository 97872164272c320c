import assert from 'node:assert/strict';
import { Disposables, Slot } from '../../../src/base/disposables';

describe('what was begun and must end', () => {
  const ended: string[] = [];
  const named = (name: string): { dispose(): void } => ({ dispose: () => ended.push(name) });
  let begun: Disposables;

  beforeEach(() => {
    ended.length = 0;
    begun = new Disposables();
  });

  it('ends in reverse, once', () => {
    const first = named('first');
    assert.equal(begun.add(first), first);
    begun.defer(() => ended.push('second'));
    begun.dispose();
    begun.dispose();
    assert.deepEqual(ended, ['second', 'first']);
  });

  it('one that throws does not keep the others; what was thrown comes behind them', () => {
    const broken = (name: string) => () => {
      throw new Error(name);
    };
    begun.add(named('first'));
    begun.defer(broken('a'));
    begun.add(named('last'));
    assert.throws(() => {
      begun.dispose();
    }, /^Error: a$/);
    assert.deepEqual(ended, ['last', 'first']);
    const several = new Disposables();
    several.defer(broken('a'));
    several.defer(broken('b'));
    assert.throws(
      () => {
        several.dispose();
      },
      (error: unknown) => error instanceof AggregateError && error.errors.map(each => (each as Error).message).join() === 'b,a',
    );
  });

  it('what is added after the end is ended at once', () => {
    begun.dispose();
    begun.add(named('late'));
    assert.deepEqual(ended, ['late']);
  });

  it('a slot holds one thing: what comes ends what was there', () => {
    const slot = new Slot<{ dispose(): void }>();
    slot.set(named('one'));
    slot.set(named('two'));
    assert.deepEqual(ended, ['one']);
    slot.dispose();
    slot.dispose();
    assert.deepEqual(ended, ['one', 'two']);
  });
});
