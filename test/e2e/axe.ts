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
  // A name that a control gives itself is a name for axe, and says nothing to anybody.
  const nameless = await root.evaluate(page =>
    [...page.querySelectorAll('vscode-text-field, vscode-text-area')]
      .filter(control => /^(|Text field|Text area)$/.test(control.getAttribute('aria-label') ?? ''))
      .map(control => `no name of its own: ${control.getAttribute('data-path') ?? control.className}`),
  );
  return [...nameless, ...results.violations].flatMap(found => {
    if (typeof found === 'string') return found;
    const { id, nodes } = found;
    return nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`);
  });
}
