/** Sharing a store with others over a git remote: where, what goes there, how it stands, and the way out. */
const sharing = {
  /** Choosing where. */
  where: { all: 'Share incidents: over which remote?', fewer: 'Share restricted incidents: over which remote?' },
  joinWhere: { all: 'Join incidents of others: at which remote?', fewer: 'Join restricted incidents of others: at which remote?' },
  whichToStop: 'Stop sharing with whom?',
  whichToDrop: 'Drop the history of which branch?',
  audience: { all: 'All who share the records', fewer: 'Fewer readers, of what is marked RED or AMBER+STRICT' },
  ofRepository: 'Everybody who clones it gets the records, into a clone of their own',
  anyAddress: 'Another address…',
  anyAddressDetail: 'Best a repository of its own, for those who may read incidents',
  address: 'Address of the remote, as git takes it: https://…, ssh://…, name@machine:path, or a folder’s full path',
  noAddress: 'This is no address that git may be given: https://…, ssh://…, name@machine:path, or a folder’s full path.',
  branch: 'Name of the branch that carries the records',
  branchKept: 'Leave it as it is, unless somebody told you another name: all who take part use the same.',
  noBranchName: 'Git takes no such name for a branch.',

  /** Before anything leaves the machine. */
  confirm: { one: 'Share one record over {address}?', other: 'Share {count} records over {address}?' },
  confirmNone: 'Share what is recorded from now on over {address}?',
  confirmDetail:
    'Whoever can read {address} will be able to read all of them, now and later, and what was there stays in its history. They go to the branch {branch}; your own branches, your index and your files are not touched.',
  restrictedConfirm: { one: 'Share one restricted record over {address}?', other: 'Share {count} restricted records over {address}?' },
  restrictedDetail:
    'Only what is marked RED or AMBER+STRICT goes there, now and later, with the problems, known errors and procedures that were made of it, and nothing of it to anybody else. Whoever can read {address} will be able to read it, and what was there stays in its history. It goes to the branch {branch}.',
  sameRemote: 'The other records go over this remote, too: whoever can read it can read both branches.',
  goesToFewer: {
    one: '{count} record is for fewer readers alone (RED, AMBER+STRICT): {list}',
    other: '{count} records are for fewer readers alone (RED, AMBER+STRICT): {list}',
  },
  staysHere: {
    one: '{count} record is for fewer readers (RED, AMBER+STRICT) and stays on this machine: {list}',
    other: '{count} records are for fewer readers (RED, AMBER+STRICT) and stay on this machine: {list}',
  },
  publicToClones: 'Everybody who clones {address} gets the records into their own clone.',
  share: 'Share',
  withCode: 'The records of this folder already go with the code. Share them over a branch as well?',
  withCodeDetail:
    'The setting faultline.store.withCode says so: whoever gets this repository can read all of them. Shared over a branch as well, they change in your working files as others record, too, and those changes are yours to commit.',
  shareAsWell: 'Share as well',
  joinConfirm: 'Join the incidents that are shared over {address}?',
  joinDetail: {
    one: 'The records there come to this machine. The one record of this folder goes there where it is not there yet, and whoever can read {address} will be able to read it.',
    other:
      'The records there come to this machine. Of the {count} records of this folder those go there that are not there yet, and whoever can read {address} will be able to read them all.',
  },
  joinRestrictedConfirm: 'Join the restricted incidents that are shared over {address} with fewer readers?',
  joinRestrictedDetail:
    'Those come to this machine. What is marked RED or AMBER+STRICT in this folder goes there, now and later, {count} now, and whoever can read {address} will be able to read it. Nothing of it goes to anybody else.',
  join: 'Join',
  exists: 'Over {address} a branch {branch} is there already. Join it?',
  existsDetail: 'Somebody has begun to share incidents over it.',
  missing: 'Over {address} there is no branch {branch}. Begin it?',
  missingDetail: 'Nobody has begun to share incidents over it, or it has another name.',
  begin: 'Begin it',
  stopConfirm: 'Stop sharing over {address}?',
  stopDetail: 'All records stay on this machine, and those of others stay with them. What is recorded from now on is not sent.',
  stopUnsent: {
    one: '{count} record is newer here than the others have it. It stays here, and does not go to them any more.',
    other: '{count} records are newer here than the others have them. They stay here, and do not go to them any more.',
  },
  stop: 'Stop sharing',
  stopped: 'Nothing is shared over {address} any more. All records are still here.',
  againConfirm: 'Make the branch {branch} again?',
  againDetail:
    'It is gone from {address}. Who took it away may have wanted to erase what was on it: it comes back with what is on this machine.',
  again: 'Make it again',
  joinAnewConfirm: 'Join the other records over {address} with those that are here?',
  joinAnewDetail:
    'The branch {branch} carries the records of another store. Both are joined: all of those come here, and all of these go there.',
  dropConfirm: 'Drop the history of what is shared over {address}?',
  dropDetail:
    'The records stay as they are now, on a new branch without any history; the old branch is taken away, and the other machines follow by themselves. What was redacted is then no longer on the remote, as far as the remote keeps nothing of a branch that is gone; ask its administrator to clear it up (git gc). Clones that somebody has made, and backups, keep what they have.',
  drop: 'Drop the history',
  dropped: 'The history is dropped: the remote has the records as they are now, and nothing before.',
  dropping: 'drop the history on the remote',
  keepsHistory: {
    refused:
      'The records are on a new branch, but the remote does not let the old one be taken away: {branch} still holds the history. Whoever keeps the remote can delete it.',
    unreadable:
      'The records are on a new branch, but the old one carries what cannot be read here, so it is left as it is: {branch} still holds the history. Whoever keeps the remote can delete it.',
    notAll:
      'The records are on a new branch, but not all of what is on the old one could be taken along: {branch} stays, with the history, until a sync can.',
  },
  redactedThere:
    '{record}: the content is gone here, and goes on the other machines at their next sync. The history of the remote still holds it, and so do its clones.',
  erasedThere:
    'They are erased here, and on the other machines at their next sync. The history of the remote still holds them, and so do its clones.',
  restricted: 'This workspace is not trusted, so git is not started. Trust it first.',
  alreadyShared: 'The records of this folder are shared over {address} already.',
  alreadyRestricted: 'Restricted incidents of this folder are shared with fewer readers over {address} already.',

  /** While it goes on, and what came of it. */
  progress: 'Sharing incidents',
  stage: { asking: 'Asking the remote…', taking: 'Taking {done} of {of}…', sending: 'Sending {records}…' },
  done: 'Shared: {taken} came, {sent} went.',
  leftOut: { one: '{count} record could not be taken or sent.', other: '{count} records could not be taken or sent.' },
  withdrew: {
    one: '{list} is marked RED or AMBER+STRICT now, so it was taken from what all read. Who has it keeps it as it was, and the history of the remote still holds it.',
    other:
      '{list} are marked RED or AMBER+STRICT now, so they were taken from what all read. Who has them keeps them as they were, and the history of the remote still holds them.',
  },
  wentBack:
    'The remote has lost records that were seen there: somebody has put an older branch in its place. What this machine has of them was sent again.',
  otherRegister:
    'The branch names another beginning of the register of people than this machine knows: somebody may have begun a second one, dated back. This machine goes on by the first. Compare with the others who enters people, and redact or leave the other.',
  notBegun: 'Nothing is shared over {address} yet. {why}',
  unreachable: 'It cannot be reached: the address may be mistyped, or there is no network just now.',
  tryAgain: 'Try again',
  showWays: 'What can be done…',
  changeAddress: 'Change the address…',
  joined: {
    one: '{count} record is shared here now. You record as {name} ({role}); who that is comes from git or faultline.userName, the role from faultline.role.',
    other:
      '{count} records are shared here now. You record as {name} ({role}); who that is comes from git or faultline.userName, the role from faultline.role.',
  },
  joinedRestricted: {
    one: '{count} restricted record is shared with fewer readers here now. You record as {name} ({role}).',
    other: '{count} restricted records are shared with fewer readers here now. You record as {name} ({role}).',
  },
  showLeftOut: 'Show which',

  /** How it stands. */
  state: {
    notShared: 'The records of this folder are not shared',
    busy: 'Sharing over {address}…',
    notYet: 'Shared over {address}; not looked at in this window yet',
    shared: 'Shared over {address}; last looked at {time}',
    unsent: {
      one: 'Shared over {address}; {count} record is not sent yet',
      other: 'Shared over {address}; {count} records are not sent yet',
    },
  },
  leftOutState: { one: '{count} record could not be taken or sent', other: '{count} records could not be taken or sent' },
  atBranch: '{address}, branch {branch}',
  oldBranchState: 'the old branch {branch} still holds the history',
  restrictedState: 'Restricted incidents: {text}',
  fault: {
    offline: '{address} cannot be reached. That is no harm: everything is recorded here and goes there as soon as it can.',
    signIn: '{address} wants to know who you are, and neither agent nor credential helper could say.',
    noRemote: 'There is no repository at {address}, or none that you may see.',
    noRight:
      'You can read what is shared and not send: {address} takes nothing from you. What is recorded here stays here. Whoever keeps the repository can let you send.',
    shallow:
      'The repository at {address} is a shallow clone, whose history is cut off: what others have redacted or erased before could not be heard from it. Whoever keeps it can complete it (git fetch --unshallow); or share at another place.',
    refused: 'The remote takes nothing of this: {message}',
    noAddress: 'This is no address or no branch that git may be given.',
    busyRemote: 'Others were faster, again and again. Try again.',
    busyHere: 'Another window is at it.',
    branchGone:
      'The branch {branch} is gone from the remote. It is not made again by itself, since that would bring back what somebody may have erased.',
    branchExists: 'There is a branch of this name already.',
    noBranch: 'There is no branch of this name.',
    notOurs: 'The branch {branch} carries something else, no incidents. Nothing was taken and nothing sent.',
    newerStore: 'A newer version of Faultline has begun the branch. Update Faultline; nothing was taken and nothing sent.',
    newerKinds:
      'The branch holds records of kinds that only a newer version of Faultline knows. They stay there as they are; a branch without history would lose them. Update Faultline, and drop the history then.',
    notAll:
      'Not everything could be taken from the branch or sent there; without its history that would be lost. See what was left out, mend it, and drop the history then.',
    otherStore: 'The branch {branch} carries the records of another store. Nothing was taken and nothing sent.',
    noEpoch:
      'The history was not dropped: the branches that could follow carry something else. Whoever keeps the remote can take them away. Everything goes on over the branch that is there.',
    historyStays:
      'The history was not dropped: the branch before this one still stands, since the remote does not let it be taken away, or it carries what cannot be read here. Whoever keeps the remote can delete it, or allow it.',
    tooMuch: 'The branch carries more than a store ever has. Nothing was taken and nothing sent.',
    forFewer: 'The branch is for fewer readers: it carries restricted incidents alone. Nothing was taken and nothing sent.',
    forAll:
      'The branch is for all who share the records, not for fewer readers: restricted incidents do not go there. Nothing was taken and nothing sent.',
    samePlace: 'Over this branch the records are shared with the others already. Fewer readers need another remote, or another branch.',
    oldEpoch: 'The branch was set back to an earlier state, before something was erased. Nothing was taken and nothing sent.',
  },
  /** In the status bar. */
  bar: {
    name: 'Faultline: sharing',
    shared: 'Shared',
    unsent: '{count} not sent',
    leftOut: '{count} left out',
    busy: 'Sharing',
    offline: 'Offline',
    signIn: 'Sign in to share',
    noRight: 'Shared, read only',
    failed: 'Sharing fails',
  },
  ways: {
    sync: 'Take and send now',
    share: 'Share incidents…',
    join: 'Join incidents of others…',
    shareRestricted: 'Share restricted incidents…',
    signIn: 'Sign in, in a terminal',
    otherPlace: 'Share over another remote or branch…',
    beginAgain: 'Make the branch again, with what is here…',
    joinAnew: 'Join those records with these…',
    showUnsent: 'Show what is not sent yet',
    showKept: 'Show what stays on this machine',
    showLeftOut: 'Show what could not be taken or sent',
    dropHistory: 'Drop the history on the remote…',
    stop: 'Stop sharing…',
  },
  signInTerminal: 'Sign in for Faultline',
  signInHint:
    'Answer in the terminal, or at the top of the window where git asks there. Git remembers it for the next time only where a credential helper or an agent is set up; closing the terminal tries again.',
  handedAway: {
    one: '{list} is handed to {whom}, but stays on this machine for its label (RED, AMBER+STRICT): {whom} does not get it. It goes there once restricted incidents are shared with fewer readers.',
    other:
      '{list} are handed to {whom}, but stay on this machine for their label (RED, AMBER+STRICT): {whom} does not get them. They go there once restricted incidents are shared with fewer readers.',
  },
  keptHere: {
    one: '{count} record is for fewer readers (RED, AMBER+STRICT, or made of one that is) and stays on this machine',
    other: '{count} records are for fewer readers (RED, AMBER+STRICT, or made of one that is) and stay on this machine',
  },
  unsentTitle: 'Not sent yet',
  keptTitle: 'For fewer readers (RED, AMBER+STRICT): stays on this machine',
  leftOutTitle: 'Could not be taken or sent',
  replaceTitle: '{record} does not verify on the remote; here it does',
  openHere: 'Open it here',
  replace: 'Put the record of this machine in its place…',
  replaceConfirm: 'Put {record} as it is here in the place of what stands on the remote?',
  replaceDetail:
    'What stands there in its place is replaced at once. What others have added there since, and what no machine has, is lost; the history of the branch still holds it.',
  replaceNow: 'Put it there',
  labelLowered:
    'what stands there would lower its label, which stays as it is here: only who has the raise can lower it. Lower it here, or remove what stands there.',
  unheard:
    'not all that stood there before could be read, and others may have taken something of it away. It is not sent, and tried again with the next sync.',
  sourceUnreadable:
    'an incident here cannot be read, of which it may have been made: that may be TLP:RED. It is not sent until all incidents can be read.',
  leftOutHere: 'here: {why}',
  leftOutThere: 'on the remote: {why}',
} as const;

