import { keysOf } from '../domain/person/keys';
import type { WhoseKey } from '../domain/record/proof';
import type { Store } from '../store/store';

/** Whose keys are whose by the people's records of a store, read anew where one has changed; what does not verify says nothing. */
export class StoredKeys {
  private known: { readonly version: string; readonly keys: Promise<WhoseKey | undefined> } | undefined;

  constructor(private readonly store: () => Pick<Store, 'entriesOf' | 'load' | 'folder' | 'register'> | undefined) {}

  /** Undefined where nobody has entered a key. */
  async current(): Promise<WhoseKey | undefined> {
    const store = this.store();
    if (!store) return undefined;
    const version = [
      store.folder,
      store.register()?.beginning,
      ...store.entriesOf('person').map(({ id, version: of }) => `${id} ${of}`),
    ].join('\n');
    if (this.known?.version !== version) this.known = { version, keys: read(store) };
    return this.known.keys;
  }
}

async function read(store: Pick<Store, 'entriesOf' | 'load' | 'register'>): Promise<WhoseKey | undefined> {
  const loaded = await Promise.all(store.entriesOf('person').map(({ id }) => store.load(id)));
  return keysOf(
    loaded.flatMap(read => {
      if (!read.ok) return [];
      const { record, faults } = read.value;
      const faulty = new Set(faults.map(({ event }) => event));
      // The same entries as the register is made of: else it would know other keepers here than it has.
      return [{ ...record, timeline: record.timeline.filter(({ id }) => !faulty.has(id)) }];
    }),
    store.register()?.refused ?? [],
  );
}
