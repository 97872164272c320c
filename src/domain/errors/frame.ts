/** The kinds of trace that are understood. */
export type TraceLanguage =
  'javascript' | 'python' | 'jvm' | 'go' | 'dotnet' | 'rust' | 'native' | 'ruby' | 'php' | 'elixir' | 'swift' | 'dart';

/** One frame of a stack trace, as it was printed: the file as written there, lines and columns counted from 1. */
export interface Frame {
  readonly language: TraceLanguage;
  readonly function?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** A place in a file; line and column counted from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** `file:line` or `file:line:column` at the end of a text. Read from the end, so that colons in the file do no harm. */
export function readLocation(text: string): Location | undefined {
  const last = trailingNumber(text);
  if (!last) return undefined;
  const first = trailingNumber(last.rest);
  const [file, line, column] = first ? [first.rest, first.value, last.value] : [last.rest, last.value, undefined];
  return file === '' ? undefined : { file, line, ...(column !== undefined && { column }) };
}

function trailingNumber(text: string): { readonly rest: string; readonly value: number } | undefined {
  const colon = text.lastIndexOf(':');
  const digits = text.slice(colon + 1);
  return colon >= 0 && /^\d{1,9}$/.test(digits) ? { rest: text.slice(0, colon), value: Number(digits) } : undefined;
}

/** The part of a frame that names its function; nothing where there is no name. */
export function named(name: string | undefined): { readonly function?: string } {
  return name === undefined || name === '' ? {} : { function: name.slice(0, 300) };
}
