import assert from 'node:assert/strict';
import { commandIds } from '../../../src/ui/editor/contributions';
import type { Actor } from '../../../src/domain/vocabulary/actor';
import type { Store } from '../../../src/store/store';
import type { RecordCommandPorts } from '../../../src/ui/commands/recordCommands';
import { english } from '../../../src/words/english';
import { temporaryFolder } from '../../support/folders';
import { person } from '../../support/incidents';
import { inRoles } from '../../support/people';
import { openStore } from '../../support/stores';
import { answerAsEditor, withoutEditor } from '../../support/withoutEditor';

/** What somebody was asked, in what was asked in a box of its own the whole text, and what they were told at the end. */
interface Seen {
  readonly asked: readonly string[];
  readonly told: string;
}

describe('entering people into their register', () => {
  withoutEditor(english);
  const folder = temporaryFolder();
  const opened: Store[] = [];
  afterEach(() => {
    for (const store of opened.splice(0)) store.dispose();
  });
  const [tom, ada] = [person('itManager', 'Tom'), person('administrator', 'Ada')];

  function storeOf(actor: Actor): Store {
    const store = openStore(folder.path, { actor: () => Promise.resolve(actor) });
    opened.push(store);
    return store;
  }
  async function written(by: Actor, kind: 'incident' | 'person', title: string): Promise<void> {
    assert.ok((await storeOf(by).create(kind, kind === 'person' ? inRoles(title, 'itManager') : { title })).ok);
  }

  /** Somebody runs a command, leaves ticked what is, types “Zoe” and says yes, or no at the end. */
  async function run(actor: Actor, command: typeof commandIds.makeRegister | 'faultline.recordPerson', yes = true): Promise<Seen> {
    const { recordCommands } = await import('../../../src/ui/commands/recordCommands');
    const asked: string[] = [];
    let told = '';
    const says = (text: string, options?: { readonly modal: true; readonly detail: string }, ...buttons: string[]) => {
      if (options?.modal) asked.push(`${text}\n${options.detail}`);
      else told = text;
      return Promise.resolve(yes ? buttons[0] : undefined);
    };
    answerAsEditor({
      withProgress: (_: unknown, task: (...given: unknown[]) => unknown) =>
        task({ report: () => undefined }, { onCancellationRequested: () => ({ dispose: () => undefined }) }),
      showQuickPick: (items: readonly unknown[], { title }: { readonly title: string }) => {
        asked.push(title);
        return Promise.resolve(items);
      },
      showInputBox: ({ title }: { readonly title: string }) => {
        asked.push(title);
        return Promise.resolve('Zoe');
      },
      showWarningMessage: says,
      showInformationMessage: says,
    });
    const store = storeOf(actor);
    await store.open();
    const ports = {
      workspace: { requireStore: () => store, actor: () => Promise.resolve(actor), within: (text: string) => text },
      panels: { show: () => undefined },
      recorded: () => Promise.resolve(),
    } as unknown as RecordCommandPorts;
    await Promise.resolve(recordCommands(ports)[command](undefined, undefined)).catch((error: unknown) => {
      told = (error as Error).message;
    });
    return { asked, told };
  }

  it('is refused to who may not, before anything is asked, with the names of those who may', async () => {
    await written(tom, 'person', 'Tom');
    await written(ada, 'incident', 'Printer');
    for (const command of [commandIds.makeRegister, 'faultline.recordPerson'] as const)
      assert.deepEqual(
        await run(ada, command),
        { asked: [], told: 'The role administrator may not change the register of people. By the register of people these may: Tom.' },
        command,
      );
  });

  it('counts who was entered, not who is in it', async () => {
    await written(tom, 'person', 'Tom');
    await written(ada, 'incident', 'Printer');
    assert.equal((await run(tom, commandIds.makeRegister)).told, '1 person was entered in the register.');
  });

  it('names who may where it has become theirs on the way', async () => {
    for (const by of [tom, person('itManager', 'Uma')]) await written(by, 'incident', 'Printer');
    assert.equal(
      (await run(ada, commandIds.makeRegister)).told,
      '2 people were entered in the register. Not all: The role administrator may not change the register of people. By the register of people these may: Tom.',
    );
  });

  it('says before it begins who will keep it, one or more, and that whoever makes it will not', async () => {
    for (const [by, keep] of [
      [tom, 'Tom keeps'],
      [person('itManager', 'Uma'), 'Tom, Uma keep'],
    ] as const) {
      await written(by, 'incident', 'Printer');
      const begun = (await run(ada, commandIds.makeRegister, false)).asked[1] ?? '';
      assert.match(begun, new RegExp(`\\nFrom now on ${keep} the register, .*\\n\\nYou are not among those who keep it: `));
    }
  });
});
