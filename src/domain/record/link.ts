import * as z from 'zod';
import { hashSchema } from './event';
import { recordIdSchema } from './ids';

/** What a link says, read from the record that has it: "caused by …", "fixed by …" (PROCESS: linking). */
export const linkKinds = ['causedBy', 'causes', 'fixedBy', 'worksAround', 'evidence', 'relatedTo', 'duplicateOf', 'parentOf'] as const;
/** How sure the link is. */
export const linkStates = ['suspected', 'confirmed', 'ruledOut'] as const;

/** What a link says. */
export type LinkKind = (typeof linkKinds)[number];
/** How sure a link is. */
export type LinkState = (typeof linkStates)[number];

/** Kinds that make sense between an incident and a file or commit. */
export const codeLinkKinds: readonly LinkKind[] = ['causedBy', 'fixedBy', 'worksAround', 'evidence', 'relatedTo'];
/** Kinds that make sense between two incidents. */
export const incidentLinkKinds: readonly LinkKind[] = ['causedBy', 'causes', 'relatedTo', 'duplicateOf', 'parentOf'];
/** Kinds that make sense between an incident and a problem, known error or change. */
export const recordLinkKinds: readonly LinkKind[] = ['causedBy', 'fixedBy', 'worksAround', 'relatedTo'];

/** True for a path that stays inside the workspace: relative, `/`-separated, no `..`, no drive, no scheme, no control character. */
export function isWorkspacePath(path: string): boolean {
  if (path === '' || path.length > 4096 || /[\u0000-\u001f\u007f\\:]/.test(path) || path.startsWith('/')) return false;
  return path.split('/').every(part => part !== '' && part !== '.' && part !== '..');
}

const lineRange = z.object({ from: z.number().int().min(1), to: z.number().int().min(1) });
const shaSchema = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);

/** Beginning of a commit's subject that a link keeps, in UTF-16 code units. */
const longestSubject = 1_000;

/** What a link points to. A file keeps the lines, the commit it was seen at and a hash of the text, so that it can be found again. */
export const linkTargetSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('file'),
    path: z.string().refine(isWorkspacePath, 'not a path inside the workspace'),
    lines: lineRange.optional(),
    seenAt: shaSchema.optional(),
    textHash: hashSchema.optional(),
    /** What tells the places where the lines may stand now (`fingerprintOf`). */
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{8}$/)
      .optional(),
  }),
  z.object({ type: z.literal('commit'), sha: shaSchema, subject: z.string().max(longestSubject) }),
  z.object({ type: z.literal('record'), id: recordIdSchema }),
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

/** The links of a record while its log is read: what was linked last stands last, and a judgement of a link that is not there says nothing. */
export class WorkingLinks {
  private readonly byId = new Map<string, Link>();

  add(link: Link): void {
    this.byId.delete(link.id);
    this.byId.set(link.id, link);
  }

  judge(id: string, state: LinkState): void {
    const link = this.byId.get(id);
    if (link) this.byId.set(id, { ...link, state });
  }

  remove(id: string): void {
    this.byId.delete(id);
  }

  links(): readonly Link[] {
    return [...this.byId.values()];
  }
}

const mirror: Readonly<Record<LinkKind, string>> = {
  causedBy: 'causes',
  causes: 'causedBy',
  relatedTo: 'relatedTo',
  duplicateOf: 'hasDuplicate',
  parentOf: 'childOf',
  fixedBy: 'fixes',
  worksAround: 'worksAroundIn',
  evidence: 'relatedTo',
};

/** How the other side of a link between two records reads. */
export function mirrorOf(kind: LinkKind): string {
  return mirror[kind];
}
