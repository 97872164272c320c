/** The check of all records. */
const verify = {
  title: 'Check of all records',
  progress: 'Checking all records',
  done: '{done} of {of}',
  made: 'Made: {when}',
  records: 'Records: {count} of {of}',
  entries: 'Entries, each against its hash and its place: {count}',
  contents: 'Kept evidence, each against its SHA-256: {count}',
  ended: 'It was ended before all were checked.',
  sound: 'Nothing is altered, removed, forged or rolled back, as far as this machine can tell.',
  unsound: {
    one: 'Something is wrong with {count} record. The check changed nothing.',
    other: 'Something is wrong with {count} records. The check changed nothing.',
  },
  flaws: 'What is wrong',
  remarks: 'What a reader must know',
  gone: 'Removed: its file is not there any more.',
  rolledBack: 'Rolled back: {why}.',
  altered: 'Altered: {why}.',
  alteredEntry: 'Altered: {why}. The entry names {who}, {when}.',
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

/** What the check of all records says. */
export const englishVerify = { verify } as const;
