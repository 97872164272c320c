import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { watchStore, type Changed } from '../../../src/store/watcher';
import type { Disposable } from '../../../src/base/disposables';
import { temporaryFolder } from '../../support/folders';

/** What was announced of a store, to be waited for. */
class Announcements {
  private readonly made: Changed[] = [];
  private wake = (): void => undefined;

  readonly take = (what: Changed): void => {
    this.made.push(what);
    this.wake();
  };

  /** Resolves once something was announced that `fits`; what came before it is over. */
  async next(fits: (what: Changed) => boolean): Promise<void> {
    for (;;) {
      const at = this.made.findIndex(fits);
      if (at >= 0) return void this.made.splice(0, at + 1);
      await new Promise<void>(resolve => (this.wake = resolve));
    }
  }
}

const isEverything = (what: Changed): boolean => what === 'everything';
const names =
  (file: string) =>
  (what: Changed): boolean =>
    what !== 'everything' && what.has(file);

describe('watching a store', () => {
  const workspace = temporaryFolder();
  let announced: Announcements;
  let watching: Disposable | undefined;
  let store: string;
  let incidents: string;

  const watch = (...below: readonly string[]): void => {
    store = path.join(workspace.path, ...below, '.faultline');
    incidents = path.join(store, 'incidents');
    announced = new Announcements();
    watching = watchStore(store, workspace.path, announced.take);
  };
  /** Something that others write is announced by its name: the folder is watched, not only looked at once. */
  const writesAreSeen = async (file: string): Promise<void> => {
    writeFileSync(path.join(incidents, file), '{}');
    await announced.next(names(file));
  };

  afterEach(() => {
    watching?.dispose();
    watching = undefined;
  });

  it('names the files that others write', async () => {
    mkdirSync(path.join(workspace.path, '.faultline', 'incidents'), { recursive: true });
    watch();
    await writesAreSeen('INC-7K3QF2.json');
  });

  it('finds record folders that appear later', async () => {
    watch();
    mkdirSync(incidents, { recursive: true });
    await announced.next(isEverything);
    await writesAreSeen('INC-7K3QF2.json');
  });

  for (const [what, ...below] of [
    ['the folder above the store', 'sub'],
    ['some folders above the store', 'sub', 'deeper', 'deepest'],
  ] as const) {
    it(`finds a store when ${what} appeared later`, async () => {
      watch(...below);
      mkdirSync(incidents, { recursive: true });
      await announced.next(isEverything);
      await writesAreSeen('INC-7K3QF2.json');
    });
  }

  it('finds a store again whose workspace folder was away', async () => {
    mkdirSync(path.join(workspace.path, '.faultline', 'incidents'), { recursive: true });
    watch();
    rmSync(workspace.path, { recursive: true });
    await announced.next(isEverything);
    mkdirSync(incidents, { recursive: true });
    await announced.next(isEverything);
    await writesAreSeen('INC-7K3QF2.json');
  });

  const replacements: readonly (readonly [string, (folder: string) => void])[] = [
    ['moved away', folder => renameSync(folder, `${folder}-old`)],
    ['deleted', folder => rmSync(folder, { recursive: true })],
  ];
  for (const [how, away] of replacements)
    for (const [what, ...replaced] of [
      ['a record folder', 'sub', '.faultline', 'incidents'],
      ['the store', 'sub', '.faultline'],
      ['the folder above the store', 'sub'],
    ] as const)
      it(`goes on when ${what} was ${how} and made anew at once`, async () => {
        mkdirSync(path.join(workspace.path, 'sub', '.faultline', 'incidents'), { recursive: true });
        watch('sub');
        away(path.join(workspace.path, ...replaced));
        mkdirSync(incidents, { recursive: true });
        await announced.next(isEverything);
        await writesAreSeen('INC-7K3QF2.json');
      });

  it('says nothing of other folders beside the store', async () => {
    mkdirSync(path.join(workspace.path, '.faultline', 'incidents'), { recursive: true });
    watch();
    writeFileSync(path.join(workspace.path, 'other.txt'), '');
    mkdirSync(path.join(workspace.path, 'incidents'));
    writeFileSync(path.join(incidents, 'INC-7K3QF2.json'), '{}');
    await announced.next(what => {
      assert.notEqual(what, 'everything');
      return true;
    });
  });

  it('leaves nothing watched behind', async () => {
    /** What is closed is gone in the next round of the event loop. */
    const watched = async (): Promise<number> => {
      await setImmediate();
      return process.getActiveResourcesInfo().filter(what => what === 'FSEventWrap').length;
    };
    mkdirSync(path.join(workspace.path, '.faultline', 'incidents'), { recursive: true });
    const before = await watched();
    watch();
    assert.ok((await watched()) > before);
    watching?.dispose();
    assert.equal(await watched(), before);
  });
});
