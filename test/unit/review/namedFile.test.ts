import assert from 'node:assert/strict';
import { namedFileIn } from '../../../src/review/components/namedFile';

describe('the file that a written path names', () => {
  const files = [
    'src/index.ts',
    'packages/a/src/index.ts',
    'packages/b/src/index.ts',
    'packages/b/src/node/index.ts',
    'docs/config.ts',
    'lib/relay.js',
  ];

  it('is the one with which it shares the longest ending, wherever the program ran', () => {
    const named = namedFileIn(files);
    const cases: readonly (readonly [string, string | undefined])[] = [
      ['/srv/app/packages/b/src/index.ts', 'packages/b/src/index.ts'],
      ['C:\\app\\b\\src\\index.ts', 'packages/b/src/index.ts'],
      ['/app/src/node/index.ts', 'packages/b/src/node/index.ts'],
      ['../build/./lib/relay.js', 'lib/relay.js'],
      ['relay.js', 'lib/relay.js'],
      ['/srv/app/src/index.ts', 'src/index.ts'],
      ['index.ts', undefined],
      ['/srv/app/other/index.ts', undefined],
      ['/srv/app/elay.js', undefined],
      ['', undefined],
    ];
    for (const [written, file] of cases) assert.equal(named(written), file, written);
  });

  it('is none of the root that has its last name alone, unless nothing else was written', () => {
    const named = namedFileIn(['index.ts', 'lib/index.ts']);
    assert.deepEqual([named('/srv/app/other/index.ts'), named('index.ts')], [undefined, 'index.ts']);
  });

  it('is of several that are equally good the one in the workspace folder', () => {
    const named = namedFileIn(files, 'packages/a/');
    assert.equal(named('src/index.ts'), 'packages/a/src/index.ts');
    assert.equal(named('/srv/packages/b/src/index.ts'), 'packages/b/src/index.ts');
    assert.equal(named('index.ts'), 'packages/a/src/index.ts');
  });
});
