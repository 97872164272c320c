import * as z from 'zod';
import { fingerprintOf } from '../foundation/fingerprint';
import { commitHashSchema, isCommitHash } from './commitHash';
import { hashSchema } from './event';
import { anyIdSchema } from './ids';
import type { WriteTracker } from './writes';

/** What a link says, read from the record that has it: "caused by …", "fixed by …". */
export const linkKinds = ['causedBy', 'causes', 'fixedBy', 'worksAround', 'evidence', 'relatedTo', 'duplicateOf', 'parentOf'] as const;
/** How sure the link is. */
export const linkStates = ['suspected', 'confirmed', 'ruledOut'] as const;

/** What a link says. */
export type LinkKind = (typeof linkKinds)[number];
/** How sure a link is. */
export type LinkState = (typeof linkStates)[number];

/** Kinds that make sense between a record and a file or commit; what a link to another record can say is told by that one's kind. */
export const codeLinkKinds = ['causedBy', 'fixedBy', 'worksAround', 'evidence', 'relatedTo'] as const satisfies readonly LinkKind[];

/** What a link to a record that can have caused a failure, or answers it, can say: to a problem, a known error or a change (M 6.64). */
export const causeLinkKinds = [
  'causedBy',
  'fixedBy',
  'worksAround',
  'relatedTo',
  'duplicateOf',
  'parentOf',
] as const satisfies readonly LinkKind[];

/** True for a path that stays inside the workspace: relative, `/`-separated, no `..`, no drive, no scheme, no control character. */
export function isWorkspacePath(path: string): boolean {
  if (path === '' || path.length > 4096 || /[\u0000-\u001f\u007f\\:]/.test(path) || path.startsWith('/')) return false;
  return path.split('/').every(part => part !== '' && part !== '.' && part !== '..');
}

const lineRange = z.object({ from: z.number().int().min(1), to: z.number().int().min(1) });

/** Beginning of a commit's subject that a link keeps, in UTF-16 code units. */
const longestSubject = 1_000;

/** What can be done with a record that is like an incident: an incident becomes its duplicate or a part of it, any record is related. */
export const similarLinks = ['duplicate', 'child', 'related'] as const;

/** One of these. */
export type SimilarLink = (typeof similarLinks)[number];

/** What a link points to. A file keeps the lines, the commit it was seen at and a hash of the text, so that it can be found again. */
export const linkTargetSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('file'),
    path: z.string().refine(isWorkspacePath, 'not a path inside the workspace'),
    lines: lineRange.optional(),
    seenAt: commitHashSchema.optional(),
    textHash: hashSchema.optional(),
    /** What tells the places where the lines may stand now (`fingerprintOf`). */
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{8}$/)
      .optional(),
  }),
  z.object({ type: z.literal('commit'), sha: commitHashSchema, subject: z.string().max(longestSubject) }),
  z.object({ type: z.literal('record'), id: anyIdSchema }),
]);

/** A typed link of a record. `measure` names the row of the measure a commit carries out. */
export const linkSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  kind: z.enum(linkKinds),
  state: z.enum(linkStates),
  target: linkTargetSchema,
  measure: z.string().max(64).optional(),
});

/** What a link points to. */
export type LinkTarget = Readonly<z.infer<typeof linkTargetSchema>>;
/** A typed link of a record. */
export type Link = Readonly<z.infer<typeof linkSchema>>;

/** A commit as what a link points to. */
export function commitTarget({ sha, subject }: { readonly sha: string; readonly subject: string }): LinkTarget {
  return { type: 'commit', sha, subject: subject.slice(0, longestSubject) };
}

/** A link to another record, as summaries keep it. */
export const relationSchema = z.object({ kind: z.enum(linkKinds), state: z.enum(linkStates), id: z.string() });

/** A link to another record, as summaries keep it. */
export type Relation = z.infer<typeof relationSchema>;

/** The links to other records. */
export function relationsOf(links: readonly Link[]): Relation[] {
  return links.flatMap(({ kind, state, target }) => (target.type === 'record' ? [{ kind, state, id: target.id }] : []));
}

/** A link to be made: its id follows from what it says. */
export type NewLink = Omit<Link, 'id'>;

/** What makes two links the same one, whoever made them: what they say, and what of. */
export function linkIdentity({ kind, target }: Pick<Link, 'kind' | 'target'>): string {
  return `${kind} ${target.type} ${targetIdentity(target)}`;
}

/** What makes two targets of one type the same: a commit by its hash, a record by its id, a file by its path and lines. */
function targetIdentity(target: LinkTarget): string {
  switch (target.type) {
    case 'commit':
      return target.sha;
    case 'record':
      return target.id;
    case 'file':
      return target.lines ? `${target.path}:${target.lines.from}-${target.lines.to}` : target.path;
  }
}

