import type { InvalidField, Patch } from '../forms/field';
import { isBlank } from '../foundation/blank';
import { failure, success, type Result } from '../foundation/result';
import type { Instant } from '../foundation/time';
import type { Role } from '../vocabulary/actor';
import { refusedAction, type Action, type Hold } from '../vocabulary/permissions';
import type { Register } from '../vocabulary/register';
import type { CommonEvent } from './entries';
import type { EventDraft, RecordEvent } from './event';
import type { AnyId } from './ids';
import { findLink, linkId, linkIdentity, type LinkState, type NewLink } from './link';
import { changedMeanwhile, replacedEntries, type ChangedMeanwhile, type Over, type Written } from './over';
import { refusedRedaction, withoutContent, type RedactionRefusal } from './redaction';
import type { ChangedSinceSeen, Seen } from './seen';
import type { RecordState } from './state';

/**
 * What can be asked of a record of every kind. A command with `over` says what its values were typed over, one with `seen` which entries
 * were shown when it was decided: both are refused when somebody else has changed meanwhile what they are about.
 */
export type CommonCommand =
  /** `links`: what it is linked to from its beginning on, such as what it was made of. */
  | { readonly type: 'capture'; readonly record: AnyId; readonly patch: Patch; readonly links?: readonly NewLink[] | undefined }
  | { readonly type: 'save'; readonly patch: Patch; readonly over?: Over }
  | { readonly type: 'comment'; readonly text: string }
  | { readonly type: 'link'; readonly link: NewLink }
  | { readonly type: 'judgeLink'; readonly link: string; readonly state: LinkState }
  | { readonly type: 'unlink'; readonly link: string }
  /** Ends the conflict at a path: what the entry `wanted` wrote there stands from now on. `shown` are all the entries that were to choose among. */
  | { readonly type: 'settle'; readonly path: string; readonly wanted: string; readonly shown: readonly string[] }
  /** Releases the record, or a part of it. */
  | { readonly type: 'release'; readonly part?: string; readonly seen?: Seen }
  /** Takes the content of an entry away; that it was there, who took it and why stays. */
  | { readonly type: 'redact'; readonly entry: string; readonly reason: string };

/** The role may not do that, or whoever asks does not hold it by the register of people. */
interface RoleRefusal {
  readonly code: 'notPermitted' | 'notHeld';
  readonly action: Action;
  readonly role: Role;
}

/** Why a command was refused, whatever the kind of record; the words live at the edge. Nothing is written when a command is refused. */
export type CommonRefusal =
  | RoleRefusal
  | InvalidField
  | ChangedMeanwhile
  | ChangedSinceSeen
  | RedactionRefusal
  | { readonly code: 'reasonMissing'; readonly field?: string }
  | { readonly code: 'titleMissing'; readonly field: 'title' }
  | { readonly code: 'comesWithRelease'; readonly field: string }
  | { readonly code: 'exists' | 'noSuchLink' | 'linkToSelf' | 'linkKind' | 'nothingToRelease' }
  /** Nobody would be left who keeps the register of people. */
  | { readonly code: 'lastKeeper' };

/** What a decision depends on besides the record: who asks, and when. */
export interface Asking {
  readonly role: Role;
  readonly now: Instant;
  /** What their role is worth; an agreement where nothing is said. */
  readonly hold?: Hold;
  /** The register of people, by which the record was folded. */
  readonly register?: Register | undefined;
}

/** The answer to a command: the entries to append (none when nothing would change), or why not. */
export type Decided<R = CommonRefusal> = Result<readonly EventDraft[], R>;

/** Why whoever asks may not take an action; undefined when they may. */
export function refusedAsker(action: Action, { role, hold = 'agreed' }: Asking): RoleRefusal | undefined {
  const code = refusedAction(role, action, hold);
  return code && { code, action, role };
}

/** The commands that need the same permission, of whatever kind a record is. */
type CommonlyPermitted = Exclude<CommonCommand, { type: 'capture' | 'save' | 'settle' }>;

const commonActions: Readonly<Record<CommonlyPermitted['type'], Action>> = {
  comment: 'comment',
  link: 'link',
  judgeLink: 'link',
  unlink: 'link',
  release: 'release',
  redact: 'redact',
};

/** The permission that such a command needs. */
export function commonAction({ type }: CommonlyPermitted): Action {
  return commonActions[type];
}

