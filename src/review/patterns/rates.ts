/**
 * How many of what is found may be found by chance, at most, in each family of what is tried. Measured by `npm run eval:patterns`: together less than one
 * in a history of 1,000 incidents in which nothing is the matter.
 */
export const falseRate = 0.05;
/** The same of bursts, where clusters of reports deceive, which what is expected knows in part only. */
export const strictFalseRate = 0.02;
