import { mirrorOf, type LinkState, type Relation } from './link';

/** What the chain needs to know of a record. */
export interface ChainRecord {
  readonly title: string;
  readonly open: boolean;
  readonly relations: readonly Relation[];
}

/** A record of the chain; `level` counts causes to the left (negative) and effects to the right of the one it was drawn for. */
interface ChainNode {
  readonly id: string;
  readonly title: string;
  readonly open: boolean;
  readonly level: number;
}

/** What one record is to another: a cause of its effect, an original of its duplicate, a parent of its child, or something else. */
export interface ChainEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'causes' | 'hasDuplicate' | 'parentOf' | 'fixes' | 'worksAroundIn' | 'relatedTo';
  readonly state: LinkState;
}

/** Cause and effect around one record (M 6.124: disruptions and security incidents are both). */
export interface CauseChain {
  readonly nodes: readonly ChainNode[];
  readonly edges: readonly ChainEdge[];
}

/** A picture with more records than this is no help. */
const mostNodes = 24;

/**
 * What is linked to a record, and what to that, the nearest first. `record` says what is known of an id (undefined: not there),
 * `linkingTo` which records link to it. Links that were ruled out are left out, also where they are made from both sides and it was on one.
 */
export function causeChain(
  start: string,
  record: (id: string) => ChainRecord | undefined,
  linkingTo: (id: string) => readonly string[],
): CauseChain {
  const levels = new Map<string, number>([[start, 0]]);
  const edges = new Map<string, ChainEdge>();
  for (const [id, level] of levels) {
    for (const [other, edge] of linksAround(id, record, linkingTo)) {
      if (other === id || !record(other)) continue;
      if (!levels.has(other) && levels.size >= mostNodes) continue;
      if (!levels.has(other)) levels.set(other, level + stepOf(edge, id));
      if (edges.get(nameOf(edge))?.state !== 'confirmed') edges.set(nameOf(edge), edge);
    }
  }
  return {
    nodes: [...levels].map(([id, level]) => ({ id, level, title: record(id)?.title ?? '', open: record(id)?.open ?? false })),
    edges: [...edges.values()],
  };
}

/** The links of a record, made on its side or on the other, each with the other one; none that was ruled out, on whichever side. */
export function linksAround(
  id: string,
  record: (id: string) => Pick<ChainRecord, 'relations'> | undefined,
  linkingTo: (id: string) => readonly string[],
): readonly (readonly [other: string, edge: ChainEdge])[] {
  const own = (record(id)?.relations ?? []).map(relation => edgeOf(id, relation));
  const foreign = linkingTo(id).flatMap(other =>
    (record(other)?.relations ?? []).filter(relation => relation.id === id).map(relation => edgeOf(other, relation)),
  );
  const all = [...own, ...foreign];
  const ruledOut = new Set(all.flatMap(edge => (edge.state === 'ruledOut' ? [nameOf(edge)] : [])));
  return all.filter(edge => !ruledOut.has(nameOf(edge))).map(edge => [edge.from === id ? edge.to : edge.from, edge]);
}

/** The same for a link that is made from both sides. */
function nameOf({ from, kind, to }: ChainEdge): string {
  return `${from} ${kind} ${to}`;
}

function stepOf({ kind, from }: ChainEdge, id: string): number {
  if (kind === 'relatedTo') return 0;
  return from === id ? 1 : -1;
}

/** A link read in the direction from cause to effect, whichever side it was made on. */
export function edgeOf(id: string, { kind, state, id: target }: Relation): ChainEdge {
  switch (kind) {
    case 'causes':
    case 'parentOf':
      return { from: id, to: target, kind, state };
    case 'causedBy':
    case 'duplicateOf':
    case 'fixedBy':
    case 'worksAround':
      return { from: target, to: id, kind: mirrorOf(kind), state };
    case 'evidence':
    case 'relatedTo':
      return id < target ? { from: id, to: target, kind: 'relatedTo', state } : { from: target, to: id, kind: 'relatedTo', state };
  }
}
