import { archiveEach, bringBackEach, completedYears } from '../../app/archive';
import type { IncidentId } from '../../domain/incident/incident';
import { counted } from '../../words/words';
import { chooseOne } from '../editor/ask';
import { words } from '../editor/hostWords';
import { confirm, mention } from '../editor/notify';
import { unlessRefused } from '../editor/refusedText';
import { UserError } from '../editor/userError';
import type { Workspace } from '../workspace/workspace';
import { withCount } from './withCount';

/** How long what came of it stands in the status bar (milliseconds). */
const mentioned = 8000;

/** Lets the person choose a year, and puts what was completed in it into the archive, on their word. */
export async function archiveYear(workspace: Workspace): Promise<void> {
  const now = new Date();
  const years = completedYears(workspace.requireStore().entries(), now);
  if (years.length === 0) throw new UserError(words.archive.nothing);
  const chosen = await chooseOne(
    words.archive.whichYear,
    years.map(value => ({
      label: String(value.year),
      told: counted(words, value.year >= now.getFullYear() ? words.archive.ofRunningYear : words.archive.ofYear, {
        count: value.incidents.length,
      }),
      value,
    })),
  );
  if (!chosen) return;
  const question = counted(words, words.archive.sure, { count: chosen.incidents.length, year: chosen.year });
  if (await confirm(question, words.archive.detail, words.archive.button)) await archiveIncidents(workspace, chosen.incidents);
}

/** Puts these incidents into the archive, and says what became of it. */
export async function archiveIncidents(workspace: Workspace, ids: readonly IncidentId[]): Promise<void> {
  const count = ids.length;
  const { done, refused } = await withCount(words.archive.progress, count, waiter => archiveEach(workspace.requireStore(), ids, waiter));
  mention(unlessRefused(counted(words, words.archive.archivedOf, { archived: done, count }), refused), mentioned);
}

/** Brings these incidents back from the archive, and says what became of it. */
export async function bringBack(workspace: Workspace, ids: readonly IncidentId[]): Promise<void> {
  const refused = await bringBackEach(workspace.requireStore(), ids);
  const count = ids.length;
  mention(unlessRefused(counted(words, words.archive.broughtBackOf, { back: count - refused.length, count }), refused), mentioned);
}
