/** Tells of what was begun whether it is still the last one: an older answer never overwrites a newer one. */
export class Latest {
  private last = 0;

  /** Begins one more; the function says whether none has begun since. */
  begin(): () => boolean {
    this.last++;
    return this.current();
  }

  /** The same for the one that is under way. */
  current(): () => boolean {
    const own = this.last;
    return () => own === this.last;
  }
}
