import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { IncidentForm } from './form';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in the page of the panel in front: rule and elements. */
export async function findings(form: IncidentForm): Promise<readonly string[]> {
  const root = form.find('#root');
  // As an expression of the browser's debugger: the page's content policy rightly refuses a script element.
  const frame = await root.elementHandle().then(element => element.ownerFrame());
  await frame?.evaluate(`if (!window.axe) { ${axeSource} }`);
  const results = await root.evaluate(() =>
    (window as unknown as { axe: { run: (root: Document, options: object) => Promise<AxeResults> } }).axe.run(document, {
      resultTypes: ['violations'],
    }),
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}
