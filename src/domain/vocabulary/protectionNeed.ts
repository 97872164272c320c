/** Protection need of a component (BSI Standard 200-2). */
export const protectionNeeds = ['normal', 'high', 'veryHigh'] as const;

/** One of them. */
export type Need = (typeof protectionNeeds)[number];

/** True for a need that is lower than another one; false where one of them is not known. */
export function isLower(need: Need | undefined, than: Need | undefined): boolean {
  return need !== undefined && than !== undefined && protectionNeeds.indexOf(need) < protectionNeeds.indexOf(than);
}

/** The highest of some needs (BSI Standard 200-2, the maximum principle); undefined when none is known. */
export function highest(needs: readonly (Need | undefined)[]): Need | undefined {
  return protectionNeeds.findLast(need => needs.includes(need));
}
