import type { Role } from '../vocabulary/actor';
import type { EventDraft } from '../record/event';
import { invalidField, isBlank, type InvalidField, type Patch } from '../forms/field';
import type { RecordId } from '../record/ids';
import type { Link, LinkState } from '../record/link';
import { changedMeanwhile, replacedEntries, type ChangedMeanwhile, type Over } from '../record/over';
import { isPermitted, type Action } from '../vocabulary/permissions';
import { refusedRedaction, withoutContent, type RedactionRefusal } from '../record/redaction';
import { failure, success, type Result } from '../foundation/result';
import { changedSinceSeen, type ChangedSinceSeen, type Seen } from '../record/seen';
import { catalogueEvent } from './event';
import { foldCatalogue, isReleasable, releasedText } from './fold';
import { catalogueFields } from './forms';
import type { CatalogueRecord } from './record';
import { writtenInRecord } from './written';

/** Everything that can be asked of a problem, known error, change, component or interface. */
export type CatalogueCommand =
  | { readonly type: 'capture'; readonly record: RecordId; readonly patch: Patch }
  /** `over` is what the values were typed over: refused when somebody else has changed that meanwhile. */
  | { readonly type: 'save'; readonly patch: Patch; readonly over?: Over }
  | { readonly type: 'comment'; readonly text: string }
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'judgeLink'; readonly link: string; readonly state: LinkState }
  | { readonly type: 'unlink'; readonly link: string }
  /** `seen` are the heads of the log that were shown: refused when what is released has changed since. */
  | { readonly type: 'release'; readonly seen?: Seen }
  /** Takes the content of an entry away; that it was there, who took it and why stays. */
  | { readonly type: 'redact'; readonly entry: string; readonly reason: string };

/** Why a command was refused. Nothing is written when a command is refused. */
export type CatalogueRefusal =
  | { readonly code: 'notPermitted'; readonly action: Action; readonly role: Role }
  | InvalidField
  | ChangedMeanwhile
  | ChangedSinceSeen
  | { readonly code: 'titleMissing'; readonly field: 'title' }
  | { readonly code: 'reasonMissing' | 'exists' | 'noSuchLink' | 'nothingToRelease' }
  | RedactionRefusal;

/** Decides what a command does to a catalogue record; permissions and rules are checked here and never when a log is folded. Pure. */
export function decideCatalogue(
  record: CatalogueRecord,
  command: CatalogueCommand,
  role: Role,
): Result<readonly EventDraft[], CatalogueRefusal> {
  const action = catalogueActionOf(command);
  if (!isPermitted(role, action)) return failure({ code: 'notPermitted', action, role });
  switch (command.type) {
    case 'capture': {
      if (record.timeline.length > 0) return failure({ code: 'exists' });
      const refusal = refusedPatch(record, command.patch);
      return refusal
        ? failure(refusal)
        : success([catalogueEvent('record.captured', { record: command.record, patch: { ...command.patch } })]);
    }
    case 'save': {
      const refusal = refusedPatch(record, command.patch);
      if (refusal) return failure(refusal);
      return save(record, command);
    }
    case 'comment':
      return isBlank(command.text)
        ? failure({ code: 'reasonMissing' })
        : success([catalogueEvent('record.commented', { text: command.text })]);
    case 'link':
      return success([catalogueEvent('record.linked', { link: command.link })]);
    case 'judgeLink':
      return onLink(record, command.link, catalogueEvent('record.linkJudged', { link: command.link, state: command.state }));
    case 'unlink':
      return onLink(record, command.link, catalogueEvent('record.unlinked', { link: command.link }));
    case 'release':
      return release(record, command.seen);
    case 'redact':
      return redact(record, command.entry, command.reason);
  }
}

/** The permission a command needs. */
function catalogueActionOf({ type }: CatalogueCommand): Action {
  if (type === 'release' || type === 'comment' || type === 'redact') return type;
  return type === 'capture' || type === 'save' ? 'maintain' : 'link';
}

/** A record without a title could not be found again. */
function refusedPatch(record: CatalogueRecord, patch: Patch): CatalogueRefusal | undefined {
  const invalid = invalidField(catalogueFields[record.kind], patch);
  if (invalid) return invalid;
  const title = Object.hasOwn(patch, 'title') ? patch['title'] : record.values.title;
  return isBlank(title) ? { code: 'titleMissing', field: 'title' } : undefined;
}

function save(
  record: CatalogueRecord,
  { patch, over }: Extract<CatalogueCommand, { type: 'save' }>,
): Result<readonly EventDraft[], CatalogueRefusal> {
  const written = writtenInRecord(record);
  const changed = over && changedMeanwhile(written, patch, over);
  if (changed) return failure(changed);
  const replaced = over && replacedEntries(written, patch, over);
  return success(
    Object.keys(patch).length > 0 ? [catalogueEvent('record.updated', { patch: { ...patch }, ...(replaced && { over: replaced }) })] : [],
  );
}

function onLink(record: CatalogueRecord, id: string, draft: EventDraft): Result<readonly EventDraft[], CatalogueRefusal> {
  return record.links.some(link => link.id === id) ? success([draft]) : failure({ code: 'noSuchLink' });
}

/** Releasing a change that was only planned makes it a released one. */
function release(record: CatalogueRecord, seen: Seen | undefined): Result<readonly EventDraft[], CatalogueRefusal> {
  const fold = (events: CatalogueRecord['timeline']): CatalogueRecord => foldCatalogue(record.kind, record.id, events);
  const unseen = changedSinceSeen(record, seen, fold, ({ kind, values }) => releasedText(kind, values));
  if (unseen) return failure(unseen);
  const nothing = record.kind === 'knownError' && isBlank(record.values.solution);
  if (!isReleasable(record.kind) || nothing) return failure({ code: 'nothingToRelease' });
  const planned = record.kind === 'change' && (record.values.state ?? 'planned') === 'planned';
  return success([
    ...(planned ? [catalogueEvent('record.updated', { patch: { state: 'released' } })] : []),
    catalogueEvent('record.released', {}),
  ]);
}

/** As for incidents: a redaction takes away words, never what stands. */
function redact(record: CatalogueRecord, entry: string, reason: string): Result<readonly EventDraft[], CatalogueRefusal> {
  const { id, kind, timeline } = record;
  const refusal = refusedRedaction(timeline, entry, reason);
  if (refusal) return failure(refusal);
  if (standingOf(foldCatalogue(kind, id, withoutContent(timeline, entry))) !== standingOf(record)) return failure({ code: 'carriesState' });
  return success([catalogueEvent('record.redacted', { record: id, entry, reason })]);
}

/** Comparable: what stands, what is or will be carried out, and what it is linked to. */
function standingOf({
  kind,
  values,
  links,
  release,
}: Pick<CatalogueRecord, 'kind' | 'links' | 'release'> & { readonly values: object }): string {
  const { state, validity, workaround } = values as Readonly<Record<string, unknown>>;
  return JSON.stringify([state, validity, workaround, releasedText(kind, values), release?.at, links.map(link => [link.id, link.state])]);
}
