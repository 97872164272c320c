import { incidentArgument } from './namedRecord';
import * as vscode from 'vscode';
import { commandIds } from '../editor/contributions';
import type { EvidenceActions } from '../records/evidenceActions';
import type { Handlers } from './handlers';

/** Keeping content as evidence. */
export function evidenceCommands(evidence: EvidenceActions) {
  return {
    [commandIds.attachEvidence]: argument =>
      argument instanceof vscode.Uri ? evidence.attachFile(argument) : evidence.attach(incidentArgument.safeParse(argument).data?.id),
    [commandIds.attachSelection]: () => evidence.attachSelection(),
    [commandIds.attachTerminalSelection]: () => evidence.attachTerminal(),
  } satisfies Handlers;
}
