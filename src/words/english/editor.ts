/** Pickers and messages. */
const ui = {
  titlePrompt: 'Title of the incident. Everything else is asked in the form.',
  restrict: 'Mark it TLP:RED from its first moment on',
  unrestrict: 'Take TLP:RED away again',
  restrictedPrompt: 'Title of the incident. It is recorded as TLP:RED: it stays on this machine, or goes to fewer readers alone.',
  titleMissing: 'A few words are enough.',
  pickIncident: 'Which incident?',
  accept: 'Accept as it is',
  acceptAll: 'Accept all {records}',
  acceptTitle: 'Accept {record} as it is?',
  acceptDetail:
    'Entries that were seen on this machine are missing. That is so after switching to an older branch or after somebody has removed them on purpose; otherwise bring the file back first, from git or a backup: the notice then goes away by itself. Once accepted, Faultline does not speak of what is missing any more.\n\n{list}',
  accepted: '{record} is accepted as it is.',
  pickCommit: 'Which commit? Type to filter by message, author or file.',
  pickKind: 'What does the link say? The incident is …',
  pickState: 'How sure is it?',
  pickMeasure: 'Which measure does the commit carry out?',
  noMeasure: 'None in particular',
  groupBy: 'Group incidents by',
  groupings: {
    attention: 'What they need',
    none: 'Nothing',
    step: 'Step',
    priority: 'Priority',
    component: 'Component',
    level: 'Support level',
    person: 'Person',
  },
  filterPrompt: 'Show incidents whose id, title, component or assignee contains this text. Empty shows all.',
  untrusted: 'This workspace is not trusted, so git is not started. Trust it first.',
  notInClone: '{path} is not at hand: this is a partial clone, and Faultline fetches nothing. “git backfill” or a full clone brings it.',
  noFolders:
    'This clone lacks the files of commit {commit} and even their names, and Faultline fetches nothing. “git fetch --refetch --no-filter” brings what it lacks.',
  lost: '{path} is not at hand: this repository has lost it. “git fsck” names what is missing; another clone may still have it.',
  noCommits: 'The repository has no commits yet.',
  noSelection: 'Select something first.',
  noFolder: 'Open a folder first: incidents are stored in the workspace.',
  outside: 'The file lies outside the workspace folder {folder}; only paths inside it can be linked.',
  unsavedFile: 'The file has no place on disk yet. Save it, then link it.',
  linked: '{record}: linked {target}.',
  commitGone: 'Commit {commit} is not in this repository (any more).',
  fileGone: '{path} is gone from the workspace.',
  fileChanged: '{path}: the linked lines have changed since they were linked.',
  fileMoved: '{path}: the linked lines have moved to line {line}.',
  noRecords: 'There is none yet.',
  recordFirst: '{text} Record one first.',
  pickRecord: 'Which record?',
  recordTitlePrompt: 'A title. Everything else is asked in the form.',
  searchIncidents: 'Search all incidents by words, or by id',
  searchKnowledge: 'Search problems, known errors, procedures and changes by words, or by id',
  similarTo: 'Like {record}: choose one to open it',
  rowsGone: 'The list has changed while its menu was open: nothing was done. Choose again.',
  nothingSimilar: 'Nothing here is like {record}.',
  templatesAdded: { one: '{count} record added', other: '{count} records added' },
  templates:
    'Set up the usual components and interfaces (CERT, manufacturers, emergency and security management …), so that they are there when they are needed?',
  templatesAdd: 'Set up',
  nothingToInstruct:
    '{record} has no handling instructions and no measure that was carried out. Write them down in step 6 and save; then a procedure can be made of it.',
  attachWhat: 'What is kept as evidence?',
  attachFile: 'A file…',
  attachFileTitle: 'Which file is kept as evidence?',
  attachFileButton: 'Attach',
  attachSelection: 'What is selected in the editor',
  attachTerminal: 'What is selected in the terminal',
  attached: '{record}: {what} is kept as evidence',
  pictureAttached: 'The picture is kept as evidence.',
  screenshotSource: 'Screenshot',
  noPicture: 'Only PNG, JPEG and WebP pictures are shown here. Attach anything else as a file.',
  noFile: 'Only a file can be attached.',
  noText: 'This content is no text.',
  doneOf: '{done} of {count}',
  nothingKept: 'Of this evidence no content is kept.',
  masked: '[masked]',
  secretsFound: {
    one: 'This text holds what looks like a secret. Store it?',
    other: 'This text holds {count} places that look like secrets. Store them?',
  },
  secretsDetail:
    'Everybody who can read the store can read what is stored, and it stays until somebody redacts it. Masked, the rest of the text is kept, with a note that it was masked.',
  secretAt: 'Line {line}: {what}',
  storeAnyway: 'Store anyway',
  mask: 'Mask',
  saveEvidence: 'Save a copy of the evidence',
  saveEvidenceButton: 'Save',
  evidenceSaved: '{what} was saved to {file}',
  rootCauseMissing: 'Write down and save the root cause first: a known error is a problem whose cause is known.',
  doesNotOffer: 'A record of this kind does not offer that.',
  retired: '{record} is retired. Put it in force again where it still holds.',
  nothingToApply: '{record} has nothing to apply yet. Write it down there and save.',
  safeguardUnanswered: 'Say in {record} whether it weakens or disables a safeguard. Nothing was applied.',
  reportStored: 'As it was stored by {who}, {when}',
  reportNow: 'As it is now',
  whichReport: 'Which report of {record}?',
  saveReport: 'Save report',
  saveRedTitle: '{record} is TLP:RED. Save its report to a file?',
  saveRedDetail: 'It is for the named recipients alone. A file can be read by whoever gets at the folder, and by backups.',
  saveRed: 'Save',
  reportSaved: 'Report saved: {file}',
  completeWhich: 'Incidents to complete; several are completed as duplicates of one',
  duplicatesOf: 'Which incident are they duplicates of?',
  completeAs: {
    one: 'Complete {count} incident as a duplicate of {record}?',
    other: 'Complete {count} incidents as duplicates of {record}?',
  },
  completeThem: 'Complete',
  completedOf: { one: 'Completed {completed} of {count} incident.', other: 'Completed {completed} of {count} incidents.' },
  unreported: 'Completed without a stored report: {incidents}.',
  appliedTo: { one: 'Applied to {applied} of {count} incident.', other: 'Applied to {applied} of {count} incidents.' },
  notOffered: 'This candidate is no longer offered. Look again.',
  matchWhat: 'What does it match?',
  matchCommit: 'A commit',
  matchChange: 'A change record',
  raiseFrom: 'Raise a problem from these incidents',
  takeWhich: 'Which incidents do you take?',
  assignWhich: 'Which incidents are assigned?',
  assignWhom: 'Who is to work on it?',
  assignPlaceholder: 'Choose somebody, or type a name',
  assignTyped: '{name}, as typed',
  assigned: '{incidents}: assigned to {whom}',
  assignedOf: { one: 'Assigned {assigned} of {count} incident.', other: 'Assigned {assigned} of {count} incidents.' },
  commentedOf: { one: 'Commented on {commented} of {count} incident.', other: 'Commented on {commented} of {count} incidents.' },
  commentWhich: 'Which incidents is the comment about?',
  commentText: 'Comment',
  copyWhich: 'The ids of which incidents?',
  noIncidents: 'There is no open incident.',
  terminalSource: 'terminal {terminal}',
  editorSource: 'editor',
  noTerminalSelection: 'Select text in the terminal first.',
  sampleWhere: 'Where is the sample to be made? It gets a fresh folder there.',
  sampleHere: 'Make the sample here',
  sampleProgress: 'Making the sample workspace',
  unexpected: 'Faultline made a mistake: {error}. Details are in the output channel “Faultline”.',
  incomplete:
    'A part of Faultline is missing or broken, and what it does by itself is left undone: nothing looks whether git tracks confidential incidents, and no fix is linked. Install Faultline again.',
  showExtension: 'Show Faultline',
  badMessage: 'A message of the page was not understood and was ignored.',
} as const;

