import type { Patch } from '../forms/field';
import { isBlank } from '../foundation/blank';
import { applyPatch } from '../forms/values';
import type { PriorityMatrix } from '../vocabulary/priority';
import { incidentFields, stepOfField, type FieldId, type IncidentPatch, type IncidentValues } from './forms';
import { shortEndings } from './forms/complete';
import type { GateContext } from './gateCondition';
import { shortGate } from './gateShort';
import type { Incident } from './incident';
import { withAnswers } from './saving';

/** What the short way depends on besides the incident and its answers. */
type ShortContext = GateContext & { readonly priorityMatrix: PriorityMatrix };

/** What is asked whatever the form holds: how it ended, and what was found or of what it is a duplicate. */
const askedAlways = { closureCode: null, solution: null, duplicateOf: null } as const satisfies IncidentPatch;

/** What the answers of the short way write, and the incident with it: what they leave open is filled in where it follows, for what was solved is in normal operation, since now. */
export function withShortAnswers(
  incident: Incident,
  answers: Patch,
  { now, priorityMatrix }: ShortContext,
): { readonly patch: Patch; readonly after: Incident } {
  const { closureCode, serviceState, restoredAt } = applyPatch<IncidentValues>(incidentFields, incident.values, answers);
  const restored: IncidentPatch =
    closureCode === 'solved' && serviceState !== 'normal'
      ? { serviceState: 'normal', ...(restoredAt === undefined && { restoredAt: now }) }
      : {};
  const patch: Patch = { ...answers, ...restored };
  return { patch, after: withAnswers(incident, patch, priorityMatrix) };
}

/** The fields that the short way asks for beside these answers; one that they answer stays among them. */
export function askedShortly(incident: Incident, answers: Patch, context: ShortContext): ReadonlySet<FieldId> {
  const bare = withAnswers(incident, askedAlways, context.priorityMatrix);
  const askedWith = (given: Patch): readonly FieldId[] => openFields(withShortAnswers(bare, given, context).after, context);
  const answered = Object.keys(answers).flatMap(field => {
    const others = Object.fromEntries(Object.entries(answers).filter(([other]) => other !== field));
    return askedWith(others).filter(other => other === field);
  });
  return new Set([...askedWith(answers), ...answered]);
}

/** The fields that it may come to ask for, however it ended and whatever one chooses beside that. */
export function askableShortly(incident: Incident, context: ShortContext): ReadonlySet<FieldId> {
  const askable = new Set(askedShortly(incident, {}, context));
  for (const closureCode of shortEndings) {
    const asked = askedShortly(incident, { closureCode }, context);
    const beside = [...asked].flatMap(field => {
      const definition = incidentFields[field];
      return field !== 'closureCode' && definition?.kind === 'choice'
        ? definition.options.map(option => ({ closureCode, [field]: option }))
        : [];
    });
    for (const fields of [asked, ...beside.map(answers => askedShortly(incident, answers, context))])
      for (const field of fields) askable.add(field);
  }
  return askable;
}

/** The fields of what is not met: those that are empty, and the one that it names. */
function openFields(incident: Incident, context: ShortContext): readonly FieldId[] {
  return shortGate(incident, context)
    .filter(({ met }) => !met)
    .flatMap(({ field, asks = [] }) => [
      ...(field !== undefined && isField(field) ? [field] : []),
      ...asks.filter(other => isBlank(incident.values[other])),
    ]);
}

function isField(field: string): field is FieldId {
  return stepOfField(field) !== undefined;
}
