import { readErrors } from '../../domain/errors/signature';
import { tokensOf } from '../similar/tokens';
import { partNumber, partOf, termOfEntry } from './commitDocument';
import type { EvidenceColumns, KnownCommit } from './evidence';
import type { Vocabulary } from './vocabulary';

/** Something a trace names, and how many frames lie inside it: 0 is where the fault showed. */
type Named = ReadonlyMap<string, number>;

/** Functions, and files by their last name, that the traces of a text name, with the frame in which they first stand. */
export interface Trace {
  readonly functions: Named;
  readonly files: Named;
}

const fileAndLine = /([\w./+-]{1,200}\.[A-Za-z]{1,4}):\d{1,7}\b/g;

/** Reads the traces of a text, quoted ones (`> #0 …`) too, and places like `file.c:12` that compilers print. */
export function traceOf(text: string): Trace {
  const functions = new Map<string, number>();
  const files = new Map<string, number>();
  const frames = readErrors(text.replace(/^(?:> ?)+/gm, '')).flatMap(error => error.frames);
  frames.forEach((frame, at) => {
    if (frame.function !== undefined && !functions.has(frame.function)) functions.set(frame.function, at);
    const name = frame.file === undefined ? '' : lastName(frame.file);
    if (name !== '' && !files.has(name)) files.set(name, at);
  });
  let place = 0;
  for (const [, file = ''] of text.matchAll(fileAndLine)) {
    if (!files.has(lastName(file))) files.set(lastName(file), place);
    place += 1;
  }
  return { functions, files };
}

/** The last part of a path, whatever its slashes. */
export function lastName(path: string): string {
  return path.split(/[\\/]/).pop() ?? path;
}

const functionPart = partNumber('function');
const codeParts: ReadonlySet<number> = new Set((['function', 'added', 'removed'] as const).map(partNumber));

/** Commits that change a function or a file which the trace names; frames nearer to the fault count more. */
export function traceEvidence({ functions, files }: Trace, commits: readonly KnownCommit[], vocabulary: Vocabulary): EvidenceColumns {
  const asked = new Map<number, number>();
  for (const [name, frame] of functions) {
    const number = functionTerm(name, vocabulary);
    if (number !== undefined && !asked.has(number)) asked.set(number, nearness(frame));
  }
  const columns = {
    traceFunction: new Float64Array(commits.length),
    traceNames: new Float64Array(commits.length),
    traceFile: new Float64Array(commits.length),
    traceFiles: new Float64Array(commits.length),
    hasTrace: new Float64Array(commits.length).fill(functions.size + files.size > 0 ? 1 : 0),
  };
  commits.forEach(({ document, files: touched }, at) => {
    const counted = new Set<number>();
    for (const entry of asked.size > 0 ? document.entries : []) {
      const near = asked.get(termOfEntry(entry));
      if (near === undefined || !codeParts.has(partOf(entry))) continue;
      if (partOf(entry) === functionPart) columns.traceFunction[at] = Math.max(columns.traceFunction[at] ?? 0, near);
      if (!counted.has(termOfEntry(entry))) columns.traceNames[at] = (columns.traceNames[at] ?? 0) + near;
      counted.add(termOfEntry(entry));
    }
    for (const name of files.size > 0 ? new Set(touched.map(lastName)) : []) {
      const frame = files.get(name);
      if (frame === undefined) continue;
      columns.traceFile[at] = Math.max(columns.traceFile[at] ?? 0, nearness(frame));
      columns.traceFiles[at] = (columns.traceFiles[at] ?? 0) + nearness(frame);
    }
  });
  return columns;
}

function nearness(frame: number): number {
  return 1 / (1 + frame / 3);
}

/** The number of the term a diff would show for a function: `Cart.add` and `shop::cart::add` end with it. Undefined where none does. */
export function functionTerm(name: string, vocabulary: Vocabulary): number | undefined {
  const last = name.split(/[.:#]+/).pop() ?? name;
  return vocabulary.find(tokensOf(last)[0] ?? '');
}
