import * as vscode from 'vscode';
import { commandIds } from '../editor/contributions';
import type { EvidenceActions } from '../records/evidenceActions';
import type { Handlers } from './handlers';
import { incidentArgument } from './recordArgument';

/** Keeping content as evidence. */
export function evidenceCommands(evidence: EvidenceActions) {
  return {
    [commandIds.attachEvidence]: argument =>
      argument instanceof vscode.Uri ? evidence.attachFile(argument) : evidence.attach(incidentArgument.safeParse(argument).data),
    [commandIds.attachSelection]: () => evidence.attachSelection(),
    [commandIds.attachTerminalSelection]: () => evidence.attachTerminal(),
  } satisfies Handlers;
}
