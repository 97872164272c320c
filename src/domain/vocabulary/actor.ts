import * as z from 'zod';

/** The four roles of the process (M 6.64, M 6.124). */
export const roles = ['administrator', 'developer', 'itManager', 'securityOfficer'] as const;

/** One of the four roles. */
export type Role = (typeof roles)[number];

/** Who acts, as it is written into every event; in canonical order, so that what is parsed is hashed as it is (`canonicalText`). */
export const actorSchema = z.object({ email: z.string().max(320), name: z.string().min(1).max(200), role: z.enum(roles) });

/** The acting person and the role they act in. */
export type Actor = Readonly<z.infer<typeof actorSchema>>;

/** True where two acted as one person, whatever the role: by the address, and by the name where there is none. */
export function isSamePerson(a: Pick<Actor, 'name' | 'email'>, b: Pick<Actor, 'name' | 'email'>): boolean {
  return a.email === '' || b.email === '' ? a.name === b.name : a.email.toLowerCase() === b.email.toLowerCase();
}

/** True where this is the person that is named: names as people type them, and as their machines compose accents (some keep `ü` as two characters). */
export function isNamed(named: string | undefined, name: string): boolean {
  return named !== undefined && name.trim() !== '' && asTyped(named) === asTyped(name);
}

function asTyped(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}
