import * as vscode from 'vscode';
import * as z from 'zod';
import { QueriedDocuments } from '../editor/queriedDocuments';

const querySchema = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** Read-only documents with the text of kept evidence, checked each time it is read. */
export class EvidenceDocuments extends QueriedDocuments<z.infer<typeof querySchema>> {
  /** `textOf` gives the text with a hash, or in words why there is none. */
  constructor(textOf: (sha256: string) => Promise<string>) {
    super({ scheme: 'faultline-evidence', query: querySchema, textOf: ({ sha256 }) => textOf(sha256) });
  }

  /** Shows the text; an SVG or a page is shown as its source. */
  async show(sha256: string): Promise<void> {
    await vscode.window.showTextDocument(this.fresh(`${sha256.slice(0, 12)}.txt`, { sha256 }), { preview: true });
  }
}
