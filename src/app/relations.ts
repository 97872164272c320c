import type { IncidentId } from '../domain/incident/incident';
import { causeChain, linksAround, type CauseChain } from '../domain/record/causeChain';
import { isRecordId, kindOfId, offersOf, type RecordId } from '../domain/records';
import { mirrorOf, type Link, type LinkRelation, type Relation } from '../domain/record/link';
import { isEntryOf, isErased, type IndexEntry } from '../store/indexEntry';

/** What is asked of the store to find relations from both sides. */
export interface RecordGraph {
  entry(id: RecordId): IndexEntry | undefined;
  linkingTo(id: string): readonly RecordId[];
}

/** A relation to another record, as this side reads it. */
export interface Related {
  readonly id: RecordId;
  readonly title: string;
  readonly open: boolean;
  /** Nothing is left of it but that it was there. */
  readonly erased?: true;
  readonly relation: LinkRelation;
  readonly state: string;
}

interface Facts {
  readonly title: string;
  readonly open: boolean;
  readonly relations: readonly Relation[];
}

/** The records this one is linked to, whichever side the link was made on. */
export function relatedTo(
  { id, links }: { readonly id: RecordId; readonly links: readonly Link[] },
  graph: RecordGraph,
): readonly Related[] {
  const own = links.flatMap(({ target, kind, state }) =>
    target.type === 'record' && isRecordId(target.id) ? [{ id: target.id, relation: kind, state, ...nameOf(target.id, graph) }] : [],
  );
  const foreign = graph
    .linkingTo(id)
    .flatMap(other =>
      (factsOf(other, graph)?.relations ?? []).flatMap(({ id: target, kind, state }) =>
        target === id ? [{ id: other, relation: mirrorOf(kind), state, ...nameOf(other, graph) }] : [],
      ),
    );
  // What is linked from both sides may have been judged on the other one.
  const judged = ({ relation, state, ...known }: Related): string =>
    (state === 'suspected' ? foreign.find(other => other.id === known.id && other.relation === relation)?.state : undefined) ?? state;
  return [
    ...own.map(known => ({ ...known, state: judged(known) })),
    ...foreign.filter(({ id: other }) => !own.some(known => known.id === other)),
  ];
}

/** Cause and effect around a record, as far as links lead. */
export function chainOf(id: RecordId, graph: RecordGraph): CauseChain {
  const { record, linkingTo } = asChain(graph);
  return causeChain(id, record, linkingTo);
}

/** The open incidents that are linked to a record from either side; for a known error also those of its problems. */
export function openIncidentsOf(id: RecordId, graph: RecordGraph): readonly { readonly id: IncidentId; readonly title: string }[] {
  const direct = neighbours(id, graph);
  const problems = offersOf(kindOfId(id)).appliesMeasures ? direct.filter(other => offersOf(kindOfId(other)).makesKnownError) : [];
  const all = new Set([...direct, ...problems.flatMap(problem => neighbours(problem, graph))]);
  return [...all].flatMap(other => {
    const entry = graph.entry(other);
    return isEntryOf('incident', entry) && entry.facts.open ? [{ id: entry.id, title: entry.facts.title }] : [];
  });
}

/** The records on the other side of a record's links that were not ruled out, on neither side. */
function neighbours(id: RecordId, graph: RecordGraph): readonly RecordId[] {
  const { record, linkingTo } = asChain(graph);
  return linksAround(id, record, linkingTo).flatMap(([other]) => (isRecordId(other) ? [other] : []));
}

/** The graph as a chain asks for it. */
function asChain(graph: RecordGraph): {
  readonly record: (id: string) => Facts | undefined;
  readonly linkingTo: (id: string) => readonly string[];
} {
  return { record: id => (isRecordId(id) ? factsOf(id, graph) : undefined), linkingTo: id => graph.linkingTo(id) };
}

function factsOf(id: RecordId, graph: RecordGraph): Facts | undefined {
  const entry = graph.entry(id);
  if (!entry || entry.type === 'broken') return undefined;
  const { facts } = entry;
  return { title: facts.title, open: facts.open, relations: facts.relations };
}

function nameOf(id: RecordId, graph: RecordGraph): Pick<Related, 'title' | 'open' | 'erased'> {
  const { title = '', open = false } = factsOf(id, graph) ?? {};
  return { title, open, ...(isErased(graph.entry(id)) && { erased: true }) };
}
