const arrows = { vertical: { on: 'ArrowDown', back: 'ArrowUp' }, horizontal: { on: 'ArrowRight', back: 'ArrowLeft' } } as const;

/** Where a key leads from the place `at` of so many (WAI-ARIA): the arrows of that way go round, Home and End to the ends; undefined for other keys. */
export function roundByKey(way: keyof typeof arrows, key: string, at: number, count: number): number | undefined {
  switch (key) {
    case arrows[way].on:
      return (at + 1) % count;
    case arrows[way].back:
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
