import { isBlank } from '../forms/field';
import { formGroups, type FormGroup } from '../forms/form';
import type { CatalogueKind } from '../record/ids';
import { catalogueForms } from './forms';

/** The form of a problem, known error, change, component or interface for these values. */
export function formOfRecord(kind: CatalogueKind, values: object): readonly FormGroup[] {
  const filled = values as Readonly<Record<string, unknown>>;
  return formGroups(catalogueForms[kind], id => isRelevant(id, filled));
}

function isRelevant(id: string, values: Readonly<Record<string, unknown>>): boolean {
  switch (id) {
    case 'workaroundSafeguard':
    case 'workaroundComponent':
      return values['workaroundWeakens'] === 'yes';
    case 'workaroundFallback':
    case 'workaroundWeakens':
      return !isBlank(values['workaround']);
    case 'solutionSafeguard':
    case 'solutionComponent':
      return values['solutionWeakens'] === 'yes';
    case 'solutionFallback':
    case 'solutionWeakens':
      return !isBlank(values['solution']);
    default:
      return true;
  }
}
