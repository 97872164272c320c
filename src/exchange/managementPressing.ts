import { pressingCodes, type PressingCode } from '../domain/incident/pressing';
import { fill, type Words } from '../words/words';
import type { ManagementReport } from './managementContent';
import { countOf, namedItems, nameOf } from './managementNames';
import { pressingSaid } from './pressingText';
import type { ReportSection } from './reportSection';

/** What whoever answers for security must know on the day the report is made, the worst first: of all incidents, whenever they were recorded. */
export function pressingSection({ pressing, byPriority: { at } }: ManagementReport, words: Words): ReportSection {
  const texts = words.managementReport.pressing;
  const said = <C extends PressingCode>(code: C) => ({
    title: texts.titles[code],
    items: namedItems(words, pressing[code], incident =>
      fill(texts.item, { ...nameOf(words, incident), said: pressingSaid(code, incident.thing, words, at) }),
    ),
  });
  const there = pressingCodes.filter(code => countOf(pressing[code]) > 0);
  return {
    title: fill(texts.title, { at: at.slice(0, 10) }),
    texts: [there.length > 0 ? texts.text : texts.nothing],
    table: { head: [texts.what, texts.count], rows: pressingCodes.map(code => [texts.counts[code], String(countOf(pressing[code]))]) },
    parts: there.map(said),
  };
}

/** The same in one line. */
export function pressingInShort({ pressing, byPriority: { at } }: ManagementReport, words: Words): string {
  const { short, counts, inShort, none } = words.managementReport.pressing;
  const things = pressingCodes.flatMap(code => {
    const count = countOf(pressing[code]);
    return count > 0 ? [fill(inShort, { what: counts[code], count })] : [];
  });
  return fill(short, { at: at.slice(0, 10), things: things.length > 0 ? things.join('; ') : none });
}
