import { StringDecoder } from 'node:string_decoder';

/** Bytes of a test's output that are handed over as they come, and bytes of its end that are kept. */
export const headLength = 256 * 1024;
export const tailLength = 64 * 1024;

/** What a test prints, cut down to its beginning and its end, however much it is; what lies between is counted, not kept. */
export class TestOutput {
  private given = 0;
  private tail: Buffer[] = [];
  private kept = 0;
  private omitted = 0;
  private readonly decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };

  /** `onOutput` gets texts; `omitted` bytes were left out before one. */
  constructor(private readonly onOutput: (text: string, omitted: number) => void) {}

  /** Takes more of it; false once there is more than is handed over as it comes. */
  take(chunk: Buffer, from: 'stdout' | 'stderr'): boolean {
    const head = chunk.subarray(0, headLength - this.given);
    this.given += head.length;
    const text = this.decoders[from].write(head);
    if (text !== '') this.onOutput(text, 0);
    const rest = chunk.subarray(head.length);
    if (rest.length > 0) this.keep(rest);
    return this.given < headLength;
  }

  /** Hands the end over. */
  end(): void {
    for (const decoder of Object.values(this.decoders)) {
      const text = decoder.end();
      if (text !== '') this.onOutput(text, 0);
    }
    const tail = Buffer.concat(this.tail);
    const end = tail.subarray(Math.max(0, tail.length - tailLength));
    if (end.length > 0) this.onOutput(end.toString('utf8'), this.omitted + tail.length - end.length);
    this.tail = [];
  }

  private keep(chunk: Buffer): void {
    this.tail.push(chunk);
    this.kept += chunk.length;
    while (this.kept - (this.tail[0]?.length ?? 0) >= tailLength) {
      const dropped = this.tail.shift()?.length ?? 0;
      this.kept -= dropped;
      this.omitted += dropped;
    }
  }
}
