import { isBlank } from '../foundation/blank';
import { millisecondsBetween, type Instant } from '../foundation/time';
import type { Party } from '../incident/command';
import { interfaceParties } from '../vocabulary/parties';
import type { InterfaceFacts } from './definition';
import type { KnownRegister, RegisterUse } from './registerUse';
import { sameText } from '../foundation/sameText';
import { resourcesIn } from './sharedResources';

/** The parties that every organisation has an interface to, set up in advance (M 6.124). */
export const requiredParties: readonly Party[] = ['emergencyManagement', 'securityManagement'];
/** Those of which an organisation has one: two interfaces to them lead to the same other side, whatever they are called. */
const onlyOnes: ReadonlySet<Party> = new Set<Party>([...requiredParties, 'dataProtection']);

/** What an interface has to say to be of use when it is needed (M 6.64, M 6.124). */
const asked = ['party', 'contact', 'channel', 'reachable', 'trigger', 'passed'] as const;
type AskedField = (typeof asked)[number];

/**
 * For how long an interface stands, and how many incidents there were meanwhile, before it is said that it was never used: a year, so that a
 * yearly exercise has had its turn; and as many as it takes to say with 95 % confidence that fewer than one in twenty goes over it
 * (exact binomial: 0.95 to the power of 59 is below 0.05).
 */
const [longEnough, manyEnough] = [365, 59];
const day = 24 * 60 * 60 * 1000;

/** Something about the register of interfaces that a person should look at; with the interfaces and the incidents that it is about. */
export type RegisterFinding = { readonly interfaces: readonly InterfaceFacts[]; readonly incidents: readonly string[] } & (
  | { readonly code: 'noInterface'; readonly party: Party; readonly count: number }
  | { readonly code: 'unnamed'; readonly party: Party; readonly count: number }
  | { readonly code: 'gone'; readonly party: Party; readonly count: number; readonly id: string }
  | { readonly code: 'contradictory'; readonly by: 'trigger' | 'contact'; readonly fields: readonly AskedField[] }
  | { readonly code: 'lacking'; readonly fields: readonly AskedField[] }
  | { readonly code: 'sharedByTwo'; readonly resource: string; readonly parties: readonly Party[] }
  | {
      readonly code: 'neverUsed';
      readonly days: number;
      /** Incidents that were recorded meanwhile, and what share of them goes over it at most: from 0 to 1, with 95 % confidence. */
      readonly recorded: number;
      readonly share: number;
    }
);

/** What a finding can be about. */
export type RegisterFindingCode = RegisterFinding['code'];

/**
 * Checks the register of interfaces (M 6.124) by how it was used (`registerUse`): what is missing first, then what went past it, what does not fit
 * together, and what is not used.
 */
export function checkRegister(known: KnownRegister, use: RegisterUse, now: Instant): readonly RegisterFinding[] {
  const { interfaces } = known;
  return [
    ...withoutInterface(interfaces, use),
    ...toNobody(interfaces, use),
    ...contradictory(interfaces),
    ...lacking(interfaces),
    ...sharedByTwo(interfaces),
    ...neverUsed(known, use, now),
  ];
}

/** The parties that must be told or were told, and have no interface. */
function withoutInterface(interfaces: readonly InterfaceFacts[], { gone, unnamed }: RegisterUse): readonly RegisterFinding[] {
  return interfaceParties.flatMap(party => {
    const uses = [...gone.values(), ...unnamed.values()].filter(use => use.party === party);
    const isAsked = requiredParties.includes(party) || uses.length > 0;
    if (!isAsked || interfaces.some(one => one.party === party)) return [];
    const incidents = [...new Set(uses.flatMap(use => use.incidents))];
    return [{ code: 'noInterface', party, count: uses.reduce((sum, { count }) => sum + count, 0), incidents, interfaces: [] }];
  });
}

/** Hand-overs to parties that have an interface, which went over none of the register. */
function toNobody(interfaces: readonly InterfaceFacts[], { gone, unnamed }: RegisterUse): readonly RegisterFinding[] {
  const having = (party: Party): readonly InterfaceFacts[] => interfaces.filter(one => one.party === party);
  const findings: readonly RegisterFinding[] = [
    ...[...unnamed.values()].map(use => ({ code: 'unnamed' as const, ...use, interfaces: having(use.party) })),
    ...[...gone].map(([id, use]) => ({ code: 'gone' as const, id, ...use, interfaces: having(use.party) })),
  ];
  return findings.filter(finding => finding.interfaces.length > 0);
}

