import assert from 'node:assert/strict';
import type { FramePlace } from '../../../../src/review/suspects/place';
import { namedFunctions } from '../../../../src/review/suspects/namedFunctions';
import { noLines } from '../../../../src/review/suspects/ownEvidence';

describe('the functions that a trace names', () => {
  const named = (text: string, places: readonly FramePlace[] = []): readonly string[] =>
    namedFunctions(text, { frames: { ...noLines, places } }).map(
      ({ method, owner = '', path = '', frame }) => `${frame} ${owner}.${method} ${path}`,
    );
  const place = (method: string, frame: number): FramePlace => ({ path: 'a.c', from: 1, to: 1, frame, isLibrary: false, method });

  it('are the nearest to the fault first, whether a file was found for them or not, each once', () => {
    const text = '#0  0x0000554 in deliver_all ()\n#1  0x0000555 in relay (a=1) at a.c:1\n#2  0x0000556 in deliver_all ()';
    assert.deepEqual(named(text, [place('relay', 1), place('relay', 3)]), ['0 .deliver_all ', '1 .relay a.c']);
  });

  it('are no more than twelve', () => {
    const text = Array.from({ length: 40 }, (_, n) => `#${n}  0x0000554 in deliver_${String.fromCharCode(97 + (n % 26))}${n} ()`).join(
      '\n',
    );
    assert.equal(named(text).length, 12);
  });

  it('have without a file or a class a name of several words: of one a library of the system may have them, too', () => {
    assert.deepEqual(named('#0  0x0000554 in poll () from /lib64/libc.so.6\n#1  0x0000555 in main ()'), []);
  });
});
