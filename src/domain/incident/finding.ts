import * as z from 'zod';
import { instantSchema, isEarlierInstant, type Instant } from '../foundation/time';
import { securitySigns } from '../vocabulary/securitySigns';

/** What incidents can have in common. */
const facets = ['all', 'component', 'category', 'signature', 'cause'] as const;

/** How two things come together: in one incident, one within a day after the other, in certain hours, on a day of the week, soon after a change. */
const companies = ['sameIncident', 'follows', 'hours', 'weekday', 'afterChange'] as const;

/** Why a disruption looks like a security incident that nobody has noticed. Each is a question to a person, none a verdict. */
const suspicions = [
  'unexplainedAtOddTime',
  'repeatedAuthentication',
  'safeguardOff',
  'sameObservable',
  'afterSuspicious',
  ...securitySigns,
] as const;

/**
 * How far from chance it is: the probability of seeing so much or more where nothing is the matter, corrected for everything that was tried
 * (Benjamini–Hochberg), what would be expected, and how many were tried.
 */
const chance = { chance: z.number(), expected: z.number(), tried: z.number().int() };
const common = {
  /** The same for the same finding, however much comes to it: by it somebody sets it aside. */
  key: z.string(),
  /** The incidents it is made of. */
  ids: z.array(z.string()).readonly(),
};
const surge = {
  ...common,
  ...chance,
  facet: z.enum(facets),
  name: z.string(),
  from: instantSchema,
  to: instantSchema,
  /** How often it came in all. */
  total: z.number().int(),
  /** How many came in each week up to now, the last weeks of the history. */
  weeks: z.array(z.number().int()).readonly(),
};

const single = z.discriminatedUnion('pattern', [
  /** The same again and again, against its own earlier rate: `ids` of `total` in this time. */
  z.object({ pattern: z.literal('recurrence'), ...surge }),
  /** Many in a short time. */
  z.object({ pattern: z.literal('burst'), ...surge }),
  /** Two things that come together more often than chance: `a` is counted `of` times. */
  z.object({
    pattern: z.literal('together'),
    ...common,
    ...chance,
    company: z.enum(companies),
    a: z.string(),
    /** A component, a category; the first hour of three; a day of the week, 0 for Sunday. */
    b: z.string(),
    count: z.number().int(),
    of: z.number().int(),
    /** Within how many days after a change. */
    days: z.number().optional(),
  }),
  /** A first cause and everything that came of it: `effects` records, parts of a whole not counted; `hours` that services were disturbed, together. */
  z.object({
    pattern: z.literal('chain'),
    ...common,
    root: z.string(),
    effects: z.number().int(),
    depth: z.number().int(),
    hours: z.number(),
    security: z.number().int(),
  }),
  /** Disruptions that look like a security incident nobody has noticed: `score` is the sum of the weights of the reasons. */
  z.object({
    pattern: z.literal('unnoticed'),
    ...common,
    from: instantSchema,
    to: instantSchema,
    /** Those that most of them name first. */
    components: z.array(z.string()).readonly(),
    score: z.number(),
    reasons: z.array(z.object({ reason: z.enum(suspicions), detail: z.string(), ids: z.array(z.string()).readonly() })).readonly(),
  }),
  /** An area of the code that costs more faults per change than the rest. */
  z.object({ pattern: z.literal('hotspot'), ...common, ...chance, path: z.string(), faults: z.number().int(), changes: z.number().int() }),
]);

/**
 * A pattern of failure that was found (M 6.124), as figures and codes; in words by `describeFinding`. `also` are weaker ones of other kinds that rest
 * on the same incidents and are told with it.
 */
export const findingSchema = single.and(z.object({ also: z.array(single).readonly().optional() }));

/** Two names of components and what joins them. */
const longestKey = 3_000;

/** What a reader put aside, and why; it is told again once something has come to it. */
export const setAsideSchema = z.object({ key: z.string().min(1).max(longestKey), note: z.string().max(1000), at: instantSchema });

/** What a reader put aside. */
export type SetAside = Readonly<z.infer<typeof setAsideSchema>>;

/**
 * How many incidents of a finding, and of what is told with it, were recorded after it was put aside: how many more it has says nothing, for the time
 * it is told of wanders.
 */
export function cameSince(
  { ids, also = [] }: Pick<Finding, 'ids' | 'also'>,
  { at }: SetAside,
  recordedAt: (id: string) => Instant | undefined,
): number {
  const all = new Set([...ids, ...also.flatMap(one => one.ids)]);
  return [...all].filter(id => isEarlierInstant(at, recordedAt(id) ?? at)).length;
}

/** A pattern of failure that was found. */
export type Finding = Readonly<z.infer<typeof findingSchema>>;
/** Which kind of pattern a finding is of. */
export type PatternKind = Finding['pattern'];
/** A finding of one kind. */
export type FindingOf<P extends PatternKind> = Extract<Finding, { readonly pattern: P }>;
/** What incidents can have in common. */
export type Facet = (typeof facets)[number];
/** Why a disruption looks like a security incident. */
export type Suspicion = (typeof suspicions)[number];
