import { deepEqual, equal, notEqual } from 'node:assert/strict';
import type { Draft } from '../../../src/protocol/draft';
import { FolderDrafts } from '../../../src/ui/panel/folderDrafts';
import { temporaryFolder } from '../../support/folders';
import { testId } from '../../support/incidents';

const temporary = temporaryFolder();
const draft = (title: string): Draft => ({ patch: { title }, typed: {}, base: {}, at: '2026-11-22T08:00:00.000Z' });

describe('the drafts of several folders', () => {
  const memory = new Map<string, unknown>();
  const open: FolderDrafts[] = [];
  afterEach(() => {
    for (const drafts of open.splice(0)) drafts.dispose();
    memory.clear();
  });

  function start(): FolderDrafts {
    const drafts = new FolderDrafts({
      storage: temporary.path,
      memory: { get: key => memory.get(key), update: (key, value) => Promise.resolve(void memory.set(key, value)) },
      answers: () => Promise.resolve(),
      person: () => Promise.resolve('Ada'),
      report: error => {
        throw error;
      },
    });
    open.push(drafts);
    return drafts;
  }

  it('are kept apart, also where two folders hold a record of the same id, and each comes back after a restart', async () => {
    const first = start();
    for (const folder of ['/code/shop', '/code/relay']) {
      await first.of(folder).open(testId, undefined);
      await first.of(folder).set(testId, draft(`Typed in ${folder}`));
    }
    equal(first.of('/code/shop'), first.of('/code/shop'));
    notEqual(first.of('/code/shop').window, first.of('/code/relay').window);
    first.dispose();
    const second = start();
    for (const folder of ['/code/shop', '/code/relay'])
      deepEqual((await second.of(folder).open(testId, undefined))?.patch, { title: `Typed in ${folder}` });
  });
});
