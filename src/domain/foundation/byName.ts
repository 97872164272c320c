import { fnv1a } from './fnv';

/** A power of two: small enough to make in no time, and so many that each part of millions of names grows in no time. */
const mostParts = 256;

/**
 * What belongs to each of very many names. A `Map` that outgrows itself copies all that it holds in one go, a quarter of a second for two
 * million; this one is many small ones. Names come in no order that means anything.
 */
export class ByName<V> {
  private readonly parts: (Map<string, V> | undefined)[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  get(name: string): V | undefined {
    return this.parts[partOf(name)]?.get(name);
  }

  set(name: string, value: V): this {
    const part = (this.parts[partOf(name)] ??= new Map<string, V>());
    this.count -= part.size;
    part.set(name, value);
    this.count += part.size;
    return this;
  }

  *[Symbol.iterator](): Generator<[string, V]> {
    for (const part of this.parts) if (part) yield* part;
  }
}

function partOf(name: string): number {
  const hash = fnv1a(name);
  return (hash ^ (hash >>> 16)) & (mostParts - 1);
}
