/**
 * Work that many ask for at a time, by its name. Whoever asks while it goes on shares, with all others who do, the run that begins behind it: each run
 * begins after it was asked for, and so meets what was done before.
 */
export class SharedRuns {
  private readonly last = new Map<string, { readonly running: Promise<void>; next?: Promise<void> }>();

  /** Rejects as the run does that is shared. */
  run(name: string, work: () => Promise<void>): Promise<void> {
    const last = this.last.get(name);
    if (!last) return this.begin(name, work);
    return (last.next ??= last.running.catch(() => undefined).then(() => this.begin(name, work)));
  }

  private begin(name: string, work: () => Promise<void>): Promise<void> {
    const running = work().finally(() => {
      if (this.last.get(name)?.running === running) this.last.delete(name);
    });
    this.last.set(name, { running });
    return running;
  }
}
