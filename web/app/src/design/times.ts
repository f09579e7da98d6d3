import { localDate } from "../conversation/entries";
import { words } from "../words";

const DAY_MS = 86_400_000;

type At = string | Date;

/** A way of writing times. Each costs a phone some 20 ms to make, so it is made when the first is written by it. */
function written(options: Intl.DateTimeFormatOptions): (at: At) => string {
  let format: Intl.DateTimeFormat | null = null;

  return (at) => {
    format ??= new Intl.DateTimeFormat(undefined, options);

    return format.format(new Date(at));
  };
}

const weekday = written({ weekday: "long" });
const dayMonth = written({ day: "numeric", month: "short" });
const date = written({ day: "numeric", month: "long", year: "numeric" });
let relative: Intl.RelativeTimeFormat | null = null;

export const clockTime = written({ hour: "2-digit", minute: "2-digit" });

/** With weekday, seconds and zone: for who wants to know exactly. */
export const exactTime = written({ dateStyle: "full", timeStyle: "long" });

/** Day and time to the second. */
export const secondTime = written({ dateStyle: "medium", timeStyle: "medium" });

/** Day and time, as short as it can be said. */
export const shortTime = written({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export const plainDate = written({ day: "numeric", month: "short", year: "numeric" });

/** What the clock shows where somebody is. An IANA name that the browser does not know is shown as it is. */
export function timeIn(timeZone: string, now: Date): string {
  try {
    return new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", timeZone }).format(now);
  } catch {
    return timeZone;
  }
}

/** A language by its name; a tag that the browser does not know as it is. */
export function languageName(locale: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: "language" }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}

/** A day as people say it: today, yesterday, the weekday within a week, else the date. */
export function dayName(at: At, now: Date): string {
  const days = daysBetween(new Date(at), now);
  if (days === 0) return words.thread.today;
  if (days === 1) return words.thread.yesterday;
  if (days > 1 && days < 7) return weekday(at);

  return date(at);
}

/** For a line of a list: the time today, the weekday within a week, else day and month. */
export function listTime(at: string, now: Date): string {
  const when = new Date(at);
  const days = daysBetween(when, now);
  if (days <= 0) return clockTime(when);
  if (days === 1) return words.thread.yesterday;
  if (days < 7) return weekday(when);

  return when.getFullYear() === now.getFullYear() ? dayMonth(when) : plainDate(when);
}

/** How long ago, coarsely: "5 min. ago". */
export function ago(at: string, now: Date): string {
  const minutes = Math.round((Date.parse(at) - now.getTime()) / 60_000);
  if (minutes >= 0) return words.thread.justNow;
  relative ??= new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "narrow" });
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  if (Math.abs(minutes) < 60 * 24) return relative.format(Math.round(minutes / 60), "hour");

  return relative.format(Math.round(minutes / 60 / 24), "day");
}

/** Whole local calendar days, whatever the clocks do in between. */
function daysBetween(earlier: Date, later: Date): number {
  const noon = (at: Date) => Date.parse(`${localDate(at)}T12:00:00Z`);

  return Math.round((noon(later) - noon(earlier)) / DAY_MS);
}