/** What of a record a redaction must not change, and how to see it without an entry's content. */
export interface Redactable<S extends RecordState> {
  readonly fold: (events: readonly RecordEvent[]) => S;
  /** What stands, comparable. */
  readonly standing: (state: S) => string;
}

/** Decides the commands that are the same for every kind of record, permission apart. */
export function decideCommon(
  state: Pick<RecordState, 'id' | 'links'>,
  command: Extract<CommonCommand, { type: 'comment' | 'link' | 'judgeLink' | 'unlink' }>,
): Decided {
  switch (command.type) {
    case 'comment':
      return isBlank(command.text) ? failure({ code: 'reasonMissing' }) : success([entry('record.commented', { text: command.text })]);
    case 'link':
      return link(state, command.link);
    case 'judgeLink':
      return onLink(state, command.link, entry('record.linkJudged', { link: command.link, state: command.state }));
    case 'unlink':
      return onLink(state, command.link, entry('record.unlinked', { link: command.link }));
  }
}

/** Makes an entry that every kind of record has, typed by what it is. */
export function entry<T extends CommonEvent['type']>(type: T, data: Extract<CommonEvent, { type: T }>['data']): EventDraft {
  return { type, data };
}

/** The entries that make a link, or judge the one that is there: a link's identity is its kind and target, whoever makes it. */
function link(state: Pick<RecordState, 'id' | 'links'>, wanted: NewLink): Decided {
  if (wanted.target.type === 'record' && wanted.target.id === state.id) return failure({ code: 'linkToSelf' });
  const known = findLink(state.links, wanted);
  if (!known || (wanted.measure !== undefined && wanted.measure !== known.measure))
    return success([entry('record.linked', { link: { ...wanted, id: known?.id ?? linkId(wanted) } })]);
  if (known.state === wanted.state) return success([]);
  return success([entry('record.linkJudged', { link: known.id, state: wanted.state })]);
}

/** The entry that makes a link, unless there is one, whatever its state: what a person has ruled out stays so. */
export function linkOnce(state: Pick<RecordState, 'id' | 'links'>, wanted: NewLink): readonly EventDraft[] {
  if (findLink(state.links, wanted)) return [];
  const made = link(state, wanted);
  return made.ok ? made.value : [];
}

/** The entries that make links at once, each once, however often it is wanted. */
export function linkEach(state: Pick<RecordState, 'id' | 'links'>, wanted: readonly NewLink[]): readonly EventDraft[] {
  const each = new Map(wanted.map(one => [linkIdentity(one), one] as const));
  return [...each.values()].flatMap(one => linkOnce(state, one));
}

/**
 * Refuses what would overwrite values that somebody else changed meanwhile; what is replaced knowingly is named in the first entry.
 * `patch` is what a person typed or chose; without `over` nothing was shown before, and nothing is asked.
 */
export function askedOver<R>(written: Written, patch: Patch, over: Over | undefined, decided: Decided<R>): Decided<R | ChangedMeanwhile> {
  if (!decided.ok || over === undefined) return decided;
  const changed = changedMeanwhile(written, patch, over);
  if (changed) return failure(changed);
  return naming(replacedEntries(written, patch, over), decided);
}

/** What is written, with the entries whose values it replaces knowingly, by path, in its first entry. */
export function naming<R>(replaced: Readonly<Record<string, string>> | undefined, decided: Decided<R>): Decided<R> {
  if (!decided.ok || !replaced) return decided;
  const [first, ...others] = decided.value;
  return first ? success([{ ...first, data: { ...(first.data as object), over: replaced } }, ...others]) : decided;
}

function onLink({ links }: Pick<RecordState, 'links'>, id: string, draft: EventDraft): Decided {
  return links.some(known => known.id === id) ? success([draft]) : failure({ code: 'noSuchLink' });
}

/** Taking the content of an entry away takes away words: why a redaction that would change what stands is refused; undefined when it is not. */
export function refuseRedaction<S extends RecordState>(
  state: S,
  named: string,
  reason: string,
  { fold, standing }: Redactable<S>,
): RedactionRefusal | undefined {
  const refusal = refusedRedaction(state, named, reason);
  if (refusal) return refusal;
  return standing(fold(withoutContent(state.timeline, named))) === standing(state) ? undefined : { code: 'carriesState' };
}
