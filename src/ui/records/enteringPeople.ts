import { enterPeople, peopleSeen } from '../../app/enterPeople';
import { counted, fill } from '../../words/words';
import { chooseSeveral } from '../editor/ask';
import { faultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { inform, warn, withProgress } from '../editor/notify';
import { UserError } from '../editor/userError';
import type { Workspace } from '../workspace/workspace';

/** Makes the register of people from who is there: everybody who has made an entry, in the roles they acted in, as the person chooses. */
export async function makeRegister(workspace: Workspace): Promise<void> {
  const store = workspace.requireStore();
  const actor = await workspace.actor();
  const seen = await withProgress(words.register.looking, () => peopleSeen(store, actor), { cancellable: false });
  if (seen.length === 0) throw new UserError(words.register.nobody);
  const chosen = await chooseSeveral(
    words.register.who,
    seen.map(person => ({
      label: person.name,
      told: [person.email, ...person.roles.map(role => words.role[role])].filter(Boolean).join(' · '),
      value: person,
    })),
  );
  if (chosen.length === 0) return;
  const { entered, fault } = await enterPeople(store, chosen, actor);
  const text = counted(words, words.register.entered, { count: entered });
  if (fault) void warn(fill(words.register.notAll, { text, why: faultText(words.kinds.person.name, fault, 'person') }));
  else void inform(text);
}
