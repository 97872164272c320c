import type { FieldsById } from '../forms/field';
import type { Action, Maintaining } from '../vocabulary/permissions';
import type { Register } from '../vocabulary/register';
import type { Ancestry } from './ancestry';
import { commonSchemas, type CommonEvent, type ReleasedData } from './entries';
import { readEvent, type RecordEvent } from './event';
import { RecordFold } from './fold';
import type { Release } from './release';
import { stampOf } from './stamp';
import { Subject } from './standing';
import { wholeRecord } from './state';

const actionByType: Readonly<Record<Exclude<CommonEvent['type'], 'record.captured' | 'record.updated' | 'record.signed'>, Action>> = {
  'record.commented': 'comment',
  'record.linked': 'link',
  'record.linkJudged': 'link',
  'record.unlinked': 'link',
  'record.released': 'release',
  'record.redacted': 'redact',
  'record.erased': 'erase',
};

/** The fold of a record that is one form: `V` is what stands in the form; a release falls with what it covers. */
export class FormFold<V extends object> extends RecordFold {
  readonly releases = new Map<string, Release>();
  /** Entries that hold answers, also those whose content was redacted. */
  private readonly contents = new Set<string>();
  private readonly covered: Subject<'release'>;

  constructor(
    fields: FieldsById,
    ancestry: Ancestry | undefined,
    register: Register | undefined,
    private readonly rules: { readonly covers: readonly (keyof V & string)[]; readonly maintaining: Maintaining },
  ) {
    super(fields, ancestry, register);
    this.covered = new Subject(ancestry, this.fallen);
  }

  currentValues(): V {
    return this.values.values() as V;
  }

  protected read(entry: RecordEvent): CommonEvent | undefined {
    return readEvent(commonSchemas, entry);
  }

  protected actionsOf({ type }: CommonEvent): readonly Action[] {
    // A signature proves what it proves, whoever brings it.
    if (type === 'record.signed') return [];
    return [type === 'record.captured' || type === 'record.updated' ? this.rules.maintaining : actionByType[type]];
  }

  protected misfitOf(): undefined {
    return undefined;
  }

  protected applyOwn(): void {
    // A record that is one form has no entries of its own.
  }

  protected written(): void {
    // Its values are all there is.
  }

  protected noted({ type, id }: RecordEvent): void {
    if (isContent(type)) this.contents.add(id);
  }

  protected changed(paths: readonly string[], entry: RecordEvent): void {
    if (paths.some(path => this.rules.covers.some(field => field === path))) this.takeBack(entry);
  }

  protected released(_data: ReleasedData, entry: RecordEvent): void {
    if (this.covered.decided('release', entry)) this.releases.set(wholeRecord, stampOf(entry));
  }

  protected contentGone(named: string, entry: RecordEvent): void {
    if (this.contents.has(named)) this.takeBack(entry);
  }

  private takeBack(entry: RecordEvent): void {
    if (this.covered.changed(entry).length > 0) this.releases.delete(wholeRecord);
  }
}

function isContent(type: string): boolean {
  return type === 'record.captured' || type === 'record.updated';
}
