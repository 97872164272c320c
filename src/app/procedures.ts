import { randomUUID } from 'node:crypto';
import { maxLineLength, maxRows, type Patch } from '../domain/forms/field';
import { newRowId } from '../domain/forms/rowId';
import { isBlank } from '../domain/foundation/blank';
import { failure, success, type Result } from '../domain/foundation/result';
import type { Incident, IncidentId } from '../domain/incident/incident';
import type { ProcedurePlace, TakeProcedure } from '../domain/incident/procedureSteps';
import type { IdOf, StateOf } from '../domain/records';
import type { KnowledgePorts } from './knowledge';
import { createRecord, linkTo, loadRecord, withoutBlanks, type KnowledgeFault } from './recordAccess';

/** The command that takes over the steps of a procedure as they are saved there; each becomes a row of its own. */
export async function procedureCommand(
  { store }: Pick<KnowledgePorts, 'store'>,
  id: IdOf<'procedure'>,
  into: ProcedurePlace,
): Promise<Result<TakeProcedure, KnowledgeFault>> {
  const procedure = await loadRecord(store, id);
  if (!procedure.ok) return procedure;
  const { brings, steps = [] } = procedure.value.values;
  return success({
    type: 'takeProcedure',
    procedure: id,
    into,
    ...(brings && { brings }),
    steps: steps.map(({ what = '', ...step }, at) => ({ ...step, what, id: newRowId(randomUUID(), at) })),
  });
}

/**
 * Makes a procedure of an incident: its steps are the handling instructions of step 6, a line each, or else what was carried out; it applies
 * to what the incident was about, and is linked to it (M 6.134). `instructions` are those that stand typed in the form. Pressed twice, it is
 * the same procedure.
 */
export async function makeProcedure(
  { store, untitled }: Pick<KnowledgePorts, 'store' | 'untitled'>,
  id: IncidentId,
  instructions?: string,
): Promise<Result<IdOf<'procedure'>, KnowledgeFault>> {
  const incident = await loadRecord(store, id);
  if (!incident.ok) return incident;
  const { title = untitled, components, category, symptoms, errorText } = incident.value.values;
  const known = store
    .entriesOf('procedure')
    .find(({ facts }) => facts.open && facts.title === title && facts.relations.some(relation => relation.id === id));
  if (known) return success(known.id);
  const steps = stepsOf(incident.value, instructions);
  if (steps.length === 0) return failure({ code: 'nothingToInstruct', id });
  const patch: Patch = withoutBlanks({
    title,
    validity: 'inForce',
    brings: incident.value.values.closureCode === 'solvedByWorkaround' ? 'workaround' : undefined,
    components,
    categories: category && [category],
    symptoms,
    errorText,
    steps: Object.fromEntries(steps.map((step, at) => [`s${String(at + 1).padStart(String(steps.length).length, '0')}`, step])),
  });
  return createRecord(store, 'procedure', patch, [linkTo(id, 'relatedTo')]);
}

type StepCells = Omit<NonNullable<StateOf<'procedure'>['values']['steps']>[number], 'id'>;

/** The number or dash that a line of instructions begins with. */
const listMark = /^\s*(?:[-*•–]|\d{1,3}[.)])\s+/;

function stepsOf({ values }: Incident, instructions = values.handlingInstructions ?? ''): readonly StepCells[] {
  const lines = instructions.split('\n').map(line => line.replace(listMark, '').trim());
  const written = lines.filter(line => line !== '').map(what => ({ what: what.slice(0, maxLineLength) }));
  const carriedOut = (values.measures ?? [])
    .filter(({ state, what }) => (state === 'done' || state === 'ended') && !isBlank(what))
    .map(({ what = '', weakensSafeguard, safeguard }) => ({
      what,
      ...(weakensSafeguard && { weakensSafeguard }),
      ...(safeguard !== undefined && { safeguard }),
    }));
  return (written.length > 0 ? written : carriedOut).slice(0, maxRows);
}
