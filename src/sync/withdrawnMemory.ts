import { PrivateFile } from '../base/privateFile';
import type { Store } from '../store/store';
import type { Sharing } from './sharing';
import {
  rememberedOf,
  rememberedWithdrawnSchema,
  withdrawnAsRemembered,
  withdrawnTogether,
  type RememberedWithdrawn,
  type Withdrawn,
} from './withdrawn';

/** What this machine has heard of withdrawals, wherever the store is shared and was shared before: stopping to share takes none of it back. */
export class WithdrawnMemory {
  private readonly before: PrivateFile<RememberedWithdrawn>;

  constructor(
    private readonly store: Pick<Store, 'entry'>,
    file: string,
    largest: number,
  ) {
    this.before = new PrivateFile(file, rememberedWithdrawnSchema, largest);
  }

  /** All of it; `sharing`: how the store is shared now. Rejects where it cannot be read just now. */
  async all(sharing: Sharing | undefined): Promise<Withdrawn> {
    return withdrawnTogether(withdrawnAsRemembered(await this.before.readSurely()), withdrawnAsRemembered(sharing?.withdrawn));
  }

  /** As it is kept with how the store is shared. */
  remembered(withdrawn: Withdrawn): RememberedWithdrawn {
    return rememberedOf(withdrawn, id => this.store.entry(id) !== undefined);
  }

  /** Keeps it beyond the end of this sharing. */
  async outlive(sharing: Sharing | undefined): Promise<void> {
    const withdrawn = await this.all(sharing);
    if (withdrawn.size > 0) await this.before.write(this.remembered(withdrawn), { flush: true });
  }
}
