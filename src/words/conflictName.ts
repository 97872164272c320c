import { priorityPath, stepPath } from '../domain/incident/conflictPath';
import { linkOfPath } from '../domain/record/link';
import type { Kind } from '../domain/records';
import { fieldText } from './form';
import { fill, textOf, type Words } from './words';

/** How many are named in one line. */
const mostNamed = 3;

/** In one line what several changed at once (`RecordFacts.conflicts`); `more` that are not named. */
export function describeConflicted(words: Words, kind: Kind, paths: readonly string[], more = 0): string {
  const named = paths.slice(0, mostNamed);
  const list = named
    .map(path => conflictName(words, path) ?? fieldText(words.kinds[kind].fields, path.split('/')[0] ?? '').label)
    .join(', ');
  const left = paths.length - named.length + more;
  return left > 0 ? fill(words.conflict.foundMore, { list, more: left }) : fill(words.conflict.found, { list });
}

/** What is called something that several wrote or decided at once, other than a field (`RecordFacts.conflicts`); undefined for a field. */
export function conflictName(words: Words, path: string): string | undefined {
  const link = linkOfPath(path);
  if (link) return `${words.link[link.kind]} ${link.target}`;
  return path === stepPath || path === priorityPath ? words.conflict[path] : textOf(words.decision, path);
}
