/**
 * How much each thing counts that people have said or that the incident's own links show, in logarithms of the odds (0.7 doubles them). The
 * shared sets hold none of these, so they are set by hand; everything else is learnt (`model.json`).
 */
export const ownWeights = {
  /** Touches a file the incident is linked to; the linked lines were last changed by it. */
  linkedFile: 1.5,
  lastChangedLinked: 2,
  /** Touches a path of a component the incident names. */
  component: 0.7,
  /** Last changed the line of the trace's innermost frame in the repository; of the second one half as much, and so on. */
  lastChangedFrames: 3,
  /** Somebody suspects it, or has confirmed it. */
  suspected: 2,
  confirmed: 6,
  /** Belongs to a change record whose window lies around the fault. */
  changeRecord: 1,
  /** Touches places where this repository's faults were caused more often than elsewhere (`learning.ts`), by the logarithm of how much. */
  learnt: 0.3,
} as const;

/** The chance from which a suspect is called likely or possible; `docs/suspects.md` has the calibration. */
export const confidences = { likely: 0.5, possible: 0.1 } as const;
