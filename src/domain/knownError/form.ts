import { choice, line, names, text } from '../forms/field';

/** A known error: its cause is known, and how to work around it or solve it (M 6.64). */
export const knownErrorForm = {
  error: {
    title: line('M 6.64'),
    validity: choice('M 6.64', ['inForce', 'retired']),
    source: choice('M 2.35', ['own', 'vendorAdvisory', 'certAdvisory']),
    sourceReference: line('M 2.35'),
  },
  failure: {
    symptoms: text('M 6.64'),
    errorText: text('M 6.64', { monospace: true }),
    components: names('M 6.64'),
    versions: line('M 2.35'),
  },
  cause: { rootCause: text('M 6.64') },
  workaround: {
    workaround: text('M 6.64'),
    workaroundFallback: line('M 6.64'),
    workaroundWeakens: choice('M 6.124', ['yes', 'no']),
    workaroundSafeguard: line('M 6.124'),
    workaroundComponent: line('M 6.124'),
  },
  solution: {
    solution: text('M 6.64'),
    solutionFallback: line('M 6.64'),
    solutionWeakens: choice('M 6.124', ['yes', 'no']),
    solutionSafeguard: line('M 6.124'),
    solutionComponent: line('M 6.124'),
  },
} as const;
