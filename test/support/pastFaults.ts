import type { TestRepository } from './repositories';

const places = ['relay', 'queue', 'invoice', 'printer', 'archive', 'calendar', 'ledger', 'session'];

/** Commits faults and, some hours later, their fixes, which name them; gives the culprits, the first fault first. */
export async function makePastFaults(repo: TestRepository, count: number): Promise<readonly string[]> {
  const culprits: string[] = [];
  await repo.commitMany(async commit => {
    for (let fault = 0; fault < count; fault++) {
      const place = `${places[fault % places.length] ?? ''}${fault}`;
      const culprit = await commit(`Faster ${place} by keeping what was read`, {
        [`lib/${place}.js`]: `export const ${place} = cached(read${fault});\n`,
      });
      culprits.push(culprit);
      await commit(`Notes of ${fault}`, { [`docs/${fault}.md`]: `${fault}\n` });
      repo.wait(2);
      const symptoms = `Whoever opens the ${place} sees values of yesterday, and after a while the ${place} fails with an error that nobody understands`;
      await commit(
        `Show what is true in ${place}\n\n${symptoms}.\n\nFixes: ${culprit.slice(0, 12)} ("Faster ${place} by keeping what was read")`,
        { [`lib/${place}.js`]: `export const ${place} = read${fault};\n` },
      );
    }
  });
  return culprits;
}
