/** The branch that carries an epoch of a store: the first one bears the name itself. */
export function branchOfEpoch({ branch, epoch }: { readonly branch: string; readonly epoch: number }): string {
  return epoch === 1 ? branch : `${branch}-${epoch}`;
}

/** The epoch that a branch of this name carries; undefined for one that carries none. */
export function epochOfBranch(branch: string, name: string): number | undefined {
  if (name === branch) return 1;
  const [, number = ''] = name.startsWith(branch) ? (/^-([1-9]\d{0,5})$/.exec(name.slice(branch.length)) ?? []) : [];
  return number === '' || number === '1' ? undefined : Number(number);
}

/** The epoch whose branch is to be taken away once all that is on it has come along. */
export function endedEpoch({ epoch, endsEpoch }: { readonly epoch: number; readonly endsEpoch?: number | undefined }): number {
  return endsEpoch ?? epoch - 1;
}
