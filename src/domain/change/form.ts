import { choice, form, line, names, partlyDecided, presuming, text, time } from '../forms/field';

/** What the ids of changes begin with. */
export const changePrefix = 'CHG';

/** Where a change stands. */
const changeStates = ['planned', 'released', 'implemented', 'monitored', 'closed', 'rejected'] as const;

/** A planned or implemented change of IT components (M 6.64). */
export const changeForm = form({
  change: {
    title: line('M 6.64'),
    state: presuming(partlyDecided('M 6.64', changeStates, ['released']), 'planned'),
    reason: text('M 6.64'),
    person: line('M 6.64'),
  },
  where: { components: names('M 6.64'), reference: line('M 6.64') },
  when: { from: time('M 6.64'), to: time('M 6.64'), outage: choice('M 6.64', ['yes', 'no']) },
  fallback: { fallback: text('M 6.64') },
});
