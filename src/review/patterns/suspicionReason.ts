import type { Suspicion } from '../../domain/incident/finding';

/** A reason for asking whether an incident is a security incident, and the incidents that it follows from. */
export interface SuspicionReason {
  readonly reason: Suspicion;
  /** The account, address, host, component or incident that it is about. */
  readonly detail: string;
  readonly ids: readonly string[];
  /** What it is the same of, where a reason is likelier of one than of another. */
  readonly of?: string;
}
