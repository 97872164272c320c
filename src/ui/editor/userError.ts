import { fill, type Words } from '../../words/words';

/** An error whose text is meant for people. Anything else that is thrown is a bug and is logged with its stack. */
export class UserError extends Error {}

/** What is said of any other: what was thrown, and where more stands. */
export function mistakeText({ ui }: Pick<Words, 'ui'>, error: unknown): string {
  return fill(ui.unexpected, { error: error instanceof Error ? error.message : String(error) });
}
