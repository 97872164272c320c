import type { RecordEvent } from '../record/event';
import type { RecordId } from '../record/ids';
import { linkSchema } from '../record/link';

/** An incident, and a commit whose message says that it fixes it. */
export interface Fix {
  readonly id: RecordId;
  readonly sha: string;
  readonly subject: string;
}

/** How many incidents one commit, and all commits of one look, are linked to without asking: anybody can write a message. */
export const mostUnasked = { ofCommit: 5, atOnce: 20 } as const;

/** Which fixes are linked by themselves, and which only when the person says so: those of a commit that names many, and what goes past the limit of a look. */
export function sortFixes(fixes: readonly Fix[]): { readonly unasked: readonly Fix[]; readonly asked: readonly Fix[] } {
  const bySha = new Map<string, Fix[]>();
  for (const fix of fixes) {
    const ofCommit = bySha.get(fix.sha);
    if (ofCommit) ofCommit.push(fix);
    else bySha.set(fix.sha, [fix]);
  }
  const [unasked, asked]: [Fix[], Fix[]] = [[], []];
  for (const ofCommit of bySha.values()) {
    const isMany = ofCommit.length > mostUnasked.ofCommit || unasked.length + ofCommit.length > mostUnasked.atOnce;
    (isMany ? asked : unasked).push(...ofCommit);
  }
  return { unasked, asked };
}

/** True when the log has linked the commit as the incident's fix once: it still is, or somebody took the link away and wants it away. */
export function wasLinkedAsFix(events: readonly RecordEvent[], sha: string): boolean {
  return events.some(({ type, data }) => {
    if (type !== 'incident.linked') return false;
    const { success, data: link } = linkSchema.safeParse((data as { readonly link?: unknown } | null)?.link);
    return success && link.kind === 'fixedBy' && link.target.type === 'commit' && link.target.sha === sha;
  });
}
