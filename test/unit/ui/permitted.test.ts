import assert from 'node:assert/strict';
import type { Actor } from '../../../src/domain/vocabulary/actor';
import type { Store } from '../../../src/store/store';
import { english } from '../../../src/words/english';
import { temporaryFolder } from '../../support/folders';
import { person } from '../../support/incidents';
import { inRoles } from '../../support/people';
import { openStore } from '../../support/stores';
import { withoutEditor } from '../../support/withoutEditor';

describe('what is refused before anything is asked', () => {
  withoutEditor(english);
  const folder = temporaryFolder();
  const opened: Store[] = [];
  afterEach(() => {
    for (const store of opened.splice(0)) store.dispose();
  });

  /** What somebody is told, on a machine that has just started, who wants to redact or, by that right, to do something else; undefined where they may. */
  async function told(actor: Actor, doing?: string): Promise<string | undefined> {
    const { requirePermitted } = await import('../../../src/ui/workspace/permitted');
    const store = openStore(folder.path);
    opened.push(store);
    return requirePermitted({ requireStore: () => store, actor: () => Promise.resolve(actor) }, 'redact', doing).then(
      () => undefined,
      (error: unknown) => (error as Error).message,
    );
  }
  async function enterMax(): Promise<void> {
    const store = openStore(folder.path);
    opened.push(store);
    assert.ok((await store.create('person', inRoles('Max', 'itManager'))).ok);
  }
  const drop = english.sharing.dropping;

  it('goes by the role alone where no register of people says anything', async () => {
    assert.equal(await told(person('itManager', 'Tom')), undefined);
    assert.match((await told(person('administrator', 'Tom'))) ?? '', /^The role administrator may not redact\. .*faultline\.role/);
  });

  it('goes by the register where there is one: who has set the role may not, nor who has taken a name without its address', async () => {
    await enterMax();
    assert.equal(await told(person('itManager', 'Max')), undefined);
    for (const actor of [person('itManager', 'Tom'), { ...person('itManager', 'Max'), email: '' }])
      assert.match(
        (await told(actor, drop)) ?? '',
        /^By the register of people you do not hold the role IT manager now, and who is to drop the history on the remote must\. These may: Max\./,
      );
  });

  it('says what was asked for, and leads nobody to another role where the register decides', async () => {
    await enterMax();
    assert.equal(
      await told(person('securityOfficer', 'Dana'), drop),
      'The role IT security officer may not drop the history on the remote. By the register of people these may: Max.',
    );
  });
});