/** Making the register of people from who is there. */
const register = {
  looking: 'Looking who has made entries',
  nobody: 'Everybody who has made an entry is in the register of people already.',
  who: 'Who takes part? Each is entered with the roles they acted in',
  begin: 'Make the register of these people?',
  beginDetail: {
    one: 'From now on {keepers} keeps the register, and releases, accepted risks and sign-offs count only from who is in it as IT manager. It goes to all machines that share these records.',
    other:
      'From now on {keepers} keep the register, and releases, accepted risks and sign-offs count only from who is in it as IT manager. It goes to all machines that share these records.',
  },
  saysNothing:
    'None of them is IT manager or IT security officer: the register says nothing until one is entered (Record Person…), and every role stays an agreement.',
  notYou:
    'You are not among those who keep it: you will not be able to change the register, nor to act as IT manager or IT security officer.',
  noAddress: 'Without an address, any entry under the name counts as theirs: {names}. Enter the address that git has for them.',
  enter: 'Make the register',
  entered: { one: '{count} person was entered in the register.', other: '{count} people were entered in the register.' },
  notAll: '{text} Not all: {why}',
  othersMay: 'The role {role} may not {action}. By the register of people these may: {who}.',
  holdersMay:
    'By the register of people you do not hold the role {role} now, and who is to {action} must. These may: {who}. It knows people by the address that their git has (user.email).',
  nobodyYet: 'nobody yet',
  offer:
    'Who may act in which role? A register of people says so to every machine: from the first IT manager or IT security officer in it on, releases, accepted risks and sign-offs count only from those who hold the role there.',
  make: 'Make the register…',
} as const;

/** Everything about sharing. */
export const englishSharing = { sharing, register };
