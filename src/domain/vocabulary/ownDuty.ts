import * as z from 'zod';
import { isDutyId, type DutyTiming } from './duties';

/** Ids of an organisation's own duties: words joined by hyphens, so that none is ever one of the table. */
export const ownDutyId = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;

/** Most rows that a setting or an entry can have. */
const mostOwnDuties = 100;

const text = z.string().trim().min(1).max(500);
const amount = z.number().int().min(1).max(10_000);

/**
 * A reporting duty of the organisation's own (setting `faultline.duties`): contract, insurer, sector. It counts from awareness, or from the
 * sending of the notice of the duty `after`; without hours, days or months it is due without undue delay.
 */
const ownDutySchema = z
  .strictObject({
    id: z.string().max(64).regex(ownDutyId),
    title: text,
    source: text.optional(),
    binds: text.optional(),
    after: z.string().max(64).optional(),
    hours: amount.optional(),
    days: amount.optional(),
    months: amount.max(120).optional(),
    contains: z.array(text).max(50).optional(),
  })
  .refine(({ hours, days, months }) => [hours, days, months].filter(term => term !== undefined).length <= 1, {
    path: ['hours'],
    message: 'only one of hours, days and months',
  });

/** A reporting duty of the organisation's own. */
export type OwnDuty = Readonly<z.infer<typeof ownDutySchema>>;

/** Rules of such duties, as an entry holds those that it decides. */
export const ownDutiesSchema = z.array(ownDutySchema).max(mostOwnDuties);

/** What can be wrong with a field of a row: nothing in it, of another kind, not written as an id is, too small or large, unknown, a second term, said twice, names no duty, waits for one that never starts, is one too many. */
type OwnDutyFaultCode = 'missing' | 'kind' | 'id' | 'size' | 'unknown' | 'terms' | 'twice' | 'lost' | 'idle' | 'tooMany';

/** A row of the setting that is none: which (from 1), its id where it has one, which field, and why. */
export interface OwnDutyFault {
  readonly row: number;
  readonly id: string;
  readonly field: string;
  readonly why: OwnDutyFaultCode;
}

/** The rows of the setting that can be used, and what is wrong with each of the others. */
export interface ReadOwnDuties {
  readonly duties: readonly OwnDuty[];
  readonly faults: readonly OwnDutyFault[];
}

/** Reads the setting row by row: a bad row is named, and the others count. */
export function readOwnDuties(rows: readonly unknown[]): ReadOwnDuties {
  const parsed: { readonly duty: OwnDuty; readonly row: number }[] = [];
  const faults: OwnDutyFault[] = [];
  for (const [index, value] of rows.slice(0, mostOwnDuties).entries()) {
    const row = index + 1;
    const result = ownDutySchema.safeParse(value);
    if (!result.success) {
      const [issue] = result.error.issues;
      const field = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '');
      faults.push({ row, id: idIn(value), field: field === '' ? 'id' : field, why: issue ? codeOf(issue, value) : 'kind' });
    } else if (parsed.some(({ duty }) => duty.id === result.data.id)) faults.push({ row, id: result.data.id, field: 'id', why: 'twice' });
    else parsed.push({ duty: result.data, row });
  }
  const isKnown = (id: string): boolean => isDutyId(id) || parsed.some(({ duty }) => duty.id === id);
  const starting = startingOf(parsed.map(({ duty }) => duty));
  for (const { duty, row } of parsed) {
    const { id, after = '' } = duty;
    if (!starting.has(duty)) faults.push({ row, id, field: 'after', why: after === id || !isKnown(after) ? 'lost' : 'idle' });
  }
  if (rows.length > mostOwnDuties) faults.push({ row: mostOwnDuties + 1, id: idIn(rows[mostOwnDuties]), field: 'id', why: 'tooMany' });
  return { duties: parsed.map(({ duty }) => duty).filter(duty => starting.has(duty)), faults: faults.sort((a, b) => a.row - b.row) };
}

/** The duties that can start: from awareness, after one of the table, or after another of them that can. */
function startingOf(duties: readonly OwnDuty[]): ReadonlySet<OwnDuty> {
  const starting = new Set<OwnDuty>();
  const ids = new Set<string>();
  let before: number;
  do {
    before = starting.size;
    for (const duty of duties) {
      if (duty.after !== undefined && !isDutyId(duty.after) && !ids.has(duty.after)) continue;
      starting.add(duty);
      ids.add(duty.id);
    }
  } while (starting.size > before);
  return starting;
}

/** When the notice of such a duty is due. */
export function timingOf({ after, hours, days, months }: OwnDuty): DutyTiming {
  const within = hours !== undefined ? { hours } : days !== undefined ? { days } : months !== undefined ? { months } : undefined;
  return {
    starts: after === undefined ? 'aware' : { sent: after },
    ...(within && { within }),
    ...(after !== undefined && { follows: after }),
  };
}

function codeOf(issue: z.core.$ZodIssue, row: unknown): OwnDutyFaultCode {
  switch (issue.code) {
    case 'invalid_type':
      return issue.path.length === 1 && !Object.hasOwn(row as object, issue.path[0] ?? '') ? 'missing' : 'kind';
    case 'invalid_format':
      return 'id';
    case 'too_small':
    case 'too_big':
      return 'size';
    case 'unrecognized_keys':
      return 'unknown';
    case 'custom':
      return 'terms';
    default:
      return 'kind';
  }
}

function idIn(value: unknown): string {
  const { success, data } = z.object({ id: z.string() }).safeParse(value);
  return success ? data.id.slice(0, 64) : '';
}
