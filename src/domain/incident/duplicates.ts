import type { GateContext } from './gateCondition';

/** True where an incident is a duplicate of another, directly or through others: it is no original of that one. */
export function isDuplicateOf(incident: string, other: string, { originals }: Pick<GateContext, 'originals'>): boolean {
  const chain = new Set([incident]);
  for (const link of chain) for (const original of originals(link)) chain.add(original);
  return incident !== other && chain.has(other);
}
