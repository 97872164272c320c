import type { GitRemote } from '../../git/remotes';
import { isBranchName, isRemoteAddress, placeOf, type RemoteAddress } from '../../sync/address';
import type { Audience } from '../../sync/layout';
import { defaultBranches } from '../../sync/sharing';
import { askChecked, chooseOne } from '../editor/ask';
import { words } from '../editor/hostWords';

/** Where records are shared. */
export interface SharingPlace {
  readonly address: RemoteAddress;
  readonly branch: string;
  /** True for a remote of the repository that the folder lies in. */
  readonly isOfRepository: boolean;
}

/** Lets the person choose a remote, of this repository or any other, and a branch. Undefined when they put the question away; `tried` is the
 * address that was typed before. */
export async function choosePlace(
  title: string,
  remotes: readonly GitRemote[],
  audience: Audience,
  tried = '',
): Promise<SharingPlace | undefined> {
  const address = await chooseAddress(title, remotes, tried);
  if (address === undefined) return undefined;
  const branch = await askChecked(
    words.sharing.branch,
    defaultBranches[audience],
    text => (isBranchName(text) ? undefined : words.sharing.noBranchName),
    words.sharing.branchKept,
  );
  return branch === undefined ? undefined : { address, branch, isOfRepository: remotes.some(remote => remote.address === address) };
}

async function chooseAddress(title: string, remotes: readonly GitRemote[], tried: string): Promise<RemoteAddress | undefined> {
  const { anyAddress, anyAddressDetail, ofRepository } = words.sharing;
  const known = remotes.filter(({ address }) => isRemoteAddress(address));
  const askAddress = (): Promise<string | undefined> =>
    askChecked(title, tried, text => (isRemoteAddress(text) ? undefined : words.sharing.noAddress), words.sharing.address);
  if (known.length === 0) return askAddress();
  const chosen = await chooseOne<RemoteAddress>(title, [
    { label: anyAddress, detail: anyAddressDetail, value: '' },
    ...known.map(({ name, address }) => ({ label: name, told: placeOf(address), detail: ofRepository, value: address })),
  ]);
  return chosen === '' ? askAddress() : chosen;
}
