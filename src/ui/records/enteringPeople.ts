import { enterPeople, outlookOf, peopleSeen, type RegisterOutlook } from '../../app/enterPeople';
import { refusalsFor } from '../../app/permission';
import type { Actor } from '../../domain/vocabulary/actor';
import type { CommandFault } from '../../store/fault';
import type { Store } from '../../store/store';
import { counted, fill } from '../../words/words';
import { chooseSeveral } from '../editor/ask';
import { faultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { confirm, inform, warn, withProgress } from '../editor/notify';
import { UserError } from '../editor/userError';
import { refusedText, requirePermitted } from '../workspace/permitted';
import type { Workspace } from '../workspace/workspace';

/** Makes the register of people from who is there: everybody who has made an entry, in the roles they acted in, as the person chooses. */
export async function makeRegister(workspace: Pick<Workspace, 'requireStore' | 'actor'>): Promise<void> {
  await requirePermitted(workspace, 'maintainRegister');
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
  if (chosen.length === 0 || !(await mayBegin(outlookOf(store, chosen, actor)))) return;
  const { entered, fault } = await enterPeople(store, chosen, actor);
  const text = counted(words, words.register.entered, { count: entered });
  if (!fault) void inform(text);
  else {
    const why = await whyNoMore(store, actor, fault);
    void warn(entered > 0 ? fill(words.register.notAll, { text, why }) : why);
  }
}

/** Why no more are entered; where the register has come to be others' meanwhile, as with the first who keeps it, whose. */
async function whyNoMore(store: Store, actor: Actor, fault: CommandFault): Promise<string> {
  const refused = (await refusalsFor(store, actor))('maintainRegister');
  return refused ? refusedText(refused) : faultText(words.kinds.person.name, fault, 'person');
}

/** Says before it is done what a register that has not begun yet takes from whom. */
async function mayBegin(outlook: RegisterOutlook | undefined): Promise<boolean> {
  if (!outlook) return true;
  const { begin, beginDetail, saysNothing, notYou, noAddress, enter } = words.register;
  const { keepers, leavesOut, withoutAddress } = outlook;
  const detail = [
    keepers.length > 0 ? counted(words, beginDetail, { count: keepers.length, keepers: keepers.join(', ') }) : saysNothing,
    ...(keepers.length > 0 && leavesOut ? [notYou] : []),
    ...(withoutAddress.length > 0 ? [fill(noAddress, { names: withoutAddress.join(', ') })] : []),
  ];
  return confirm(begin, detail.join('\n\n'), enter);
}
