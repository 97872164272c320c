import { isFolderAddress } from '../../sync/address';
import type { SyncFault } from '../../sync/syncFault';
import type { RecordId } from '../../domain/records';
import { isHeldUp, leftOutRecords } from './leftOut';
import type { SharingState } from './sharedBranch';

/** How sharing stands, in one code: what the person is told, and what they can do. */
export type SharingCondition = 'notShared' | 'busy' | 'notYet' | 'shared' | 'unsent' | SyncFault['code'];

/** What a person can do about it. */
export type Way =
  | 'sync'
  | 'share'
  | 'join'
  /** What is marked RED or AMBER+STRICT, with fewer readers. */
  | 'shareRestricted'
  /** In a terminal, where git may ask. */
  | 'signIn'
  /** Over another address or branch. */
  | 'otherPlace'
  /** The branch that is gone is made again with what is here. */
  | 'beginAgain'
  /** The records of another store that has taken the place are joined with those that are here. */
  | 'joinAnew'
  | 'showUnsent'
  | 'showKept'
  | 'showLeftOut'
  /** A new epoch: the history on the remote goes. */
  | 'dropHistory'
  | 'stop';

/** What waits to be sent, but for what could not be taken or sent: no further sync sends that. */
export function waitingIn({ unsent = [], found }: Pick<SharingState, 'unsent' | 'found'>): readonly RecordId[] {
  const heldUp = leftOutRecords((found?.leftOut ?? []).filter(isHeldUp));
  return unsent.filter(id => !heldUp.has(id));
}

/** How sharing stands. */
export function conditionOf(state: SharingState): SharingCondition {
  const { sharing, stage, last, syncedAt } = state;
  if (stage) return 'busy';
  if (!sharing) return 'notShared';
  if (last && !last.ok) return last.error.code;
  if (waitingIn(state).length > 0) return 'unsent';
  return syncedAt === undefined ? 'notYet' : 'shared';
}

/** The way out of each fault, before what can be done at any time. */
const waysOut: Readonly<Partial<Record<SharingCondition, readonly Way[]>>> = {
  signIn: ['signIn'],
  noRemote: ['signIn', 'otherPlace'],
  noRight: ['signIn'],
  noAddress: ['otherPlace'],
  branchGone: ['beginAgain', 'otherPlace'],
  noBranch: ['otherPlace'],
  branchExists: ['otherPlace'],
  notOurs: ['otherPlace'],
  tooMuch: ['otherPlace'],
  shallow: ['otherPlace'],
  otherStore: ['joinAnew', 'otherPlace'],
  forFewer: ['otherPlace'],
  forAll: ['otherPlace'],
};

/** What a person can do now, the most helpful first. `mayDrop`: they may take the history away, which is for who may redact. */
export function waysOf(state: SharingState, mayDrop: boolean): readonly Way[] {
  const condition = conditionOf(state);
  if (!state.sharing) return ['share', 'join'];
  const { found = { leftOut: [], kept: [] }, unsent = [] } = state;
  const out = waysOut[condition] ?? [];
  return [
    ...(isFolderAddress(state.sharing.address) ? out.filter(way => way !== 'signIn') : out),
    ...(found.leftOut.length > 0 ? (['showLeftOut'] as const) : []),
    ...(condition === 'busy' ? [] : (['sync'] as const)),
    ...(unsent.length > 0 ? (['showUnsent'] as const) : []),
    ...(found.kept.length > 0 ? (['showKept'] as const) : []),
    ...(mayDrop ? (['dropHistory'] as const) : []),
    'stop',
  ];
}

/** True where what is wrong has a way out that is not offered at any time, besides signing in. */
export function hasWayOut(state: SharingState): boolean {
  return (waysOut[conditionOf(state)] ?? []).some(way => way !== 'signIn');
}

/** Where nothing is wrong, or it goes on by itself, or stays as it is. */
const calm: ReadonlySet<SharingCondition> = new Set<SharingCondition>([
  'notShared',
  'busy',
  'notYet',
  'shared',
  'unsent',
  'busyHere',
  'busyRemote',
  'offline',
  'timeout',
  'noRight',
  'cancelled',
]);

/** True where a person has to do something before it goes on. */
export function needsPerson(condition: SharingCondition): boolean {
  return !calm.has(condition);
}

/** Where nothing goes there or comes from there just now. */
const held: ReadonlySet<SharingCondition> = new Set<SharingCondition>(['offline', 'timeout', 'noRight', 'busyRemote']);

/** The state of those that somebody must know of first; undefined where there is none. */
export function worst(states: readonly SharingState[]): SharingState | undefined {
  return [...states].sort((one, other) => weightOf(conditionOf(other)) - weightOf(conditionOf(one)))[0];
}

function weightOf(condition: SharingCondition): number {
  if (condition === 'busy') return 5;
  if (needsPerson(condition)) return 4;
  if (held.has(condition)) return 3;
  return condition === 'unsent' ? 2 : condition === 'shared' ? 0 : 1;
}
