import { commandIds } from '../editor/contributions';
import type { SharingActions } from '../sharing/sharingActions';
import type { Handlers } from './handlers';

/** Sharing the records of the folder over a git remote. */
export function sharingCommands(actions: () => Promise<SharingActions>) {
  return {
    [commandIds.shareIncidents]: async () => (await actions()).share('all'),
    [commandIds.shareRestricted]: async () => (await actions()).share('fewer'),
    [commandIds.joinIncidents]: async () => (await actions()).join(),
    [commandIds.syncIncidents]: async () => (await actions()).sync(),
    [commandIds.showSharing]: async () => (await actions()).show(),
    [commandIds.dropHistory]: async () => (await actions()).dropHistory(),
    [commandIds.stopSharing]: async () => (await actions()).stop(),
  } satisfies Handlers;
}
