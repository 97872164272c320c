import { is, isFilled } from '../forms/condition';
import { choice, form, line, names, presuming, text, when } from '../forms/field';

/** What the ids of known errors begin with. */
export const knownErrorPrefix = 'KE';

/** A known error: its cause is known, and how to work around it or solve it (M 6.64). */
export const knownErrorForm = form({
  error: {
    title: line('M 6.64'),
    validity: presuming(choice('M 6.64', ['inForce', 'retired']), 'inForce'),
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
    workaroundFallback: when(isFilled('workaround'), line('M 6.64')),
    workaroundWeakens: when(isFilled('workaround'), choice('M 6.124', ['yes', 'no'])),
    workaroundSafeguard: when(is('workaroundWeakens', 'yes'), line('M 6.124')),
    workaroundComponent: when(is('workaroundWeakens', 'yes'), line('M 6.124')),
  },
  solution: {
    solution: text('M 6.64'),
    solutionFallback: when(isFilled('solution'), line('M 6.64')),
    solutionWeakens: when(isFilled('solution'), choice('M 6.124', ['yes', 'no'])),
    solutionSafeguard: when(is('solutionWeakens', 'yes'), line('M 6.124')),
    solutionComponent: when(is('solutionWeakens', 'yes'), line('M 6.124')),
  },
});
