/**
 * Reads what SSH puts on the wire (RFC 4251, section 5) from bytes that anybody may have made. Whatever is asked for beyond the end is empty or 0,
 * and `isDone` stays false: what was read is believed only when it was all there and nothing is left.
 */
export class WireReader {
  private at = 0;
  private lacks = false;

  constructor(private readonly bytes: Buffer) {}

  /** True when everything asked for was there, and nothing else is. */
  get isDone(): boolean {
    return !this.lacks && this.at === this.bytes.length;
  }

  /** So many bytes as they are. */
  take(length: number): Buffer {
    const end = this.at + length;
    if (this.lacks || end > this.bytes.length) {
      this.lacks = true;
      return Buffer.alloc(0);
    }
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  uint32(): number {
    const bytes = this.take(4);
    return bytes.length === 4 ? bytes.readUInt32BE() : 0;
  }

  /** A `string`: its length and so many bytes. */
  string(): Buffer {
    return this.take(this.uint32());
  }

  /** A `string` that is a name: one byte a character. */
  name(): string {
    return this.string().toString('latin1');
  }

  /** An `mpint` above 0 in its one shortest form, without the zero that keeps it from being negative; of at most so many bytes. */
  positive(most: number): Buffer {
    const bytes = this.string();
    const [first = 0, second = 0] = bytes;
    const isShortest = first !== 0 || (bytes.length > 1 && second >= 0x80);
    const value = first === 0 ? bytes.subarray(1) : bytes;
    if (!isShortest || first >= 0x80 || value.length > most) this.lacks = true;
    return this.lacks ? Buffer.alloc(0) : value;
  }
}

/** Bytes as a `string` on the wire. */
export function wireString(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
