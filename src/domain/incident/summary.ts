import * as z from 'zod';
import { compareCodes, instantSchema, type Instant } from '../foundation/time';
import { excerpt } from '../foundation/excerpt';
import { clocksOf } from './clock';
import { closureCodes } from './forms/complete';
import { detectForm } from './forms/detect';
import { qualifyForm } from './forms/qualify';
import { dutyIds } from '../vocabulary/duties';
import { priorities } from '../vocabulary/priority';
import { remedyForm } from './forms/remedy';
import { gapState } from './gap';
import type { Incident } from './incident';
import { relationSchema, relationsOf } from '../record/link';
import { stepIds } from '../vocabulary/steps';

const clock = z.object({ duty: z.enum(dutyIds), due: instantSchema.optional(), sentAt: instantSchema.optional() });
const gap = z.object({
  id: z.string(),
  safeguard: z.string(),
  component: z.string(),
  since: instantSchema,
  restored: z.boolean(),
  acceptedUntil: instantSchema.optional(),
});

/** What lists, the tree and the status bar need to know of an incident without reading its record. Kept in the index. */
export const incidentSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  open: z.boolean(),
  step: z.enum(stepIds),
  kind: z.enum(detectForm.report.kind.options).optional(),
  priority: z.enum(priorities).optional(),
  components: z.array(z.string()),
  recordedAt: instantSchema.optional(),
  changedAt: instantSchema.optional(),
  closedAt: instantSchema.optional(),
  closureCode: z.enum(closureCodes).optional(),
  couldBeSecurity: z.enum(detectForm.security.couldBeSecurity.options).optional(),
  assessment: z.enum(qualifyForm.security.assessment.options).optional(),
  serviceState: z.enum(remedyForm.service.serviceState.options).optional(),
  tlp: z.enum(detectForm.security.tlp.options).optional(),
  assignee: z.string().optional(),
  workaroundReviewAt: instantSchema.optional(),
  clocks: z.array(clock),
  gaps: z.array(gap),
  /** Where applied workarounds and solutions came from. */
  applied: z.array(z.object({ measure: z.string(), from: z.string(), type: z.enum(['workaround', 'final']) })),
  waitsFor: z.string().optional(),
  /** The beginning of what solved it, for whoever meets the same failure. */
  solution: z.string().optional(),
  relations: z.array(relationSchema),
});

/** What lists need to know of an incident. */
export type IncidentSummary = Readonly<z.infer<typeof incidentSummarySchema>>;

/** Sums up an incident for lists. */
export function summarise(incident: Incident): IncidentSummary {
  const { values } = incident;
  return {
    id: incident.id,
    title: values.title ?? '',
    open: incident.open,
    step: incident.step,
    kind: values.kind,
    priority: incident.priority,
    components: [...(values.components ?? [])],
    recordedAt: incident.recorded?.at,
    changedAt: incident.changedAt,
    closedAt: incident.closed?.at,
    closureCode: values.closureCode,
    couldBeSecurity: values.couldBeSecurity,
    assessment: values.assessment,
    serviceState: values.serviceState,
    tlp: values.tlp,
    assignee: values.assignee,
    workaroundReviewAt: values.workaroundReviewAt,
    clocks: [...clocksOf(values)],
    gaps: incident.gaps.map(({ id, safeguard, component, since, restored, accepted }) => ({
      id,
      safeguard,
      component,
      since,
      restored: restored !== undefined,
      acceptedUntil: accepted?.until,
    })),
    applied: (values.measures ?? []).flatMap(({ id: measure, type }) => {
      const from = incident.applied.get(measure);
      return from !== undefined && type ? [{ measure, from, type }] : [];
    }),
    waitsFor: incident.waitsFor,
    solution: excerpt(values.solution),
    relations: relationsOf(incident.links),
  };
}

/**
 * Orders open incidents: by priority, then the oldest first. One that is not qualified yet may turn out to be anything, so it
 * stands right behind P1.
 */
export function compareUrgency(a: IncidentSummary, b: IncidentSummary): number {
  const byPriority = compareCodes(urgencyKey(a), urgencyKey(b));
  return byPriority !== 0 ? byPriority : compareCodes(ageKey(a), ageKey(b));
}

function urgencyKey({ priority }: IncidentSummary): string {
  return priority ?? 'P1 or less';
}

function ageKey(summary: IncidentSummary): Instant {
  return summary.recordedAt ?? '';
}

/** The safeguard gaps of a summary that are open at `now`. */
export function openGaps(summary: IncidentSummary, now: Instant): IncidentSummary['gaps'] {
  return summary.gaps.filter(({ restored, acceptedUntil }) => {
    const accepted = acceptedUntil === undefined ? undefined : { until: acceptedUntil };
    return gapState({ restored, accepted }, now) === 'open';
  });
}

/** True when every word of `text` stands in the id, title, assignee or a component, whatever the case. */
export function matchesText(summary: IncidentSummary, text: string): boolean {
  if (text === '') return true;
  const searched = [summary.id, summary.title, summary.assignee ?? '', ...summary.components].join(' ').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every(part => searched.includes(part));
}
