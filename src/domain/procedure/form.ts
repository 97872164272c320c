import { is } from '../forms/condition';
import { choice, form, line, list, names, presuming, set, text, when } from '../forms/field';
import { categories } from '../vocabulary/categories';
import { measureKinds } from '../vocabulary/measureKind';

/** What to do when this kind of failure comes again: handling instructions (M 6.134). */
export const procedureForm = form({
  procedure: {
    title: line('M 6.134'),
    validity: presuming(choice('M 6.134', ['inForce', 'retired']), 'inForce'),
    owner: line('M 6.134'),
    /** What following it comes to: users can work again, or the cause is removed (M 6.64). */
    brings: choice('M 6.64', measureKinds),
  },
  applies: {
    components: names('M 6.134'),
    categories: set('M 6.134', categories),
    symptoms: text('M 6.134'),
    errorText: text('M 6.134', { monospace: true }),
  },
  steps: {
    steps: list('M 6.134', {
      what: line('M 6.134'),
      person: line('M 6.134'),
      expected: line('M 6.134'),
      weakensSafeguard: choice('M 6.124', ['yes', 'no']),
      safeguard: when(is('weakensSafeguard', 'yes'), line('M 6.124')),
    }),
  },
});
