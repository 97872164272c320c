import { eraseEach, erasableIncidents } from '../../app/erase';
import { counted, fill } from '../../words/words';
import { askLine, chooseSeveral } from '../editor/ask';
import { localTime, words } from '../editor/hostWords';
import { confirm, mention } from '../editor/notify';
import { unlessRefused } from '../editor/refusedText';
import { decisionSettings } from '../editor/settings';
import { UserError } from '../editor/userError';
import { requirePermitted } from '../workspace/permitted';
import { tellOfHistory, type RedactingPorts } from './redacting';
import { withCount } from './withCount';

/**
 * Erases incidents whose time is over (M 6.134): the person chooses among them, says why, and confirms what goes and what stays elsewhere. Of each its
 * tombstone is left. Who may not is told before anything is asked.
 */
export async function eraseIncidents({ workspace, showAnew, isShared }: RedactingPorts): Promise<void> {
  await requirePermitted(workspace, 'erase');
  const store = workspace.requireStore();
  const { retentionYears: years } = decisionSettings();
  if (years === 0) throw new UserError(words.erasure.noTime);
  const erasable = erasableIncidents(store.entries(), years, new Date().toISOString());
  if (erasable.length === 0) throw new UserError(counted(words, words.erasure.none, { count: years }));
  const chosen = await chooseSeveral(
    counted(words, words.erasure.which, { count: years }),
    erasable.map(({ id, facts }) => ({
      label: facts.title.trim() || words.tree.untitled,
      told: [id, fill(words.erasure.completed, { when: localTime(facts.closedAt ?? '') })].join(' · '),
      value: id,
    })),
  );
  const reason = chosen.length > 0 ? await askLine(words.erasure.why, counted(words, words.erasure.reason, { count: years })) : undefined;
  if (reason === undefined) return;
  const count = chosen.length;
  const detail = isShared() ? `${words.erasure.detail}\n\n${words.erasure.detailShared}` : words.erasure.detail;
  if (!(await confirm(counted(words, words.erasure.sure, { count }), detail, words.erasure.button))) return;
  const { done, refused } = await withCount(words.erasure.progress, count, waiter => eraseEach(store, chosen, reason, waiter));
  showAnew();
  if (done > 0 && isShared()) void tellOfHistory(words.sharing.erasedThere);
  mention(unlessRefused(counted(words, words.erasure.erasedOf, { erased: done, count }), refused), 8000);
}
