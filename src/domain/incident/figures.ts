import * as z from 'zod';
import { instantSchema } from '../foundation/time';
import { priorities } from '../vocabulary/priority';
import { periodSchema } from './period';

/** What is measured, in the order of the process. */
export const phases = ['detect', 'qualify', 'workaround', 'restore', 'complete'] as const;
/** By what figures are told apart. */
export const figureGroupings = ['priority', 'component', 'month'] as const;
/** Hours after which it is told how many are still waiting. */
export const horizons = [1, 4, 8, 24, 72, 168, 336, 720, 2160] as const;
/** An estimate rests on as many that are still watched, at the least. */
export const fewestWatched = 5;
/** Where the classes of age end, in days; the last has no end. */
export const ageLimits = [1, 7, 30, 90] as const;

/** What is measured. */
export type Phase = (typeof phases)[number];
/** By what figures are told apart. */
export type FigureGrouping = (typeof figureGroupings)[number];

const count = z.int().min(0);
const milliseconds = z.number().min(0);

/** How long a phase takes. `waiting` have not come to its end, and count as long as they are known to wait. */
const durationSchema = z.object({
  ended: count,
  waiting: count,
  /** After that time half, and nine of ten, are through; absent where so many are not, too few are left to tell it from, or nothing was measured. */
  median: milliseconds.optional(),
  ninth: milliseconds.optional(),
  /** The share that is still waiting after each of `horizons`, as far as enough are left to tell it from. */
  left: z.array(z.number().min(0).max(1)).max(horizons.length),
  /** How many have been watched so long: they ended not before, or are known to wait as long. */
  watched: z.array(count).length(horizons.length),
});

/** So many of so many. */
const shareSchema = z.object({ count, of: count });

const groupSchema = z.object({
  /** A priority, a component or a month; absent for those that have none. */
  name: z.string().optional(),
  count,
  durations: z.object({
    detect: durationSchema,
    qualify: durationSchema,
    workaround: durationSchema,
    restore: durationSchema,
    complete: durationSchema,
  }),
  /** Restored by the target, not by it, and still in time without being restored. */
  target: z.object({ met: count, missed: count, running: count }),
  shares: z.object({
    workaround: shareSchema,
    reopened: shareSchema,
    knownError: shareSchema,
    changeCaused: shareSchema,
    changeSuspected: shareSchema,
    shortWay: shareSchema,
  }),
});

/** The figures of the process: of the incidents that were recorded in a period, as they stood at a time. */
export const figuresSchema = z.object({
  by: z.enum(figureGroupings),
  period: periodSchema,
  at: instantSchema,
  all: groupSchema,
  /** The groups, at most `mostGroups`: priorities and months in their order, components with the most incidents first. */
  groups: z.array(groupSchema),
  /** How many groups more there are. */
  moreGroups: count,
  /** How many were recorded and completed in each month of the period, of all there are; `partial` where the period has only a part of the month. */
  months: z.array(z.object({ month: z.string(), recorded: count, completed: count, partial: z.literal(true).optional() })),
  /** Everything that is open, by priority and class of age; whenever it was recorded. */
  ageing: z.array(z.object({ priority: z.enum(priorities).optional(), counts: z.array(count).length(ageLimits.length + 1) })),
});

/** How long a phase takes. */
export type PhaseDuration = Readonly<z.infer<typeof durationSchema>>;
/** The figures of some incidents. */
export type GroupFigures = Readonly<z.infer<typeof groupSchema>>;
/** What the shares are of. */
export type ShareName = keyof GroupFigures['shares'];
/** The figures of the process. */
export type ProcessFigures = Readonly<z.infer<typeof figuresSchema>>;