/** Whether incidents are kept out of git. */
const exposed = {
  excluded:
    'Incidents are stored in {folder}. They are confidential, so this folder is kept out of git on this machine (.git/info/exclude).',
  tracked: {
    one: 'Incidents are confidential, but git tracks {count} file of {folder}: everybody who gets this repository can read it.',
    other: 'Incidents are confidential, but git tracks {count} files of {folder}: everybody who gets this repository can read them.',
  },
  unignored: 'Incidents are confidential, but nothing keeps {folder} out of git: the next “git add” takes it in.',
  keepOut: 'Keep out of git',
  onPurpose: 'I version incidents on purpose',
  show: 'Show',
  untrack: 'Take {folder} out of git?',
  untrackDetail: {
    one: '{count} file is taken out of git’s index (git rm --cached); the next commit carries that on. It stays on this disk, but a pull of that commit removes it from the disk of everybody else: let all copy their store first. Commits made already keep it for whoever has those.',
    other:
      '{count} files are taken out of git’s index (git rm --cached); the next commit carries that on. They stay on this disk, but a pull of that commit removes them from the disk of everybody else: let all copy their store first. Commits made already keep them for whoever has those.',
  },
  kept: '{folder} is kept out of git now.',
  notKnown:
    'Incidents are confidential, but whether git leaves {folder} alone cannot be asked: {file} is no ordinary file, and git would wait for it. Put an ordinary file in its place.',
  notAFile:
    '{file} is a link or no ordinary file: Faultline neither reads nor writes it, so {folder} cannot be kept out of git there. Put an ordinary file in its place.',
  unwritable:
    '{file} cannot be read or written, so {folder} could not be kept out of git there. Give yourself the rights to it, or keep {folder} out by a rule of your own.',
  withCode:
    'Incidents in {folder} are versioned with the code, as the setting faultline.store.withCode says: whoever gets this repository can read all of them, those marked RED too. Nothing is committed by Faultline.',
  stillIgnored:
    'The setting faultline.store.withCode says that incidents are versioned with the code, but git leaves {folder} out by a rule that Faultline does not take away. Look for it with: git check-ignore -v {folder}/incidents/INC-000000.json',
  openSetting: 'Show the setting',
  stillTracked: {
    one: 'What is new in {folder} is kept out of git again. It goes on with the {count} file that it tracks already, until you end that: git rm -r --cached -- "{folder}"',
    other:
      'What is new in {folder} is kept out of git again. It goes on with the {count} files that it tracks already, until you end that: git rm -r --cached -- "{folder}"',
  },
  notKept: '{folder} could not be kept out of git. Look for rules that let it in, in .gitignore, or version it on purpose.',
} as const;

