import { isPermitted, type Action } from '../../domain/vocabulary/permissions';
import { faultText } from './faultText';
import { roleSetting } from './settings';
import { UserError } from './userError';

/** Says at once, before anything is asked, that the person's role may not do this. Asked again where it is decided. */
export function requirePermitted(action: Action): void {
  const role = roleSetting();
  if (!isPermitted(role, action)) throw new UserError(faultText('', { code: 'notPermitted', role, action }));
}
