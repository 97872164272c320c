/** Suspect and planned changes. */
const suspects = {
  title: 'Suspect changes',
  help: 'Commits that may have caused the fault, the most suspect first, each with its reasons',
  of: { one: 'first {suspects} of {count} commit', other: 'first {suspects} of {count} commits' },
  searching: '{incident}: looking for suspect changes',
  stage: { messages: 'reading messages', diffs: 'reading diffs', history: 'reading what came before' },
  running: 'Looking through the history…',
  none: 'No commit lies in the time before the fault.',
  allRuledOut: 'All commits from the time before the fault are ruled out.',
  choose: 'Choose one to look at it or to judge it',
  pick: 'Suspect changes of {incident}',
  columns: { sure: 'How sure', change: 'Change', judge: 'Judge it' },
  likely: 'likely',
  possible: 'possible',
  weak: 'weak',
  others: { one: '{count} weak…', other: '{count} weak…' },
  more: { one: '{count} more…', other: '{count} more…' },
  before: '{time} before',
  chance: '{chance} % by the model, if one of these commits is to blame at all',
  shallow: 'The clone is shallow: older commits are not here. “git fetch --unshallow” brings them.',
  withoutDiff: {
    one: '{count} diff is not in this partial clone. “git backfill” brings it.',
    other: '{count} diffs are not in this partial clone. “git backfill” brings them.',
  },
  withoutFolders: {
    one: 'This clone lacks the files of {count} commit and even their names, so it is known by its message alone. “git fetch --refetch --no-filter” brings them.',
    other:
      'This clone lacks the files of {count} commits and even their names, so they are known by their messages alone. “git fetch --refetch --no-filter” brings them.',
  },
  lostDiff: {
    one: '{count} diff cannot be read: this repository has lost some of its objects. “git fsck” names them; another clone may still have them.',
    other:
      '{count} diffs cannot be read: this repository has lost some of its objects. “git fsck” names them; another clone may still have them.',
  },
  untold: {
    one: 'Git could not say who changed the lines of {count} place last: “git blame” there says why.',
    other: 'Git could not say who changed the lines of {count} places last: “git blame” there says why.',
  },
  nothingBefore: 'The branch has no commit from before {day}. Is the time of the fault right?',
  timeout: 'Git took too long. What was read is kept: try again, or look at fewer commits (setting faultline.suspects.commits).',
  noFile: 'The commit leaves no file to look at.',
  judged: '{incident}: {commit} is {state}',
  planned: {
    title: 'Planned and unfinished changes',
    help: 'Branches that are not merged, edits that are not committed, change records: did one cause this, will one collide with the solution?',
    branch: 'not merged',
    edits: 'not committed',
    change: 'change record',
  },
  do: {
    open: 'Open the suspect place',
    whole: 'Open the whole commit',
    suspect: 'Link as suspected',
    confirm: 'Confirm as the cause',
    ruleOut: 'Rule out',
    blame: 'Who changed these lines',
    bisect: 'Bisect from here…',
  },
  fixLanded: '{incident}: fixed by {commit} {subject}',
  manyFixes:
    'The message of commit {commit} says that it fixes {incidents} open incidents. Link it as the fix of all of them, in your name?',
  manyCommits:
    'The messages of commit {commit} and {more} more say that they fix open incidents, {links} links in all. Link all of them, in your name?',
  linkAll: 'Link all',
  trailer: 'Links the commit as its fix',
  find: 'Find suspect changes',
} as const;

/** How good suspects are in a repository. */
const trial = {
  title: 'How good are the suspects here?',
  progress: 'Trying the suspects out on past faults',
  done: '{tried} tried, fix {done} of {of}',
  offer: { one: '{count} fix here names the commit that it mends.', other: '{count} fixes here name the commits that they mend.' },
  ask: 'How good are the suspects here?',
  made: 'Made {when}, of the history of {folder}',
  cases: {
    one: '{count} fault whose fix names the commit that caused it, from {from} to {to}: its cause was looked for among {commits} commits.',
    other:
      '{count} faults whose fixes name the commits that caused them, from {from} to {to}: each cause was looked for among {commits} commits (median).',
  },
  verdict: {
    one: '{count} past fault could be tried. The culprit, the commit that caused it, came first in {first} and among the first five in {five}.',
    other: 'Of {count} past faults, the culprit (the commit that caused it) came first in {first} and among the first five in {five}.',
  },
  verdictLikely: {
    one: 'Of the {count} first suspect that it called likely, {right} was the culprit.',
    other: 'Of the {count} first suspects that it called likely, {right} were the culprit.',
  },
  few: 'So few tell little: the next faults may come out quite otherwise. From about {enough} on such figures can be trusted.',
  named: {
    one: '{count} commit here names another one as faulty. It can be tried where that one is here, changed more than tests and documents and is not older than is looked back, and where the message says what went wrong.',
    other:
      '{count} commits here name another one as faulty. They can be tried where that one is here, changed more than tests and documents and is not older than is looked back, and where the message says what went wrong.',
  },
  how: 'Each was ranked as it would have been when it was seen: from its symptoms alone, with nothing known of what came later. What gives the answer away was taken out of the report first.',
  ended: 'Ended before all were tried.',
  noneTried: 'There is nothing to measure by yet.',
  none: 'No fix in the newest 50,000 commits names the commit that caused the fault in a way that can be tried: by hash (“Fixes: 1a2b3c4”), Change-Id, pull request or review, or as a revert that says why. With the first such fixes there is something to measure.',
  where: 'Where the culprit came',
  place: 'Place',
  alone: 'How often',
  learnt: 'With what was learnt here',
  plain: 'Without it',
  first: 'First',
  toFive: '2 to 5',
  toTen: '6 to 10',
  further: 'Further down',
  share: '{percent} % ({count})',
  bar: '{percent} percent',
  meanRank: 'To compare with published figures: mean reciprocal rank {shown} (1: always first).',
  meanRanks: 'To compare with published figures: mean reciprocal rank {shown} (1: always first), {plain} without what was learnt here.',
  gained: 'What was learnt here, from its own fixes and reverts, brought {up} of the culprits nearer and moved {down} further away.',
  nothingLearnt:
    'What was learnt here changed no place: there are too few known causes before these faults, or their folders tell nothing.',
  sure: 'How sure it was of the first',
  said: 'Faultline said',
  often: 'How often',
  gave: 'Chance that it gave, on average',
  right: 'It was the culprit',
  missed: 'Where it failed most',
  missedOne: '{fix} {title}: the culprit {culprit} came at place {place} of {commits}.',
  missedAll: '{fix} {title}: the culprit {culprit} was not among the commits that could be read.',
  limitsTitle: 'What this does not tell',
  limits: {
    reports:
      'Developers wrote these reports, after the diagnosis. What people report first is vaguer; traces and linked files help in practice and are not in these figures.',
    window: 'The culprit is always among the commits that were looked at: 60 days or 1,000 commits, whichever is more.',
    rule: 'Which commits are fixes of faults is told by rule from their words.',
  },
} as const;