/** Taking the content of an entry away. */
const redaction = {
  which: 'Redact: the content of which entry of {record}?',
  why: 'Why is it taken away? This stays in the record.',
  sure: 'Take the content of “{entry}” away for good?',
  detail:
    'Who wrote it and when stays, and that you took it away, when and why. With it go the text of every report that was stored since, which may repeat it, and kept evidence that no other entry names. Copies stay where somebody has made them: in backups, in git, in a report that was saved.',
  button: 'Redact',
  done: '{record}: the content of the entry is gone',
  stillKept:
    '{record}: the content of the entry is gone. The evidence it named is still kept, because another entry names it, too: redact that as well.',
} as const;

/** Putting completed incidents into the archive, and bringing them back. */
const archive = {
  whichYear: 'Archive what was completed in which year?',
  ofYear: { one: '{count} incident', other: '{count} incidents' },
  ofRunningYear: { one: '{count} incident, the year is not over', other: '{count} incidents, the year is not over' },
  nothing: 'No incident is completed that is not archived already.',
  sure: { one: 'Archive {count} incident completed in {year}?', other: 'Archive {count} incidents completed in {year}?' },
  detail:
    'They leave the trees and the lists to pick from. They are found by search, can be opened, and brought back; what is like them, and whether something has happened before, is told as before. What of them is or becomes due stays in sight until it is answered.',
  button: 'Archive',
  progress: 'Archiving',
  archivedOf: { one: 'Archived {archived} of {count} incident.', other: 'Archived {archived} of {count} incidents.' },
  whichBack: 'Which incidents come back from the archive?',
  nothingThere: 'Nothing is archived.',
  broughtBackOf: { one: 'Brought back {back} of {count} incident.', other: 'Brought back {back} of {count} incidents.' },
} as const;

/** Erasing incidents whose time is over. */
const erasure = {
  noTime: 'How long incidents are kept after their completion is not set: they are kept for ever. Set faultline.retention.years first.',
  none: {
    one: 'No incident was completed more than {count} year ago of which nothing is due.',
    other: 'No incident was completed more than {count} years ago of which nothing is due.',
  },
  which: {
    one: 'Erase which incidents? They were completed more than {count} year ago.',
    other: 'Erase which incidents? They were completed more than {count} years ago.',
  },
  completed: 'completed {when}',
  why: 'Why are they erased? This stays.',
  reason: { one: 'Kept for {count} year after completion', other: 'Kept for {count} years after completion' },
  sure: { one: 'Erase {count} incident for good?', other: 'Erase {count} incidents for good?' },
  detail:
    'Every entry goes, with the report and the timeline, and the kept evidence that no other record names. That it was there stays: its id, how many entries it had, in which year it was completed, who erased it, when and why. Copies stay where somebody has made them: in backups, in git where the store was committed, in a report that was saved, on the disk’s free blocks. The caches of this machine are written anew by and by; they can be deleted.',
  detailShared:
    'The other machines erase it at their next sync. The remote’s history, the caches of git on every machine, and clones of a repository that holds the branch keep it until the history is dropped there.',
  button: 'Erase',
  progress: 'Erasing',
  erasedOf: { one: 'Erased {erased} of {count} incident.', other: 'Erased {erased} of {count} incidents.' },
} as const;

/** Making a record of what a merge has left of its file. */
const mend = {
  mend: 'Mend',
  title: 'Mend {record}?',
  detail:
    'A merge has left this file unreadable. Its entries are taken line by line, each checked against its hash, and put in the order in which they happened; nothing of either side is dropped, and what several changed at once is shown. The file as it is now is kept beside it.',
  fromGit: 'This folder is in the middle of a merge: what git keeps of both sides is joined in as well.',
  done: '{record} is mended. The file as it was is kept as {kept}.',
  doneInMerge: '{record} is mended. The file as it was is kept as {kept}. Add {record}.json in git to go on with the merge.',
} as const;

/** Pickers and messages. */
export const englishEditor = { ui, exposed, redaction, archive, erasure, mend };
