import { deepEqual, equal } from 'node:assert/strict';
import { roundByKey } from '../../../media/shared/roundByKey';

describe('the tabs of a narrow page', () => {
  it('left and right go round, Home and End to the ends, other keys nowhere', () => {
    deepEqual(
      ['ArrowRight', 'ArrowLeft', 'Home', 'End'].map(key => roundByKey('horizontal', key, 0, 3)),
      [1, 2, 0, 2],
    );
    equal(roundByKey('horizontal', 'ArrowRight', 2, 3), 0);
    equal(roundByKey('horizontal', 'a', 0, 3), undefined);
  });
});
