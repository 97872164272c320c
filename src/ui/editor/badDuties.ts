import * as vscode from 'vscode';
import { counted, fill } from '../../words/words';
import { words } from './hostWords';
import { warn } from './notify';
import { isChanged, ownDutiesSetting } from './settings';

/** Says which rows of the setting `faultline.duties` cannot be used, with the field and why: at the start, and when the setting changes. */
export function warnOfBadDuties(): vscode.Disposable {
  void warnNow();
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (isChanged(event, 'duties')) void warnNow();
  });
}

async function warnNow(): Promise<void> {
  const { badDuty } = words;
  const { faults } = ownDutiesSetting();
  if (faults.length === 0) return;
  const rows = faults.map(({ row, id, field, why }) =>
    fill(badDuty.row, { row, id: id === '' ? badDuty.noId : id, field, why: badDuty.why[why] }),
  );
  const pressed = await warn(counted(words, badDuty.told, { count: faults.length, rows: rows.join('; ') }), badDuty.open);
  if (pressed !== undefined) await vscode.commands.executeCommand('workbench.action.openSettings', 'faultline.duties');
}
