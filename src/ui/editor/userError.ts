/** An error whose text is meant for people. Anything else that is thrown is a bug and is logged with its stack. */
export class UserError extends Error {}
