import { readErrors } from '../../src/domain/errors/signature';
import { type Failed, measure, type Measurement } from './measure';

const megabyte = 1024 * 1024;

/** Reading the errors in five megabytes of log: an ordinary one, and one made to be slow to read. */
export async function* textMeasurements(): AsyncGenerator<Measurement | Failed> {
  // Neither holds an error: reading stops at the fiftieth.
  const ordinary = Array.from(
    { length: 200 },
    (_, n) => `2026-11-22T08:01:13.123Z INFO queue: delivered ${n} of 200 to relay-${n % 7}.example.org in 12.5 ms (attempt 1)\n`,
  ).join('');
  const spiteful = [
    `at ${'('.repeat(990)}`,
    `${'aError.'.repeat(140)}x`,
    `#0 ${'x ('.repeat(320)}`,
    `${'1:'.repeat(490)}x`,
    `[${'['.repeat(980)}`,
  ]
    .map(line => `${line}\n`)
    .join('');
  for (const [name, part] of [
    ['errors-5mb', ordinary],
    ['errors-5mb-spiteful', spiteful],
  ] as const) {
    const text = part.repeat(Math.ceil((5 * megabyte) / part.length));
    yield await measure({
      name,
      rounds: 5,
      wanted: {},
      ours: () => Promise.resolve(readErrors(text)),
      // Each line taken out and looked at once, the least that reading line by line can do.
      floor: () => Promise.resolve(linesOf(text)),
    });
  }
}

function linesOf(text: string): number {
  let filled = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (text.slice(start, end).trim() !== '') filled += 1;
    start = end + 1;
  }
  return filled;
}
