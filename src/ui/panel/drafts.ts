import type * as vscode from 'vscode';
import { draftSchema, type Draft } from '../../protocol/incidentPanel';

/** Typed and unsaved input by incident, kept with the workspace so that closing a panel loses nothing. */
export class Drafts {
  constructor(private readonly memory: vscode.Memento) {}

  /** The draft of an incident; undefined when there is none. */
  get(id: string): Draft | undefined {
    const parsed = draftSchema.safeParse(this.memory.get(key(id)));
    return parsed.success ? parsed.data : undefined;
  }

  /** Keeps the draft, or forgets it when it is empty. */
  set(id: string, draft: Draft): void {
    const empty = Object.keys(draft.patch).length === 0 && Object.keys(draft.typed).length === 0;
    void this.memory.update(key(id), empty ? undefined : draft);
  }
}

function key(id: string): string {
  return `draft.${id}`;
}
