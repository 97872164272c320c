import { kindOfId, type FormFacts, type FormKind } from '../../domain/records';
import type { RecordId } from '../../domain/records';
import { compareCodes } from '../../domain/foundation/time';
import type { FileFault } from '../../store/fault';
import { entriesOf, type IndexEntry, type RecordEntry } from '../../store/indexEntry';
import { relatedTo, type Related, type RecordGraph } from '../../app/relations';
import type { TreeNode } from './model';

/** A node of the trees of knowledge, changes, and components and interfaces. */
export type CatalogueNode =
  | { readonly type: 'heading'; readonly key: string; readonly children: readonly CatalogueNode[] }
  | { readonly type: 'record'; readonly id: RecordId; readonly facts: FormFacts; readonly fault?: FileFault }
  | { readonly type: 'relation'; readonly related: Related }
  | Extract<TreeNode, { type: 'broken' }>;

/** The roots of a tree over some kinds: each kind (changes: each state) under its heading, what is over and files that cannot be read last. */
export function catalogueRoots(entries: readonly IndexEntry[], kinds: readonly FormKind[]): readonly CatalogueNode[] {
  const records = kinds
    .flatMap<RecordEntry<FormKind>>(kind => entriesOf(entries, kind))
    .sort((a, b) => a.facts.title.localeCompare(b.facts.title) || compareCodes(a.id, b.id));
  const groups = new Map<string, CatalogueNode[]>(headingsOf(kinds).map(key => [key, []]));
  for (const { id, facts, fault } of records) groups.get(headingOf(facts))?.push({ type: 'record', id, facts, ...(fault && { fault }) });
  const broken = entries.filter(entry => entry.type === 'broken').filter(({ id }) => kinds.some(kind => kind === kindOfId(id)));
  const headings = [...groups].flatMap(([key, children]) => (children.length > 0 ? [{ type: 'heading', key, children } as const] : []));
  return [...headings, ...broken];
}

/** The records a record is linked to, whichever side the link was made on. */
export function catalogueChildren({ id, links }: Parameters<typeof relatedTo>[0], graph: RecordGraph): readonly CatalogueNode[] {
  return relatedTo({ id, links }, graph).map(related => ({ type: 'relation', related }));
}

/** What a node is called among its siblings. */
export function catalogueKey(node: CatalogueNode): string {
  switch (node.type) {
    case 'heading':
      return `heading:${node.key}`;
    case 'record':
    case 'broken':
      return `${node.type}:${node.id}`;
    case 'relation':
      return `relation:${node.related.relation}:${node.related.id}`;
  }
}

function headingsOf(kinds: readonly FormKind[]): readonly string[] {
  const current = kinds.flatMap(kind => (kind === 'change' ? ['change.planned', 'change.implemented'] : [kind]));
  return [...current, kinds.includes('change') ? 'change.over' : 'over'];
}

function headingOf({ kind, open, state }: FormFacts): string {
  if (!open) return kind === 'change' ? 'change.over' : 'over';
  if (kind !== 'change') return kind;
  return state === 'planned' || state === 'released' ? 'change.planned' : 'change.implemented';
}
