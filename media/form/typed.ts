import { maxLineLength, maxRows, maxTextLength, type Column, type Field } from '../../src/domain/forms/field';
import { parseTime, type Instant } from '../../src/domain/foundation/time';
import { isDayBeforeMonth } from '../shared/time';

/** Why a text is no value of its field, with the length or number that is too much and its limit. */
export type TextFault = { readonly code: 'tooLong' | 'tooMany'; readonly is: number; readonly limit: number } | { readonly code: 'noTime' };

/** Why what stands in a field's control cannot be saved; undefined where it can. */
export function textFault(field: Field | Column, text: string): TextFault | undefined {
  switch (field.kind) {
    case 'line':
    case 'text':
      return tooLong(text.length, field.kind === 'line' ? maxLineLength : maxTextLength);
    case 'names': {
      const names = namesIn(text);
      const many: TextFault | undefined = names.length > maxRows ? { code: 'tooMany', is: names.length, limit: maxRows } : undefined;
      return tooLong(Math.max(0, ...names.map(name => name.length)), maxLineLength) ?? many;
    }
    case 'time':
      return text.trim() === '' || timeIn(text) !== undefined ? undefined : { code: 'noTime' };
    default:
      return undefined;
  }
}

/** The names in a text, one a line. */
export function namesIn(text: string): readonly string[] {
  return text
    .split('\n')
    .map(name => name.trim())
    .filter(name => name !== '');
}

/** The time that a text means, as the reader writes times. */
export function timeIn(text: string): Instant | undefined {
  return parseTime(text, new Date(), isDayBeforeMonth());
}

function tooLong(is: number, limit: number): TextFault | undefined {
  return is > limit ? { code: 'tooLong', is, limit } : undefined;
}
