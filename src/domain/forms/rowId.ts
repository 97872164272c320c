/**
 * An id for a new row of a list, of something `random`. Rows that are written at once stand in the order of their ids, since what is stored is in
 * canonical order (RFC 8785, section 3.2.3): so an id begins with when it was made, and with which of several it is (`nth`).
 */
export function newRowId(random: string, nth = 0): string {
  return `${Date.now().toString(36).padStart(9, '0')}-${String(nth).padStart(4, '0')}-${random}`;
}
