import { deepEqual, equal, match } from 'node:assert/strict';
import { measure, type Failed, type Measurement } from '../../bench/measure';
import { measureAll, resultsText, type Part } from '../../bench/results';

/** A measurement that is made, or fails with a reason. */
function measurement(name: string, failed?: string): Promise<Measurement | Failed> {
  const ours = (): Promise<void> => (failed === undefined ? Promise.resolve() : Promise.reject(new Error(`${failed}\nat once`)));
  return measure({ name, rounds: 2, ours, floor: () => Promise.resolve(), wanted: {} });
}

describe('the bench', () => {
  it('names what fails with its reason, and the others are printed and written all the same', async () => {
    const parts: readonly Part[] = [
      [
        'store',
        async function* () {
          yield measurement('start-1k');
          yield measurement('append-1k', 'the disk is full');
          yield measurement('fold-1k');
          yield Promise.resolve('of 1,000 records');
        },
      ],
      [
        'host',
        async function* () {
          yield measurement('activation');
          await Promise.reject(new Error('no answer within 60 s'));
          yield measurement('open-form');
        },
      ],
      [
        'text',
        async function* () {
          yield measurement('errors');
        },
      ],
    ];
    const lines: string[] = [];
    const results = await measureAll(parts, line => lines.push(line));
    const names = lines.slice(1).map(line => line.replace(/^[! ] (\S+).*$/, '$1'));
    deepEqual(names, ['start-1k', 'append-1k', 'fold-1k', 'activation', 'host', 'errors', 'of 1,000 records']);
    match(lines[2] ?? '', /^! append-1k +failed: the disk is full$/);
    match(lines[5] ?? '', /^! host +failed: no answer within 60 s$/);
    const written = JSON.parse(resultsText(results)) as readonly Partial<Measurement & Failed>[];
    deepEqual(
      written.map(({ name, failed, ours_ms }) => [name, failed ?? typeof ours_ms]),
      [
        ['start-1k', 'number'],
        ['append-1k', 'the disk is full'],
        ['fold-1k', 'number'],
        ['activation', 'number'],
        ['host', 'no answer within 60 s'],
        ['errors', 'number'],
      ],
    );
    equal(results.length, written.length);
  });
});