/** Bisect. */
const bisect = {
  channel: 'Faultline Bisect',
  mayNot: 'Your role reads only; a bisect links what it finds.',
  running: 'A bisect is under way. Cancel it or wait for its end.',
  title: '{incident}: bisect',
  preparing: 'Making a worktree of its own: your files are not touched.',
  noWorktree: 'There could be no checkout to test in: {why}',
  nothingBetween: 'The good commit has the bad one among its predecessors, so there is nothing between them to test. Are they swapped?',
  forkIsBad:
    '{commit}, where the ways to both commits part, is bad already: the fault is older than both. Choose a good commit that is older.',
  lostWorktree: 'The checkout in {folder} has lost its connection to the repository, so nothing more was done there.',
  notCheckedOut: '{commit} could not be checked out whole, so it was not tested.',
  lacksContents:
    '{commit} cannot be checked out: this is a partial clone that lacks some of its files, and a bisect fetches nothing. “git backfill” brings all that is missing; then bisect again.',
  omitted: { one: '[… {count} byte left out …]', other: '[… {count} bytes left out …]' },
  leftover: {
    question: 'A bisect in {repository} was cut off. It left a checkout in {folder} and maybe a test that still runs. Remove both?',
    remove: 'Remove',
    keep: 'Keep',
    stays: '{folder} could not be removed: something in it is still in use. You are asked again at the next start.',
  },
  step: { one: 'testing {commit}, about {count} step left', other: 'testing {commit}, about {count} steps left' },
  check: { bad: 'First the commit that should fail: {commit}', good: 'Then the commit that should work: {commit}' },
  not: {
    bad: 'On {commit}, where it should fail, “{test}” does not fail. Choose another commit or another test.',
    good: 'On {commit}, where it should work, “{test}” does not work. Choose an earlier commit or another test. The worktree has only what is in git: does the test install what it needs?',
  },
  testStopped: '“{test}” could not be run to its end (exit code {code}). Nothing was changed.',
  is: { good: '→ {commit} is good', bad: '→ {commit} is bad', skip: '→ {commit} is skipped' },
  cancelled: 'The bisect was stopped. Its log so far is in the output “Faultline Bisect”; git bisect replay goes on with it.',
  stopTitle: 'Stop the bisect?',
  stopDetail: 'Its checkout is removed. The log of what was tested so far stays in the output, nothing is linked.',
  found: '{commit} is the first bad commit.',
  undecided: 'Only skipped commits are left: {commits} may be the first bad one.',
  with: 'Test: {test}',
  byHand: 'by hand',
  source: 'git bisect',
  pickGood: 'Which commit still worked?',
  pickBad: 'Which commit has the fault?',
  beforeThis: 'Before this suspect',
  beforeLikely: 'Before the oldest likely suspect',
  beginOfWindow: 'The oldest commit of the window',
  inForce: 'In force when the fault was first seen',
  now: 'What is checked out now',
  another: 'Another commit…',
  anotherPrompt: 'Branch, tag or hash',
  noSuch: 'There is no commit “{name}” in this repository.',
  pickTest: 'How is each commit tested?',
  test: {
    command: {
      label: 'A command',
      help: 'Runs in a fresh checkout. Exit code 0 is good, 125 cannot be told, anything else up to 127 is bad.',
    },
    task: { label: 'A task of this workspace', help: 'Its command line, run in a fresh checkout' },
    hand: { label: 'By hand', help: 'You look at each checkout and say good, bad or skip' },
  },
  noTasks: 'This workspace has no task with a command line.',
  say: { good: 'Good: it works', bad: 'Bad: it fails', skip: 'Skip: cannot be told' },
  isIt: 'Is {commit} good?',
  openTerminal: 'Open a terminal there',
  stop: 'Stop the search',
} as const;

/** Suspect changes and bisect. */
export const englishSuspects = { suspects, trial, bisect };
