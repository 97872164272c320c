import assert from 'node:assert/strict';
import { resourcesIn } from '../../../src/domain/interface/sharedResources';

describe('the shared resources that an interface names', () => {
  for (const [what, text, resources] of [
    ['nothing', undefined, []],
    ['blanks', ' \n, ;\n', []],
    ['one a line', 'Situation room\nCall tree\r\nLog server', ['Situation room', 'Call tree', 'Log server']],
    ['several in a line', 'Situation room, call tree; log server.', ['Situation room', 'call tree', 'log server']],
    [
      'what stands in brackets',
      'Room 3 (first floor, left; key at the gate), log server',
      ['Room 3 (first floor, left; key at the gate)', 'log server'],
    ],
    ['brackets that are never closed, or never opened', 'a (b, c\nd), e', ['a (b, c', 'd)', 'e']],
    ['a list', '- Room 3\n * Log server\n• Bridge\n2. Telephone\n10) Car', ['Room 3', 'Log server', 'Bridge', 'Telephone', 'Car']],
    ['a name with a dash or number of its own', 'E-mail, 3.5 racks, -80 °C freezer', ['E-mail', '3.5 racks', '-80 °C freezer']],
    ['the same twice', 'Log server, room 3, log  SERVER', ['Log server', 'room 3']],
  ] as const)
    it(`tells apart ${what}`, () => {
      assert.deepEqual(resourcesIn(text), resources);
    });

  it('takes fifty of them, and two hundred letters of each', () => {
    assert.equal(resourcesIn(Array.from({ length: 60 }, (_, n) => `Room ${n}`).join('\n')).length, 50);
    assert.deepEqual(resourcesIn('x'.repeat(500)), ['x'.repeat(200)]);
  });
});
