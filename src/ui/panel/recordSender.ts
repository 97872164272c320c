import { isTombstone } from '../../domain/record/erasure';
import type { Result } from '../../domain/foundation/result';
import type { KindOf, RecordId, StateOf } from '../../domain/records';
import type { Actor, Role } from '../../domain/vocabulary/actor';
import { actions, refusedAction, type Action } from '../../domain/vocabulary/permissions';
import { holdOf, type Register } from '../../domain/vocabulary/register';
import type { FormState } from '../../protocol/draft';
import { LogSender } from '../../protocol/log';
import type { RecordHostMessage, RecordMessage } from '../../protocol/recordPage';
import type { Around } from '../../protocol/shown';
import type { Loaded } from '../../store/loaded';

/** A record, what its verification found, and what stands around it. */
export interface LoadedRecord<I extends RecordId> extends Pick<Loaded<KindOf<I>>, 'record' | 'faults'> {
  readonly around: Around;
}

/** What the message of a record is made of, and where it goes. */
export interface RecordPorts<I extends RecordId> {
  /** The path of the folder it lies in. */
  readonly folder: string;
  /** The record, or in words why it cannot be shown. */
  readonly load: () => Promise<Result<LoadedRecord<I>, string>>;
  /** The records that link to this one. */
  readonly linking: () => readonly RecordId[];
  /** The role in which the person may write here; undefined where they may not. */
  readonly writes: () => Role | undefined;
  /** Who is at work, as git or the settings name them. */
  readonly person: Promise<Pick<Actor, 'name' | 'email'>>;
  readonly rules: () => RecordMessage['rules'];
  /** Called with the record that the page is about to get. */
  readonly shows: (record: StateOf<KindOf<I>>) => void;
  readonly post: (message: RecordHostMessage) => void;
}

/** Sends a page the record it shows: the entries that it lacks, what stands around the record, and what the person may do with it. */
export class RecordSender<I extends RecordId> {
  private readonly log = new LogSender();
  /** Other records of which something stands in the page. */
  private around: ReadonlySet<string> = new Set();

  constructor(
    private readonly id: I,
    private readonly ports: RecordPorts<I>,
  ) {}

  /** The page has been loaded anew: it has nothing. */
  forget(): void {
    this.log.forget();
  }

  /** True where something of these records stands in the page; without ids the whole store is another. */
  concerns(ids: readonly RecordId[]): boolean {
    const linking = this.ports.linking();
    return ids.length === 0 || ids.some(id => id === this.id || this.around.has(id) || linking.includes(id));
  }

  /** Reads the record as it is now. What it gives sends it: what is not sent is still lacking. True where the page got the record. */
  async read(form: FormState): Promise<() => boolean> {
    const { load, person, post } = this.ports;
    const [loaded, named] = await Promise.all([load(), person]);
    return loaded.ok
      ? () => {
          this.send(loaded.value, named, form);
          return true;
        }
      : () => {
          post({ type: 'gone', message: loaded.error });
          return false;
        };
  }

  private send({ record, faults, around }: LoadedRecord<I>, { name, email }: Pick<Actor, 'name' | 'email'>, form: FormState): void {
    const { folder, writes, rules, shows, post } = this.ports;
    this.around = idsIn(around);
    shows(record);
    // What an entry is put on cannot be known where something about the record does not verify, and is not there where it was erased.
    const role = around.faults.length === 0 && !isTombstone(record.timeline) ? writes() : undefined;
    post({
      type: 'record',
      id: this.id,
      folder,
      log: this.log.deltaTo(record.timeline, faults.length === 0),
      around,
      may: role === undefined ? [] : permittedActions({ name, email, role }, around.register),
      userName: name,
      rules: rules(),
      ...form,
    });
  }
}

/** What somebody may do now, in their role and by the register of people. */
function permittedActions(actor: Actor, register: Register | undefined): Action[] {
  const hold = holdOf(register, actor, new Date().toISOString());
  return actions.filter(action => refusedAction(actor.role, action, hold) === undefined);
}

function idsIn({ related, chain, openIncidents }: Around): ReadonlySet<string> {
  return new Set([...related, ...chain.nodes, ...openIncidents].map(({ id }) => id));
}
