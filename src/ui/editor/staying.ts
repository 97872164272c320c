/**
 * For every question whose answer is work: it stays when the focus goes, so that nothing typed is lost and one may look something up
 * elsewhere. Between two questions VS Code gives the focus back to the page for a moment, and that can come when the second is open already.
 */
export const staying = { ignoreFocusOut: true } as const;
