import { choice, form, line, names, presuming, text } from '../forms/field';

/** Where a problem stands (M 6.64: detected problems). */
const problemStates = ['new', 'investigating', 'rootCauseIdentified', 'solved', 'closed'] as const;

/** What the ids of problems begin with. */
export const problemPrefix = 'PRB';

/** A detected problem: a cause that is not known yet and is being looked for. */
export const problemForm = form({
  problem: { title: line('M 6.64'), state: presuming(choice('M 6.64', problemStates), 'new'), owner: line('M 6.64') },
  failure: { symptoms: text('M 6.64'), errorText: text('M 6.64', { monospace: true }), components: names('M 6.64') },
  cause: { rootCause: text('M 6.64') },
  answer: { workaround: text('M 6.64'), solution: text('M 6.64') },
});
