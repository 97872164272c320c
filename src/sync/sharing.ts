import * as z from 'zod';
import { epochOfBranch } from './epoch';
import { markerSchema, type Audience } from './layout';
import { rememberedWithdrawnSchema } from './withdrawn';
import { isBranchName, isRemoteAddress, placeOf, type RemoteAddress } from './address';

/** The branch that carries records where nobody names another. */
export const defaultBranches: Readonly<Record<Audience, string>> = { all: 'faultline/store', fewer: 'faultline/restricted' };

/**
 * With whom a store is shared, and what this machine saw of it last. Kept by the machine, outside the store and outside the engine: no workspace can
 * say where records go, and who deletes the cache does not delete the memory of what was there.
 */
export const sharingSchema = z.object({
  address: z.string().refine(isRemoteAddress, 'not an address'),
  branch: z.string().refine(isBranchName, 'not a branch'),
  store: markerSchema.shape.store,
  epoch: markerSchema.shape.epoch,
  audience: z.enum(['all', 'fewer']).default('all'),
  /** The last commit of the branch whose records were all taken. */
  lastCommit: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .optional(),
  /** The entry with which the register of people began, as the branch named it when this machine first agreed. */
  register: markerSchema.shape.register,
  /** Records (or `everybody`, for people, known or not) of which not all that the branch had could be taken up to then: it is gone through from its beginning before they go there. */
  unheard: z.array(z.string()).readonly().optional(),
  /** What goes no longer to all. */
  withdrawn: rememberedWithdrawnSchema.optional(),
  /** The epoch that was about to be begun. */
  begins: markerSchema.shape.epoch.optional(),
  /** True until the branches of the epochs before this one have been taken away. */
  endsLast: z.boolean().optional(),
  /** Which of them still stands; the number before this one where nothing is said. */
  endsEpoch: markerSchema.shape.epoch.optional(),
});

/** With whom a store is shared. */
export type Sharing = Readonly<z.infer<typeof sharingSchema>>;

/** True where two would be one branch of one remote, now or in a later epoch, as far as their addresses say. */
export function isSamePlace(one: Pick<Sharing, 'address' | 'branch'>, other: Pick<Sharing, 'address' | 'branch'>): boolean {
  const isSameBranch = epochOfBranch(one.branch, other.branch) ?? epochOfBranch(other.branch, one.branch);
  return isSameBranch !== undefined && plainPlace(one.address) === plainPlace(other.address);
}

/** A slash or `.git` at its end leads nowhere else. */
function plainPlace(address: RemoteAddress): string {
  return placeOf(address)
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}
