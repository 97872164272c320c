import assert from 'node:assert/strict';
import { roundByKey } from '../../../media/shared/roundByKey';

describe('the keys of a menu', () => {
  it('arrows go round, Home and End to its ends, and other keys are none of it', () => {
    assert.deepEqual([roundByKey('vertical', 'ArrowDown', 0, 3), roundByKey('vertical', 'ArrowDown', 2, 3)], [1, 0]);
    assert.deepEqual([roundByKey('vertical', 'ArrowUp', 1, 3), roundByKey('vertical', 'ArrowUp', 0, 3)], [0, 2]);
    assert.deepEqual([roundByKey('vertical', 'Home', 2, 3), roundByKey('vertical', 'End', 0, 3)], [0, 2]);
    assert.equal(roundByKey('vertical', 'a', 0, 3), undefined);
  });
});
