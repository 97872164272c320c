/** What a measure is: it goes around a fault for a while, or ends it for good. */
export const measureKinds = ['workaround', 'final'] as const;

/** One of the two. */
export type MeasureKind = (typeof measureKinds)[number];
