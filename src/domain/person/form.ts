import { choice, form, line, list, names, presuming, time } from '../forms/field';
import { supportLevels } from '../vocabulary/supportLevels';
import { roles } from '../vocabulary/actor';

/** Who takes part, in which roles, and who stands in for them (M 6.64: roles are set up in advance). A time that is left open has no bound. */
export const personForm = form({
  person: {
    title: line('M 6.64'),
    addresses: names('M 6.64'),
    reachable: line('M 6.64'),
    participation: presuming(choice('M 6.64', ['takesPart', 'left']), 'takesPart'),
  },
  roles: {
    roles: list('M 6.64', {
      role: choice('M 6.64', roles),
      level: choice('M 6.131', supportLevels),
      from: time('M 6.64'),
      until: time('M 6.64'),
    }),
    deputies: list('M 6.64', { deputy: line('M 6.64'), from: time('M 6.64'), until: time('M 6.64') }),
  },
  keys: { sshKeys: names('M 6.134') },
});
