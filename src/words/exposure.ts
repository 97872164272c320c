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
  'ui.exposed.untrackDetail':
    '{0} files are taken out of git’s index (git rm --cached); the next commit carries that on. They stay on this disk, but a pull of that commit removes them from the disk of everybody else: let all copy their store first. Commits made already keep them for whoever has those.',
  'ui.exposed.kept': '{0} is kept out of git now.',
  'ui.exposed.notKnown':
    'Incidents are confidential, but whether git leaves {0} alone cannot be asked: {1} is no ordinary file, and git would wait for it. Put an ordinary file in its place.',
  'ui.exposed.notAFile':
    '{1} is a link or no ordinary file: Faultline neither reads nor writes it, so {0} cannot be kept out of git there. Put an ordinary file in its place.',
  'ui.exposed.unwritable':
    '{1} cannot be read or written, so {0} could not be kept out of git there. Give yourself the rights to it, or keep {0} out by a rule of your own.',
  'ui.exposed.notKept': '{0} could not be kept out of git. Look for rules that let it in, in .gitignore, or version it on purpose.',
} as const;
