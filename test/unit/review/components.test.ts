import type { FactsOf } from '../../../src/domain/records';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isWorkspacePath } from '../../../src/domain/record/link';
import { highest } from '../../../src/domain/vocabulary/protectionNeed';
import { componentsOf, inheritedFrom } from '../../../src/review/components/components';
import { insideWorkspace, pathsIn } from '../../../src/review/components/paths';

function component(title: string, change: Partial<FactsOf<'component'>> = {}): FactsOf<'component'> {
  return {
    id: `CMP-${title.toUpperCase().padEnd(6, '0')}`,
    kind: 'component',
    title,
    open: true,
    components: [],
    paths: [],
    safeguards: [],
    relations: [],
    ...change,
  };
}

const components = [
  component('Queue', { paths: ['lib/queue.js'], protectionNeed: 'high', safeguards: ['TLS'] }),
  component('Relay', { paths: ['ops/**', 'lib/transport.*'], protectionNeed: 'veryHigh' }),
  component('Docs', {}),
];

describe('paths in a text', () => {
  it('are files of traces and words that look like a path', () => {
    const text = 'see lib/retry.js and C:\\srv\\ops\\limits.json\nError: x\n    at f (/srv/mail/lib/queue.js:7:18)\nTCP/IP and/or 1/2';
    const paths = pathsIn(text);
    for (const path of ['lib/retry.js', 'srv/ops/limits.json', '/srv/mail/lib/queue.js']) assert.ok(paths.includes(path), path);
  });

  it('may lie in the workspace without what stands before it elsewhere, the longest first', () => {
    assert.deepEqual(insideWorkspace('/srv/mail/lib/queue.js'), ['srv/mail/lib/queue.js', 'mail/lib/queue.js', 'lib/queue.js', 'queue.js']);
    assert.deepEqual(insideWorkspace('../../etc/passwd'), ['etc/passwd', 'passwd']);
  });

  it('never lead out of the workspace, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[./\\a:~]{0,40}$/)), text => {
        for (const path of pathsIn(text).flatMap(insideWorkspace)) assert.ok(isWorkspacePath(path), path);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('components of an incident', () => {
  it('are offered for the files it names, unless they are named already', () => {
    assert.deepEqual(componentsOf(['/srv/mail/lib/queue.js', 'ops/limits.json'], components, ['relay ']), [
      { id: 'CMP-QUEUE0', name: 'Queue', path: 'lib/queue.js' },
    ]);
  });

  it('bring along their need and safeguards; the highest need counts', () => {
    const inherited = inheritedFrom(['queue', 'Relay', 'Nobody knows this'], components);
    assert.deepEqual(inherited, [
      { id: 'CMP-QUEUE0', name: 'Queue', need: 'high', safeguards: ['TLS'] },
      { id: 'CMP-RELAY0', name: 'Relay', need: 'veryHigh', safeguards: [] },
    ]);
    assert.deepEqual(
      [highest(inherited.map(({ need }) => need)), highest([]), highest([undefined, 'normal'])],
      ['veryHigh', undefined, 'normal'],
    );
  });
});
