import * as vscode from 'vscode';
import { allDue } from '../../app/allDue';
import { Disposables } from '../../base/disposables';
import { describeDueWhat, describeDueWhen } from '../../words/describeDue';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { plainLabel } from '../../words/plain';
import { counted, fill } from '../../words/words';
import type { StoreSource } from '../workspace/workspace';
import { allOpenGaps, overviewOf } from './overview';

/** Gaps, and things due, that the tooltip names; more would fill the screen. */
const rowsShown = 8;

/**
 * How many incidents are open and how much is due, and what must not be overlooked in other folders of the window; it warns when something is
 * overdue, and opens the list. Hidden while there is nothing to say.
 */
export class StatusBar implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly item = this.begun.add(vscode.window.createStatusBarItem('faultline.status', vscode.StatusBarAlignment.Left, 50));

  constructor(private readonly records: StoreSource) {
    this.item.name = 'Faultline';
    const draw = (): void => {
      this.draw();
    };
    this.begun.add(records.onDidChange(draw));
    this.begun.add(records.onDidChangeOthers(draw));
    this.begun.every(60_000, draw);
    draw();
  }

  dispose(): void {
    this.begun.dispose();
  }

  private draw(): void {
    const { store, folderName } = this.records;
    const others = this.records.others.filter(({ isEmpty }) => !isEmpty);
    const entries = store?.entries() ?? [];
    const { open } = overviewOf(entries);
    const now = new Date().toISOString();
    const due = allDue(entries, now);
    const isQuiet = open === 0 && due.length === 0;
    if (isQuiet && others.length === 0) return this.item.hide();
    const gaps = allOpenGaps(entries, now);
    this.item.text = [
      `$(pulse) ${ofFolder(folderName, fill(words.status.open, { incidents: open }))}`,
      ...(due.length > 0 ? [`$(watch) ${fill(words.status.due, { due: due.length })}`] : []),
      ...(gaps.length > 0 ? [`$(shield) ${gaps.length}`] : []),
      ...others.flatMap(({ name, alert }) => (alert === undefined ? [] : [`$(root-folder) ${ofFolder(name, alert)}`])),
    ].join(' ');
    this.item.tooltip = [
      ofFolder(folderName, counted(words, words.status.tooltip, { count: open })),
      ...due
        .slice(0, rowsShown)
        .map(({ id, what, at }) =>
          fill(words.status.dueOf, { incident: id, what: describeDueWhat(words, what), due: describeDueWhen(words, { what, at }, now) }),
        ),
      ...(due.length > rowsShown ? ['…'] : []),
      ...(gaps.length > 0 ? [fill(words.status.gaps, { gaps: gaps.length })] : []),
      ...gaps
        .slice(0, rowsShown)
        .map(({ id, safeguard, component }) =>
          fill(words.status.gap, { incident: id, gap: component ? fill(words.page.gapOn, { safeguard, component }) : safeguard }),
        ),
      ...(gaps.length > rowsShown ? ['…'] : []),
      ...others.map(({ name, told }) => ofFolder(name, told)),
    ].join('\n');
    // Where nothing is to be done here, the way to where something is.
    this.item.command = isQuiet ? commandIds.switchFolder : commandIds.showDue;
    this.item.backgroundColor = [...due, ...others].some(({ isOver }) => isOver)
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.item.show();
  }
}

function ofFolder(folder: string | undefined, what: string): string {
  return folder === undefined ? what : fill(words.folders.alert, { folder: plainLabel(folder), what });
}
