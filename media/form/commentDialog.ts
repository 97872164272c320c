import { word, type Words } from '../../src/words/words';
import type { DialogSpec } from './dialog';

/** Asks for a comment to the timeline. */
export function commentDialog(words: Words, comment: (text: string) => void): DialogSpec {
  return {
    title: word(words, 'page.dialog.comment.title'),
    questions: [{ id: 'text', kind: 'text', label: word(words, 'page.dialog.comment') }],
    answers: {},
    accept: answers => {
      comment(answers['text'] ?? '');
    },
  };
}
