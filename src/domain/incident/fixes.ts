import type { RecordEvent } from '../record/event';
import { commitTarget, linkIdentity, type NewLink } from '../record/link';
import { readIncidentEvent } from './event';
import type { IncidentId } from './incident';

/** An incident, and a commit whose message says that it fixes it. */
export interface Fix {
  readonly id: IncidentId;
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

/** The link that a fix is. */
export function fixLink(fix: Pick<Fix, 'sha' | 'subject'>): NewLink {
  return { kind: 'fixedBy', state: 'confirmed', target: commitTarget(fix) };
}

/** True when the log has made this link once: it still is, or somebody took it away and wants it away. */
export function wasLinked(events: readonly RecordEvent[], wanted: Pick<NewLink, 'kind' | 'target'>): boolean {
  const identity = linkIdentity(wanted);
  return events.some(entry => {
    const known = readIncidentEvent(entry);
    return known?.type === 'record.linked' && linkIdentity(known.data.link) === identity;
  });
}
