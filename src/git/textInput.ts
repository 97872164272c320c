import { StringDecoder } from 'node:string_decoder';

/** UTF-8 text that comes in pieces and is read up to one mark after the other. Each character is looked at once, however long a part is. */
export class TextInput {
  private readonly decoder = new StringDecoder('utf8');
  private piece = '';
  private at = 0;
  /** The beginning of a part whose mark has not come yet. */
  private begun: string[] = [];
  private kept = 0;
  private within = false;

  /** The next piece; all of the last one must have been read. */
  take(chunk: Buffer): void {
    this.piece = this.decoder.write(chunk);
    this.at = 0;
  }

  /** Nothing comes any more: what was left of a character that was not whole is the last piece. */
  end(): void {
    this.piece = this.decoder.end();
    this.at = 0;
  }

  /** The next character (a UTF-16 code unit); undefined until it comes. */
  get next(): string | undefined {
    return this.piece[this.at];
  }

  /** True in the middle of a part whose mark has not come yet. */
  get isWithin(): boolean {
    return this.within;
  }

  /** Passes over the next character. */
  skip(): void {
    this.at += 1;
  }

  /** What stands before the next mark, of a long part the first `most` code units; undefined until the mark comes. */
  until(mark: string, most: number): string | undefined {
    const found = this.piece.indexOf(mark, this.at);
    const end = found < 0 ? this.piece.length : found;
    if (this.kept < most) {
      const part = this.piece.slice(this.at, Math.min(end, this.at + most - this.kept));
      this.begun.push(part);
      this.kept += part.length;
    }
    this.within = found < 0;
    this.at = end + (found < 0 ? 0 : mark.length);
    if (found < 0) return undefined;
    const whole = this.begun.join('');
    this.begun = [];
    this.kept = 0;
    return whole;
  }
}
