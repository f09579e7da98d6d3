import type { Day, Entry } from "./entries";

/** As many articles as the page holds at once; a thread of years costs no more than one of a week. */
export const MOST_SHOWN = 300;
/** By how many it moves on when the reader comes near its edge. */
export const STEP = 100;

/** What of a thread stands in the page. */
export interface Shown {
  days: Day[];
  hasEarlier: boolean;
  hasLater: boolean;
}

/** From the entry with this key on, or the newest where there is none. */
export function shownOf(days: readonly Day[], entries: readonly Entry[], from: string | null): Shown {
  const start = startOf(entries, from);
  const end = start + MOST_SHOWN;
  const cut: Day[] = [];
  let index = 0;
  for (const day of days) {
    const inside = day.entries.slice(Math.max(0, start - index), Math.max(0, end - index));
    if (inside.length > 0) cut.push({ ...day, entries: inside });
    index += day.entries.length;
  }

  return { days: cut, hasEarlier: start > 0, hasLater: end < entries.length };
}

/** Where it begins when the thread opens, so that the first unread is in it. */
export function fromUnread(entries: readonly Entry[]): string | null {
  const unread = entries.findIndex((entry) => entry.isFirstUnread);

  return unread === -1 ? null : keyAt(entries, unread - STEP);
}

export const earlier = (entries: readonly Entry[], from: string | null) =>
  keyAt(entries, startOf(entries, from) - STEP);
export const later = (entries: readonly Entry[], from: string | null) => keyAt(entries, startOf(entries, from) + STEP);

function startOf(entries: readonly Entry[], from: string | null): number {
  const newest = Math.max(0, entries.length - MOST_SHOWN);
  const index = from === null ? -1 : entries.findIndex((entry) => entry.key === from);

  return index === -1 ? newest : Math.min(index, newest);
}

/** Null once the newest are reached: from then on it follows them. */
function keyAt(entries: readonly Entry[], index: number): string | null {
  const at = Math.max(0, index);

  return at >= entries.length - MOST_SHOWN ? null : (entries[at]?.key ?? null);
}
