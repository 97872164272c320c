import * as z from 'zod';
import type { Stamp } from './stamp';

/** How an approval was given that somebody else records. */
export const approvalWays = ['phone', 'mail', 'inPerson'] as const;

/** An approval that was given elsewhere: by whom, how, and where that can be looked up. */
export const onBehalfSchema = z.object({ person: z.string().min(1).max(1000), how: z.enum(approvalWays), reference: z.string().max(1000) });

/** Such an approval. */
export type OnBehalf = Readonly<z.infer<typeof onBehalfSchema>>;

/** A release: who made the entry and when; `onBehalf` until whoever gave it has confirmed it by a release of their own. */
export interface Release extends Stamp {
  readonly onBehalf?: OnBehalf;
}

/** The IT manager was asked for the release of a measure: by whom and when; `refused` where they said no, and why. */
export interface ReleaseRequest extends Stamp {
  readonly refused?: Stamp & { readonly reason: string };
}
