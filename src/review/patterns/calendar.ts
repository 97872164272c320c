import { day, hour, type InSteps } from './history';

/** Days and hours in which an organisation works, learnt from when things come. */
export class Calendar {
  /** Shares of the hours of a day, and of the days of a week. */
  private hours: readonly number[] = [];
  private days: readonly number[] = [];
  /** What is expected before the end of each hour of the history, as a share of all. */
  private cumulative = new Float64Array(1);

  private constructor(
    private readonly begin: number,
    /** Length of the history, in milliseconds. */
    readonly length: number,
    private readonly offset: (at: number) => number,
  ) {}

  /** `times` ascending; `offset` is how many minutes local time is ahead of UTC. */
  static *of(times: readonly number[], until: number, offset: (at: number) => number): InSteps<Calendar> {
    const begin = Math.floor((times[0] ?? until) / hour) * hour;
    const calendar = new Calendar(begin, Math.max(hour, until - begin), offset);
    const [hours, days] = [new Array<number>(24).fill(prior), new Array<number>(7).fill(prior)];
    for (const [place, at] of times.entries()) {
      if (place % atOnce === 0) yield;
      const local = calendar.localTime(at);
      hours[hourOf(local)] = (hours[hourOf(local)] ?? 0) + 1;
      days[weekdayOf(local)] = (days[weekdayOf(local)] ?? 0) + 1;
    }
    [calendar.hours, calendar.days] = [shares(hours), shares(days)];
    calendar.cumulative = yield* calendar.accumulate();
    return calendar;
  }

  /** The share of a history without trend, in which nothing is the matter, that falls between two times. */
  share(from: number, to: number): number {
    return this.until(to) - this.until(from);
  }

  /** True for an hour in which far less comes than in others, and for a day on which nobody works. */
  isOdd(at: number): boolean {
    const local = this.localTime(at);
    const [atHour, onDay] = [(this.hours[hourOf(local)] ?? 0) * 24, (this.days[weekdayOf(local)] ?? 0) * 7];
    return atHour < odd || onDay < odd;
  }

  /** The hour of the day, the day of the week and the day since 1970, in local time. */
  placeOf(at: number): { readonly hour: number; readonly weekday: number; readonly day: number } {
    const local = this.localTime(at);
    return { hour: hourOf(local), weekday: weekdayOf(local), day: Math.floor(local / day) };
  }

  /** How many days of the week there were, and what share of all falls on one of them, where nothing is the matter; 0 for Sunday. */
  weekdays(): readonly { readonly days: number; readonly share: number }[] {
    const counts = new Array<number>(7).fill(0);
    for (let at = this.begin; at < this.begin + this.length; at += day) {
      const weekday = weekdayOf(this.localTime(at));
      counts[weekday] = (counts[weekday] ?? 0) + 1;
    }
    const sum = counts.reduce((total, count, weekday) => total + count * (this.days[weekday] ?? 0), 0);
    return counts.map((days, weekday) => ({ days, share: (this.days[weekday] ?? 0) / sum }));
  }

  private localTime(at: number): number {
    return at + this.offset(at) * 60_000;
  }

  private *accumulate(): InSteps<Float64Array<ArrayBuffer>> {
    const sums = new Float64Array(Math.ceil(this.length / hour) + 1);
    let sum = 0;
    // The time zone is asked for once a day, and for each hour only where it changes within the day: for all hours of years it takes long.
    let steady: number | undefined;
    for (let at = 0; at + 1 < sums.length; at++) {
      if (at % atOnce === 0) yield;
      const time = this.begin + at * hour;
      if (at % 24 === 0) {
        const [now, next] = [this.offset(time), this.offset(time + day)];
        steady = now === next ? now : undefined;
      }
      const local = time + (steady ?? this.offset(time)) * 60_000;
      sum += (this.hours[hourOf(local)] ?? 0) * (this.days[weekdayOf(local)] ?? 0);
      sums[at + 1] = sum;
    }
    return sums.map(part => part / Math.max(sum, Number.MIN_VALUE));
  }

  private until(at: number): number {
    const place = Math.min(Math.max(0, (at - this.begin) / hour), this.cumulative.length - 1);
    const whole = Math.floor(place);
    const [before = 0, after = 1] = [this.cumulative[whole], this.cumulative[Math.min(whole + 1, this.cumulative.length - 1)]];
    return before + (after - before) * (place - whole);
  }
}

/** Less than this part of what comes on average is odd. */
const odd = 0.4;
/** As if so many had come in each hour or day besides: a short history knows no hours. */
const prior = 2;

/** Times that are looked at in one go, and hours. */
const atOnce = 5_000;

function shares(counts: readonly number[]): readonly number[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map(count => count / sum);
}

function hourOf(local: number): number {
  return Math.floor(local / hour) % 24;
}

/** 0 for Sunday: 1 January 1970 was a Thursday. */
function weekdayOf(local: number): number {
  return (Math.floor(local / day) + 4) % 7;
}
