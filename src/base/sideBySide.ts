/** How much is done side by side at most: it waits for the disk. */
const most = 16;

/** Does the work for each item, some side by side. Rejects with the first error; what has begun then goes on. */
export async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}
