import { invalidField, optionsBeside, type FieldsById, type Patch } from '../forms/field';
import { isBlank } from '../foundation/blank';
import { failure, success } from '../foundation/result';
import type { Action, Maintaining } from '../vocabulary/permissions';
import {
  askedOver,
  commonAction,
  decideCommon,
  entry,
  linkEach,
  refuseRedaction,
  type Asking,
  type CommonCommand,
  type CommonRefusal,
  type Decided,
} from './decide';
import type { Deciding } from './definition';
import type { RecordEvent } from './event';
import { coveredText, type FormRules, type ReleaseOf } from './formRecord';
import { linkOfPath } from './link';
import { changedSinceSeen } from './seen';
import { settle } from './settle';
import type { RecordState } from './state';

/** Makes what decides about a kind of record that is one form. */
export function decidingForm<S extends RecordState>(rules: FormRules<S>): Deciding<S, CommonCommand, Asking, CommonRefusal> {
  const { fields, release, maintaining } = rules;
  return {
    actionOf: command => actionOf(command, maintaining),
    decide: (state, command, context) => {
      const refold = (events: readonly RecordEvent[]): S => rules.fold(state.id, events, context.register);
      switch (command.type) {
        case 'capture':
          return capture(fields, state, command);
        case 'save':
          return save(rules, state, command);
        case 'release': {
          const unseen = changedSinceSeen(state, command.seen, refold, ({ values }) => coveredText(release, values));
          return unseen ? failure(unseen) : releaseRecord(release, state.values);
        }
        case 'settle':
          return settle(state, command, patch => save(rules, state, { type: 'save', patch }));
        case 'redact': {
          const refusal = refuseRedaction(state, command.entry, command.reason, { fold: refold, standing: known => rules.standing(known) });
          if (refusal) return failure(refusal);
          return success([entry('record.redacted', { record: state.id, entry: command.entry, reason: command.reason })]);
        }
        default:
          return decideCommon(state, command);
      }
    },
  };
}

/** The permission that a command needs: what is settled needs what writing it takes. */
function actionOf(command: CommonCommand, maintaining: Maintaining): Action {
  switch (command.type) {
    case 'capture':
    case 'save':
      return maintaining;
    case 'settle':
      return linkOfPath(command.path) ? 'link' : maintaining;
    default:
      return commonAction(command);
  }
}

type CommandOf<T extends CommonCommand['type']> = Extract<CommonCommand, { type: T }>;

function capture(fields: FieldsById, state: RecordState, { record, patch, links = [] }: CommandOf<'capture'>): Decided {
  if (state.timeline.length > 0) return failure({ code: 'exists' });
  const refusal = refusedPatch(fields, state, patch);
  if (refusal) return failure(refusal);
  return success([entry('record.captured', { record, patch: { ...patch } }), ...linkEach(state, links)]);
}

function save<S extends RecordState>(rules: FormRules<S>, state: S, { patch, over }: CommandOf<'save'>): Decided {
  const { fields } = rules;
  const refusal = refusedPatch(fields, state, patch);
  if (refusal) return failure(refusal);
  const drafts = Object.keys(patch).length > 0 ? [entry('record.updated', { patch: { ...patch } })] : [];
  const written = { fields, patchOf: (entry: RecordEvent) => rules.patchOf(entry), values: state.values, timeline: state.timeline };
  return askedOver(written, patch, over, success(drafts));
}

/** A record without a title could not be found again, and what only a release may say is not said by hand (DER.2.1.A5). */
function refusedPatch(fields: FieldsById, { values }: RecordState, patch: Patch): CommonRefusal | undefined {
  const invalid = invalidField(fields, patch);
  if (invalid) return invalid;
  const decided = Object.keys(patch).find(id => {
    const [field, wanted, value] = [fields[id], patch[id], (values as Readonly<Record<string, unknown>>)[id]];
    return field?.kind === 'choice' && typeof wanted === 'string' && !optionsBeside(field, value).includes(wanted);
  });
  if (decided !== undefined) return { code: 'comesWithRelease', field: decided };
  const title = Object.hasOwn(patch, 'title') ? patch['title'] : (values as { readonly title?: unknown }).title;
  return isBlank(title) ? { code: 'titleMissing', field: 'title' } : undefined;
}

function releaseRecord<V extends object>(release: ReleaseOf<V> | undefined, values: V): Decided {
  if (release?.isReady(values) !== true) return failure({ code: 'nothingToRelease' });
  const patch = release.along?.(values);
  return success([...(patch ? [entry('record.updated', { patch: { ...patch } })] : []), entry('record.released', {})]);
}
