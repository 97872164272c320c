import * as vscode from 'vscode';
import * as z from 'zod';
import { hashSchema } from '../../domain/record/event';
import { QueriedDocuments } from '../editor/queriedDocuments';

const querySchema = z.object({ sha256: hashSchema, folder: z.string().optional() });

/** Which content is asked for, by its hash, and of which folder. */
export type AskedContent = Readonly<z.infer<typeof querySchema>>;

/** Read-only documents with the text of kept evidence, checked each time it is read. */
export class EvidenceDocuments extends QueriedDocuments<AskedContent> {
  /** `textOf` gives the text, or in words why there is none. */
  constructor(textOf: (asked: AskedContent) => Promise<string>) {
    super({ scheme: 'faultline-evidence', query: querySchema, textOf });
  }

  /** Shows the text; an SVG or a page is shown as its source. */
  async show(asked: AskedContent): Promise<void> {
    await vscode.window.showTextDocument(this.fresh(`${asked.sha256.slice(0, 12)}.txt`, asked), { preview: true });
  }
}
