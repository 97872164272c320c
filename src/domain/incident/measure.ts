const releasedColumns: ReadonlySet<string> = new Set(['what', 'type', 'component', 'weakensSafeguard', 'safeguard']);

/** True for a column whose change makes a released measure another measure: the release does not cover it any more (DER.2.1.A5). */
export function isReleasedColumn(column: string): boolean {
  return releasedColumns.has(column);
}
