import { reasonOf, type Failed, type Measurement } from './measure';
import { growth, heading, row } from './table';

/** A part of the bench: its name, and what makes its measurements one after another; a text among them is told below the table. */
export type Part = readonly [name: string, measurements: () => AsyncIterable<Measurement | Failed | string>];

/** What the bench came to. */
export type Results = readonly (Measurement | Failed)[];

/**
 * Makes all measurements. Each is printed at once, so that nothing that comes later can take it away; one that fails, or a part that ends
 * early, is named with its reason, and the others are made all the same.
 */
export async function measureAll(parts: readonly Part[], print: (line: string) => void): Promise<Results> {
  const results: (Measurement | Failed)[] = [];
  const notes: string[] = [];
  const take = (result: Measurement | Failed): void => {
    results.push(result);
    print(row(result));
  };
  print(heading());
  for (const [name, measurements] of parts) {
    try {
      for await (const result of measurements()) {
        if (typeof result === 'string') notes.push(result);
        else take(result);
      }
    } catch (error) {
      take({ name, failed: reasonOf(error) });
    }
  }
  for (const line of [...growth(results.flatMap(result => ('failed' in result ? [] : [result]))), ...notes]) print(line);
  return results;
}

/** The results as they are written, those that failed among them. */
export function resultsText(results: Results): string {
  const plain = results.map(result => ('failed' in result ? result : { ...result, wanted: undefined }));
  return `${JSON.stringify(plain, null, 2)}\n`;
}
