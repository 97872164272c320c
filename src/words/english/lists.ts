import type { GapState } from '../../domain/incident/gap';
import type { TreeId } from '../../domain/record/view';
import type { Texts } from '../kindWords';

/** The trees. */
const tree = {
  over: {
    incidents: 'Completed',
    knowledge: 'No longer in force',
    changes: 'Closed or rejected',
    assets: 'No longer in force',
  } satisfies Texts<TreeId>,
  missing: '{missing} of {conditions} missing',
  complete: 'nothing missing',
  gap: 'Safeguard gap: {safeguard}',
  gapState: { open: 'open', accepted: 'accepted', restored: 'restored' } satisfies Texts<GapState>,
  hasSolution: 'solution',
  hasWorkaround: 'workaround',
  untitled: 'Untitled',
  broken: '{file} cannot be read: {why}',
  faulty: 'fails verification: {why}',
  noComponent: 'No component',
  noPriority: 'Not qualified',
  badge: { one: '{count} open incident', other: '{count} open incidents' },
  filtered: 'Filter: {filter}',
  more: '{more} more',
  reading: 'Large records still being read: {records}',
  tooltip: { step: 'Step {step}', gaps: 'Open safeguard gaps: {gaps}' },
} as const;

/** The status bar. */
const status = {
  open: '{incidents} open',
  tooltip: { one: '{count} open incident. Most urgent clock: {clock}', other: '{count} open incidents. Most urgent clock: {clock}' },
  tooltipNoClock: { one: '{count} open incident. No clock is running.', other: '{count} open incidents. No clock is running.' },
  clock: '{incident}: {duty}, {due}',
  gap: '{incident}: {gap}',
  gaps: 'Open safeguard gaps: {gaps}',
} as const;

/** The report. */
const report = {
  priority: 'Priority',
  step: 'Step',
  completed: 'completed',
  made: 'Report made',
  nothing: 'Nothing recorded.',
  links: 'Links',
  gaps: 'Safeguard gaps',
  clocks: 'Reporting duties',
  timeline: 'Timeline',
  integrity: 'Integrity',
  decisions: 'Releases and sign-off',
  released: 'Measure “{measure}” released by {who}, {when}',
} as const;

/** The trees, the status bar and the report. */
export const englishLists = { tree, status, report };
