/** What an incident can be filed under (M 6.131). */
export const categories = ['hardware', 'software', 'network', 'data', 'access', 'operation', 'environment', 'attack', 'other'] as const;

/** One of the categories. */
export type Category = (typeof categories)[number];
