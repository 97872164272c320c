import type { Patch } from '../forms/field';
import { failure, success } from '../foundation/result';
import { entry, naming, type CommonCommand, type CommonRefusal, type Decided } from './decide';
import { linkPath, linkStates } from './link';
import type { RecordState } from './state';

/** The command that ends a conflict. */
export type Settle = Extract<CommonCommand, { type: 'settle' }>;

/** What is to stand at a path, and the entry of another value that it answers. */
interface Choice {
  readonly value: unknown;
  readonly replaced: string;
}

/** What a conflict is ended with; undefined where it is not the one that was shown: settled meanwhile, or wider. */
export function chosen({ conflicts }: Pick<RecordState, 'conflicts'>, { path, wanted, shown }: Settle): Choice | undefined {
  const here = conflicts.filter(conflict => conflict.path === path);
  const values = new Map(here.flatMap(({ event, value, other, otherValue }) => [[event, value] as const, [other, otherValue] as const]));
  const [first] = here;
  if (!first || !values.has(wanted) || values.size !== shown.length || shown.some(event => !values.has(event))) return undefined;
  return { value: values.get(wanted), replaced: wanted === first.event ? first.other : first.event };
}

/**
 * The entries that end a conflict: an ordinary save of the value that was chosen (by way of `save`), or a judgement of the link. Whoever folds
 * them sees an entry that had seen both sides; two who settle at once with different values make a conflict again.
 */
export function settle<R>(
  state: Pick<RecordState, 'conflicts' | 'links'>,
  command: Settle,
  save: (patch: Patch) => Decided<R>,
): Decided<R | CommonRefusal> {
  const choice = chosen(state, command);
  if (!choice) return failure({ code: 'changedSinceSeen' });
  const { value, replaced } = choice;
  const link = state.links.find(known => linkPath(known) === command.path);
  if (!link) return naming({ [command.path]: replaced }, save(patchAt(command.path, value)));
  const judged = linkStates.find(known => known === value);
  return success([judged ? entry('record.linkJudged', { link: link.id, state: judged }) : entry('record.unlinked', { link: link.id })]);
}

/** The patch that writes a value at a path; of a row that is to stay, one that writes nothing else into it. */
function patchAt(path: string, value: unknown): Patch {
  const [id = '', row, column] = path.split('/');
  if (row === undefined) return { [id]: value };
  return { [id]: { [row]: column === undefined ? (value === null ? null : {}) : { [column]: value } } };
}
