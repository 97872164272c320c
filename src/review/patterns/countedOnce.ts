import type { Happening } from './history';

/** What was counted already of a whole and its parts, which are one disturbance: each name counts once in it. One of these for each counting. */
export class CountedOnce {
  private readonly counted = new Set<string>();

  constructor(private readonly wholes: ReadonlyMap<string, string>) {}

  /** True where the name was counted for another incident of the same whole; from now on it is. */
  isAgain({ id }: Pick<Happening, 'id'>, name: string): boolean {
    const whole = this.wholes.get(id);
    if (whole === undefined) return false;
    const key = `${whole}\n${name}`;
    const isAgain = this.counted.has(key);
    this.counted.add(key);
    return isAgain;
  }
}
