import * as z from 'zod';
import { QueriedDocuments } from './queriedDocuments';

const querySchema = z.object({ made: z.number() });

/** Documents that are made once and shown, read-only, for as long as the window lives. */
export class MadeDocuments extends QueriedDocuments<z.infer<typeof querySchema>> {
  private readonly made: string[];

  /** `scheme` is that of their addresses. */
  constructor(scheme: string) {
    const made: string[] = [];
    super({ scheme, query: querySchema, textOf: ({ made: at }) => Promise.resolve(made[at] ?? '') });
    this.made = made;
  }

  /** Shows a text as Markdown under a name. */
  protected async show(name: string, text: string): Promise<void> {
    await this.preview(name, { made: this.made.push(text) - 1 });
  }
}
