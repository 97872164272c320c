/** Puts a value under a key, behind those that are there. */
export function addUnder<K, V>(groups: Pick<Map<K, V[]>, 'get'> & { set(key: K, group: V[]): unknown }, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
