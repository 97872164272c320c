import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { SuspectSearches } from '../../app/suspects/searches';
import { whyNone } from '../../app/suspects/suspectSearch';
import { Disposables } from '../../base/disposables';
import type { IncidentId } from '../../domain/incident/incident';
import type { Suspect } from '../../review/suspects/suspect';
import { describeReason } from '../../words/describe';
import { commitLabel, plainLabel } from '../../words/plain';
import { localTime, words } from '../editor/hostWords';
import { fill } from '../../words/words';
import type { BisectRun } from './bisectRun';
import type { SuspectActions } from './suspectActions';
import { search } from './searchShown';
import { notesText } from './searchText';
import { suspectFacts, confidenceIcons } from './suspectText';
import { inform } from '../editor/notify';
import { staying } from '../editor/staying';

/** What the picker uses. */
export interface SuspectPickerPorts {
  readonly searches: SuspectSearches;
  readonly actions: SuspectActions;
  readonly bisect: Pick<BisectRun, 'start'>;
}

/** A commit, or what the search could not do. */
interface SuspectItem extends vscode.QuickPickItem {
  readonly suspect?: Suspect;
  readonly note?: string;
}

/** Shows the suspects of an incident as they are found, and asks what to do with the one that is chosen. Closing it ends the search. */
export async function pickSuspect(incident: IncidentId, ports: SuspectPickerPorts): Promise<void> {
  const suspect = await choose(incident, ports.searches);
  if (!suspect) return;
  const { actions, bisect } = ports;
  const { sha } = suspect;
  const ways = [
    { label: words.suspects.do.open, run: () => actions.openDiff(incident, sha) },
    { label: words.suspects.do.suspect, run: () => actions.judge(incident, sha, 'suspected') },
    { label: words.suspects.do.confirm, run: () => actions.judge(incident, sha, 'confirmed') },
    { label: words.suspects.do.ruleOut, run: () => actions.judge(incident, sha, 'ruledOut') },
    { label: words.suspects.do.whole, run: () => actions.openWhole(sha) },
    { label: words.suspects.do.blame, run: () => actions.openBlame(incident, sha) },
    { label: words.suspects.do.bisect, run: () => bisect.start(incident, sha) },
  ];
  const way = await vscode.window.showQuickPick(ways, { title: plainLabel(`${sha.slice(0, 8)} ${suspect.subject}`), ...staying });
  await way?.run();
}

async function choose(incident: IncidentId, searches: SuspectSearches): Promise<Suspect | undefined> {
  const begun = new Disposables();
  const picker = begun.add(vscode.window.createQuickPick<SuspectItem>());
  picker.title = fill(words.suspects.pick, { incident });
  picker.placeholder = words.suspects.running;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.keepScrollPosition = true;
  Object.assign(picker, staying);
  picker.busy = true;
  const draw = (): void => {
    const known = searches.of(incident);
    if (!known) return;
    const { suspects, notes, firstSeen, running } = known;
    const told = notes.map(note => notesText({ notes: [note], firstSeen }));
    const [chosen] = picker.activeItems;
    // Whoever stays at the first one is looking for the most suspect.
    const isMoved = chosen !== undefined && chosen !== picker.items[0];
    const items = [...suspects.map(suspect => suspectItem(suspect, firstSeen)), ...told.map(noteItem)];
    if (!isDeepStrictEqual(items, picker.items)) {
      picker.items = items;
      const same = isMoved ? items.find(item => keyOf(item) === keyOf(chosen)) : items[0];
      // Said also of the first one: until the editor answers, what was active in the list before would be taken for moved to.
      if (same && (isMoved || picker.value === '')) picker.activeItems = [same];
    }
    picker.busy = running;
    const without = told.length > 0 ? told.join(' ') : words.suspects[whyNone(known)];
    picker.placeholder = running ? words.suspects.running : suspects.length > 0 ? words.suspects.choose : without;
  };
  begun.add(
    searches.onDidChange(id => {
      if (id === incident) draw();
    }),
  );
  picker.show();
  try {
    const picked = new Promise<Suspect | undefined>(resolve => {
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        // The row has no room for all of it.
        if (item?.note !== undefined) void inform(item.note);
        else resolve(item?.suspect);
      });
      picker.onDidHide(() => {
        if (picker.selectedItems[0]?.suspect === undefined) searches.cancel(incident);
        resolve(undefined);
      });
    });
    // A search that fails ends the picker with its reason; one that succeeds leaves the choice to the person.
    const failed = search(searches, incident).then(() => picked);
    return await Promise.race([picked, failed]);
  } finally {
    begun.dispose();
  }
}

function noteItem(note: string): SuspectItem {
  return { note, label: `$(info) ${plainLabel(note)}` };
}

function keyOf({ suspect, note }: SuspectItem): string | undefined {
  return suspect?.sha ?? note;
}

function suspectItem(suspect: Suspect, firstSeen: string): SuspectItem {
  return {
    suspect,
    label: `$(${confidenceIcons[suspect.confidence]}) ${plainLabel(commitLabel(suspect))}`,
    description: plainLabel(suspectFacts(suspect, firstSeen).join(' · ')),
    detail: plainLabel(suspect.reasons.map(reason => describeReason(words, reason, localTime)).join(' · ')),
  };
}
