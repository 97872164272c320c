/** Support levels an incident can be handed between (M 6.64). */
export const supportLevels = ['first', 'second', 'third'] as const;
