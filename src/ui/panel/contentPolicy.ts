/**
 * The content policy of every page (Content Security Policy Level 3). `default-src` does not cover where a `<base>` leads and where
 * a form is sent, so both are refused by name; `frame-ancestors` has no effect in a `<meta>` and belongs to the editor.
 */
export function contentPolicy(source: string, scriptNonce: string, styleNonce: string): string {
  return [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `style-src ${source} 'nonce-${styleNonce}'`,
    // Pictures of evidence: made in the page of bytes that the host checked, never loaded from anywhere.
    'img-src blob:',
    `font-src ${source}`,
    `script-src 'nonce-${scriptNonce}'`,
  ].join('; ');
}
