import { isPermitted, type Action } from '../../domain/vocabulary/permissions';
import { isWithin, type Register } from '../../domain/vocabulary/register';
import { fill } from '../../words/words';
import { faultText } from './faultText';
import { words } from './hostWords';
import { roleSetting } from './settings';
import { UserError } from './userError';

/**
 * Says at once, before anything is asked, that the person's role may not do this; with a `register` of people, who may. Asked again where it is
 * decided.
 */
export function requirePermitted(action: Action, register?: Register): void {
  const role = roleSetting();
  if (isPermitted(role, action)) return;
  const now = new Date().toISOString();
  const others = (register?.tenures ?? []).filter(tenure => isPermitted(tenure.role, action) && isWithin(tenure, now));
  const who = [...new Set(others.map(({ who: { name, email } }) => name || email))].join(', ');
  if (who === '') throw new UserError(faultText('', { code: 'notPermitted', role, action }));
  throw new UserError(fill(words.register.othersMay, { role: words.role[role], action: words.action[action], who }));
}
