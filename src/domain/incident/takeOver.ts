import { isBlank } from '../foundation/blank';
import { failure, success } from '../foundation/result';
import { linkOnce } from '../record/decide';
import type { IncidentCommand } from './command';
import { incidentEvent } from './event';
import type { IncidentPatch } from './forms';
import type { Incident } from './incident';
import { inLine, wholeTexts } from './inLine';
import type { TakenStep } from './procedureSteps';
import type { IncidentDecision } from './refusal';

/** True when the steps of a procedure were taken over already, and any of them is still there. */
export function isTakenOver({ values, applied }: Pick<Incident, 'values' | 'applied'>, procedure: string): boolean {
  const rows = [...(values.measures ?? []), ...(values.procedureSteps ?? [])];
  return rows.some(({ id }) => applied.get(id) === procedure);
}

/**
 * Takes over the steps of a procedure (M 6.134), in one entry, with a link to it: into the measures, or into the restoration checklist.
 * A step that weakens a safeguard, or of which that is not answered yet, becomes a measure in any case: there the question stays open until
 * somebody answers it, and there its gap is seen (M 6.124).
 */
export function takeProcedure(
  incident: Incident,
  { procedure, into, brings, steps }: Extract<IncidentCommand, { type: 'takeProcedure' }>,
): IncidentDecision {
  const told = steps.filter(({ what }) => !isBlank(what));
  if (told.length === 0) return failure({ code: 'nothingToTake' });
  if (isTakenOver(incident, procedure)) return failure({ code: 'alreadyApplied' });
  const items = into === 'checklist' ? told.filter(({ weakensSafeguard }) => weakensSafeguard === 'no') : [];
  const measures = told.filter(step => !items.includes(step));
  const patch: IncidentPatch = {
    ...(measures.length > 0 && {
      measures: Object.fromEntries(
        measures.map(step => {
          const { id, person, weakensSafeguard, safeguard } = step;
          return [id, filledCells({ what: toBeDone(step), type: brings, person, weakensSafeguard, safeguard })];
        }),
      ),
    }),
    ...(items.length > 0 && {
      procedureSteps: Object.fromEntries(items.map(({ id, what, expected, person }) => [id, filledCells({ what, expected, by: person })])),
    }),
  };
  return success([
    incidentEvent('incident.procedureTaken', { procedure, into, patch: { ...patch } }),
    ...wholeTexts(measures.map(toBeDone)),
    ...linkOnce(incident, { target: { type: 'record', id: procedure }, kind: 'relatedTo', state: 'confirmed' }),
  ]);
}

/** What a step asks, with what comes of it, as a measure says it. */
function toBeDone({ what, expected }: TakenStep): string {
  return expected === undefined || isBlank(expected) ? what : `${what} → ${expected}`;
}

function filledCells<C extends Readonly<Record<string, string | undefined>>>(cells: C): C {
  return Object.fromEntries(
    Object.entries(cells).flatMap(([column, value]) => (value === undefined || isBlank(value) ? [] : [[column, inLine(value)]])),
  ) as C;
}
