/** Words about whether incidents are kept out of git. */
export const exposureWords = {
  'ui.excluded':
    'Incidents are stored in {0}. They are confidential, so this folder is kept out of git on this machine (.git/info/exclude).',
  'ui.exposed.tracked': 'Incidents are confidential, but git tracks {1} files of {0}: everybody who gets this repository can read them.',
  'ui.exposed.unignored': 'Incidents are confidential, but nothing keeps {0} out of git: the next “git add” takes it in.',
  'ui.exposed.keepOut': 'Keep out of git',
  'ui.exposed.onPurpose': 'I version incidents on purpose',
  'ui.exposed.show': 'Show',
  'ui.exposed.untrack': 'Take {0} out of git?',
  'ui.exposed.untrackDetail': 'Its files stay on disk (git rm --cached). Commits made already keep them for whoever has those.',
  'ui.exposed.kept': '{0} is kept out of git now.',
  'ui.exposed.notKept': '{0} could not be kept out of git. Look for rules that let it in, in .gitignore, or version it on purpose.',
} as const;
