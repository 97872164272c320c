import { setAsideSchema, type SetAside } from '../../domain/incident/finding';
import { KeptList, type ReaderMemory } from './keptList';

/** Most notes that are kept. */
const mostNotes = 500;

/** What a reader has put aside of the patterns of failure. */
export class AsideNotes {
  private readonly list: KeptList<SetAside>;

  constructor(memory: ReaderMemory) {
    this.list = new KeptList(memory, { key: 'findings.aside', schema: setAsideSchema, nameOf: ({ key }) => key, most: mostNotes });
  }

  /** All of them. */
  all(): readonly SetAside[] {
    return this.list.items;
  }

  /** Puts a finding aside; without a note it is taken up again. */
  set(key: string, note: string | undefined): Promise<void> {
    return note === undefined ? this.list.forget(key) : this.list.keep({ key, note, at: new Date().toISOString() });
  }
}
