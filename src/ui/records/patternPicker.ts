import * as vscode from 'vscode';
import { staying } from '../editor/staying';
import type { IncidentId } from '../../domain/incident/incident';
import { isIncidentId } from '../../domain/records';
import { describeChance, describeNoFinding, describeWhole } from '../../words/describeFinding';
import { utcTime } from '../../exchange/utcTime';
import { localTime, words } from '../editor/hostWords';
import { withProgress } from '../editor/notify';
import { UserError } from '../editor/userError';
import type { Workspace } from '../workspace/workspace';

/** A pattern that was chosen: what it says, and its incidents. */
interface ChosenPattern {
  readonly detail: string;
  /** What it says in a record, where it is read in other time zones. */
  readonly said: string;
  readonly ids: readonly IncidentId[];
}

/** Lets the person choose one of the patterns of failure that are found now; undefined where nothing was chosen. */
export async function pickPattern(workspace: Workspace): Promise<ChosenPattern | undefined> {
  const source = { entries: workspace.requireStore().entries(), repository: await workspace.findRepository() };
  const { findings: texts } = words;
  const found = await withProgress(texts.searching, async (_, signal) =>
    (await import('../../app/patterns')).patternsOf(source, new Date(), signal),
  );
  if (found?.length === 0) throw new UserError(describeNoFinding(words, source.entries.filter(({ id }) => isIncidentId(id)).length));
  const items = (found ?? []).map(finding => ({
    label: texts.pattern[finding.pattern],
    detail: describeWhole(words, finding, localTime),
    said: describeWhole(words, finding, utcTime),
    description: describeChance(words, finding) ?? '',
    ids: finding.ids.filter(isIncidentId),
  }));
  return found && vscode.window.showQuickPick(items, { title: texts.pick, matchOnDetail: true, ...staying });
}
