import { addDays, isEarlierInstant, isInstant, type Instant } from '../../domain/foundation/time';
import { namedPeriods, periodBefore, type Period } from '../../domain/incident/period';
import { daysOf } from '../../words/figures/describeFigures';
import { askChecked, chooseOne } from '../editor/ask';
import { words } from '../editor/hostWords';

/** Asks for a period; undefined when it is put away. */
export async function askPeriod(): Promise<Period | undefined> {
  const { managementReport: texts, figures } = words;
  const now = new Date().toISOString();
  const named = namedPeriods.map(name => {
    const value = periodBefore(name, now);
    const { from, to } = daysOf(value);
    return { label: figures.periods[name], told: `${from} – ${to}`, value };
  });
  const chosen = await chooseOne<Period | 'fromTo'>(texts.whichPeriod, [...named, { label: texts.fromTo, value: 'fromTo' }]);
  return chosen === 'fromTo' ? askDays() : chosen;
}

/** The last day belongs to the period. */
async function askDays(): Promise<Period | undefined> {
  const { managementReport: texts } = words;
  const notRead = (line: string): string | undefined => (startOf(line) === undefined ? texts.noDay : undefined);
  const first = await askChecked(texts.from, '', notRead, texts.day);
  const from = first === undefined ? undefined : startOf(first);
  if (from === undefined) return undefined;
  const wrong = (line: string): string | undefined => {
    const day = startOf(line);
    return day !== undefined && isEarlierInstant(day, from) ? texts.backwards : notRead(line);
  };
  const last = await askChecked(texts.to, '', wrong, texts.day);
  const lastDay = last === undefined || wrong(last) !== undefined ? undefined : startOf(last);
  return lastDay === undefined ? undefined : { from, to: addDays(lastDay, 1) };
}

function startOf(day: string): Instant | undefined {
  const start = `${day}T00:00:00.000Z`;
  return isInstant(start) ? start : undefined;
}
