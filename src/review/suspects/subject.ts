import type { FactsOf } from '../../domain/records';
import type { IncidentValues } from '../../domain/incident/forms';
import type { Link } from '../../domain/record/link';
import type { Instant } from '../../domain/foundation/time';
import { sameText } from '../../domain/foundation/sameText';
import { insideWorkspace, pathsIn } from '../components/paths';
import type { LinkedPlace } from './place';
import type { NamedComponent, OwnKnowledge } from './ownEvidence';
import { queryOf, type Query } from './query';

/** An incident as the search for suspects sees it. */
export interface SuspectSubject {
  readonly query: Query;
  /** The report's texts, in which traces are looked for. */
  readonly text: string;
  /** The workspace folder's path inside the repository: empty, or ending with `/`. */
  readonly prefix: string;
  /** When the fault began, else when it was noticed; undefined when neither is known. */
  readonly firstSeen: Instant | undefined;
  readonly components: readonly NamedComponent[];
  /** Files it is linked to or names, relative to the repository's root. */
  readonly linkedFiles: readonly string[];
  readonly namedFiles: readonly string[];
  /** Lines of linked files, as they stood when they were linked. */
  readonly places: readonly LinkedPlace[];
  readonly judged: OwnKnowledge['judged'];
  readonly inChange: OwnKnowledge['inChange'];
}

/**
 * Makes ready what an incident says. `prefix` is the workspace folder's path inside the repository, empty or ending with `/`; paths of links
 * and globs of components are relative to the folder, those of commits to the repository.
 */
export function suspectSubject(
  values: IncidentValues,
  links: readonly Link[],
  components: readonly FactsOf<'component'>[],
  changeCommits: ReadonlyMap<string, string>,
  prefix: string,
): SuspectSubject {
  const { title = '', symptoms = '', errorText = '', components: names = [], occurredAt, detectedAt } = values;
  const text = [symptoms, errorText].filter(Boolean).join('\n');
  const named = new Set(names.map(sameText));
  const files = links.flatMap(({ target, state }) => (target.type === 'file' && state !== 'ruledOut' ? [target] : []));
  const judged = links.flatMap(({ target, kind, state }) =>
    target.type === 'commit' && kind === 'causedBy' ? [[target.sha, state] as const] : [],
  );
  return {
    query: queryOf(title, text),
    text,
    prefix,
    firstSeen: occurredAt ?? detectedAt,
    components: components
      .filter(({ title: name, paths }) => named.has(sameText(name)) && paths.length > 0)
      .map(({ title: name, paths }) => ({ name, globs: paths.map(glob => prefix + glob.replace(/^\.?\//, '')) })),
    linkedFiles: files.map(({ path }) => prefix + path),
    namedFiles: pathsIn(text)
      .flatMap(insideWorkspace)
      .map(path => prefix + path),
    places: files.flatMap(({ path, lines, seenAt, textHash, fingerprint }) =>
      lines
        ? [{ path: prefix + path, ...lines, ...(seenAt && { seenAt }), ...(textHash && { textHash }), ...(fingerprint && { fingerprint }) }]
        : [],
    ),
    judged: new Map(judged),
    inChange: changeCommits,
  };
}
