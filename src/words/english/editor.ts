/** Pickers and messages. */
const ui = {
  titlePrompt: 'Title of the incident. Everything else is asked in the form.',
  titleMissing: 'A few words are enough.',
  pickIncident: 'Which incident?',
  joinConflict: 'Join both sides',
  accept: 'Accept as it is',
  acceptAll: 'Accept all {records}',
  acceptTitle: 'Accept {record} as it is?',
  acceptDetail:
    'Entries that were seen on this machine are missing. That is so after switching to an older branch or after somebody has removed them on purpose; otherwise bring the file back first, from git or a backup: the notice then goes away by itself. Once accepted, Faultline does not speak of what is missing any more.\n\n{list}',
  accepted: '{record} is accepted as it is.',
  joinConflictTitle: 'Join both sides of {record}?',
  joinConflictDetail:
    'A merge left conflict markers in this file. Its entries are joined: every entry of both sides stays, in the order in which they happened. Where both changed the same field, the later one counts and the form shows the other.',
  conflictJoined: '{record}: both sides are joined',
  pickCommit: 'Which commit? Type to filter by message, author or file.',
  pickKind: 'What does the link say? The incident is …',
  pickState: 'How sure is it?',
  pickMeasure: 'Which measure does the commit carry out?',
  noMeasure: 'None in particular',
  groupBy: 'Group incidents by',
  groupings: { none: 'Nothing', step: 'Step', priority: 'Priority', component: 'Component' },
  filterPrompt: 'Show incidents whose id, title, component or assignee contains this text. Empty shows all.',
  untrusted: 'This workspace is not trusted, so git is not started. Trust it first.',
  notInClone: '{path} is not at hand: this is a partial clone, and Faultline fetches nothing. “git backfill” or a full clone brings it.',
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
  noRecords: 'There is none yet. Record one first.',
  pickRecord: 'Which record?',
  recordTitlePrompt: 'A title. Everything else is asked in the form.',
  searchIncidents: 'Search all incidents by words, or by id',
  searchKnowledge: 'Search problems, known errors and changes by words, or by id',
  similarTo: 'Like {record}: choose one to open it',
  nothingSimilar: 'Nothing here is like {record}.',
  templatesAdded: { one: '{count} record added', other: '{count} records added' },
  templates:
    'Set up the usual components and interfaces (CERT, manufacturers, emergency and security management …), so that they are there when they are needed?',
  templatesAdd: 'Set up',
  rootCauseMissing: 'Write down and save the root cause first: a known error is a problem whose cause is known.',
  onlyKnownErrors: 'Only a known error has a workaround or solution that can be applied. Make one of the problem first.',
  nothingToApply: '{record} has nothing to apply yet. Write it down there and save.',
  safeguardUnanswered: 'Say in {record} whether it weakens or disables a safeguard. Nothing was applied.',
  appliedTo: { one: 'Applied to {applied} of {count} incident.', other: 'Applied to {applied} of {count} incidents.' },
  notOffered: 'This candidate is no longer offered. Look again.',
  matchWhat: 'What does it match?',
  matchCommit: 'A commit',
  matchChange: 'A change record',
  raiseFrom: 'Raise a problem from these incidents',
  noIncidents: 'There is no open incident. Record one first.',
  terminalSource: 'terminal {terminal}',
  editorSource: 'editor',
  noTerminalSelection: 'Select text in the terminal first.',
  sampleWhere: 'Where is the sample to be made? It gets a fresh folder there.',
  sampleHere: 'Make the sample here',
  sampleProgress: 'Making the sample workspace',
  unexpected: 'Faultline made a mistake: {error}. Details are in the output channel “Faultline”.',
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
  notKept: '{folder} could not be kept out of git. Look for rules that let it in, in .gitignore, or version it on purpose.',
} as const;

/** Pickers and messages. */
export const englishEditor = { ui, exposed };
