import type * as vscode from 'vscode';
import type { Disposables } from '../../base/disposables';
import type { Workspace } from '../workspace/workspace';
import { FollowedSyncs } from './followedSyncs';
import { HandedAwayNotice } from './handedAwayNotice';
import { SharingActions } from './sharingActions';
import { SharingStatus } from './sharingStatus';
import { WindowSharing } from './windowSharing';

/** What sharing needs of the window. */
interface SharingPorts {
  readonly workspace: Workspace;
  /** Where what is shared is kept: one place for all windows. */
  readonly storage: vscode.Uri;
  readonly report: (error: unknown) => void;
  /** Keeps the store out of git, before something of others comes into it. */
  readonly keepOut: () => Promise<void>;
}

/** Composes what shares the records of the window's folder. What it begins ends with `begun`. */
export function composeSharing({ workspace, storage, report, keepOut }: SharingPorts, begun: Disposables): SharingActions {
  const sharing = begun.add(new WindowSharing(workspace, storage, report));
  begun.add(new SharingStatus(sharing));
  begun.add(new HandedAwayNotice(workspace, sharing, report));
  return new SharingActions(workspace, sharing, begun.add(new FollowedSyncs(workspace, sharing, report)), keepOut);
}
