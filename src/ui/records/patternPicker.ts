import * as vscode from 'vscode';
import { staying } from '../editor/staying';
import type { IncidentId } from '../../domain/incident/incident';
import type { ProblemReason } from '../../app/knowledge';
import { isIncidentId, isRecordId } from '../../domain/records';
import { takenInto } from '../../domain/takenInto';
import { fill } from '../../words/words';
import { describeChance, describeNoFinding, describeWhole, nameFinding } from '../../words/describeFinding';
import { utcTime } from '../../exchange/utcTime';
import { localTime, words } from '../editor/hostWords';
import { withProgress } from '../editor/notify';
import { UserError } from '../editor/userError';
import type { Workspace } from '../workspace/workspace';

/** A pattern that was chosen: what it says, and its incidents. */
interface ChosenPattern {
  /** What it is called and says in a record, where it is read in other time zones. */
  readonly why: ProblemReason;
  readonly ids: readonly IncidentId[];
}

/** Lets the person choose one of the patterns of failure that are found now; undefined where nothing was chosen. */
export async function pickPattern(workspace: Workspace): Promise<ChosenPattern | undefined> {
  const store = workspace.requireStore();
  const source = { entries: store.entries(), repository: await workspace.findRepository() };
  const { findings: texts } = words;
  const found = await withProgress(texts.searching, async (_, signal) =>
    (await import('../../app/patterns')).patternsOf(source, new Date(), signal),
  );
  if (found?.length === 0) throw new UserError(describeNoFinding(words, source.entries.filter(({ id }) => isIncidentId(id)).length));
  const facts = (id: string) => {
    const entry = isRecordId(id) ? store.entry(id) : undefined;
    return entry?.type === 'record' ? entry.facts : undefined;
  };
  const called = (id: string): string => [id, facts(id)?.title].filter(Boolean).join(' ');
  const linked = { record: facts, linkingTo: (id: string) => store.linkingTo(id) };
  const items = (found ?? []).map(finding => {
    const taken = takenInto(finding, linked).map(id => fill(texts.takenInto, { id, title: facts(id)?.title ?? '' }));
    return {
      label: nameFinding(words, finding, localTime, called),
      detail: describeWhole(words, finding, localTime),
      why: { title: nameFinding(words, finding, utcTime, called), text: describeWhole(words, finding, utcTime) },
      description: [...taken, describeChance(words, finding)].filter(Boolean).join(' · '),
      ids: finding.ids.filter(isIncidentId),
    };
  });
  return found && vscode.window.showQuickPick(items, { title: texts.pick, matchOnDetail: true, ...staying });
}
