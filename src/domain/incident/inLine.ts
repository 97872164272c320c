import { maxLineLength } from '../forms/field';
import type { EventDraft } from '../record/event';
import { incidentEvent } from './event';

/** A text as a line holds it: its beginning, marked, where it is longer. */
export function inLine(text: string): string {
  return text.length > maxLineLength ? `${text.slice(0, maxLineLength - 1)}…` : text;
}

/** Those of these texts that are longer than a line, whole, as comments beside what holds their beginning. */
export function wholeTexts(texts: readonly string[]): readonly EventDraft[] {
  return texts.flatMap(text => (text.length > maxLineLength ? [incidentEvent('record.commented', { text })] : []));
}
