import { readHead } from './head';
import { readFrame } from './readFrame';
import { reportText } from './reportText';

/** Beginning of a line that is looked at: what is longer is no trace, and every pattern stays cheap. */
export const longestTraceLine = 1_000;

/** What mails and logs put before each line, and a gap; whatever more stands before the line is its own. */
const beforeLine: readonly RegExp[] = [
  /^(?:> ?)+/,
  // Kubernetes, GitHub Actions.
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?(?: std(?:out|err) [FP])?(?: |$)/,
  /^(?:##\[[a-z]{1,20}\]|\[pod\/[^\]\s]{1,200}\] )/,
  // `web-1  | `, as docker compose and foreman do.
  /^(?:\d\d:\d\d:\d\d )?[A-Za-z][\w.-]{0,80} {1,40}\|(?: |$)/,
  // The system's log.
  /^[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \S{1,100} [^\s[:]{1,100}(?:\[\d{1,9}\])?: /,
];
/** Some of them stand one behind the other. */
const mostBefore = 4;

/** The lines of a report, without what terminals, logs, mails and forms of trackers have put around them. Linear in the length of the text. */
export function* reportLines(text: string): Generator<string> {
  const report = reportText(text);
  let before = '';
  for (let start = 0; start <= report.length;) {
    const newline = report.indexOf('\n', start);
    const end = newline < 0 ? report.length : newline;
    before = bareLine(report.slice(start, end), before);
    yield before;
    start = end + 1;
  }
}

/** A line without what stands before it, except where that makes it a log's own message; `before` is the line above it. */
function bareLine(line: string, before: string): string {
  let bare = line;
  const dated: string[] = [];
  for (let times = 0; times < mostBefore; times++) {
    const prefix = beforeLine.find(pattern => pattern.test(bare));
    if (!prefix) break;
    dated.push(bare);
    bare = bare.replace(prefix, '');
  }
  if (dated.length === 0 || isOfTrace(bare, before)) return inList(bare, before);
  return dated.find(told => readHead(told.slice(0, longestTraceLine))) ?? inList(bare, before);
}

/** True for a frame, and for what stands around frames: lines of source, and the head of a trace. */
function isOfTrace(line: string, before: string): boolean {
  return /^(?:\s|Traceback \()/.test(line) || readFrame(line.slice(0, longestTraceLine), before) !== undefined;
}

/** A frame or an error as an item of a list, or a row of a table: without that. */
function inList(line: string, before: string): string {
  const text = line.trim();
  const item = /^[-*•] +(?=\S)/.exec(text)?.[0];
  const isRow = text.length > 2 && text.startsWith('| ') && text.endsWith(' |');
  if (text.length > longestTraceLine || (item === undefined && !isRow)) return line;
  const inside = item === undefined ? text.slice(2, -2).trim() : text.slice(item.length);
  return readFrame(inside, before) || readHead(inside) ? inside : line;
}
