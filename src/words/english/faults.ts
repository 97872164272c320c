/** Why the store did not do something. */
const fault = {
  readOnly: 'Nothing was saved: Faultline is read-only here (role of the IT security officer, or a workspace that is not trusted).',
  notFound:
    '{id} is not in this store. It may have been taken away or, where records are shared, not have come yet, or stay on another machine for its label (RED, AMBER+STRICT).',
  broken: '{subject} was not saved: its file cannot be read ({why}). The file was left as it is.',
  locked: '{subject} was not saved: another window or program keeps writing to it. Try again in a few seconds.',
  strangeLock:
    '{subject} was not saved: {path} is not a lock as Faultline makes it (a folder with one file). Look where it comes from, and take it away when no window is writing.',
  recordFull:
    '{subject} was not saved: {why}, and could not be read again. Nothing was changed. Keep long texts and traces as files and link them as evidence, or record a new incident, link it with this one and go on there. What completes this one can still be saved, as far as its report fits in.',
  rolledBack:
    '{subject} was not saved: {why}. Bring back what is missing, or accept the record as it is in the tree; until then nothing is added, so that the gap stays visible.',
  unstorable: '{subject} was not saved: what is to be added could not be read again ({why}). Nothing was changed.',
  unreadable: '{id} cannot be shown: its file cannot be read ({why}). The file was left as it is.',
  writeFailed:
    '{subject} was not saved: {why} ({code}). Nothing was changed. Make room or mend the rights and save again, or choose another store folder (faultline.storePath).',
  unconfirmed:
    '{subject} was written, but the disk does not confirm it: {why} ({code}). Look whether the entry is there before you save again, and whether the disk is sound.',
  readFailed:
    'The store folder {folder} cannot be read: {why} ({code}). Nothing was changed. Mend it, or choose another store folder (faultline.storePath).',
  kept: 'Your input is kept in the form.',
} as const;

/** What a record would have too much of. */
const full = {
  bytes: 'its record would have {size} MB, more than the {limit} MB a record can have',
  entries: 'its record would have {size} entries, more than the {limit} a record can have',
  values: 'its record would have more values than the {limit} a record can have',
} as const;

/** Why content could not be kept as evidence, or shown. */
const attachment = {
  contentTooLarge:
    'Nothing was attached: it has {size} MB, and evidence has at most {limit} MB. Attach the part that shows what happened, or note where the whole lies and its SHA-256.',
  contentsFull:
    'Nothing was attached: {size} MB are kept in this store already, and together they may have {limit} MB. Make room outside, or note where the content lies and its SHA-256.',
  contentNotKept: 'Nothing was attached: {why} ({code}). No entry was made.',
  contentChanged:
    'This content was changed since it was kept: its SHA-256 is another. It is not shown as evidence and was left as it is; look who could write into the store, and bring it back from a backup.',
  contentGone: 'The content that was kept is not there any more. Bring it back from a backup; its SHA-256 stands in the entry.',
  contentUnreadable: 'The content that was kept cannot be read: {why} ({code}). It was left as it is.',
  noContent: 'No content is kept under this name.',
  contentConfined:
    'Its evidence is that of an incident marked RED or AMBER+STRICT, too, or may be, since one cannot be read; it stays here. Where others are to have it, attach a copy that differs.',
} as const;

/** The codes of the system’s errors. */
const system = {
  EACCES: 'you have no right to do that there',
  EPERM: 'you have no right to do that there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EIO: 'the disk reports an error, or does not keep what it is given',
  ENOENT: 'the folder is not there any more',
  ENOTDIR: 'a file stands where the folder should be',
  EEXIST: 'a file stands where the folder should be',
  ELOOP: 'the folder is a symbolic link, which could lead out of the workspace',
  other: 'the system refuses',
} as const;

/** Why a file cannot be used as a record. */
const file = {
  notUsed: 'This record cannot be added to: {why}. The file is left as it is.',
  syntax: 'not valid JSON',
  conflictMarkers: 'conflict markers of a merge',
  shape: 'not the shape of a record ({detail})',
  duplicateKey: 'the key “{detail}” stands twice in one object',
  inexactNumber: 'the number {detail} is not written as it is read',
  tooDeep: 'nested deeper than a record can be ({detail} levels)',
  tooManyEntries: 'more entries than a record can have ({detail})',
  tooManyMembers: 'more rows or keys in one place than a record can have ({detail})',
  tooManyValues: 'more values than a record can have ({detail})',
  format: 'written by another version ({detail})',
  wrongRecord: 'holds {detail}, not what its name says',
  notAFile: 'not a file',
  symbolicLink: 'a symbolic link; it is not followed',
  tooLarge: 'larger than a record can be ({detail} bytes)',
  tooHeavy: 'reading it took more time or memory than a record may, and it is not read again by itself: “Try Again” in the tree reads it',
  unreadable: 'cannot be read ({detail})',
  rolledBack: 'cut off or an older copy: entries that were seen on this machine are missing ({detail})',
  recordGone: {
    one: 'deleted: on this machine it was seen with {count} entry',
    other: 'deleted: on this machine it was seen with {count} entries',
  },
  integrity: 'integrity: {detail}',
  line: 'line {line}',
} as const;

/** Why git gave nothing. */
const git = {
  noRepository: 'This folder is in no git repository, so there is no history to pick from. Open a folder under version control.',
  noGit: 'Git is not installed, or not on the search path (PATH) of this editor. A git that lies in the workspace itself is never started.',
  oldGit: 'Git {version} is too old to read a history safely. Install git {minimum} or newer.',
  noFolder: 'The folder {folder} is not there (any more), or cannot be entered.',
  bareRepository:
    'This folder looks like a bare git repository, whose settings may have come with somebody’s commit, so git is not started in it. Open a work tree.',
  timeout: 'Git took too long and was ended. Try again.',
  cancelled: 'Cancelled.',
  tooMuchOutput: 'Git printed more than {limit} MB and was ended.',
  failed: 'Git could not answer: {message}',
  missing:
    'This clone does not have all that git needs to answer, and Faultline fetches nothing. “git fetch --refetch --no-filter” brings it where the clone is a partial one; else “git fsck” names what is lost.',
} as const;

/** What went wrong with the store, a file, the system or git. */
export const englishFaults = { fault, attachment, full, system, file, git };
