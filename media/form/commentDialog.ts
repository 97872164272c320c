import { word, type Words } from '../../src/words/words';
import type { AskingDialog } from './formPage';

/** What both kinds of page ask for when a comment was written. */
export interface CommentRequest {
  readonly type: 'comment';
  readonly text: string;
}

/** Asks for a comment to the timeline. */
export function commentDialog(words: Words): AskingDialog<CommentRequest> {
  return {
    title: word(words, 'page.dialog.comment.title'),
    questions: [{ id: 'text', kind: 'text', label: word(words, 'page.dialog.comment') }],
    answers: {},
    request: ({ text = '' }) => ({ type: 'comment', text }),
  };
}
