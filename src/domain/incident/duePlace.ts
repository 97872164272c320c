import type { StepId } from '../vocabulary/steps';
import type { DueWhat } from './due';

/** Where in the forms of an incident something due is answered: the step, and there the field or row. */
export interface DuePlace {
  readonly step: StepId;
  readonly path?: string;
}

/** Where this is answered. */
export function duePlace(what: DueWhat): DuePlace {
  switch (what.code) {
    case 'clock':
      return { step: 'qualify', path: `duties/${what.duty}` };
    case 'handOver':
      return { step: 'qualify', path: `handOvers/${what.row}` };
    case 'untold':
      return { step: 'qualify', path: 'handOvers' };
    case 'ownAssessment':
      return { step: 'qualify', path: 'assessment' };
    case 'release':
    case 'refused':
    case 'approval':
      return { step: 'analyse', path: `measures/${what.measure}` };
    case 'target':
      return { step: 'remedy', path: 'serviceState' };
    case 'gap':
      return { step: 'remedy', path: 'gaps' };
    case 'review':
      return { step: 'remedy', path: 'workaroundReviewAt' };
    case 'observation':
      return { step: 'monitor', path: 'observeUntil' };
    case 'followUp':
      return { step: 'complete', path: `followUps/${what.row}` };
    case 'signOff':
      return { step: 'complete', path: 'signOff' };
    case 'conflict':
      return { step: what.step, path: 'conflicts' };
    case 'reopening':
      return { step: 'complete' };
  }
}
