/** Words about what others change while one types, and about input that another window left. */
export const meanwhileWords = {
  'meanwhile.changed': '{0} has changed this, {1}:',
  'meanwhile.cleared': '{0} has removed what stood here, {1}.',
  'meanwhile.somebody': 'Somebody',
  'meanwhile.mine': 'Keep mine',
  'meanwhile.theirs': 'Take theirs',
  'meanwhile.both': 'Both',
  'meanwhile.replaces': 'Yours replaces “{0}” when you save.',
  'meanwhile.nothing': 'nothing',
  'meanwhile.since': '{0}: now {1} ({2}, {3}).',
  'meanwhile.again': 'OK replaces it with what stands below.',
  'meanwhile.replaced': '{0}: replaced “{1}” by {2}, {3}',

  'left.title': 'Unsaved input from another window',
  'left.somebody': 'somebody',
  'left.text': 'There is unsaved input from another window ({0}, {1}): {2}.',
  'left.ownFirst': 'Save or discard your own input first; then it can be taken.',
  'left.take': 'Take it',
  'left.discard': 'Discard it',
  'conflict.step': 'Step',
  'conflict.priority': 'Priority',
} as const;
