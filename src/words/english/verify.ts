/** The check of all records. */
const verify = {
  title: 'Check of all records',
  progress: 'Checking all records',
  done: '{done} of {of}',
  made: 'Made: {when}',
  records: 'Records: {count} of {of}',
  entries: 'Entries, each against its hash and its place: {count}',
  contents: 'Kept evidence, each against its SHA-256: {count}',
  proofs:
    'Releases, accepted risks, sign-offs, acknowledgements and entries of the register of people: {proven} proven by a signature, {claimed} claimed, {notValid} with one that is not valid',
  noProofs:
    'Signatures: none to check. Decisions are proven where people sign them with an SSH key that the register of people has for them (Record Person…, faultline.signingKey).',
  ended: 'It was ended before all were checked.',
  sound: 'Nothing is altered, removed, forged or rolled back, as far as this machine can tell.',
  soundHere: 'On this machine nothing is altered, removed, forged or rolled back, as far as it can tell.',
  unsound: {
    one: 'Something is wrong with {count} record. The check changed nothing.',
    other: 'Something is wrong with {count} records. The check changed nothing.',
  },
  unsoundThere: {
    one: 'On the branch over which the records are shared {count} record does not verify; it was not taken.',
    other: 'On the branch over which the records are shared {count} records do not verify; they were not taken.',
  },
  flaws: 'What is wrong',
  flawsThere: 'What is wrong on the branch, as the last sync found it',
  remarks: 'What a reader must know',
  gone: 'Removed: its file is not there any more.',
  rolledBack: 'Rolled back: {why}.',
  altered: 'Altered: {why}.',
  alteredEntry: 'Altered: {why}. The entry names {who}, {when}.',
  signature: 'Not proven: {what}, by {who} on {when}, has a signature that is broken, of something else, or by another person’s key.',
  late: '{what}, by {who}, bears the time {when} and came to the others on {arrived}: it was made offline, or dated back.',
  content: 'Evidence with the SHA-256 {name}…: {why}',
  seen: {
    one: 'This machine saw it whole with {count} entry on {when}.',
    other: 'This machine saw it whole with {count} entries on {when}.',
  },
  seenOnce: { one: 'This machine has seen it whole with {count} entry.', other: 'This machine has seen it whole with {count} entries.' },
  written: 'Its file was last written on {when}.',
  limitsTitle: 'What a check can say',
  limits:
    'The chain of hashes shows what was changed in a record; it does not show that somebody has made a whole record anew. What was cut off, put back or removed is known by what this machine has seen of it, which is kept outside the store; another machine may have seen more. Times are those of clocks and file systems.',
} as const;

/** Why something was not signed. */
const signing = {
  unsigned: '{record}: what you decided is stored, but not signed, so that it counts as claimed: {why}',
  noProgram: 'ssh-keygen is not on the search path (PATH) of this editor. Install OpenSSH.',
  oldProgram: 'This ssh-keygen does not know how to sign. Install OpenSSH 8.1 or newer.',
  unsuitedKey: 'This key makes signatures that are not believed. Take a key of the kind ed25519, ecdsa, or rsa with at least 2048 bits.',
  noKeyFile: 'There is no key at {path}. See the setting faultline.signingKey, or user.signingKey of git.',
  refused: 'ssh-keygen refused: {message}. A key with a passphrase must be unlocked in the agent (ssh-add).',
  timeout: 'The key was not unlocked or touched in time.',
} as const;

/** What is said of the check of all records, and of signing. */
export const englishVerify = { verify, signing } as const;
