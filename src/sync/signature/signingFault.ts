/** Why nothing was signed. What was to be signed stands all the same, as claimed. */
export type SigningFault =
  /** Neither git nor a setting names a key of SSH. */
  | { readonly code: 'noKey' }
  /** `ssh-keygen` is not on the search path, or does not know how to sign (OpenSSH before 8.1). */
  | { readonly code: 'noProgram' | 'oldProgram' }
  /** There is no such file. */
  | { readonly code: 'noKeyFile'; readonly path: string }
  /** What the key makes is not believed by anybody: it is of an old kind, or too short. */
  | { readonly code: 'unsuitedKey' }
  /** Nobody unlocked or touched the key in time. */
  | { readonly code: 'timeout' }
  | { readonly code: 'cancelled' }
  /** The agent or the token refused, or the key is locked and no agent holds it; in the program's own words. */
  | { readonly code: 'refused'; readonly message: string };
