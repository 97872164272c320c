import assert from 'node:assert/strict';
import type { IncidentId } from '../../src/domain/incident/incident';
import { act, record } from './sharedActs';
import { done, makeRemote, plainGit, sharersIn, type Sharer } from './sharers';

/** Anna, who is IT manager, and Ben, who have met over one remote, each on a machine of their own, before each test. */
export interface SharedPair {
  readonly sharer: ReturnType<typeof sharersIn>;
  remote: string;
  anna: Sharer;
  ben: Sharer;
  /** An incident of Anna's that both have, besides another one. */
  id: IncidentId;
  /** Syncs of these, one after the other, each of which must come to its end. */
  readonly sync: (...each: readonly Sharer[]) => Promise<void>;
  readonly label: (who: Sharer, tlp: string) => Promise<void>;
  /** Everything that a remote holds, with its history. */
  readonly everything: (where?: string) => Promise<string>;
  readonly tip: () => Promise<string>;
}

/** Makes them before each test of a suite. `before`: what Anna does with the incident before it is shared. */
export function sharedPairIn(
  folder: { readonly path: string },
  before: (pair: SharedPair) => Promise<void> = () => Promise.resolve(),
): SharedPair {
  const sharer = sharersIn(folder);
  const pair: SharedPair = {
    sharer,
    remote: '',
    anna: undefined as never,
    ben: undefined as never,
    id: undefined as never,
    sync: async (...each) => {
      for (const one of each) done(await one.sync.sync());
    },
    label: (who, tlp) => act(who, pair.id, { type: 'save', step: 'detect', patch: { tlp } }),
    everything: (where = pair.remote) => plainGit(where, ['log', '--patch', '--all', '--text']),
    tip: () => plainGit(pair.remote, ['rev-parse', 'faultline/store']),
  };
  beforeEach(async () => {
    pair.remote = await makeRemote(folder.path);
    [pair.anna, pair.ben] = [sharer('anna', 'itManager'), sharer('ben')];
    await record(pair.anna, 'Printer');
    pair.id = await record(pair.anna, 'Mail');
    await before(pair);
    done(await pair.anna.sync.share(pair.remote));
    done(await pair.ben.sync.join(pair.remote));
  });
  return pair;
}

/** Once both have heard of each other, neither has anything to send, however often they sync. */
export async function assertSettled({ anna, ben, sync, tip }: SharedPair): Promise<void> {
  await sync(ben, anna, ben, anna);
  const tips = [await tip()];
  for (let n = 0; n < 4; n++) {
    await sync(ben, anna);
    tips.push(await tip());
  }
  assert.equal(new Set(tips).size, 1);
}
