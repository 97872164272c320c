import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables';
import { describeDue } from '../../words/describe';
import { viewIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { counted, fill } from '../../words/words';
import type { StoreSource } from '../workspace/workspace';
import { allOpenGaps, overviewOf } from './overview';

/** Gaps that the tooltip names; more would fill the screen. */
const gapsShown = 8;

/** The number of open incidents and the most urgent clock. Hidden while there is nothing to say. */
export class StatusBar implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly item = this.begun.add(vscode.window.createStatusBarItem('faultline.status', vscode.StatusBarAlignment.Left, 50));

  constructor(private readonly records: StoreSource) {
    this.item.name = 'Faultline';
    this.item.command = `${viewIds.incidents}.focus`;
    const draw = (): void => {
      this.draw();
    };
    this.begun.add(records.onDidChange(draw));
    this.begun.every(60_000, draw);
    draw();
  }

  dispose(): void {
    this.begun.dispose();
  }

  private draw(): void {
    const entries = this.records.store?.entries() ?? [];
    const { open, urgent } = overviewOf(entries);
    if (open === 0) return this.item.hide();
    const now = new Date().toISOString();
    const gaps = allOpenGaps(entries, now);
    const due = urgent && describeDue(words, urgent.clock.due, now);
    this.item.text = `$(pulse) ${fill(words.status.open, { incidents: open })}${due ? ` $(watch) ${due}` : ''}${gaps.length > 0 ? ` $(shield) ${gaps.length}` : ''}`;
    this.item.tooltip = [
      urgent && due
        ? counted(words, words.status.tooltip, {
            count: open,
            clock: fill(words.status.clock, { incident: urgent.id, duty: words.duty[urgent.clock.duty], due }),
          })
        : counted(words, words.status.tooltipNoClock, { count: open }),
      ...(gaps.length > 0 ? [fill(words.status.gaps, { gaps: gaps.length })] : []),
      ...gaps
        .slice(0, gapsShown)
        .map(({ id, safeguard, component }) =>
          fill(words.status.gap, { incident: id, gap: component ? fill(words.page.gapOn, { safeguard, component }) : safeguard }),
        ),
      ...(gaps.length > gapsShown ? ['…'] : []),
    ].join('\n');
    this.item.backgroundColor = urgent && urgent.clock.due < now ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.show();
  }
}
