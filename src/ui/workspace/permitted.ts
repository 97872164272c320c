import { refusalsFor, type Refused } from '../../app/permission';
import type { Action } from '../../domain/vocabulary/permissions';
import { fill } from '../../words/words';
import { words } from '../editor/hostWords';
import { UserError } from '../editor/userError';
import type { Workspace } from './workspace';

/**
 * Says at once, before anything is asked, that the person may not do this, by their role or by the register of people, and who may. `doing` is what
 * they asked for, where that is more than the action is called by. Asked again where it is decided.
 */
export async function requirePermitted(
  workspace: Pick<Workspace, 'requireStore' | 'actor'>,
  action: Action,
  doing?: string,
): Promise<void> {
  const refused = (await refusalsFor(workspace.requireStore(), await workspace.actor()))(action);
  if (refused) throw new UserError(refusedText(refused, doing));
}

/** Why somebody may not do something, and by the register of people, where there is one, who may: there nobody gets any further with another role. */
export function refusedText({ code, role, action, may }: Refused, doing: string = words.action[action]): string {
  const { othersMay, holdersMay, nobodyYet } = words.register;
  if (!may) return fill(words.refusal.notPermitted, { role: words.role[role], action: doing });
  return fill(code === 'notHeld' ? holdersMay : othersMay, { role: words.role[role], action: doing, who: may.join(', ') || nobodyYet });
}
