import type { Failed, Measurement } from './measure';

const columns = [22, 10, 10, 8, 10, 24, 10, 12, 18] as const;

function line(cells: readonly string[]): string {
  return columns.map((width, index) => (cells[index] ?? '')[index === 0 || index === 5 ? 'padEnd' : 'padStart'](width)).join(' ');
}

/** The heads of the table. Times are medians in milliseconds. */
export function heading(): string {
  return line(['', 'ours', 'floor', 'ratio', 'wanted', '  peer', 'peer', 'peer/ours']);
}

/** One measurement as a row. A wish that was missed is marked with "!". */
export function row(result: Measurement | Failed): string {
  return 'failed' in result ? `! ${result.name.padEnd(columns[0] - 2)} failed: ${result.failed}` : measuredRow(result);
}

function measuredRow({ name, ours_ms, floor_ms, ratio, peer = '', peer_ms, peer_ratio, p95_ms, wanted }: Measurement): string {
  const { ratio: most = Infinity, peerRatio: least = 0, p95 = Infinity, ours = Infinity } = wanted;
  const missed = ours_ms > ours || ratio > most || (peer_ratio ?? Infinity) < least || (p95_ms ?? 0) > p95;
  return line([
    `${missed ? '!' : ' '} ${name}`,
    String(ours_ms),
    String(floor_ms),
    `${ratio} ×`,
    most < Infinity ? `≤ ${most}` : ours < Infinity ? `≤ ${ours} ms` : '',
    `  ${peer}`,
    peer_ms === undefined ? '' : String(peer_ms),
    peer_ratio === undefined ? '' : `${peer_ratio} ×${least === 0 ? '' : ` ≥ ${least}`}`,
    p95_ms === undefined ? '' : `  p95 ${p95_ms} ≤ ${p95}`,
  ]);
}

/** How each benchmark that ran with several numbers of records grows from the first to the last. */
export function growth(results: readonly Measurement[]): readonly string[] {
  const sized = results.flatMap(result => {
    const [, name, thousands] = /^(.+)-(\d+)k$/.exec(result.name) ?? [];
    return name === undefined ? [] : [{ name, count: Number(thousands), result }];
  });
  return [...new Set(sized.map(({ name }) => name))].flatMap(name => {
    const own = sized.filter(other => other.name === name);
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last || first === last) return [];
    const times = (value: (result: Measurement) => number): string =>
      `${Math.round((value(last.result) / value(first.result)) * 10) / 10} ×`;
    const records = `${Math.round(last.count / first.count)} × the records`;
    return [`${name}, ${records}: ours ${times(({ ours_ms }) => ours_ms)}, floor ${times(({ floor_ms }) => floor_ms)}`];
  });
}
