import { named, readLocation, type Frame, type TraceLanguage } from './frame';
import { readAnyType, readHead, type ErrorHead } from './head';
import { maskMessage } from './mask';
import { inEnclosing } from './phpFrames';
import { readFrame } from './readFrame';
import { longestTraceLine, reportLines } from './reportLines';

/** One error of a text: what it says, masked, and the frames below it, the innermost first. */
export interface ErrorSignature {
  readonly type?: string;
  /** As `maskMessage` leaves it. */
  readonly message: string;
  readonly frames: readonly Frame[];
  /** Equal for two occurrences of the same failure: type, message, and the functions of the innermost frames, without lines. */
  readonly key: string;
  /** True for what the error before it was caused by. */
  readonly isCause?: true;
}

/** Most errors and frames that one text yields. */
const mostErrors = 50;
const mostFrames = 100;
/** Frames that make a failure the same failure. */
const tellingFrames = 5;

/** The errors in a text, in the order in which they stand. Never throws; linear in the length of the text. */
export function readErrors(text: string): readonly ErrorSignature[] {
  const reader = new ErrorReader();
  for (const line of reportLines(text)) {
    if (reader.isFull) break;
    reader.take(line.slice(0, longestTraceLine));
  }
  return reader.end();
}

class ErrorReader {
  private readonly errors: ErrorSignature[] = [];
  private head: ErrorHead | undefined;
  private frames: Frame[] = [];
  private before = '';
  /** Python prints the frames first, the innermost last, and the error below them. */
  private headComesLast = false;

  get isFull(): boolean {
    return this.errors.length >= mostErrors;
  }

  take(line: string): void {
    const frame = readFrame(line, this.before);
    if (frame) this.takeFrame(frame);
    else if (line.trim() !== '') this.takeOther(line);
    this.before = line;
  }

  end(): readonly ErrorSignature[] {
    this.finish();
    return this.errors;
  }

  private takeFrame(frame: Frame): void {
    if (frame.language === 'python' && !this.headComesLast) this.begin(undefined, true);
    const last = this.frames.at(-1);
    // The second line of a Rust frame says where the function of the first stands.
    if (frame.language === 'rust' && last?.language === 'rust' && last.file === undefined && frame.file !== undefined) this.frames.pop();
    if (this.frames.length < mostFrames) this.frames.push(frame);
  }

  private takeOther(line: string): void {
    if (line.startsWith('Traceback (most recent call last)')) return this.begin(undefined, true);
    if (this.head?.messageFollows === true && this.frames.length === 0) {
      this.head = { ...this.head, message: line.trim().replace(/^what\(\): {1,2}/, ''), messageFollows: false };
      return;
    }
    if (this.headComesLast && this.frames.length > 0) {
      // Between its frames Python prints lines of source, indented.
      const last = /^\s/.test(line) ? undefined : (readHead(line) ?? readAnyType(line));
      if (last) this.close(last);
      return;
    }
    const head = readHead(line);
    if (head) this.begin(head, false);
  }

  private begin(head: ErrorHead | undefined, headComesLast: boolean): void {
    this.finish();
    this.head = head;
    this.headComesLast = headComesLast;
  }

  private close(head: ErrorHead): void {
    this.head = head;
    this.finish();
  }

  private finish(): void {
    const { head } = this;
    const innermostFirst = this.headComesLast ? this.frames.toReversed() : this.frames;
    const frames = inEnclosing(head?.place === undefined ? innermostFirst : withPlace(head, innermostFirst));
    if ((head ?? frames[0]) && !this.isFull) this.errors.push(signatureOf(head, frames));
    this.head = undefined;
    this.frames = [];
    this.headComesLast = false;
  }
}

/** A place in the head is the innermost frame, where the trace does not say more. */
function withPlace({ place = '', function: name }: ErrorHead, frames: readonly Frame[]): readonly Frame[] {
  const location = readLocation(place);
  if (!location) return frames;
  const known = frames.some(({ file = '', line }) => file.endsWith(location.file) && line === location.line);
  return known ? frames : [{ language: languageOf(location.file), ...named(name), ...location }, ...frames];
}

function languageOf(file: string): TraceLanguage {
  const ending = file.slice(file.lastIndexOf('.') + 1);
  const byEnding: Readonly<Record<string, TraceLanguage>> = { rs: 'rust', rb: 'ruby', php: 'php', swift: 'swift' };
  return byEnding[ending] ?? 'native';
}

function signatureOf(head: ErrorHead | undefined, frames: readonly Frame[]): ErrorSignature {
  const message = maskMessage(head?.message ?? '');
  const functions = frames.slice(0, tellingFrames).map(frame => frame.function ?? frame.file?.split(/[\\/]/).pop() ?? '?');
  const key = [head?.type ?? '', message, ...functions.map(name => maskMessage(name))].join('|');
  return { ...(head?.type !== undefined && { type: head.type }), message, frames, key, ...(head?.isCause && { isCause: true }) };
}
