import { figuresOf } from '../../app/managementFigures';
import type { Disposables } from '../../base/disposables';
import type { ProcessFigures } from '../../domain/incident/figures';
import { periodBefore } from '../../domain/incident/period';
import type { FiguresWanted } from '../../protocol/readOnlyPage';
import type { Workspace } from '../workspace/workspace';
import { ManagementReports } from './managementReports';

/** The figures of the process, and the reports of them: loaded with the first that is asked for. */
export interface Figures {
  readonly reports: ManagementReports;
  /** Those of the store at work as it is now; undefined where there is none, or once they are not wanted any more. */
  readonly of: (asked: FiguresWanted, signal: AbortSignal) => Promise<ProcessFigures | undefined>;
}

/** Composes them for the window's folder. What it begins ends with `begun`. */
export function composeFigures(workspace: Workspace, begun: Disposables): Figures {
  return {
    reports: begun.add(new ManagementReports(workspace)),
    of: async ({ by, period }, signal) => {
      const at = new Date().toISOString();
      return workspace.store && figuresOf(workspace.store, { by, period: periodBefore(period, at), at }, signal);
    },
  };
}
