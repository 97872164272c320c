import { withoutUnseen } from '../words/plain';
import type { IncidentValues } from '../domain/incident/forms';

/** What a page says besides what stands on it. */
export interface HtmlPageContext {
  readonly title: string;
  /** Stands on every page that is printed (TLP 2.0). */
  readonly tlp: NonNullable<IncidentValues['tlp']>;
  /** BCP 47 tag of the language it is written in. */
  readonly language: string;
  /** Rules for what it has besides text. */
  readonly style?: string;
}

/** A page that needs nothing else: no script, nothing from elsewhere, its label on every page that is printed. `body` is HTML, all texts in it escaped. */
export function htmlPage(body: readonly string[], { title, tlp, language, style: more = '' }: HtmlPageContext): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${escaped(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title>`,
    `<style>${style}${more}</style>`,
    '</head>',
    '<body>',
    `<p class="tlp">TLP:${escaped(tlp)}</p>`,
    '<main>',
    ...body,
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** What is fixed stands on every page that a browser prints. */
const style = `
body { font: 14px/1.5 system-ui, sans-serif; color: #1f1f1f; background: #fff; max-width: 52rem; margin: 0 auto; padding: 0 1rem 2rem; overflow-wrap: break-word; }
h1 { font-size: 1.6em; line-height: 1.25; } h2 { font-size: 1.15em; margin: 1.8em 0 0.4em; border-bottom: 1px solid #c8c8c8; break-after: avoid; }
ul { padding-left: 1.2em; margin: 0; } li { break-inside: avoid; } code { font-family: ui-monospace, monospace; }
.tlp { position: sticky; top: 0; margin: 0 -1rem; padding: 0.25rem 1rem; background: #fff; text-align: right; font-weight: 600; }
@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; } body, .tlp { color: #ddd; background: #1f1f1f; } h2 { border-color: #555; } }
@page { margin: 18mm 16mm; }
@media print { body { max-width: none; padding: 0; } .tlp { position: fixed; top: -12mm; right: 0; margin: 0; padding: 0; } }
`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text inert in HTML, also within the quotes of an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character);
}

/** A text beside other texts as it is seen: nothing in it turns around what stands behind it. */
export function shownText(text: string): string {
  return escaped(withoutUnseen(text));
}
