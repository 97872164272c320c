import { faultFrames } from '../../domain/errors/faultFrames';
import { methodOf } from '../../domain/errors/methodOf';
import { tokensOf } from '../similar/tokens';
import { partNumber, partOf, termOfEntry } from './commitDocument';
import type { EvidenceColumns, KnownCommit } from './evidence';
import type { Vocabulary } from './vocabulary';

/** Where a trace names something first: how many of its frames are nearer to the fault, and where the frame stands in its trace (0 is the innermost). */
interface NamedAt {
  readonly inside: number;
  readonly frame: number;
}

type Named = ReadonlyMap<string, NamedAt>;

/** Functions by their plain name, and files by their last name, that the traces of a text name. */
export interface Trace {
  readonly functions: Named;
  readonly files: Named;
}

const fileAndLine = /([\w./+-]{1,200}\.[A-Za-z]{1,4}):\d{1,7}\b/g;

/** Reads the traces of a text, quoted ones (`> #0 …`) too, and places like `file.c:12` that compilers print. */
export function traceOf(text: string): Trace {
  const functions = new Map<string, NamedAt>();
  const files = new Map<string, NamedAt>();
  faultFrames(text).forEach(({ frame, at }, inside) => {
    const method = methodOf(frame);
    if (method !== undefined && !functions.has(method)) functions.set(method, { inside, frame: at });
    const name = frame.file === undefined ? '' : lastName(frame.file);
    if (name !== '' && !files.has(name)) files.set(name, { inside, frame: at });
  });
  let place = 0;
  for (const [, file = ''] of text.matchAll(fileAndLine)) {
    if (!files.has(lastName(file))) files.set(lastName(file), { inside: place, frame: place });
    place += 1;
  }
  return { functions, files };
}

/** The last part of a path, whatever its slashes. */
function lastName(path: string): string {
  return path.split(/[\\/]/).pop() ?? path;
}

const functionPart = partNumber('function');
const codeParts: ReadonlySet<number> = new Set((['function', 'added', 'removed'] as const).map(partNumber));

/** Commits that change a function or a file which the trace names; frames nearer to the fault count more. */
export function traceEvidence({ functions, files }: Trace, commits: readonly KnownCommit[], vocabulary: Vocabulary): EvidenceColumns {
  const asked = new Map<number, number>();
  for (const [name, at] of functions) {
    const number = functionTerm(name, vocabulary);
    if (number !== undefined && !asked.has(number)) asked.set(number, nearness(at));
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
      const named = files.get(name);
      if (named === undefined) continue;
      columns.traceFile[at] = Math.max(columns.traceFile[at] ?? 0, nearness(named));
      columns.traceFiles[at] = (columns.traceFiles[at] ?? 0) + nearness(named);
    }
  });
  return columns;
}

function nearness({ inside }: NamedAt): number {
  return 1 / (1 + inside / 3);
}

/** The number of the term a diff would show for a function's plain name; undefined where none does. */
function functionTerm(name: string, vocabulary: Vocabulary): number | undefined {
  return vocabulary.find(tokensOf(name)[0] ?? '');
}
