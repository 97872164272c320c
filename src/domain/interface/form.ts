import { choice, form, line, text } from '../forms/field';
import { interfaceParties } from '../vocabulary/parties';

/** An interface between incident management and another party, set up in advance (M 6.64, M 6.124). */
export const interfaceForm = form({
  party: {
    title: line('M 6.124'),
    party: choice('M 6.124', interfaceParties),
    contact: line('M 6.64'),
    channel: line('M 6.64'),
    reachable: line('M 6.64'),
  },
  use: { trigger: text('M 6.64'), passed: text('M 6.64') },
  shared: { sharedResources: text('M 6.124') },
});
