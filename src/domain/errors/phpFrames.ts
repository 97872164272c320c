import { named, type Frame } from './frame';

/**
 * PHP names with each place the function that was called there; every other language names the function the place lies in. The frames, each
 * with the function that it lies in; the first may be the place where the error was thrown. Those of other languages stay as they are.
 */
export function inEnclosing(frames: readonly Frame[]): readonly Frame[] {
  if (!frames.some(({ language }) => language === 'php')) return frames;
  const places: readonly Frame[] = frames[0]?.function === undefined ? frames : [{ language: 'php' }, ...frames];
  return places
    .map(({ language, file, line }, at) => ({
      language,
      ...named(places[at + 1]?.function),
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
    }))
    .filter(frame => frame.function !== undefined || frame.file !== undefined);
}
