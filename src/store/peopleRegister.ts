import type { RecordEvent } from '../domain/record/event';
import { isIdOf, type IdOf, type RecordId } from '../domain/records';
import type { Register } from '../domain/vocabulary/register';
import { hashOfValue } from './hash';
import { fileOf } from './recordFile';
import type { RecordReader } from './recordReader';
import { isSameVersion, lookAt, type FileVersion } from './stats';
import type { Witness } from './witness';

type PersonId = IdOf<'person'>;

/** What the register of people says, and what tells it from another; neither while nobody is entered. */
export interface RegisterInForce {
  readonly register?: Register;
  readonly fingerprint?: string;
}

/** What tells a register from another. */
export function registerFingerprint(register: Register): string {
  return hashOfValue(register).slice(0, 16);
}

/** The register of people that a store folder holds: it is made anew when somebody's file is another. */
export class PeopleRegister {
  private readonly logs = new Map<PersonId, { readonly version: FileVersion; readonly timeline: readonly RecordEvent[] }>();
  private inForce: RegisterInForce = {};

  constructor(
    private readonly storeFolder: string,
    private readonly reader: RecordReader,
    private readonly witness: Witness,
  ) {}

  /** What it says since the last update. */
  current(): RegisterInForce {
    return this.inForce;
  }

  /** Reads the people among these records whose files changed, and looks for all that are known where `everybody` is asked for. Returns whether it says something else. */
  async update(ids: Iterable<RecordId>, everybody = false): Promise<boolean> {
    const asked = new Set([...(everybody ? this.logs.keys() : []), ...[...ids].filter(id => isIdOf('person', id))]);
    const changed = await Promise.all([...asked].map(id => this.read(id)));
    await this.witness.load();
    // Where it is known to have begun, nobody's being there says something, too.
    const isMissing = this.logs.size === 0 && this.inForce.register === undefined && this.witness.registerBeginning !== undefined;
    return (changed.includes(true) || isMissing) && (await this.renew());
  }

  /**
   * It began with this entry, as the others know it who share it, or, where none is named, with the first of all that are here now. Where the entry is
   * not here, nothing is changed, or, where it is `awaited`, nobody holds any role until it is. Returns whether it says something else by that.
   */
  async beginWith(beginning: string | undefined, awaited: boolean): Promise<boolean> {
    const isHere = [...this.logs.values()].some(({ timeline }) => timeline.some(({ id }) => id === beginning));
    if (beginning !== undefined && !isHere && !awaited) return false;
    await this.witness.noteRegister(beginning, true);
    const isChanged = await this.renew();
    await this.remember();
    return isChanged;
  }

  /** Remembers with which entry it began, where that is not known yet: everybody has been read. */
  async remember(): Promise<void> {
    const { beginning } = this.inForce.register ?? {};
    if (beginning !== undefined) await this.witness.noteRegister(beginning);
  }

  private async renew(): Promise<boolean> {
    const before = this.inForce;
    // Most stores have nobody in it.
    const { registerOf } = await import('../domain/person/register');
    const register = registerOf(
      [...this.logs].map(([id, { timeline }]) => ({ id, timeline })),
      this.witness.registerBeginning,
    );
    const saysNothing = register.since === undefined && register.refused.length === 0;
    this.inForce = saysNothing ? {} : { register, fingerprint: registerFingerprint(register) };
    return this.inForce.fingerprint !== before.fingerprint;
  }

  /** Reads somebody's file where it is another. What cannot be read leaves what was read before; an entry that does not verify says nothing. */
  private async read(id: PersonId): Promise<boolean> {
    const file = fileOf(this.storeFolder, id);
    const version = await lookAt(file);
    if (version === undefined) return this.logs.delete(id);
    const known = this.logs.get(id);
    if (typeof version === 'string' || (known && isSameVersion(known.version, version))) return false;
    const read = await this.reader.log({ file, id });
    if (!read.ok || !read.value) return false;
    const faulty = new Set(read.value.faults.map(({ event }) => event));
    this.logs.set(id, { version, timeline: read.value.events.filter(event => !faulty.has(event.id)) });
    return true;
  }
}
