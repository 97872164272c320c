/**
 * For a question that follows another one, or during which one may look something up elsewhere: it stays when the focus goes. Between two
 * questions VS Code gives the focus back to the page for a moment, and that can come when the second is open already.
 */
export const staying = { ignoreFocusOut: true } as const;
