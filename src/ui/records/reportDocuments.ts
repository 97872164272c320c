import * as z from 'zod';
import { idSchemaOf } from '../../domain/records';
import { QueriedDocuments } from '../editor/queriedDocuments';

const querySchema = z.object({ id: idSchemaOf('incident'), stored: z.boolean(), folder: z.string().optional() });

/** Which report is asked for: that of an incident as it is now, or the one that is stored in its log; and of which folder. */
export type AskedReport = Readonly<z.infer<typeof querySchema>>;

/** Read-only documents with the report of an incident, as Markdown. */
export class ReportDocuments extends QueriedDocuments<AskedReport> {
  /** `textOf` makes the report. */
  constructor(textOf: (asked: AskedReport) => Promise<string>) {
    super({ scheme: 'faultline-report', query: querySchema, textOf });
  }

  /** Shows a report as it is to be read. */
  show(asked: AskedReport): Promise<void> {
    return this.preview(`${asked.id}.md`, asked);
  }
}
