import type { IncidentId } from '../../domain/incident/incident';
import { commandIds } from '../editor/contributions';
import type { Reports } from '../records/reports';
import type { ManagementReports } from '../figures/managementReports';
import type { Verifications } from '../proof/verifications';
import type { Workspace } from '../workspace/workspace';
import type { Handlers } from './handlers';
import { incidentNamed } from './recordArgument';

/** What is loaded with the first command that asks for it. */
interface ReportsOnDemand {
  readonly verifications: () => Promise<Verifications>;
  readonly managementReports: () => Promise<ManagementReports>;
}

/** Reading and saving the report of an incident and that for the management, the record of breaches of personal data, and checking all records. */
export function reportCommands(workspace: Workspace, reports: Reports, { verifications, managementReports }: ReportsOnDemand) {
  const which = (argument: unknown): Promise<IncidentId | undefined> => incidentNamed(workspace, argument);
  return {
    [commandIds.openReport]: async argument => {
      const id = await which(argument);
      if (id) await reports.open(id);
    },
    [commandIds.saveReport]: async argument => {
      const id = await which(argument);
      if (id) await reports.save(id);
    },
    [commandIds.openBreachRecord]: async () => (await import('../records/breaches')).openBreachRecord(workspace.requireStore()),
    [commandIds.openManagementReport]: async () => (await managementReports()).make(),
    [commandIds.verifyAll]: async () => (await verifications()).verify(workspace.requireStore()),
  } satisfies Handlers;
}