/**
 * Two interfaces to the same other side that are for the same case and differ in whom, how or with what; or that name the same contact and
 * channel, reachable at different times. Each is compared with the first of its like that says anything of it; what one does not say is no contradiction.
 */
function contradictory(interfaces: readonly InterfaceFacts[]): readonly RegisterFinding[] {
  const firsts = new Map<string, InterfaceFacts>();
  return interfaces.flatMap(one => {
    const { party, trigger, contact, channel } = one;
    if (party === undefined) return [];
    const side = onlyOnes.has(party) ? '' : sameText(one.title);
    const likenesses = [
      {
        by: 'trigger',
        parts: [trigger],
        key: [party, side, sameText(trigger ?? '')],
        fields: ['contact', 'channel', 'reachable', 'passed'],
      },
      { by: 'contact', parts: [contact, channel], key: [party, sameText(contact ?? ''), sameText(channel ?? '')], fields: ['reachable'] },
    ] as const;
    for (const { by, parts, key, fields } of likenesses) {
      if (parts.some(isBlank)) continue;
      const differing = new Map<InterfaceFacts, AskedField[]>();
      for (const field of fields) {
        if (isBlank(one[field])) continue;
        const like = JSON.stringify([by, field, ...key]);
        const first = firsts.get(like) ?? one;
        firsts.set(like, first);
        if (areDifferent(first[field], one[field])) differing.set(first, [...(differing.get(first) ?? []), field]);
      }
      if (differing.size > 0)
        return [...differing].map(([first, found]) => ({
          code: 'contradictory' as const,
          by,
          fields: found,
          interfaces: [first, one],
          incidents: [],
        }));
    }
    return [];
  });
}

function lacking(interfaces: readonly InterfaceFacts[]): readonly RegisterFinding[] {
  return interfaces.flatMap(one => {
    const fields = asked.filter(field => isBlank(one[field]));
    return fields.length > 0 ? [{ code: 'lacking', fields, interfaces: [one], incidents: [] }] : [];
  });
}

/** Resources that are shared with more than one party: each will count on having it. */
function sharedByTwo(interfaces: readonly InterfaceFacts[]): readonly RegisterFinding[] {
  const sharing = new Map<string, { readonly resource: string; readonly among: InterfaceFacts[] }>();
  for (const one of interfaces)
    for (const resource of resourcesIn(one.sharedResources)) {
      const same = sharing.get(sameText(resource)) ?? { resource, among: [] };
      same.among.push(one);
      sharing.set(sameText(resource), same);
    }
  return [...sharing.values()].flatMap(({ resource, among }) => {
    const parties = interfaceParties.filter(party => among.some(one => one.party === party));
    return parties.length > 1 ? [{ code: 'sharedByTwo', resource, parties, interfaces: among, incidents: [] }] : [];
  });
}

/** Interfaces that nothing went over for long enough. Nothing is said of a party to which something went that names no interface: it may have been this one. */
function neverUsed({ interfaces, incidents }: KnownRegister, { over, unnamed }: RegisterUse, now: Instant): readonly RegisterFinding[] {
  return interfaces.flatMap(one => {
    const { id, party, recordedAt } = one;
    if (party === undefined || recordedAt === undefined || over.has(id) || unnamed.has(party)) return [];
    const days = Math.floor(millisecondsBetween(recordedAt, now) / day);
    if (days < longEnough) return [];
    const recorded = incidents.filter(incident => incident.recordedAt !== undefined && incident.recordedAt >= recordedAt).length;
    if (recorded < manyEnough) return [];
    return [{ code: 'neverUsed', days, recorded, share: 1 - 0.05 ** (1 / recorded), interfaces: [one], incidents: [] }];
  });
}

function areDifferent(a: string | undefined, b: string | undefined): boolean {
  return !isBlank(a) && !isBlank(b) && sameText(a ?? '') !== sameText(b ?? '');
}
