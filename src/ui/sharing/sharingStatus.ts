import * as vscode from 'vscode';
import type { SharedStore } from '../../app/sharing/sharedStore';
import { leftOutRecords } from '../../app/sharing/leftOut';
import { conditionOf, needsPerson, type SharingCondition } from '../../app/sharing/ways';
import { Disposables } from '../../base/disposables';
import { counted, fill } from '../../words/words';
import { commandIds, contextKeys } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { setContext } from '../editor/setContext';
import { sharingText } from './sharingText';
import type { WindowSharing } from './windowSharing';

/** Whether what was recorded is with the others, in the status bar; it warns where a person has to do something. Hidden while nothing is shared. */
export class SharingStatus implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly item = this.begun.add(vscode.window.createStatusBarItem('faultline.sharing', vscode.StatusBarAlignment.Left, 49));

  constructor(sharing: WindowSharing) {
    this.item.name = words.sharing.bar.name;
    this.item.command = commandIds.showSharing;
    this.begun.add(
      sharing.onDidChange(shared => {
        this.draw(shared);
      }),
    );
    this.draw(sharing.shared);
  }

  dispose(): void {
    this.begun.dispose();
  }

  /** Where two branches share it, what stands worse, and what one or the other lacks. */
  private draw(shared: SharedStore | undefined): void {
    void setContext(contextKeys.isShared, shared?.state.sharing !== undefined);
    if (!shared?.state.sharing) return this.item.hide();
    const condition = conditionOf(shared.state);
    const [icon, text] = signOf(condition);
    const counts = { unsent: shared.waiting.length, leftOut: leftOutRecords(shared.leftOut).size };
    const told = (['unsent', 'leftOut'] as const).filter(of => counts[of] > 0 && condition !== 'busy');
    this.item.text = `$(${icon}) ${[text, ...told.map(of => fill(words.sharing.bar[of], { count: counts[of] }))].join(' · ')}`;
    const { found } = shared.of('all').state;
    // As the last sync found it: this is drawn with each record that is taken.
    const kept = found && !shared.of('fewer').state.sharing ? found.kept.length : 0;
    const stays = kept > 0 ? [counted(words, words.sharing.keptHere, { count: kept })] : [];
    this.item.tooltip = [...shared.shared.map(({ state }) => sharingText(state)), ...stays].join('\n');
    this.item.backgroundColor = needsPerson(condition) ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.show();
  }
}

function signOf(condition: SharingCondition): readonly [icon: string, text: string] {
  const { bar } = words.sharing;
  switch (condition) {
    case 'busy':
      return ['sync~spin', bar.busy];
    case 'shared':
    case 'unsent':
    case 'busyHere':
    case 'notYet':
    case 'notShared':
      return ['sync', bar.shared];
    case 'offline':
    case 'timeout':
    case 'busyRemote':
      return ['debug-disconnect', bar.offline];
    case 'noRight':
      return ['lock', bar.noRight];
    case 'signIn':
      return ['key', bar.signIn];
    default:
      return ['warning', bar.failed];
  }
}
