import type { CommandId } from '../editor/contributions';

/** A command's work. Arguments come from menus and links and are parsed by each command. */
export type Handler = (...args: readonly unknown[]) => Promise<void> | void;

/** Some of the commands, by id. */
export type Handlers = Partial<Record<CommandId, Handler>>;

/** Every command, by id: one that was forgotten does not compile. */
export type AllHandlers = Readonly<Record<CommandId, Handler>>;
