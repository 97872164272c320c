import path from 'node:path';
import * as vscode from 'vscode';
import { ToldAlerts } from '../../app/toldAlerts';
import { Debounce } from '../../base/debounce';
import { Disposables } from '../../base/disposables';
import { alertsOf, type Alert } from '../../domain/incident/alerts';
import { sha256 } from '../../store/hash';
import type { Store } from '../../store/store';
import { describeDueWhat, describeDueWhen } from '../../words/describeDue';
import { counted, fill } from '../../words/words';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { inform, warn } from '../editor/notify';
import { notifySetting } from '../editor/laterSettings';
import type { Rights } from '../workspace/rights';
import type { Workspace } from '../workspace/workspace';

/** A pull can bring many records at once (milliseconds). */
const settled = 1_000;
/** Alerts that one message names; more would not be read. */
const mostNamed = 3;

/** Tells the person of what the setting chooses, each once, whichever window and however often it is loaded anew. Never in an untrusted workspace. */
export class Alerts implements vscode.Disposable {
  private readonly begun = new Disposables();
  /** Those of which everything has been read: what was there before is no news. */
  private readonly read = new WeakSet<Store>();
  /** One for each folder and person, since it remembers what it has seen. */
  private readonly told = new Map<string, ToldAlerts>();
  private readonly lookingSoon = this.begun.add(
    new Debounce(() => {
      this.look().catch(this.report);
    }, settled),
  );

  constructor(
    private readonly workspace: Workspace,
    private readonly rights: Rights,
    private readonly storage: vscode.Uri,
    private readonly report: (error: unknown) => void,
  ) {
    const soon = (): void => {
      this.lookingSoon.soon();
    };
    this.begun.add(workspace.onDidChange(soon));
    this.begun.add(rights.onDidChange(soon));
    this.begun.every(60_000, soon);
    soon();
  }

  dispose(): void {
    this.begun.dispose();
  }

  private async look(): Promise<void> {
    const { store, folder } = this.workspace;
    if (!store || !folder || !this.rights.mayAct()) return;
    if (!this.read.has(store)) {
      await store.refresh();
      await store.settled();
      this.read.add(store);
    }
    const who = await this.workspace.actor();
    const now = new Date().toISOString();
    const alerts = store.entriesOf('incident').flatMap(({ id, facts }) => alertsOf(id, facts, who, now));
    const fresh = await this.toldOf(`${folder.path}\n${who.name}`).take(alerts, notifySetting());
    const news = await Promise.all(fresh.map(async alert => ((await isOwn(store, alert, who.name)) ? [] : [alert])));
    await tell(news.flat(), now, () => this.workspace.workIn(folder.path));
  }

  private toldOf(place: string): ToldAlerts {
    const told = this.told.get(place) ?? new ToldAlerts(path.join(this.storage.fsPath, 'alerts', sha256(place).slice(0, 32)));
    this.told.set(place, told);
    return told;
  }
}

/** Nobody is told of what they have just done themselves. */
async function isOwn(store: Store, { id, due }: Alert, name: string): Promise<boolean> {
  if (due) return false;
  const loaded = await store.load(id);
  return loaded.ok && loaded.value.record.timeline.at(-1)?.by.name === name;
}

/** One message, however much there is to tell; it opens the incident, or the list. */
async function tell(alerts: readonly Alert[], now: string, workThere: () => Promise<void>): Promise<void> {
  const [first, ...others] = alerts;
  if (!first) return;
  const { notify } = words;
  const texts = alerts.slice(0, mostNamed).map(alert => textOf(alert, now));
  const list = [...texts, ...(alerts.length > mostNamed ? ['…'] : [])].join('; ');
  const text = others.length === 0 ? textOf(first, now) : counted(words, notify.several, { count: alerts.length, list });
  const answer = await (alerts.some(({ due }) => due) ? warn : inform)(text, notify.open);
  if (answer !== notify.open) return;
  // The message may have stood there for hours.
  await workThere();
  if (others.length > 0) await vscode.commands.executeCommand(commandIds.showDue);
  else await vscode.commands.executeCommand(commandIds.openIncident, { id: first.id });
}

function textOf({ id, title, kind, due }: Alert, now: string): string {
  const { pressing, newP1, toMe } = words.notify;
  if (due) return fill(pressing, { incident: id, what: describeDueWhat(words, due.what), due: describeDueWhen(words, due, now) });
  return fill(kind === 'newP1' ? newP1 : toMe, { incident: id, title });
}
