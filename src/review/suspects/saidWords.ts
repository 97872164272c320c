import type { Frame } from '../../domain/errors/frame';
import { readHead } from '../../domain/errors/head';
import { isLibraryFrame } from '../../domain/errors/library';
import { readFrame } from '../../domain/errors/readFrame';
import { longestTraceLine, reportLines } from '../../domain/errors/reportLines';
import { wordsByToken } from '../similar/tokens';

/** Lines that every trace of its language has: they say nothing of this one. */
const boilerplate =
  /^(?:(?:PHP )?stack (?:back)?trace:|(?:back)?trace(?:back)?(?: \(most recent call (?:first|last)\))?:?|\(stacktrace\)|goroutine \d+(?: [^\s=]+=\S+)* \[.*\]:|thrown in .* on line \d+|note: (?:run with|some details are omitted).*|(?:thread|queue) \d+ crashed:|\.{3} ?\d+ (?:more|common frames omitted|elided).*|-+ ?end of .*stack trace.*|(?:during handling of|the above exception was) .* exception.*:|exit status \d+|node\.js v[\d.]+)$/i;

/** What traces put before and behind what an error says of itself. */
const aroundHead =
  /^(?:Uncaught (?:\(in promise\) )?|Unhandled exception(?:\. |:$)|Exception in thread "[^"]{0,200}" |Caused by: |\[cause\]: |Suppressed: |(?:Program|Thread \d+[^,]{0,100}) received signal |terminate called after throwing an instance of )| \[recovered\]$/g;
/** Lines and columns of a place that a sentence names. */
const positions = /(\.[A-Za-z]{1,4})(?::(?:line )?|", line |\(| on line |, line )\d{1,7}(?::\d{1,7})?\b/g;
/** Times as logs print them, addresses in memory, and numbers of processes. */
const passing = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S{0,20}|\b0x[0-9a-f]{1,16}\b|^==\d{1,9}==/gi;
/** What is left of `don't`, and what follows a word in `it's` and `they've`, is no word. */
const contractions = /\b[a-z]{1,12}n['’]t\b|['’](?:s|re|ve|ll|d|m|t)\b/gi;
/** What stands where a function has no name. */
const nameless = /\{main\}|<(?:module|anonymous|lambda|unknown)>/g;

/**
 * The words of a report, by term, as they were written: those that a person could follow as a reason. Of a trace that is what an error says and
 * the functions and files of the product's own frames; its numbers, and what every trace says, a commit may hold by chance.
 */
export function saidWords(text: string): ReadonlyMap<string, string> {
  const said: string[] = [];
  let before = '';
  for (const line of reportLines(text)) {
    const frame = line.length > longestTraceLine ? undefined : readFrame(line, before);
    // Go and Rust name the function on the line above.
    if ((frame?.language === 'go' || frame?.language === 'rust') && frame.function !== undefined && frame.file !== undefined) said.pop();
    said.push(frame ? ofFrame(frame) : ofLine(line));
    before = line;
  }
  return wordsByToken(said.join('\n'));
}

function ofFrame(frame: Frame): string {
  const { file = '', function: name = '' } = frame;
  return isLibraryFrame(frame) ? '' : `${name.replace(nameless, '')} ${file}`;
}

function ofLine(line: string): string {
  const text = line.trim();
  if (text.length > longestTraceLine) return text.replace(contractions, ' ');
  if (boilerplate.test(text)) return '';
  const { type = '', message, place, function: name = '' } = readHead(text) ?? { message: '' };
  const said = place === undefined ? text.replace(aroundHead, '') : `${type} ${message} ${name} ${place}`;
  return said.replace(positions, '$1 ').replace(passing, ' ').replace(contractions, ' ');
}
