import { fill, type Words } from '../words';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** A length of time to a tenth of its unit, where one must be able to rely on it: "45 min", "7.6 h", "2.1 d". */
export function describeLength(words: Words, milliseconds: number): string {
  if (milliseconds < minute) return words.figures.underMinute;
  const minutes = Math.round(milliseconds / minute);
  if (minutes < 60) return fill(words.age.minutes, { minutes });
  const hours = tenths(milliseconds / hour);
  return hours < 48 ? fill(words.age.hours, { hours }) : fill(words.age.days, { days: tenths(milliseconds / day) });
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