/** The id of a link to be made: the same for all who make the same link. */
export function linkId({ kind, target }: Pick<Link, 'kind' | 'target'>): string {
  const tail = target.type === 'file' ? fingerprintsOf(targetIdentity(target)) : targetIdentity(target).slice(0, 40);
  return `${kind}-${tail}`;
}

/** 64 bits: one fingerprint says nothing of the text behind another beginning. */
function fingerprintsOf(text: string): string {
  return fingerprintOf([text]) + fingerprintOf([`:${text}`]);
}

/** The link of this identity; undefined when there is none. */
export function findLink(links: readonly Link[], wanted: Pick<Link, 'kind' | 'target'>): Link | undefined {
  const identity = linkIdentity(wanted);
  return links.find(link => linkIdentity(link) === identity);
}

/** The path under which concurrent judgements of a link are told as a conflict. */
export function linkPath(link: Pick<Link, 'kind' | 'target'>): string {
  return `links/${linkIdentity(link)}`;
}

/** What such a path says; undefined for another path. The target is a record's id, the beginning of a hash, or a path with its lines. */
export function linkOfPath(path: string): { readonly kind: LinkKind; readonly target: string } | undefined {
  const [, name = '', target = ''] = /^links\/(\w+) \w+ (.*)$/s.exec(path) ?? [];
  const kind = linkKinds.find(known => known === name);
  return kind && { kind, target: isCommitHash(target) ? target.slice(0, 8) : target };
}

/**
 * The links of a record while its log is read: what was linked last stands last, a link that is made twice is one, by whatever id it is
 * judged, and a judgement of a link that is not there says nothing. A link is only taken away from who had seen what was said of it: a
 * judgement that was made at the same time keeps it, in whatever order the clocks put the two, and that it was taken away is the other
 * side of a conflict. Nobody's answer is lost unseen; who wants it gone takes it away once more.
 */
export class WorkingLinks {
  private readonly byIdentity = new Map<string, Link>();
  private readonly identities = new Map<string, string>();
  /** Links that were taken away, for whoever judged them without knowing. */
  private readonly taken = new Map<string, Link>();

  constructor(private readonly writes: WriteTracker) {}

  add(link: Link, event: string): void {
    const identity = linkIdentity(link);
    this.forget(link.id, identity);
    this.identities.set(link.id, identity);
    this.byIdentity.delete(identity);
    this.put(identity, link, event);
  }

  judge(id: string, state: LinkState, event: string): void {
    const identity = this.identities.get(id) ?? '';
    const link = this.byIdentity.get(identity) ?? this.takenUnseen(identity);
    if (link) this.put(identity, { ...link, state }, event);
  }

  remove(id: string, event: string): void {
    const identity = this.identities.get(id) ?? '';
    const link = this.byIdentity.get(identity);
    if (!link) return;
    const path = linkPath(link);
    const unseen = this.writes.unseen(path).findLast(({ value }) => value !== null);
    if (unseen) {
      // Of two judgements the one that was seen has been answered by taking the link away; the other one stands.
      this.put(identity, { ...link, state: unseen.value as LinkState }, unseen.event);
      this.writes.passedOver(path, null, event);
      return;
    }
    this.byIdentity.delete(identity);
    this.taken.set(identity, link);
    this.writes.record(path, null, event);
  }

  links(): readonly Link[] {
    return [...this.byIdentity.values()];
  }

  /** An id that is given to another link is that link's from then on. */
  private forget(id: string, identity: string): void {
    const before = this.identities.get(id);
    if (before !== undefined && before !== identity && this.byIdentity.get(before)?.id === id) this.byIdentity.delete(before);
  }

  private takenUnseen(identity: string): Link | undefined {
    const link = this.taken.get(identity);
    return link && this.writes.unseen(linkPath(link)).length > 0 ? link : undefined;
  }

  private put(identity: string, link: Link, event: string): void {
    this.byIdentity.set(identity, link);
    this.writes.record(linkPath(link), link.state, event);
  }
}

/** How a link between two records reads from either side. */
export const linkRelations = [...linkKinds, 'hasDuplicate', 'childOf', 'fixes', 'worksAroundIn'] as const;

/** How a link reads from the side it is looked at. */
export type LinkRelation = (typeof linkRelations)[number];

const mirror = {
  causedBy: 'causes',
  causes: 'causedBy',
  relatedTo: 'relatedTo',
  duplicateOf: 'hasDuplicate',
  parentOf: 'childOf',
  fixedBy: 'fixes',
  worksAround: 'worksAroundIn',
  evidence: 'relatedTo',
} as const satisfies Readonly<Record<LinkKind, LinkRelation>>;

/** How the other side of a link between two records reads. */
export function mirrorOf<K extends LinkKind>(kind: K): (typeof mirror)[K] {
  return mirror[kind];
}
